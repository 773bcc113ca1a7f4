from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.closing.closing_menu import ClosingMenu
from tests.helpers.screens import clipped
from tests.ui.lead.invented import NOW, busy_log

WAYS = busy_log().standing(NOW).closings
ENTER, ESCAPE, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up


def digit(name: str) -> Qt.Key:
    return Qt.Key(Qt.Key.Key_1 + [way.name for way in WAYS].index(name))


@pytest.fixture
def menu(qtbot: QtBot, qapp: QApplication) -> Iterator[ClosingMenu]:
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(field)
    made = ClosingMenu(window)
    made.field = field
    window.resize(900, 640)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    made.open_for(WAYS)
    yield made
    window.close()


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_the_first_way_that_is_open_has_the_keyboard(menu: ClosingMenu) -> None:
    assert focus().choice.name == "lost"  # "not reached" comes before it and is not open


def test_sold_is_two_keys(menu: ClosingMenu, qtbot: QtBot) -> None:
    with qtbot.waitSignal(menu.chosen) as chosen:
        qtbot.keyClick(focus(), digit("sold"))
    assert chosen.args == ["sold", ""]
    assert menu.field.hasFocus()


def test_lost_asks_why_and_takes_the_words(menu: ClosingMenu, qtbot: QtBot) -> None:
    qtbot.keyClick(focus(), ENTER)
    qtbot.keyClicks(focus(), "price 2 high")
    with qtbot.waitSignal(menu.chosen) as chosen:
        qtbot.keyClick(focus(), ENTER)
    assert chosen.args == ["lost", "price 2 high"]


def test_the_reason_may_stay_empty(menu: ClosingMenu, qtbot: QtBot) -> None:
    qtbot.keyClick(focus(), ENTER)
    with qtbot.waitSignal(menu.chosen) as chosen:
        qtbot.keyClick(focus(), ENTER)
    assert chosen.args == ["lost", ""]


def test_not_reached_says_what_it_still_needs(menu: ClosingMenu, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(menu.chosen):
        qtbot.keyClick(focus(), digit("not reached"))
    assert "2 of 4 calls, day 1 of 3" in menu.refusal.text()
    assert menu.is_open


def test_what_needs_a_second_person_says_so(menu: ClosingMenu, qtbot: QtBot) -> None:
    hints = {row.choice.name: row.choice.hint for row in menu.choices.rows()}
    assert "second person" in hints["duplicate"]
    assert hints["sold"] == ""


def test_escape_steps_back_from_the_reason_then_closes(menu: ClosingMenu, qtbot: QtBot) -> None:
    qtbot.keyClick(focus(), ENTER)
    assert menu.reason.hasFocus()
    qtbot.keyClick(focus(), ESCAPE)
    assert focus().choice.name == "lost"
    with qtbot.waitSignal(menu.cancelled):
        qtbot.keyClick(focus(), ESCAPE)
    assert menu.field.hasFocus()


def test_arrows_stop_at_the_ends(menu: ClosingMenu, qtbot: QtBot) -> None:
    for _ in range(20):
        qtbot.keyClick(focus(), DOWN)
    assert focus().choice.name == WAYS[-1].name
    for _ in range(20):
        qtbot.keyClick(focus(), UP)
    assert focus().choice.name == WAYS[0].name


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut(menu: ClosingMenu, qapp: QApplication, qtbot: QtBot, scale: float) -> None:
    theme.apply(qapp, "dark", scale)
    menu.open_for(WAYS)
    qtbot.keyClick(focus(), digit("not reached"))
    qapp.processEvents()
    assert clipped(menu) == []
    qtbot.keyClick(focus(), digit("duplicate"))
    qapp.processEvents()
    assert clipped(menu) == []
