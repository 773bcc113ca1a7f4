"""From stored moments to alerts: one look a second, at those rows only whose moment has come (design.md, A
clock ticks).
"""

import heapq
from collections.abc import Callable, Iterable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.alerts import Alert, alert_moments, between, passed
from bdc_desk.cadence.queue import QueueRow

RowOf = Callable[[str], QueueRow | None]


class AlertFeed(QObject):
    """Each mark once, also after sleep or a stepped clock. `alerted` carries the alerts of one look, as a
    tuple.
    """

    alerted = Signal(object)

    def __init__(self, row_of: RowOf, now: datetime, parent: QObject) -> None:
        """`row_of`: the row of an open lead as it is now, or None."""
        super().__init__(parent)
        self._row_of = row_of
        self._since = now
        self._heard: set[Alert] = set()
        self._moments: list[tuple[datetime, str]] = []

    def begin(self, rows: Iterable[QueueRow], now: datetime) -> tuple[Alert, ...]:
        """Count everything that has passed as heard, and return it: it is said in one line, not rung
        (domain.md).
        """
        rows = tuple(rows)
        before = passed(now, rows)
        self._heard |= set(before)
        self._since = max(self._since, now)
        self.watch(rows)
        return before

    def watch(self, rows: Iterable[QueueRow]) -> None:
        """Rows that came or changed: remember when to look at them."""
        for row in rows:
            for moment in alert_moments(row):
                if moment > self._since:
                    heapq.heappush(self._moments, (moment, row.lead))

    def tick(self, now: datetime) -> None:
        """Look at the rows whose moment has come."""
        due = set()
        while self._moments and self._moments[0][0] <= now:
            due.add(heapq.heappop(self._moments)[1])
        rows = [row for lead in due if (row := self._row_of(lead)) is not None]
        found = between(self._since, now, rows, self._heard)
        self._since = now
        self._heard |= set(found)
        if found:
            self.alerted.emit(found)
