"""The list on the intake page follows the keyboard, and lets what comes in be seen without a jump."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from bdc_desk.ui.intake.intake_page import IntakePage
from bdc_desk.ui.intake.parts_bar import Part
from tests.ui.intake.fake_intake import AtIntake

MANY = 40
CHAT = b"From: pat@example.test\r\nSubject: hi\r\n\r\nIs anybody there? No. %d"


def opened(desk: AtIntake, *mails: bytes) -> IntakePage:
    desk.bring(*(mails or [desk.lead_mail(number, f"Pat Sample{number}") for number in range(MANY)]))
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    return desk.intake.page


def in_view(page: IntakePage) -> bool:
    view = page.list
    return view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def arrives(desk: AtIntake, number: int) -> None:
    desk.clock.advance(timedelta(seconds=1))
    desk.bring(desk.lead_mail(number, f"Zoe Late{number}"))


@pytest.mark.parametrize(
    "keys",
    [
        [Qt.Key.Key_End, Qt.Key.Key_Home],
        [Qt.Key.Key_PageDown] * 4 + [Qt.Key.Key_PageUp] * 4,
        [Qt.Key.Key_Down] * (MANY + 2) + [Qt.Key.Key_Up] * 15,
        [Qt.Key.Key_J] * (MANY + 2) + [Qt.Key.Key_K] * 15,
    ],
)
def test_the_chosen_row_is_always_in_view(desk: AtIntake, keys: list[Qt.Key]) -> None:
    page = opened(desk)
    assert page.list.verticalScrollBar().maximum() > 0
    for key in keys:
        desk.qtbot.keyClick(page.list, key)
        assert in_view(page), key
    desk.settle()


def test_it_is_in_view_after_another_filter_too(desk: AtIntake) -> None:
    mails = [desk.lead_mail(number, f"Pat Sample{number}") for number in range(MANY)]
    mails[::2] = [CHAT % number for number in range(MANY // 2)]
    page = opened(desk, *mails)
    for _ in range(MANY - 6):
        desk.qtbot.keyClick(page.list, Qt.Key.Key_Down)
    for part in (Part.TO_LOOK_AT, Part.ALL, Part.REPAIRED, Part.ALL, Part.PROVIDERS, Part.ALL):
        desk.qtbot.mouseClick(page.parts[part], Qt.MouseButton.LeftButton)
        desk.settle()
        assert not page.model.rowCount() or in_view(page), part


def test_who_stands_at_the_top_sees_what_comes(desk: AtIntake) -> None:
    page = opened(desk)
    chosen = page.list.item()
    for number in range(100, 103):
        arrives(desk, number)
        assert page.list.verticalScrollBar().value() == 0
        assert page.list.item() == chosen
        assert page.bar.new_above.isHidden()
    assert page.model.item_at(0).customer == "Zoe Late102"


def test_a_row_chosen_further_down_stays_and_says_how_many_came_above(desk: AtIntake) -> None:
    page = opened(desk)
    for _ in range(3):
        desk.qtbot.keyClick(page.list, Qt.Key.Key_Down)
    chosen, before = page.list.item(), page.list.visualRect(page.list.currentIndex()).top()
    for number in range(100, 104):
        arrives(desk, number)
    assert page.list.item() == chosen
    assert page.list.visualRect(page.list.currentIndex()).top() == before
    assert page.bar.new_above.isVisible()
    assert page.bar.new_above.accessibleName() == "4 new above (Home)"
    assert page.list.hasFocus()
    desk.press(Qt.Key.Key_Home)
    assert page.bar.new_above.isHidden()
    assert page.list.item() == page.model.item_at(0)


def test_the_button_scrolls_up_and_leaves_the_choice(desk: AtIntake) -> None:
    page = opened(desk)
    desk.press(Qt.Key.Key_End)
    chosen = page.list.item()
    arrives(desk, 100)
    desk.qtbot.mouseClick(page.bar.new_above, Qt.MouseButton.LeftButton)
    assert page.list.verticalScrollBar().value() == 0
    assert page.list.item() == chosen
    assert page.bar.new_above.isHidden()


def test_who_scrolled_down_is_not_thrown_back(desk: AtIntake) -> None:
    page = opened(desk)
    view = page.list
    at, down = QPointF(20, 20), QPoint(0, -480)
    wheel = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(), down, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    desk.app.window.activateWindow()
    view.wheelEvent(wheel)
    assert view.verticalScrollBar().value() > 0
    first = page.model.item_at(view.indexAt(QPoint(5, 5)).row())
    arrives(desk, 100)
    assert page.model.item_at(view.indexAt(QPoint(5, 5)).row()) == first
    assert page.bar.new_above.accessibleName() == "1 new above (Home)"


def test_what_is_read_when_the_page_opens_is_not_called_new(desk: AtIntake) -> None:
    page = opened(desk)
    desk.press(Qt.Key.Key_End)
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    assert page.bar.new_above.isHidden()
