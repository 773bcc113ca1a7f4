"""What came while the dealership was closed: at its opening one line for all of it, not a tone a lead
(domain.md, Two clocks). No Qt.
"""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bdc_desk.cadence.hours import Calendar
from bdc_desk.cadence.queue import QueueRow


@dataclass(frozen=True, slots=True)
class Pile:
    """So many leads that nobody called, the first of them due at `due_at`; none is due yet (UTC).

    `since`: when the dealership had closed.
    """

    count: int
    since: datetime
    due_at: datetime


class Openings:
    """Remembers when the dealership opens for leads that came before."""

    def __init__(self, now: datetime) -> None:
        """Openings up to `now` are past."""
        self._since = now
        self._moments: list[datetime] = []

    def watch(self, rows: Iterable[QueueRow]) -> None:
        """Rows that came or changed."""
        known = set(self._moments)
        for row in rows:
            if row.opens_at > self._since and row.opens_at not in known:
                known.add(row.opens_at)
                heapq.heappush(self._moments, row.opens_at)

    def opened(self, now: datetime) -> bool:
        """Whether it opened since the last look; each opening is told once, also after a stepped clock."""
        self._since = max(self._since, now)
        found = False
        while self._moments and self._moments[0] <= now:
            heapq.heappop(self._moments)
            found = True
        return found


def pile_of(rows: Iterable[QueueRow], now: datetime, opening: Calendar) -> Pile | None:
    """The night's leads while none of them is past its first mark: afterwards that mark speaks for them."""
    waiting = [row for row in rows if _came_before(row, now)]
    if not waiting:
        return None
    due_at = min(mark.due_at for row in waiting for mark in row.marks if not mark.silent)
    opens_at, first = max(row.opens_at for row in waiting), min(row.arrived_at for row in waiting)
    return Pile(len(waiting), _closed_at(opening, opens_at) or first, due_at)


def _came_before(row: QueueRow, now: datetime) -> bool:
    due = [mark.due_at for mark in row.marks if not mark.silent]
    waits = not row.called and not row.blocked and bool(due)
    return waits and row.arrived_at < row.opens_at <= now < min(due)


def _closed_at(opening: Calendar, opens_at: datetime) -> datetime | None:
    """When it had closed before it opened at `opens_at`; None where that is more than a year ago."""
    years = (opens_at.year - 1, opens_at.year)
    ends = [one.end for year in years for one in opening.intervals(year) if one.end < opens_at]
    return max(ends, default=None)
