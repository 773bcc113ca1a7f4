"""Reading the log: entries with their seals and details, the head, the leads."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bdc_desk.cadence.entry import STANDS, Entry, Seal, micros, moment
from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.codec import decode
from bdc_desk.storage.sql import Fields, Sql, places

# CROSS JOIN and the unary plus steer SQLite, which keeps no statistics here: begin with the entries, by lead
# or by kind, and find the highest moment through its index instead of walking the whole chain.
_SEALED = """
SELECT e.content, d.content, s.chain, s.no, s.sealed_at, s.at, s.utc_offset, s.verdict, s.hash
FROM entry e
CROSS JOIN seal s ON s.entry = e.id AND s.chain = (SELECT chain FROM this_desk)
LEFT JOIN detail d ON d.entry = e.id
"""
_OF_LEAD = f"""
{_SEALED} WHERE e.lead = ? UNION ALL
{_SEALED} WHERE e.kind = '{Kind.CLOCK_SET_BACK}' AND e.lead IS NULL
ORDER BY 4
"""
_HEAD = """
SELECT chain, no, sealed_at, at, utc_offset, verdict, hash FROM seal
WHERE chain = (SELECT chain FROM this_desk) ORDER BY no DESC LIMIT 1
"""
# What is dated later than a clock set back counts as made then, so only what was sealed since can be the
# highest.
_HIGHEST = f"""
SELECT s.at FROM seal s
WHERE +s.chain = (SELECT chain FROM this_desk) AND +s.no >= coalesce((
    SELECT max(b.no) FROM entry e CROSS JOIN seal b
        ON b.entry = e.id AND b.chain = (SELECT chain FROM this_desk)
    WHERE e.kind = '{Kind.CLOCK_SET_BACK}' AND b.verdict = '{STANDS}'), 0)
ORDER BY s.at DESC LIMIT 1
"""
_LEADS = f"""
SELECT e.lead FROM entry e CROSS JOIN seal s ON s.entry = e.id AND s.chain = (SELECT chain FROM this_desk)
WHERE e.kind = '{Kind.ARRIVAL}' GROUP BY e.lead ORDER BY min(s.no)
"""
_LEADS_DATED_AFTER = "SELECT DISTINCT lead FROM entry WHERE at > ? AND lead IS NOT NULL"
_LEADS_SINCE = """
SELECT DISTINCT e.lead FROM seal s JOIN entry e ON e.id = s.entry
WHERE s.chain = (SELECT chain FROM this_desk) AND s.no > ? AND e.lead IS NOT NULL
"""
_LEADS_TRIED = f"""
SELECT e.lead FROM entry e CROSS JOIN seal s ON s.entry = e.id AND s.chain = (SELECT chain FROM this_desk)
WHERE e.kind = '{Kind.DIALLED}' AND e.at >= ? AND e.at < ? AND (? IS NULL OR e.agent = ?)
GROUP BY e.lead ORDER BY min(s.no)
"""
# Beyond what any clock says; stands for "no end" in a range of moments.
_FOREVER = (1 << 63) - 1


class LogReading:
    """What can be read of the log in one transaction."""

    _sql: Sql

    def entries_of(self, lead: str) -> tuple[Entry, ...]:
        """The lead's entries and the dealership's `clock set back` entries, by seal number."""
        return _entries(self._sql.rows(_OF_LEAD, lead))

    def entries_of_kinds(
        self, *kinds: str, start: datetime | None = None, end: datetime | None = None
    ) -> tuple[Entry, ...]:
        """Entries of these kinds of any lead or none, written in [start, end), by seal number."""
        return _entries(
            self._sql.rows(
                f"{_SEALED} WHERE e.kind IN ({places(len(kinds))}) AND e.at >= ? AND e.at < ? ORDER BY s.no",
                *kinds,
                -_FOREVER if start is None else micros(start),
                _FOREVER if end is None else micros(end),
            )
        )

    def entry(self, id: str) -> Entry | None:
        """One sealed entry, or None."""
        row = self._sql.row(f"{_SEALED} WHERE e.id = ?", id)
        return None if row is None else _entry(row)

    def head(self) -> Seal | None:
        """The seal given last, None in an empty log."""
        row = self._sql.row(_HEAD)
        return None if row is None else _seal(row)

    def highest_at(self) -> datetime | None:
        """The latest moment in the log since a clock was last set back: a `now` before it is a set-back."""
        value = self._sql.value(_HIGHEST)
        return None if value is None else moment(value)

    def leads(self) -> tuple[str, ...]:
        """Every lead, in the order in which the log received them."""
        return tuple(row[0] for row in self._sql.rows(_LEADS))

    def leads_dated_after(self, at: datetime) -> tuple[str, ...]:
        """Leads with an entry dated later than `at`: those that a clock set back to `at` concerns."""
        return tuple(row[0] for row in self._sql.rows(_LEADS_DATED_AFTER, micros(at)))

    def leads_since(self, no: int) -> tuple[str, ...]:
        """Leads with an entry sealed after number `no`."""
        return tuple(row[0] for row in self._sql.rows(_LEADS_SINCE, no))

    def leads_with_attempts(
        self, start: datetime, end: datetime, agent: str | None = None
    ) -> tuple[str, ...]:
        """Leads that `agent` (None: anybody) dialled in [start, end), in order of the first dial."""
        rows = self._sql.rows(_LEADS_TRIED, micros(start), micros(end), agent, agent)
        return tuple(row[0] for row in rows)


def _entries(rows: Iterable[Fields]) -> tuple[Entry, ...]:
    return tuple(_entry(row) for row in rows)


def _entry(row: Fields) -> Entry:
    """A row of `_SEALED` as a value."""
    content, details, *seal = row
    return decode(content, details, _seal(tuple(seal)))


def _seal(row: Fields) -> Seal:
    """A row of `seal`, without its entry, as a value."""
    chain, no, sealed_at, at, utc_offset, verdict, digest = row
    return Seal(chain, no, moment(sealed_at), moment(at), timedelta(seconds=utc_offset), verdict, digest)
