"""The hands, the servers and the clock of a day at the desk: real window, real file, real IMAP and SMTP
servers; the clock alone is the test's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.cadence.standing import Standing
from bdc_desk.clock import FixedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import lead_standing
from bdc_desk.outside import Secrets, mail_out_of, ways_in_of
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.workplace import Workplace
from bdc_desk.window_look import look
from tests.end2end.desk_at_work import FORM, POLICY
from tests.helpers.imap import ImapServer, imap_server
from tests.helpers.smtp import SmtpServer, smtp_server

LONG = 20_000
"""Milliseconds until something that comes over a real line is given up."""
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


class Day:
    """Somebody at the desk from morning to evening. The window may be closed, killed and opened again; the
    profile, the servers and the clock go on.
    """

    def __init__(
        self, qtbot: QtBot, folder: Path, at: datetime, servers: tuple[ImapServer, SmtpServer]
    ) -> None:
        self.qtbot, self.profile, self.clock = qtbot, Profile(folder), FixedClock(at)
        self.imap, self.smtp = servers
        self.secrets = Secrets()
        self.app: App | None = None
        self.store: Store | None = None
        self.calls = 0
        """How many were made, to be compared with the log."""

    # the program

    def open(self) -> None:
        """Start the program on the profile."""
        self.store = Store.open(self.profile.database)
        preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
        self.app = App(self.profile, self.store, self.clock, links=lambda _url: True, preferences=preferences)
        self.app.begin(
            lambda: FORM,
            POLICY,
            ways_in_for=partial(ways_in_of, secrets=self.secrets),
            server_for=partial(mail_out_of, secrets=self.secrets),
        )
        self.app.mind_closing()
        self.app.window.show()
        self.app.window.activateWindow()
        self.qtbot.waitUntil(self.app.window.isActiveWindow)
        self.app.run_clockwork()
        self.rest()

    def crash(self) -> None:
        """The program is gone from one moment to the next: nobody puts anything away."""
        assert self.app is not None
        assert self.store is not None
        self.app.close()  # this process's threads cannot be killed; the window hears nothing of it
        self.app.window.hide()
        self.app.window.deleteLater()
        self.store.close()
        self.app = self.store = None
        self.secrets = Secrets()  # the process's, and gone with it

    def reopen(self) -> None:
        """The window was closed for another person and opens for that one, as window_loop does."""
        assert self.app is not None
        assert self.store is not None
        self.app.close()
        self.app.window.deleteLater()
        self.store.close()
        self.open()

    def close(self) -> None:
        """Close the window as a person does, by Ctrl+Q and once more where it warns."""
        if self.app is None or self.store is None:
            return
        for _ in range(2):
            if self.app.window.isVisible():
                self.press(Qt.Key.Key_Q, CONTROL)
        self.app.window.may_close = lambda: True
        self.app.window.close()
        self.app.close()
        self.app.window.deleteLater()
        self.store.close()
        self.app = self.store = None

    @property
    def window(self):  # noqa: ANN201 - MainWindow, of the app that is open
        assert self.app is not None
        return self.app.window

    @property
    def work(self) -> Workplace:
        assert self.app is not None
        assert self.app.workplace is not None
        return self.app.workplace

    @property
    def desk(self) -> Desk:
        return self.work.desk

    # the person

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A real key event to whatever has the keyboard."""
        held: QWidget = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(held, key, modifier)
        self.rest()

    def type(self, text: str) -> None:
        """Real key events, one a letter."""
        held = QApplication.focusWidget()
        assert held is not None
        self.qtbot.keyClicks(held, text)
        self.rest()

    def fill(self, field: QWidget, text: str) -> None:
        """Click into a field and type over what stands there."""
        self.qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
        self.qtbot.keyClick(field, Qt.Key.Key_A, CONTROL)
        self.qtbot.keyClicks(field, text)

    def command(self, words: str) -> None:
        """By the palette, as who does not know the key."""
        self.press(Qt.Key.Key_K, CONTROL)
        self.type(words)
        self.press(Qt.Key.Key_Return)

    def rest(self) -> None:
        """Until the lanes have delivered all that was asked for."""
        done: list[bool] = []
        for _ in range(3):
            if self.app is None:
                return
            done.clear()
            self.app.lanes.storage(lambda: True, done.append)
            self.qtbot.waitUntil(lambda: bool(done), timeout=LONG)

    def until(self, holds: Callable[[], bool]) -> None:
        """Until it holds: for what comes over a real line."""
        self.qtbot.waitUntil(holds, timeout=LONG)
        self.rest()

    # time

    def pass_time(self, span: timedelta) -> None:
        """Time passes; the desk ticks once at its end."""
        self.clock.advance(span)
        self.work.tick(self.clock.now())
        self.rest()

    def tick_through(self, seconds: int) -> None:
        """Second by second."""
        for _ in range(seconds):
            self.clock.advance(timedelta(seconds=1))
            self.work.tick(self.clock.now())
        self.rest()

    def go_on_at(self, at: datetime) -> None:
        """It is so late now."""
        self.pass_time(at.astimezone(UTC) - self.clock.now())

    # what shows, and what the log says

    def selected(self) -> str:
        return str(self.window.queue.view.selected_lead())

    def choose(self, name: str) -> str:
        """Ctrl+F, the name, Enter: as a person finds somebody; the lead."""
        self.press(Qt.Key.Key_F, CONTROL)
        self.type(name)
        self.rest()
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.work.lead.view is not None and self.work.lead.view.name == name)
        assert self.work.lead.view is not None
        return self.work.lead.view.lead

    def call(self, outcome: Qt.Key | None, seconds: int = 20) -> None:
        """F5, talk, F5, and what came of it."""
        self.press(Qt.Key.Key_F5)
        assert self.work.call.state is CallState.CALLING, self.notice()
        self.calls += 1
        self.tick_through(seconds)
        self.press(Qt.Key.Key_F5)
        assert self.work.call.state is CallState.WRAP_UP
        if outcome is not None:
            self.press(outcome)

    def standing(self, lead: str) -> Standing:
        return lead_standing(self.desk, lead)

    def notice(self) -> str:
        """What the notice says."""
        return self.window.notice.accessibleName() if self.window.notice.isVisible() else ""

    def kinds(self, lead: str = "") -> list[str]:
        """The kinds of a lead's entries, or of all leads'."""
        assert self.store is not None
        with self.store.snapshot() as snapshot:
            leads = [lead] if lead else snapshot.leads()
            return [entry.kind for one in leads for entry in snapshot.entries_of(one)]

    def names(self) -> set[str]:
        """Who stands in the queue."""
        rows = self.window.queue.model
        return {row.name for row in rows.rows()}


@contextmanager
def a_day(qtbot: QtBot, qapp: QApplication, folder: Path, at: datetime) -> Iterator[Day]:
    """The servers run, the program is not open yet; all is put away afterwards."""
    look(qapp, Preferences(theme="light"))
    with imap_server() as imap, smtp_server(tls="none") as smtp:
        day = Day(qtbot, folder, at, (imap, smtp))
        try:
            yield day
        finally:
            day.close()
