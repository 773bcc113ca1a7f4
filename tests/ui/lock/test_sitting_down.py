"""The locked window after a restart: nobody's name before it, a colleague sits down by keys and PIN, and
closing it warns where the person looks.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations import pins
from bdc_desk.operations.seat import sit_down
from bdc_desk.operations.setting_up import add_person
from bdc_desk.ui.lock.lock_page import LockPage
from tests.end2end.desk_at_work import AtWork, adf_mail, again, desk_at_work
from tests.ui.lock.test_lock import shown

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TAB, ENTER, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Down


@pytest.fixture
def folder(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Path:
    """A profile of Ana, who has a PIN, as has Kim, but not Lee; one lead waits."""
    with desk_at_work(qtbot, qapp, tmp_path / "profile", AT) as desk:
        kim = add_person(desk.desk, "Kim Ro", "enquiry")
        add_person(desk.desk, "Lee Fox", "enquiry")
        pins.set_pin(desk.desk, "4711")
        pins.set_pin(sit_down(desk.desk, kim.id), "0815")
        sit_down(desk.desk, desk.desk.person, "4711")
        mail = tmp_path / "one.eml"
        mail.write_bytes(adf_mail(1, "Maria Okafor", "020 7946 0123"))
        desk.drop(mail)
    return tmp_path / "profile"


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[AtWork]:
    with again(qtbot, qapp, folder, AT + timedelta(hours=1)) as made:
        yield made


def page(desk: AtWork) -> LockPage:
    return desk.work.day.window.lock.page


def sits(desk: AtWork) -> str:
    with desk.desk.store.snapshot() as snapshot:
        identity = snapshot.desk()
        assert identity is not None
        return desk.desk.surroundings(snapshot).name_of(identity.person)


def test_it_says_whose_desk_it_is_and_was_locked_before_a_customer_was_read(desk: AtWork) -> None:
    assert desk.work.day.window.lock.is_locked
    assert "Ana Cruz is at this desk" in page(desk).who.text()
    assert "Maria Okafor" not in shown(desk.window)


def test_the_lock_answers_before_the_queue(qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
    order: list[str] = []
    with again(qtbot, qapp, folder, AT + timedelta(hours=1)) as desk:
        desk.work.day.window.lock.changed.connect(lambda: order.append("lock"))
        desk.work.feed.loaded.connect(lambda: order.append("queue"))
        desk.type("4711")
        desk.press(ENTER)
        order.clear()
        desk.work.start()
        desk.rest()
        assert order == ["lock", "queue"]


def test_a_colleague_sits_down_by_keys_and_their_own_pin(desk: AtWork) -> None:
    for _ in range(3):
        desk.press(TAB)  # over "Unlock" and the list of colleagues
    assert page(desk).others.currentText() == "Kim Ro"
    assert page(desk).other_pin.hasFocus() or page(desk).sit_down.hasFocus()
    page(desk).sit_down.setFocus()
    desk.press(ENTER)
    assert page(desk).other_pin.hasFocus()
    desk.type("4711")  # Ana's
    desk.press(ENTER)
    assert "not Kim Ro's PIN" in page(desk).refusal.text()
    assert sits(desk) == "Ana Cruz"
    desk.type("0815")
    desk.press(ENTER)
    assert sits(desk) == "Kim Ro"
    assert desk.app.is_switching


def test_who_has_no_pin_sits_down_by_keys_alone(desk: AtWork) -> None:
    desk.press(TAB)
    desk.press(TAB)
    assert page(desk).others.hasFocus()
    desk.press(DOWN)
    assert not page(desk).other_pin.isVisible()
    desk.press(TAB)
    desk.press(ENTER)
    assert sits(desk) == "Lee Fox"


def test_wrong_pins_of_both_are_counted_together(desk: AtWork) -> None:
    for _ in range(2):
        desk.type("0000")
        desk.press(ENTER)
    page(desk).other_pin.setFocus()
    desk.type("0000")
    desk.press(ENTER)
    desk.type("0815")
    desk.press(ENTER)
    assert "wait 2" in page(desk).refusal.text()
    assert sits(desk) == "Ana Cruz"


def test_closing_it_locked_warns_on_the_page_and_names_nobody(desk: AtWork) -> None:
    desk.app.mind_closing()
    assert not desk.window.close()
    assert "Close once more" in page(desk).refusal.text()
    assert "Maria" not in shown(desk.window)
    assert desk.window.close()
