"""What becomes of a mistake of the program: the log has its trace, the person a word and details to copy.

The first of its kind opens the panel. The same again, after the person chose to go on, is a line at the foot:
a mistake made every second must not open a panel every second.
"""

import logging
import platform
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QObject, qVersion

from bdc_desk import __version__
from bdc_desk.clock import Clock
from bdc_desk.log import masked_trace, trace_key
from bdc_desk.ui.actions import Action
from bdc_desk.ui.crash.crash_panel import CrashPanel
from bdc_desk.ui.main_window import MainWindow

LOGGED = frozenset({1, 10, 100, 1_000, 10_000, 100_000})
"""Of the same mistake, which are written to the log."""


class CrashSession(QObject):
    """Tells of the program's mistakes in one window, also before there is a desk."""

    def __init__(self, window: MainWindow, clock: Clock, leave: Callable[[], None]) -> None:
        """`leave` closes the program the way closing the window does."""
        super().__init__(window)
        self._window, self._clock = window, clock
        self._times: Counter[str] = Counter()
        self._shown = ""
        self._went_on: set[str] = set()
        self.panel = CrashPanel(window)
        self.panel.close_asked.connect(leave)
        self.panel.closed.connect(self._go_on)

    def actions(self) -> list[Action]:
        """What the palette offers."""
        title = self.tr("The program's last mistake: details to copy")
        return [Action("mistake", title, (), self.panel.open_panel, self._why_not)]

    def tell(self, fault: BaseException) -> None:
        """Something happened that nobody foresaw. GUI thread only."""
        key = trace_key(fault)
        self._times[key] += 1
        times = self._times[key]
        if times in LOGGED:
            what = "a fault of the program" if times == 1 else f"a fault of the program, {times} times"
            logging.getLogger(__name__).error(what, exc_info=fault)
        kind = type(fault).__name__
        details = self._details(masked_trace(fault), times)
        if key in self._went_on and self._is_desk_shown():
            text = self.tr(
                "The same mistake of the program again ({kind}, {n} times). What was saved is safe."
            )
            self._window.notice.say(text.format(kind=kind, n=times), kind="error", details=details)
            self._fill(kind, details, times)
            return
        if self.panel.is_open and key != self._shown:
            return  # one panel, the first mistake in it: those that follow are in the log
        self._shown = key
        self._fill(kind, details, times)
        self.panel.show_beside()

    def tell_of_last_time(self, account: str) -> None:
        """The program ended by itself the last time; `account` is what it left (log/hard_crash.py)."""
        said = self.tr(
            "The program ended by itself the last time. What was saved is safe; look whether the last thing "
            "you did is there."
        )
        details = self._details(account, 1)
        if self._is_desk_shown():
            self._window.notice.say(said, kind="error", details=details)
        self.panel.tell(said, details, 1)
        if not self._is_desk_shown():
            self.panel.show_beside()

    def _fill(self, kind: str, details: str, times: int) -> None:
        said = self.tr(
            "What was saved is safe. What you did last may not have been done: look, and do it again. If it "
            "stays, copy the details for whoever helps you ({kind})."
        )
        self.panel.tell(said.format(kind=kind), details, times)

    def _details(self, account: str, times: int) -> str:
        count = f", {times} times" if times > 1 else ""
        return f"{program_line()}\n{self._clock.now():%Y-%m-%d %H:%M:%S} UTC{count}\n\n{account}"

    def _go_on(self) -> None:
        if self._shown:
            self._went_on.add(self._shown)

    def _is_desk_shown(self) -> bool:
        return self._window.pages.currentWidget() is self._window.desk

    def _why_not(self) -> str:
        return "" if self.panel.details.toPlainText() else self.tr("The program has made none.")


def program_line() -> str:
    """Which program on which system, without the name of anybody's computer."""
    return (
        f"BDC Desk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.release()}"
    )
