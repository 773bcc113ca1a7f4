"""The rows of the queue in their order, and when each may change by the clock alone. No Qt.

Places are as of the last moment told. `due(now)` finds the rows whose stored moments have passed through a
heap, so that a tick costs as much as what changed, not as much as there is.
"""

import heapq
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime

from bdc_desk.cadence.queue import SECTIONS, Badge, Place, QueueRow, badge, next_change, place

Keep = Callable[[QueueRow], bool]
"""Whether a filter shows a row."""


def keep_all(_row: QueueRow) -> bool:
    """The filter that hides nothing."""
    return True


class RowOrder:
    """All open rows, and the sorted places of those that the filter keeps."""

    def __init__(self, keep: Keep = keep_all) -> None:
        """Empty; `keep` is the filter."""
        self.rows: dict[str, QueueRow] = {}
        self.badges: Counter[Badge] = Counter()
        self.reminded: set[str] = set()
        """The leads whose promised call's reminder has come."""
        self._keep = keep
        self._badge: dict[str, Badge] = {}
        self._place: dict[str, Place] = {}
        self._shown: list[Place] = []
        self._next: dict[str, datetime] = {}
        self._heap: list[tuple[datetime, str]] = []

    def __len__(self) -> int:
        """How many rows are shown."""
        return len(self._shown)

    def fill(self, rows: Iterable[QueueRow], now: datetime) -> None:
        """Forget everything and take these rows."""
        self.rows = {row.lead: row for row in rows}
        self._next.clear()
        self._heap.clear()
        self._badge = {lead: badge(row, now) for lead, row in self.rows.items()}
        self.badges = Counter(self._badge.values())
        self.reminded = {lead for lead, row in self.rows.items() if _is_reminded(row, now)}
        for row in self.rows.values():
            self._note_next(row, now)
        heapq.heapify(self._heap)
        self._sort(now)

    def merge(self, rows: Iterable[QueueRow], now: datetime) -> None:
        """Take these rows besides those there are, and let time pass for the others: in one go, as costly as
        what comes.
        """
        moving = {row.lead: row for row in (*self.due(now), *rows)}
        for row in moving.values():
            self.note(row, now)
        leaving = [self._place.pop(lead) for lead in moving if lead in self._place]
        coming = [where for row in moving.values() if (where := self.wanted(row, now)) is not None]
        self._place.update((where[-1], where) for where in coming)
        self._shown = _with(_without(self._shown, sorted(leaving)), sorted(coming))

    def filter(self, keep: Keep, now: datetime) -> None:
        """Show what `keep` keeps."""
        self._keep = keep
        self._sort(now)

    def _sort(self, now: datetime) -> None:
        self._place = {lead: place(row, now) for lead, row in self.rows.items() if self._keep(row)}
        self._shown = sorted(self._place.values())

    def _note_next(self, row: QueueRow, now: datetime) -> None:
        """Remember when the row may change next; the heap's stale items are told by `_next`."""
        moment = next_change(row, now)
        if moment is None:
            self._next.pop(row.lead, None)
        else:
            self._next[row.lead] = moment
            self._heap.append((moment, row.lead))

    def due(self, now: datetime) -> list[QueueRow]:
        """The rows whose next moment has come, each once; they are forgotten until `note` is told of them."""
        found = []
        while self._heap and self._heap[0][0] <= now:
            moment, lead = heapq.heappop(self._heap)
            if self._next.get(lead) == moment:
                del self._next[lead]
                found.append(self.rows[lead])
        return found

    def note(self, row: QueueRow, now: datetime) -> None:
        """Take the row's new content, badge and next moment; its place is moved by the caller."""
        old = self._badge.get(row.lead)
        if old is not None:
            self.badges[old] -= 1
        self.rows[row.lead] = row
        self._badge[row.lead] = badge(row, now)
        self.badges[self._badge[row.lead]] += 1
        (self.reminded.add if _is_reminded(row, now) else self.reminded.discard)(row.lead)
        moment = next_change(row, now)
        if moment is None:
            self._next.pop(row.lead, None)
        elif self._next.get(row.lead) != moment:
            self._next[row.lead] = moment
            heapq.heappush(self._heap, (moment, row.lead))

    def forget(self, lead: str) -> None:
        """Drop the row's content; its place is taken out by the caller before."""
        del self.rows[lead]
        self._next.pop(lead, None)
        self.reminded.discard(lead)
        self.badges[self._badge.pop(lead)] -= 1

    def wanted(self, row: QueueRow, now: datetime) -> Place | None:
        """Where the row should stand; None when the filter hides it."""
        return place(row, now) if self._keep(row) else None

    def place_of(self, lead: str) -> Place | None:
        """Where the row stands now; None when it is not shown."""
        return self._place.get(lead)

    def index(self, where: Place) -> int:
        """How many shown rows stand before a place."""
        return bisect_left(self._shown, where)

    def put(self, where: Place) -> None:
        """Put a row at its place."""
        insort(self._shown, where)
        self._place[where[-1]] = where

    def take(self, lead: str) -> None:
        """Take a row out of its place."""
        del self._shown[self.index(self._place.pop(lead))]

    def at(self, index: int) -> QueueRow:
        """The shown row at an index. Raises IndexError."""
        return self.rows[self._shown[index][-1]]

    def section_at(self, index: int) -> int:
        """The number in SECTIONS of the section that the shown row at `index` stands in."""
        return self._shown[index][0]

    def starts(self) -> list[tuple[int, int, int]]:
        """The sections that have rows, in order: their number in SECTIONS, first index, one past the last."""
        bounds = [bisect_left(self._shown, (number,)) for number in range(len(SECTIONS) + 1)]
        return [
            (number, bounds[number], bounds[number + 1])
            for number in range(len(SECTIONS))
            if bounds[number] < bounds[number + 1]
        ]


def _is_reminded(row: QueueRow, now: datetime) -> bool:
    return row.remind_at is not None and row.remind_at <= now


def _without(shown: list[Place], leaving: list[Place]) -> list[Place]:
    """The sorted places but for some of them, sorted too. By slices: no place that stays is looked at."""
    kept: list[Place] = []
    begin = 0
    for where in leaving:
        at = bisect_left(shown, where, begin)
        kept += shown[begin:at]
        begin = at + 1
    return kept + shown[begin:]


def _with(shown: list[Place], coming: list[Place]) -> list[Place]:
    """Two sorted lists as one, by slices of the first."""
    merged: list[Place] = []
    begin = 0
    for where in coming:
        at = bisect_left(shown, where, begin)
        merged += shown[begin:at]
        merged.append(where)
        begin = at
    return merged + shown[begin:]
