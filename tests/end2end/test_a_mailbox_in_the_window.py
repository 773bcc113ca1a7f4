"""A mailbox on a real server fills the queue while the window is open, and a repaired mail's own text is two
clicks away.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk import secret_store
from bdc_desk.app import App
from bdc_desk.clock import SystemClock
from bdc_desk.intake.values import SourceState
from bdc_desk.operations.intake_settings import keep_mailbox
from bdc_desk.operations.setting_up import set_up
from bdc_desk.outside import ways_in_of
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.window_look import look
from tests.helpers.desks import FORM, POLICY
from tests.helpers.imap import PASSWORD, ImapServer, imap_server, mail, settings_for

LONG = 20_000
"""Milliseconds until a test that waits for a mail gives up."""
DAMAGED = (
    "<adf><prospect><customer><contact><name part=full>Kim Damaged</name>"
    "<phone>+44 20 7946 0777</phone></contact><comments>Fish & chips first?"
)


@dataclass
class AtMail:
    """The window, the server, and what a person presses."""

    qtbot: QtBot
    app: App
    server: ImapServer

    def names(self) -> set[str]:
        rows = self.app.window.queue.model
        return {rows.row_at(place).name for place in range(rows.rowCount())}

    def until_in_queue(self, *names: str) -> None:
        self.qtbot.waitUntil(lambda: set(names) <= self.names(), timeout=LONG)

    def state(self) -> SourceState | None:
        assert self.app.workplace is not None
        statuses = self.app.workplace.intake.feed.statuses
        return statuses[0].state if statuses else None

    def press(self, key: Qt.Key) -> None:
        held = QApplication.focusWidget() or self.app.window
        self.qtbot.keyClick(held, key)


@pytest.fixture
def at_mail(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AtMail]:
    monkeypatch.setattr(secret_store, "trusted_keyring", lambda: None)  # the password is for this session
    profile = Profile(tmp_path)
    store = Store.open(profile.database)
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    look(qapp, preferences)
    with imap_server() as server:
        app = App(profile, store, SystemClock(), preferences=preferences)
        keep_mailbox(set_up(store, SystemClock(), FORM, POLICY), settings_for(server))
        app.begin(lambda: FORM, POLICY, ways_in_for=ways_in_of)
        app.window.show()
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        app.run_clockwork()
        yield AtMail(qtbot, app, server)
        app.window.close()
        app.close()
        app.window.deleteLater()
    store.close()


def test_a_mailbox_fills_the_queue_live(at_mail: AtMail) -> None:
    qtbot, window = at_mail.qtbot, at_mail.app.window
    assert at_mail.app.workplace is not None
    qtbot.waitUntil(lambda: at_mail.state() is SourceState.NO_PASSWORD, timeout=LONG)

    # The page asks for the password, and what lay in the mailbox comes in.
    at_mail.server.append(mail(1))
    at_mail.press(Qt.Key.Key_F6)
    page = at_mail.app.workplace.intake.page
    qtbot.waitUntil(lambda: bool(page.sources.rows()) and page.sources.rows()[0].password.isVisible())
    field = page.sources.rows()[0].password
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, PASSWORD)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    at_mail.until_in_queue("Pat Sample1")
    at_mail.press(Qt.Key.Key_Escape)
    assert not page.is_open

    # From now on the server itself says when a mail comes.
    at_mail.server.wait_for_idle()
    at_mail.server.append(mail(2))
    at_mail.server.append(mail(3, body=DAMAGED))
    at_mail.until_in_queue("Pat Sample2", "Kim Damaged")
    qtbot.waitUntil(lambda: not at_mail.server.unseen(), timeout=LONG)

    # One key for the page, one click on the line: the raw text stands there, as it came.
    window.focus_queue()
    at_mail.press(Qt.Key.Key_F6)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3, timeout=LONG)
    place = next(row for row in range(3) if page.model.item_at(row).customer == "Kim Damaged")
    qtbot.mouseClick(
        page.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=page.list.visualRect(page.model.index(place)).center(),
    )
    qtbot.waitUntil(lambda: DAMAGED in page.detail.raw.toPlainText(), timeout=LONG)
    item = page.model.item_at(place)
    assert item.grade == "repaired"
    assert item.faults
