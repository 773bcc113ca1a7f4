"""Reading the log: entries with their seals and details, the head, the leads."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bdc_desk.cadence.entry import STANDS, Entry, Seal, micros, moment
from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.codec import decode
from bdc_desk.storage.guards_log import AFTER_ALL
from bdc_desk.storage.sql import Fields, Sql, places

# Beyond what any clock or number says; stands for "no end" in a range.
_FOREVER = (1 << 63) - 1

# CROSS JOIN and the unary plus steer SQLite, which keeps no statistics here: begin with the entries, by lead
# or by kind, and find the highest moment through its index instead of walking the whole chain.
_SEALED = """
SELECT e.content, d.content, s.chain, s.no, s.sealed_at, s.at, s.utc_offset, s.verdict, s.hash
FROM entry e
CROSS JOIN seal s ON s.entry = e.id AND s.chain = (SELECT chain FROM this_desk)
LEFT JOIN detail d ON d.entry = e.id
"""
# What waits for the shared database: this desk's own entries without a seal, after all that have one. Alone
# there are none.
_WAITING = f"""
SELECT e.content, d.content, NULL, {AFTER_ALL} + e.desk_seq, NULL, NULL, NULL, NULL, NULL
FROM outbox o CROSS JOIN entry e ON e.id = o.entry LEFT JOIN detail d ON d.entry = e.id
"""
_OF_LEAD = f"""
{_SEALED} WHERE e.lead = ? UNION ALL
{_SEALED} WHERE e.kind = '{Kind.CLOCK_SET_BACK}' AND e.lead IS NULL UNION ALL
{_WAITING} WHERE e.lead = ?
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
SELECT lead FROM (
    SELECT e.lead, s.no FROM entry e
    CROSS JOIN seal s ON s.entry = e.id AND s.chain = (SELECT chain FROM this_desk)
    WHERE e.kind = '{Kind.ARRIVAL}' UNION ALL
    SELECT lead, no FROM provisional WHERE kind = '{Kind.ARRIVAL}')
GROUP BY lead ORDER BY min(no)
"""
_LEADS_DATED_AFTER = "SELECT DISTINCT lead FROM entry WHERE at > ? AND lead IS NOT NULL"
_LEADS_SINCE = """
SELECT DISTINCT e.lead FROM seal s JOIN entry e ON e.id = s.entry
WHERE s.chain = (SELECT chain FROM this_desk) AND s.no > ? AND s.no <= ? AND e.lead IS NOT NULL
"""
_LEADS_WAITING_SINCE = """
SELECT DISTINCT e.lead FROM outbox o CROSS JOIN entry e ON e.id = o.entry
WHERE e.desk_seq > ? AND e.lead IS NOT NULL
"""
# By the moment as sealed: what a desk in a team wrote may have been dated by a clock that was off.
_LEADS_TRIED = f"""
SELECT lead FROM (
    SELECT e.lead, s.no, s.at, e.agent FROM entry e
    CROSS JOIN seal s ON s.entry = e.id AND s.chain = (SELECT chain FROM this_desk)
    WHERE e.kind = '{Kind.DIALLED}' UNION ALL
    SELECT lead, no, at, agent FROM provisional WHERE kind = '{Kind.DIALLED}')
WHERE at >= ? AND at < ? AND (? IS NULL OR agent = ?)
GROUP BY lead ORDER BY min(no)
"""
_OWN_SEQ = "SELECT max(desk_seq) FROM entry WHERE desk = (SELECT desk FROM this_desk)"


class LogReading:
    """What can be read of the log in one transaction."""

    _sql: Sql

    def entries_of(self, lead: str) -> tuple[Entry, ...]:
        """The lead's entries and the dealership's `clock set back` entries, by seal number, then what
        waits.
        """
        return _entries(self._sql.rows(_OF_LEAD, lead, lead))

    def entries_of_kinds(
        self, *kinds: str, start: datetime | None = None, end: datetime | None = None
    ) -> tuple[Entry, ...]:
        """Entries of these kinds of any lead or none, written in [start, end), by seal number, then what
        waits.
        """
        which = f"WHERE e.kind IN ({places(len(kinds))}) AND e.at >= ? AND e.at < ?"
        wanted = (
            *kinds,
            -_FOREVER if start is None else micros(start),
            _FOREVER if end is None else micros(end),
        )
        query = f"{_SEALED} {which} UNION ALL {_WAITING} {which} ORDER BY 4"
        return _entries(self._sql.rows(query, *wanted, *wanted))

    def entry(self, id: str) -> Entry | None:
        """One entry, sealed or waiting, or None."""
        row = self._sql.row(f"{_SEALED} WHERE e.id = ? UNION ALL {_WAITING} WHERE e.id = ?", id, id)
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

    def leads_since(self, no: int, up_to: int = _FOREVER) -> tuple[str, ...]:
        """Leads with an entry sealed after number `no` (and not after `up_to`)."""
        return tuple(row[0] for row in self._sql.rows(_LEADS_SINCE, no, up_to))

    def leads_waiting_since(self, desk_seq: int) -> tuple[str, ...]:
        """Leads with an entry of this desk that has no seal yet and was written after its `desk_seq`."""
        return tuple(row[0] for row in self._sql.rows(_LEADS_WAITING_SINCE, desk_seq))

    def own_seq(self) -> int:
        """The `desk_seq` of what this desk wrote last; 0 before its first entry."""
        return int(self._sql.value(_OWN_SEQ) or 0)

    def waiting(self) -> tuple[Entry, ...]:
        """This desk's entries without a seal, in the order in which they were written."""
        return _entries(self._sql.rows(f"{_WAITING} ORDER BY 4"))

    def waiting_count(self) -> int:
        """How many entries of this desk have no seal."""
        return int(self._sql.value("SELECT count(*) FROM outbox"))

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
    return decode(content, details, None if seal[0] is None else _seal(tuple(seal)))


def _seal(row: Fields) -> Seal:
    """A row of `seal`, without its entry, as a value."""
    chain, no, sealed_at, at, utc_offset, verdict, digest = row
    return Seal(chain, no, moment(sealed_at), moment(at), timedelta(seconds=utc_offset), verdict, digest)
