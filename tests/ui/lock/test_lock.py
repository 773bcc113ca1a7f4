"""The locked window: nobody's name, no key reaches the desk, and what was typed is still there afterwards."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from bdc_desk.operations import pins
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.setting_up import add_person
from bdc_desk.settings import Preferences
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.lock.lock_session import LockSession
from bdc_desk.ui.main_window import MainWindow
from tests.end2end.desk_at_work import AtWork, adf_mail, desk_at_work

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", AT) as made:
        mail = tmp_path / "one.eml"
        mail.write_bytes(adf_mail(1, "Maria Okafor", "020 7946 0123"))
        made.app.look.preferences = Preferences(theme="light", sound=False, tray=False)  # ten minutes
        made.drop(mail)
        made.press(Qt.Key.Key_Space)
        yield made


@pytest.fixture
def lock(desk: AtWork) -> LockSession:
    """The window's own, which ticks with the desk."""
    return desk.work.day.window.lock


def idle_for(desk: AtWork, minutes: int) -> None:
    """So long nobody touches key or mouse (ten minutes lock, by the default preference)."""
    desk.pass_time(timedelta(minutes=minutes))


def shown(window: MainWindow) -> str:
    labels = window.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_after_the_minutes_without_a_key_nobody_is_named(desk: AtWork, lock: LockSession) -> None:
    idle_for(desk, 0)
    assert not lock.is_locked
    assert "Maria Okafor" in shown(desk.window)
    idle_for(desk, 10)
    assert lock.is_locked
    assert "Maria Okafor" not in shown(desk.window)
    assert "1 over 2 minutes" in shown(desk.window)


def test_a_key_begins_the_minutes_anew(desk: AtWork, lock: LockSession, qtbot: QtBot) -> None:
    idle_for(desk, 9)
    qtbot.keyClick(desk.window.windowHandle(), Qt.Key.Key_J)
    idle_for(desk, 9)
    assert not lock.is_locked


def test_no_key_reaches_the_desk_and_enter_unlocks(desk: AtWork, lock: LockSession) -> None:
    desk.press(Qt.Key.Key_N)
    desk.type("calls back when")
    lock.lock()
    desk.rest()
    for key in (Qt.Key.Key_F5, Qt.Key.Key_N, Qt.Key.Key_3):
        desk.press(key)
    assert desk.work.call.state is CallState.READY
    assert lock.is_locked
    lead = desk.window.queue.view.selected_lead()
    assert "note" in desk.kinds(lead)  # left with the field, and so saved
    desk.press(Qt.Key.Key_Return)
    assert not lock.is_locked
    desk.type("she is home at six")
    assert desk.window.lead.note.field.toPlainText() == "she is home at six"


def test_a_call_is_not_hidden(desk: AtWork, lock: LockSession) -> None:
    desk.press(Qt.Key.Key_F5)
    idle_for(desk, 15)
    assert not lock.is_locked


def test_a_pin_is_asked_and_three_wrong_ones_wait(desk: AtWork, lock: LockSession) -> None:
    pins.set_pin(desk.desk, "4711")
    lock.start()
    desk.rest()
    assert lock.is_locked
    for _ in range(3):
        desk.type("0000")
        desk.press(Qt.Key.Key_Return)
    assert lock.is_locked
    desk.type("4711")
    desk.press(Qt.Key.Key_Return)
    assert "wait 20 s" in lock.page.refusal.text() or "wait 21 s" in lock.page.refusal.text()
    desk.clock.advance(timedelta(seconds=21))
    desk.type("4711")
    desk.press(Qt.Key.Key_Return)
    assert not lock.is_locked


def test_a_pin_is_set_changed_and_taken_away_by_who_knows_it(desk: AtWork, lock: LockSession) -> None:
    ask = next(action for action in lock.actions() if action.name == "pin").act
    ask()
    desk.rest()
    desk.type("12")
    desk.press(Qt.Key.Key_Return)
    assert "4 to 64" in lock.pin_panel.refusal.text()
    desk.type("34")
    desk.press(Qt.Key.Key_Return)
    assert pins.is_pin(desk.desk, desk.desk.person, "1234")
    ask()
    desk.rest()
    desk.type("9999")
    desk.press(Qt.Key.Key_Return)
    desk.type("8888")
    desk.press(Qt.Key.Key_Return)
    assert "another one" in lock.pin_panel.refusal.text()
    lock.pin_panel.before.setText("1234")
    lock.pin_panel.remove.click()
    desk.rest()
    assert not pins.has_pin(desk.desk, desk.desk.person)


def test_a_damaged_pin_locks_nobody_out(desk: AtWork) -> None:
    with desk.desk.store.unit() as unit:
        unit.put_setting(f"pin {desk.desk.person}", "{broken")
    assert pins.is_pin(desk.desk, desk.desk.person, "anything")


def test_a_colleague_sits_down_at_the_locked_desk(desk: AtWork, lock: LockSession) -> None:
    kim = add_person(desk.desk, "Kim Ro", "enquiry")
    desk.app.hub.tell(Changes(kinds=frozenset({Data.PEOPLE})))
    desk.rest()
    pins.set_pin(desk.desk, "4711")
    lock.lock()
    desk.rest()
    assert lock.page.others.value() == kim.id
    lock.page.sit_down.click()
    desk.rest()
    assert desk.app.is_switching
    with desk.desk.store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    assert identity.person == kim.id


def test_an_open_call_comes_before_a_colleague(desk: AtWork, lock: LockSession) -> None:
    kim = add_person(desk.desk, "Kim Ro", "enquiry")
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_F5)
    lock.lock()
    desk.rest()
    lock.page.switch_asked.emit(kim.id, "")
    assert "call is open" in lock.page.refusal.text()
    assert not desk.app.is_switching
