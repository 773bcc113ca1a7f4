"""Rows of the queue move with the clock alone until they are concluded anew: which of those that differ from
now's are what was concluded at an earlier moment, and which nobody's.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bdc_desk.cadence.assess import REJUDGED_EVERY
from bdc_desk.cadence.entry import micros, moment
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.projecting import Projecting
from bdc_desk.storage.shadow import ShadowUnit

_TIMED = frozenset({"due_at", "due_why", "stale_at", "call_from", "rest_until", "number"})
"""What the clock alone moves; the number is that one of several which may be called then."""
_MOMENTS = ("due_at", "call_from", "rest_until", "callback_at", "opens_at", "fresh_until", "ask_from")
"""Where the law's answer about a lead may change."""
_REJUDGED = REJUDGED_EVERY // timedelta(microseconds=1)
_UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, RecursionError)


class RowsOfThen:
    """Asked about one differing row after the other. `now` in microseconds."""

    def __init__(self, unit: ShadowUnit, around: Surroundings, now: int) -> None:
        """`unit` holds the rows as they are concluded at `now`."""
        self._unit, self._around, self._now = unit, around, now
        # Clocks are set back: what was concluded before that bears a later moment than now.
        self._latest = max(now, unit.newest_moment())

    def explain(self, lead: str, content: str, right: str) -> bool:
        """Whether the row is what was concluded at an earlier moment, as far as somebody still reads it."""
        try:
            row, anew = json.loads(content), json.loads(right)
            if not {key for key in {*row, *anew} if row.get(key) != anew.get(key)} <= _TIMED:
                return False
            if row["stale_at"] <= self._now:
                return True  # concluded anew before anybody reads it
            if row["stale_at"] > max(anew["stale_at"], self._latest + _REJUDGED):
                return False
            return self._is_of_then(lead, row, anew)
        except _UNREADABLE:
            return False

    def _is_of_then(self, lead: str, row: dict[str, Any], anew: dict[str, Any]) -> bool:
        if _but_stale(row) == _but_stale(anew):
            return True
        told = _but_stale(row)
        return any(_but_stale(self._concluded(lead, then)) == told for then in self._times(row, anew))

    def _times(self, row: dict[str, Any], anew: dict[str, Any]) -> Iterator[int]:
        """Moments one of which falls into every span in which the law's answer was the same."""
        yield row["stale_at"] - _REJUDGED
        found = {micros(entry.at) for entry in self._unit.entries_of(row["lead"])}
        for one in (row, anew):
            found |= {one[key] for key in _MOMENTS if one.get(key) is not None}
        for then in sorted(found, reverse=True):
            if then <= self._latest:
                yield then
                yield then - 1

    def _concluded(self, lead: str, then: int) -> dict[str, Any]:
        Projecting(self._unit, self._around, moment(then)).refresh([lead])
        row: dict[str, Any] = json.loads(self._unit.queue_row(lead) or "{}")
        return row


def _but_stale(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "stale_at"}
