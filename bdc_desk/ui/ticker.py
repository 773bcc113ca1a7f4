"""The only timer for time that shows: one tick a second, on the second (design.md, A clock ticks)."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from bdc_desk.clock import Clock

SECOND_MS = 1000


class Ticker(QObject):
    """Emits `ticked(now)` just after each full second of the clock while started.

    Each tick sets the next, so that ticks neither drift nor pile up: after sleep or a blocked program there
    is one.
    """

    ticked = Signal(object)
    """Carries `now`, an aware UTC datetime."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        """`clock` gives the moment; the timer only says when to look."""
        super().__init__(parent)
        self._clock = clock
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Tick from the next full second on."""
        self._timer.start(self._until_next_second())

    def stop(self) -> None:
        """Tick no more until started again."""
        self._timer.stop()

    def _tick(self) -> None:
        self._timer.start(self._until_next_second())
        self.ticked.emit(self._clock.now())

    def _until_next_second(self) -> int:
        """Milliseconds, at least 1, to just past the clock's next full second."""
        return SECOND_MS - self._clock.now().microsecond // SECOND_MS + 1
