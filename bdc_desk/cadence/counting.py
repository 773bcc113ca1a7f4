"""Which attempts of a round count: judged step by step in the order of the log (docs/log.md).

An attempt counts if none that counts now began less than the gap before or after it. Nothing that counts is
pushed out by a later entry; a withdrawn one frees its place for later entries only. The databases count by
the same steps.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Counted:
    """An attempt that counts. `local` is its wall-clock moment at the dealership, by the seal's offset."""

    attempt: str
    began: datetime
    local: datetime


class Counting:
    """The counted attempts of one round."""

    def __init__(self, gap: timedelta) -> None:
        """`gap`: the least span between the beginnings of two attempts that count."""
        self._gap = gap
        self._counted: dict[str, Counted] = {}
        self._begun: list[datetime] = []  # of those, sorted

    def offer(self, attempt: str, began: datetime, offset: timedelta) -> bool:
        """Count the attempt if it fits; tells whether it counts now."""
        if attempt in self._counted:
            return True
        at = bisect_left(self._begun, began)  # the nearest stand beside this place
        if any(abs(other - began) < self._gap for other in self._begun[max(at - 1, 0) : at + 1]):
            return False
        self._begun.insert(at, began)
        self._counted[attempt] = Counted(attempt, began, began + offset)
        return True

    def withdraw(self, attempt: str) -> None:
        """Take the attempt out of the count, if it was in it."""
        gone = self._counted.pop(attempt, None)
        if gone is not None:
            del self._begun[bisect_left(self._begun, gone.began)]

    def __contains__(self, attempt: str) -> bool:
        """Whether the attempt counts."""
        return attempt in self._counted

    @property
    def counted(self) -> Sequence[Counted]:
        """The attempts that count, by when they began."""
        return sorted(self._counted.values(), key=lambda one: one.began)

    def days(self) -> frozenset[date]:
        """The dealership's calendar days on which they began."""
        return frozenset(one.local.date() for one in self._counted.values())

    def parts(self, part_hours: Sequence[int]) -> frozenset[int]:
        """The parts of the day in which they began: 0 before the first hour of `part_hours`, then 1, 2 ..."""
        return frozenset(part_of_day(one.local, part_hours) for one in self._counted.values())


def part_of_day(local: datetime, part_hours: Sequence[int]) -> int:
    """The part of the day of a local moment: how many of `part_hours` have begun."""
    return bisect_right(part_hours, local.hour)
