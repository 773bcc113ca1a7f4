"""New leads of this moment: a soft tone at most once a minute, and no banner (the queue itself says "2 new
above"). No Qt.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bdc_desk.cadence.queue import QueueRow

REST = timedelta(minutes=1)
"""Between two tones, however many leads come."""


class Arrivals:
    """Tells the leads that were not there before."""

    def __init__(self) -> None:
        """Nothing is known."""
        self._known: set[tuple[str, int]] = set()
        self._rang_at: datetime | None = None

    def know(self, rows: Iterable[QueueRow]) -> None:
        """Take these as known: they were there when the desk started."""
        self._known.update((row.lead, row.round) for row in rows)

    def fresh(self, rows: Iterable[QueueRow], now: datetime) -> tuple[QueueRow, ...]:
        """Those that came just now and wait for their first call. Not what was typed at the counter (no clock
        runs for it), nor what came while the dealership is closed, nor what an import brought from before.
        """
        new = [row for row in rows if (row.lead, row.round) not in self._known]
        self.know(new)
        return tuple(row for row in new if _waits(row, now))

    def may_ring(self, now: datetime) -> bool:
        """Whether the last tone is long enough ago, or the clock was set back; if so this is the next one."""
        since = None if self._rang_at is None else now - self._rang_at
        if since is not None and timedelta() <= since < REST:
            return False
        self._rang_at = now
        return True


def _waits(row: QueueRow, now: datetime) -> bool:
    return (
        not row.called
        and not row.blocked
        and row.opens_at <= now
        and any(not mark.silent for mark in row.marks)
    )
