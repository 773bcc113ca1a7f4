"""A desk that mails by a real server on loopback; the clock alone is the test's."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.clock import FixedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.mail_out_settings import MailOutSettings, keep_mail_out
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import set_up
from bdc_desk.outside import TeamFor, mail_out_of
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.mail_out.mail_line import MailLine
from bdc_desk.window_look import look
from tests.end2end.desk_at_work import AtWork
from tests.helpers.desks import FORM, MONDAY, POLICY, draft
from tests.helpers.smtp import SmtpServer, settings_for

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton


class AtMail(AtWork):
    """What a person does about mails."""

    def settle(self) -> None:
        """Wait until both lanes have delivered, also what one asks of the other."""
        for _ in range(3):
            done: list[bool] = []
            self.app.lanes.network(lambda: True, done.append)
            self.qtbot.waitUntil(lambda done=done: bool(done), timeout=10_000)
            self.rest()

    def arrives(self, number: int, name: str, **fields: object) -> str:
        received = receive_lead(self.desk, draft(number, name, **fields))
        self.app.hub.tell(received.changes)
        self.rest()
        return received.lead

    def choose(self, lead: str) -> None:
        self.window.queue.select(lead)
        self.window.focus_queue()
        self.rest()

    def call(self, key: Qt.Key = Qt.Key.Key_1) -> None:
        """A whole call to the lead on the page, by keys."""
        self.press(Qt.Key.Key_F5)
        self.tick_through(20)
        self.press(Qt.Key.Key_F5)
        self.press(key)
        self.rest()

    def called(self, number: int, name: str, key: Qt.Key = Qt.Key.Key_1, **fields: object) -> str:
        """A lead that was called once, so that an email is open."""
        lead = self.arrives(number, name, **fields)
        self.choose(lead)
        self.call(key)
        return lead

    def sends(self) -> None:
        """The first open email is sent off."""
        self.press(Qt.Key.Key_E)
        assert self.work.preview.is_open
        self.press(Qt.Key.Key_Return, CONTROL)

    def click(self, widget: QWidget) -> None:
        self.qtbot.mouseClick(widget, LEFT)
        self.settle()

    def act(self, name: str) -> None:
        """As from the palette."""
        next(action for action in self.work.actions if action.name == name).act()
        self.rest()

    def seconds(self, count: int) -> None:
        self.tick_through(count)
        self.settle()

    def leaving(self) -> str:
        return said(self.work.mail_out.leaving)

    def trouble(self) -> str:
        return said(self.work.mail_out.trouble)

    def mails(self, lead: str) -> list[str]:
        return [kind for kind in self.kinds(lead) if "email" in kind or kind == "handed over"]

    def rows(self) -> list[str]:
        return [card.accessibleName() for card in self.work.mail_out.mails_panel.cards()]

    def way(self, label: str) -> None:
        """Press the button of that name in the list of mails."""
        buttons = [button for card in self.work.mail_out.mails_panel.cards() for button in card.buttons]
        self.click(next(button for button in buttons if button.text() == label))


def said(line: MailLine) -> str:
    return "" if line.isHidden() else line.text.text()


def local(server: SmtpServer, port: int | None = None) -> MailOutSettings:
    """The server on this computer, without a login."""
    return settings_for(server, port, security="none", login="")


@contextmanager
def mail_desk(
    qtbot: QtBot,
    qapp: QApplication,
    folder: Path,
    settings: MailOutSettings | None,
    team_for: TeamFor | None = None,
) -> Iterator[AtMail]:
    """The window on a dealership that was set up just now, or on one that is there already."""
    store, clock = Store.open(Profile(folder).database), FixedClock(MONDAY)
    with store.snapshot() as snapshot:
        identity = snapshot.desk()
    person = identity.person if identity is not None else None
    desk = Desk(store, clock, person) if person else set_up(store, clock, FORM, POLICY)
    if settings is not None:
        keep_mail_out(desk, settings)
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    look(qapp, preferences)
    links: list[str] = []
    app = App(Profile(folder), store, clock, links=lambda url: not links.append(url), preferences=preferences)
    try:
        app.begin(lambda: FORM, POLICY, team_for=team_for, server_for=mail_out_of)
        app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        at_mail = AtMail(qtbot, app, clock, desk, links)
        at_mail.rest()
        yield at_mail
        at_mail.rest()
    finally:
        app.window.close()
        app.close()
        app.window.deleteLater()
        store.close()
