"""What a second person and a manager look for in the log, found without folding it: what asks for a word, who
gave one, and which leads were dialled when.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bdc_desk.cadence.entry import EPOCH, micros
from bdc_desk.cadence.kinds import Flag, Kind
from bdc_desk.storage.guards_log import AFTER_ALL
from bdc_desk.storage.sql import Fields, Sql, places

# The log is canonical JSON, and a quote within a text is escaped in it: so these are found nowhere else.
_IF_CONFIRMED = '"qualified":"if confirmed"'
_TYPED = f"instr(content, '{_IF_CONFIRMED}') > 0"
_DEAD = " OR ".join(f"instr(content, '\"{flag}\"') > 0" for flag in (Flag.DEAD_NUMBER, Flag.WRONG_NUMBER))
_ASKING = f"""
SELECT id, lead, kind, agent, no, json_extract(content, '$.body.number'), {_TYPED}, {_DEAD}
FROM {{source}} WHERE kind IN ('{Kind.EXCEPTION}', '{Kind.CLOSED}', '{Kind.OUTCOME}') AND (
    kind = '{Kind.EXCEPTION}'
    OR (kind = '{Kind.CLOSED}' AND json_extract(content, '$.body.reason') IN ({{reasons}}))
    OR (kind = '{Kind.OUTCOME}' AND ({_TYPED} OR {_DEAD})))
"""
_WORDS = f"""
SELECT json_extract(content, '$.body.entry'), agent FROM {{source}}
WHERE kind IN ('{Kind.CONFIRMED}', '{Kind.SENT_BACK}') UNION ALL
SELECT json_extract(content, '$.body.outcome'), NULL FROM {{source}} WHERE kind = '{Kind.OUTCOME_WITHDRAWN}'
"""
# A day's slack: the two moments may come from two desks' clocks.
_ASKED_AGAIN = f"""
SELECT r.lead FROM (
    SELECT customer, min(json_extract(summary, '$.do_not_call_at')) AS said FROM lead_row
    WHERE instr(summary, '"do_not_call_at":null') = 0 GROUP BY customer) d
CROSS JOIN lead_row r ON r.customer = d.customer
WHERE EXISTS (SELECT 1 FROM entry e WHERE e.lead = r.lead AND e.kind = '{Kind.ARRIVAL}'
    AND e.at > d.said - 86400000000)
"""
# What was called within the first step of the wall clock was so within it in opening time.
_CALLED_LATE = f"""
SELECT DISTINCT a.lead FROM entry a
WHERE a.kind = '{Kind.ARRIVAL}' AND a.at >= ? AND NOT EXISTS (
    SELECT 1 FROM entry o WHERE o.lead = a.lead AND o.kind = '{Kind.OUTCOME}' AND o.at >= a.at
        AND o.at < a.at + ? AND instr(o.content, '"qualified":"yes"') > 0
        AND NOT EXISTS (SELECT 1 FROM entry w WHERE w.lead = a.lead AND w.kind = '{Kind.OUTCOME_WITHDRAWN}'))
"""
_UNCALLED = "SELECT lead, content FROM queue_row WHERE instr(content, '\"called\":false') > 0"
# The index of moments also holds chain and number, so a window is read from its end without sorting; the
# upper bound is where the walk stopped, else each window would skip all those before it.
_WINDOW = """
SELECT s.at, s.no, s.entry, s.verdict FROM seal s
WHERE s.at >= ? AND s.at <= ? AND (s.at < ? OR s.no < ?)
    AND +s.chain = (SELECT chain FROM this_desk)
