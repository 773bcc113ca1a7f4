"""What concerns the window as a whole: locking it, closing it, showing it again."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from bdc_desk.cadence.queue import Badge
from bdc_desk.operations.desk import Desk
from bdc_desk.settings import Preferences
from bdc_desk.ui import words
from bdc_desk.ui.actions import Action
from bdc_desk.ui.alerts.tray import Tray
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallSession, CallState
from bdc_desk.ui.leaving import Leaving
from bdc_desk.ui.lock.lock_session import LockSession, Seat
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from bdc_desk.ui.seat.seat_change import SeatChange
from bdc_desk.ui.translation import translate


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """What the window's own work asks of the rest. `change` lets somebody else sit down at the locked window.
    `unfinished(named)`: what is typed and not saved, or has not left yet, as a sentence, "" for nothing; it
    names customers where it may.
    """

    change: SeatChange
    unfinished: Callable[[bool], str]
    preferences: Callable[[], Preferences]


class WindowWork(QObject):
    """Makes the lock and the leave-taking, and says what their keys do."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        window: MainWindow,
        call: CallSession,
        news: News,
        tray: Tray,
        at_the_desk: AtTheDesk,
    ) -> None:
        """Closing asks nothing before `mind_closing`."""
        super().__init__(window)
        self._desk, self._window, self._call, self._news = desk, window, call, news
        self._tray, self._at = tray, at_the_desk
        seat = Seat(self._waiting, self._is_free, at_the_desk.change)
        self.lock = LockSession(desk, lanes, window, seat)
        self.leaving: Leaving | None = None

    def actions(self) -> list[Action]:
        """What this work adds to the window's keys and its palette."""
        leave = Action("quit", self.tr("Quit: alerts stop on this desk"), ("Ctrl+Q",), self.quit)
        return [*self.lock.actions(), leave]

    def start(self) -> None:
        """Locked from the start, where a PIN is asked."""
        self.lock.start()

    def mind_closing(self) -> None:
        """From now on closing says first what it ends, or leaves the desk in the tray."""
        at = self._at
        self.leaving = Leaving(
            self._window,
            self._warn,
            self._tray,
            self._desk.clock,
            self._ends,
            lambda: at.preferences().close_to_tray,
        )

    def tick(self) -> None:
        """One second passed."""
        self.lock.minutes = self._at.preferences().lock_minutes
        self.lock.tick()

    def quit(self) -> None:
        """Close the window, also where it would stay in the tray."""
        if self.leaving is not None:
            self.leaving.quit()
        else:
            self._window.close()

    def show_window(self) -> None:
        """Somebody started the program once more, or clicked the sign in the tray."""
        if self.leaving is not None:
            self.leaving.show_window()
        else:
            self._window.activateWindow()

    def end(self) -> None:
        """The window closes."""
        self.lock.end()

    def _warn(self, text: str) -> None:
        """Why the window stays open: on the locked page, where the notices are hidden."""
        if self.lock.is_locked:
            self.lock.page.refuse(text)
        elif self.leaving is not None:
            self._news.refuse(text, self.tr("Close"), self.leaving.quit, "Ctrl+Q")

    def _is_free(self) -> bool:
        return self._call.state is not CallState.CALLING

    def _waiting(self) -> str:
        """How much waits, naming nobody."""
        count = self._window.queue.model.badge_count
        told = (
            (Badge.CALLBACK, self.tr("promised calls")),
            (Badge.NEW, self.tr("new")),
            (Badge.OVER_2, self.tr("over 2 minutes")),
            (Badge.OVER_15, self.tr("over 15 minutes")),
            (Badge.ESCALATED, self.tr("escalated")),
        )
        said = words.dotted(*(f"{count(badge)} {what}" for badge, what in told if count(badge)))
        return said or self.tr("Nobody waits for a first call.")

    def _ends(self) -> str:
        """What closing the window would end."""
        if self._call.state is not CallState.READY:
            return self.tr("A call waits for its outcome; it is asked for at the next start.")
        unfinished = self._at.unfinished(not self.lock.is_locked)
        if unfinished:
            return unfinished
        count = self._window.queue.model.badge_count
        waiting = sum(map(count, (Badge.NEW, Badge.OVER_2, Badge.OVER_15, Badge.ESCALATED, Badge.CALLBACK)))
        if not waiting:
            return ""
        return self.tr("Alerts stop when this window is closed: {count} waiting for a call.").format(
            count=translate("Intake", "{n} lead(s)", "", waiting)
        )
