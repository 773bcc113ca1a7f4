"""The search's panel by real keys, without a desk behind it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.operations.searching import Found
from bdc_desk.ui import theme
from bdc_desk.ui.search.found_words import cells_of
from bdc_desk.ui.search.search_panel import SearchPanel
from tests.helpers.screens import clipped

NOW = datetime(2026, 3, 4, 10, 40, tzinfo=UTC)
PAT = Found(
    lead="lead-1",
    customer="c1",
    name="Pat Sample",
    number="+44 20 7946 0123",
    car="2021 Skoda Octavia",
    source="AutoPortal",
    stage="trying",
    closed=False,
    owner="Kim Ro",
    arrived_at=datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
    matched="+44 20 7946 0123",
)
MANY = tuple(replace(PAT, lead=f"lead-{n}", customer=f"c{n}", name=f"Pat Sample{n}") for n in range(50))


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.below = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.below)
        self.panel = SearchPanel(self)
        self.resize(1280, 720)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Window:
    theme.apply(qapp, "light")
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.below.setFocus()
    made.panel.open_search()
    return made


def show(window: Window, *found: Found, text: str = "pat") -> None:
    window.panel.show_found(text, found, 50, NOW, UTC)


def press(window: Window, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(window.panel.field, key)


def test_a_row_says_who_where_how_and_what_matched() -> None:
    said = cells_of(replace(PAT, matched="pat@example.test"), NOW, UTC).sentence()
    assert said == (
        "Pat Sample. +44 20 7946 0123. 2021 Skoda Octavia · AutoPortal. yesterday 09:00. "
        "Trying to reach · with Kim Ro · found by pat@example.test"
    )
    assert "found by" not in cells_of(PAT, NOW, UTC).sentence()  # it stands there already


def test_what_is_not_known_is_said() -> None:
    bare = replace(PAT, name="", number="", car="", owner="", stage="closed", closed=True, matched="")
    assert cells_of(bare, NOW, UTC).sentence() == (
        "No name given. no number. No car named · AutoPortal. yesterday 09:00. Closed · nobody's customer yet"
    )


def test_empty_it_says_what_can_be_found(window: Window) -> None:
    assert window.panel.empty.isVisible()
    assert "Closed leads are found too" in window.panel.empty.accessibleName()


def test_nothing_found_says_what_to_do(window: Window) -> None:
    show(window, text="<b>zzz</b>")
    assert "Nothing found for “<b>zzz</b>”." in window.panel.empty.accessibleName()
    assert "Ctrl+N takes a new caller" in window.panel.empty.accessibleName()


def test_arrows_move_the_choice_and_the_field_keeps_the_keyboard(window: Window, qtbot: QtBot) -> None:
    show(window, *MANY)
    results = window.panel.results
    assert results.chosen() == MANY[0]
    press(window, qtbot, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert results.chosen() == MANY[2]
    press(window, qtbot, Qt.Key.Key_PageDown)
    assert results.chosen() == MANY[8]
    for _ in range(10):
        press(window, qtbot, Qt.Key.Key_PageDown)
    assert results.chosen() == MANY[49]
    assert window.panel.field.hasFocus()
    assert "Pat Sample49" in window.panel.field.accessibleDescription()
    with qtbot.waitSignal(window.panel.entered):
        press(window, qtbot, Qt.Key.Key_Return)


def test_fifty_say_that_there_are_more(window: Window) -> None:
    show(window, *MANY)
    assert "The best 50; type more to narrow it" in window.panel.foot.whole_text()
    show(window, PAT)
    assert window.panel.foot.whole_text().startswith("1 customer ·")


def test_a_refresh_of_the_same_search_keeps_the_choice(window: Window, qtbot: QtBot) -> None:
    show(window, *MANY[:5])
    press(window, qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down)
    newer = replace(PAT, lead="new", customer="new")
    show(window, newer, *MANY[:5])
    assert window.panel.results.chosen() == MANY[2]
    show(window, newer, *MANY[:5], text="pat s")
    assert window.panel.results.chosen() == newer


def test_a_click_takes_a_row(window: Window, qtbot: QtBot) -> None:
    show(window, *MANY[:3])
    results = window.panel.results
    box = results.visualRect(results.model().index(1, 0))
    with qtbot.waitSignal(window.panel.taken) as taken:
        qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert taken.args == ["lead-1"]


def test_the_model_keeps_qt_s_rules(window: Window) -> None:
    tester = QAbstractItemModelTester(
        window.panel.results.model(), QAbstractItemModelTester.FailureReportingMode.Fatal, window
    )
    show(window, *MANY)
    show(window, *MANY[:3])
    window.panel.show_nothing()
    assert tester.model() is window.panel.results.model()


def test_escape_gives_the_keyboard_back_and_the_text_stays_to_be_typed_over(
    window: Window, qtbot: QtBot
) -> None:
    qtbot.keyClicks(window.panel.field, "pat")
    press(window, qtbot, Qt.Key.Key_Escape)
    assert not window.panel.isVisible()
    assert window.below.hasFocus()
    window.panel.open_search()
    assert window.panel.field.selectedText() == "pat"


@pytest.mark.parametrize(("scale", "size"), [(1.0, (1280, 720)), (1.5, (1280, 720)), (1.0, (640, 480))])
def test_it_fits_into_the_window(
    window: Window, qapp: QApplication, scale: float, size: tuple[int, int]
) -> None:
    theme.apply(qapp, "dark", scale)
    window.resize(*size)
    hostile = replace(PAT, name="x" * 3000, car="y" * 3000, number="1" * 3000, owner="z" * 3000)
    for found in ((PAT, hostile), ()):
        show(window, *found)
        for _ in range(5):
            qapp.processEvents()
        window.panel.grab()
        assert clipped(window.panel) == []
        assert window.rect().contains(window.panel.geometry())


def test_the_panel_does_not_jump_as_one_types(window: Window, qapp: QApplication) -> None:
    boxes = set()
    for found in ((), MANY, (PAT,), ()):
        show(window, *found)
        qapp.processEvents()
        boxes.add(window.panel.geometry().getRect())
    assert len(boxes) == 1
