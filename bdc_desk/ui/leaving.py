"""Closing the window: alerts stop with it, so it says so first, or stays in the tray (ux.md, Rules).

Nothing asks in a box: the first close says what it would end, a second within seconds closes. A system that
shuts down is never held up.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from bdc_desk.clock import Clock
from bdc_desk.ui.alerts.tray import Tray
from bdc_desk.ui.main_window import MainWindow

AGAIN_WITHIN = 10.0
"""Seconds in which a second close closes."""


class Leaving(QObject):
    """Decides what closing the window does."""

    def __init__(
        self,
        window: MainWindow,
        warn: Callable[[str], None],
        tray: Tray,
        clock: Clock,
        ends: Callable[[], str],
        stays: Callable[[], bool],
    ) -> None:
        """`warn` says why it stays open, where the person sees it. `ends`: what closing would end, as a
        sentence, "" for nothing. `stays`: whether the person chose that a closed window goes on in the tray.
        """
        super().__init__(window)
        self._window, self._warn, self._tray, self._clock = window, warn, tray, clock
        self._ends, self._stays = ends, stays
        self._warned_at: float | None = None
        self._is_quitting = False
        window.may_close = self._may_close
        tray.activated.connect(self.show_window)

    def quit(self) -> None:
        """Close, also where a closed window would stay in the tray; says first what ends with it."""
        self._is_quitting = True
        if not self._window.isVisible():
            self.show_window()
        self._window.close()
        self._is_quitting = False

    def show_window(self) -> None:
        """The person asked for the window: by the tray, or by starting the program once more."""
        window = self._window
        if window.isMinimized():
            window.showNormal()
        window.show()
        window.raise_()
        window.activateWindow()

    def _may_close(self) -> bool:
        if _session_ends():
            return True
        if self._stays() and self._tray.present and not self._is_quitting:
            self._hide()
            return False
        ends, now = self._ends(), self._clock.elapsed()
        if not ends or (self._warned_at is not None and now - self._warned_at <= AGAIN_WITHIN):
            return True
        self._warned_at = now
        self._warn(self.tr("{ends} Close once more to close.").format(ends=ends))
        return False

    def _hide(self) -> None:
        self._window.hide()
        self._tray.message(
            self.tr("BDC Desk goes on here"),
            self.tr("Marks still ring. Click the sign to see the desk; Ctrl+Q there ends it."),
        )


def _session_ends() -> bool:
    """Whether the system is shutting down or the person logs out."""
    qt = QApplication.instance()
    return isinstance(qt, QApplication) and qt.isSavingSession()
