"""The attempt log of a screen: read lead by lead back from the newest, so that the first page is there at
once whatever the log holds, with sums that say over how many calls they are (domain.md, What a manager
measures).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bdc_desk.cadence.assess import attempts_of, fold
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.reading import LAST_DAY, attempt_line
from bdc_desk.operations.views import AttemptLine
from bdc_desk.storage.review import WindowEnd
from bdc_desk.storage.store import Snapshot

FIRST_WIDTH, WIDTH = 150, 300
"""Entries of the log that one page walks back over, with about a hundred leads: 0.1 s on two slow cores, so
that a key pressed meanwhile hardly waits.
"""
FEW = 20
"""Attempts below which a share says little."""
SEES_ALL = frozenset({"manager", "principal"})
"""Roles that see everybody's calls; others see their own: a rule of the screens, not secrecy."""


@dataclass(frozen=True, slots=True)
class AttemptFilter:
    """Which attempts are wanted. Begun in [start, end) (UTC); `agent`: a person's id; `outcome`: its key in
    the policy, "" for calls without one; `evidence`: A to D. None: any.
    """

    start: datetime
    end: datetime
    agent: str | None = None
    outcome: str | None = None
    evidence: str | None = None
    counted: bool | None = None

    def fits(self, line: AttemptLine) -> bool:
        """Whether the attempt is wanted."""
        return (
            self.start <= line.began < self.end
            and self.agent in {None, line.person}
            and self.outcome in {None, line.outcome_name}
            and self.evidence in {None, line.evidence}
            and self.counted in {None, line.counted}
        )


@dataclass(frozen=True, slots=True)
class Sums:
    """Over so many attempts: how many count, of how many leads."""

    attempts: int
    counted: int
    leads: int

    @property
    def few(self) -> bool:
        """Whether they are too few to judge anybody by."""
        return self.attempts < FEW


def sums_of(lines: Iterable[AttemptLine]) -> Sums:
    """The sums of these attempts."""
    lines = tuple(lines)
    return Sums(len(lines), sum(line.counted for line in lines), len({line.lead for line in lines}))


def days(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last one, the dealership's days."""
    begin, end = sorted((first, last))
    there = zone_of(zone)
    return datetime.combine(begin, time(), there), datetime.combine(end + timedelta(days=1), time(), there)


def may_see_all(about: Surroundings, person: str) -> bool:
    """Whether the screens show this person everybody's calls."""
    known = about.people.get(person)
    return len(about.people) < 2 or (known is not None and known.role in SEES_ALL)


class AttemptReading:
    """One walk through the log for one filter. `next_page` until `is_done`; each lead is folded once. Not for
    two threads at a time.
    """

    def __init__(self, desk: Desk, wanted: AttemptFilter) -> None:
        """Nothing is read yet."""
        self._desk, self._wanted = desk, wanted
        self._after: WindowEnd | None = None
        self._begun = False
        self._seen: set[str] = set()
        self.is_done = False

    def next_page(self) -> tuple[AttemptLine, ...]:
        """More of the attempts, about the newest first; none where a stretch of the log has none."""
        with self._desk.store.snapshot() as snapshot:
            leads = self._next_leads(snapshot)
            fresh = [lead for lead in leads if lead not in self._seen]
            self._seen.update(fresh)
            return _lines(self._desk, snapshot, fresh, self._wanted)

    def _next_leads(self, snapshot: Snapshot) -> Sequence[str]:
        wanted = self._wanted
        # What was dated later than a clock set back began before its own date says.
        was_set_back = bool(snapshot.entries_of_kinds(Kind.CLOCK_SET_BACK))
        end = LAST_DAY if was_set_back else wanted.end
        width = WIDTH if self._begun else FIRST_WIDTH
        leads, self._after = snapshot.leads_dialled(wanted.start, end, wanted.agent, self._after, width)
        self._begun = True
        if self._after is not None:
            return leads
        self.is_done = True
        return (*leads, *snapshot.leads_dialled_elsewhen(wanted.end, wanted.agent))


def attempts_on(desk: Desk, leads: Iterable[str], wanted: AttemptFilter) -> tuple[AttemptLine, ...]:
    """The wanted attempts of these leads, by when they began."""
    with desk.store.snapshot() as snapshot:
        return _lines(desk, snapshot, leads, wanted)


def _lines(
    desk: Desk, snapshot: Snapshot, leads: Iterable[str], wanted: AttemptFilter
) -> tuple[AttemptLine, ...]:
    about = desk.surroundings(snapshot)
    found: list[AttemptLine] = []
    for lead in leads:
        history = fold(about.policies, Lead(lead), snapshot.entries_of(lead))
        if history.rounds:
            lines = (attempt_line(about, history, one) for one in attempts_of(about.policy, history))
            found += [line for line in lines if wanted.fits(line)]
    return tuple(sorted(found, key=lambda line: (line.began, line.attempt)))
