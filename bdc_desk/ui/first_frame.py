"""What may wait until the window stands on the screen (design.md, Speed: the frame paints first)."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class AfterFirstFrame(QObject):
    """Does its work once, when the window's first frame was painted; soon for one that is seen already."""

    def __init__(self, window: QWidget, work: Callable[[], None]) -> None:
        """`window` is shown, or will be."""
        super().__init__(window)
        self._work: Callable[[], None] | None = work
        window.winId()  # so that there is a handle
        self._handle = window.windowHandle()
        if self._handle.isExposed():
            self._soon()
        else:
            self._handle.installEventFilter(self)

    def forget(self) -> None:
        """The work is not wanted any more."""
        self._work = None

    def _soon(self) -> None:
        """After the event that is being handled: the frame is painted within it."""
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            work()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The system shows the window."""
        if event.type() == QEvent.Type.Expose and self._handle.isExposed():
            self._handle.removeEventFilter(self)
            self._soon()
        return False