ORDER BY s.at DESC, s.chain DESC, s.no DESC LIMIT ?
"""
_DIALLED = f"""
WITH walked (at, no, entry, verdict) AS MATERIALIZED ({_WINDOW})
SELECT w.at, w.no, CASE WHEN e.kind = '{Kind.DIALLED}' AND w.verdict = 'stands' THEN e.lead END, e.agent
FROM walked w CROSS JOIN entry e ON e.id = w.entry ORDER BY w.at DESC, w.no DESC
"""
_DIALLED_ELSEWHEN = f"""
SELECT lead, agent FROM provisional WHERE kind = '{Kind.DIALLED}' UNION ALL
SELECT lead, agent FROM entry
WHERE kind = '{Kind.DIALLED}' AND at >= ? AND instr(content, '"evidence":"D"') > 0
"""


@dataclass(frozen=True, slots=True)
class Asking:
    """An entry that may wait for a second person's word. `number`: the ref that an outcome is about. `typed`:
    it counts only once confirmed; `dead`: it says that the number is dead or wrong.
    """

    id: str
    lead: str
    kind: str
    agent: str
    no: int
    number: str | None
    typed: bool
    dead: bool


@dataclass(frozen=True, slots=True)
class WindowEnd:
    """Where a walk back through the log stopped: the last seal read."""

    at: int
    no: int


class ReviewReading:
    """What can be found for a second look in one transaction."""

    _sql: Sql

    def asking(self, reasons: Iterable[str]) -> tuple[Asking, ...]:
        """Exceptions, closings for one of these reasons, calls typed in afterwards, and numbers found dead,
        by number.
        """
        wanted = tuple(reasons)
        found: list[Fields] = []
        for source in ("sealed", "provisional"):
            found += self._sql.rows(_ASKING.format(source=source, reasons=places(len(wanted))), *wanted)
        asking = (
            Asking(id_, lead, kind, agent, no, number, bool(typed), bool(dead))
            for id_, lead, kind, agent, no, number, typed, dead in found
        )
        return tuple(sorted(asking, key=lambda one: one.no))

    def settled(self) -> list[tuple[str, str | None]]:
        """Entries that a person confirmed or sent back, with who did, and outcomes that were withdrawn
        (None).
        """
        return [
            (entry, agent)
            for source in ("sealed", "provisional")
            for entry, agent in self._sql.rows(_WORDS.format(source=source))
        ]

    def leads_asked_again(self) -> tuple[str, ...]:
        """Leads with an enquiry since their customer asked not to be called, or about then."""
        return tuple(lead for (lead,) in self._sql.rows(_ASKED_AGAIN))

    def leads_called_late(self, since: datetime, within: timedelta) -> tuple[str, ...]:
        """Leads that came since then and had no call that counts within the span of their arrival."""
        return tuple(lead for (lead,) in self._sql.rows(_CALLED_LATE, micros(since), micros(EPOCH + within)))

    def uncalled_rows(self) -> list[tuple[str, str]]:
        """Rows of the queue that no call was made to: lead and content."""
        return [(lead, content) for lead, content in self._sql.rows(_UNCALLED)]

    def leads_dialled(
        self, start: datetime, end: datetime, agent: str | None, after: WindowEnd | None, width: int
    ) -> tuple[tuple[str, ...], WindowEnd | None]:
        """Leads that `agent` (None: anybody) dialled in [start, end), the newest first: those of the next
        `width` entries back from `after`, and where that ends; None at the beginning of the span.
        """
        cursor = after or WindowEnd(micros(end) - 1, AFTER_ALL)
        rows = self._sql.rows(_DIALLED, micros(start), cursor.at, cursor.at, cursor.no, width)
        leads = dict.fromkeys(lead for _, _, lead, by in rows if lead and agent in {None, by})
        return tuple(leads), WindowEnd(*rows[-1][:2]) if len(rows) == width else None

    def leads_dialled_elsewhen(self, end: datetime, agent: str | None) -> tuple[str, ...]:
        """Leads whose dials stand elsewhere in the log than they began: those that wait for a seal, and
        calls typed in at `end` or later.
        """
        rows = self._sql.rows(_DIALLED_ELSEWHEN, micros(end))
        return tuple(dict.fromkeys(lead for lead, by in rows if lead and agent in {None, by}))
