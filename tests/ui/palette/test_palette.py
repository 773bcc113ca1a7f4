"""The palette in the real window, by real keys: Ctrl+K."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from bdc_desk.operations.receiving import receive_lead
from bdc_desk.ui import theme
from bdc_desk.ui.actions import Action
from bdc_desk.ui.palette.palette_panel import PalettePanel
from bdc_desk.ui.palette.palette_work import PaletteWork
from tests.end2end.desk_at_work import AtWork, desk_at_work
from tests.helpers.desks import draft
from tests.helpers.screens import clipped

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))


class Around:
    """What the palette is joined with here: the window's own actions, two of the test's, outcomes."""

    def __init__(self, desk: AtWork) -> None:
        self.done: list[str] = []
        self.held: list[object] = []
        self.outcomes: list[Action] = []
        self.work = PaletteWork(
            desk.window, lambda: [*desk.work.actions, *self.own()], self.find, lambda: self.outcomes
        )

    def own(self) -> list[Action]:
        return [
            Action("sing", "Sing a song", ("Ctrl+Alt+S",), lambda: self.do("sing")),
            Action("fly", "Fly to the moon", (), lambda: self.do("fly"), lambda: "There is no rocket."),
        ]

    def do(self, name: str) -> None:
        self.done.append(name)
        self.held.append(QApplication.focusWidget())

    def find(self, text: str) -> None:
        self.do(f"find {text}")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
        received = receive_lead(at_work.desk, draft(123, "Pat Sample"))
        at_work.app.hub.tell(received.changes)
        at_work.rest()
        at_work.window.queue.select(received.lead)
        at_work.rest()
        yield at_work


@pytest.fixture
def around(desk: AtWork) -> Around:
    return Around(desk)


def panel(around: Around) -> PalettePanel:
    return around.work.panel


def titles(around: Around) -> list[str]:
    return [command.title for command in panel(around).list.commands()]


def test_every_action_of_the_window_stands_there_with_its_key(desk: AtWork, around: Around) -> None:
    around.work.toggle()
    shown = {command.name: command for command in panel(around).list.commands()}
    assert {action.name for action in desk.work.actions if action.listed} <= shown.keys()
    assert shown["call"].key == "F5"
    assert shown["close"].key == "Ctrl+Enter"


def test_it_closes_first_and_acts_where_the_keyboard_was(desk: AtWork, around: Around) -> None:
    desk.press(Qt.Key.Key_N)
    note = desk.window.lead.note.field
    assert note.hasFocus()
    around.work.toggle()
    desk.type("sing")
    desk.press(Qt.Key.Key_Return)
    assert around.done == ["sing"]
    assert around.held == [note]
    assert not panel(around).is_open


def test_escape_does_nothing_and_gives_the_keyboard_back(desk: AtWork, around: Around) -> None:
    desk.window.focus_queue()
    around.work.toggle()
    desk.type("1")
    desk.press(Qt.Key.Key_Escape)
    assert around.done == []
    assert desk.window.queue.view.hasFocus()


def test_arrows_choose_and_the_ends_hold(desk: AtWork, around: Around) -> None:
    around.work.toggle()
    first = panel(around).list.chosen()
    desk.press(Qt.Key.Key_Up)
    assert panel(around).list.chosen() == first
    desk.press(Qt.Key.Key_Down)
    assert panel(around).list.chosen() != first


def test_a_click_does_it_too(desk: AtWork, around: Around) -> None:
    around.work.toggle()
    desk.type("sing")
    view = panel(around).list
    box = view.visualRect(view.currentIndex())
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert around.done == ["sing"]


def test_what_cannot_be_done_says_why_and_stays_undone(desk: AtWork, around: Around) -> None:
    around.work.toggle()
    desk.type("moon")
    assert "There is no rocket." in panel(around).foot.whole_text()
    assert "not now: There is no rocket" in panel(around).field.accessibleDescription()
    desk.press(Qt.Key.Key_Return)
    assert around.done == []
    assert panel(around).is_open


def test_what_was_used_last_comes_first(desk: AtWork, around: Around) -> None:
    around.work.toggle()
    desk.type("sing")
    desk.press(Qt.Key.Key_Return)
    around.work.toggle()
    assert titles(around)[0] == "Sing a song"


@pytest.mark.parametrize("text", ["020 7946 0123", "Okafor"])
def test_what_is_no_command_is_looked_for_among_customers(desk: AtWork, around: Around, text: str) -> None:
    around.work.toggle()
    desk.type(text)
    assert titles(around) == [f"Find “{text}” among customers"]
    desk.press(Qt.Key.Key_Return)
    assert around.done == [f"find {text}"]


def test_outcomes_stand_first_while_a_call_wants_one(desk: AtWork, around: Around) -> None:
    around.outcomes = [Action("outcome 1", "No answer", ("1",), lambda: around.do("no answer"))]
    around.work.toggle()
    assert titles(around)[0] == "No answer"
    desk.type("1")
    desk.press(Qt.Key.Key_Return)
    assert around.done == ["no answer"]


def test_the_same_key_closes_it(desk: AtWork, around: Around) -> None:
    around.work.toggle()
    around.work.toggle()
    assert not panel(around).is_open


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut(desk: AtWork, around: Around, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    try:
        around.work.toggle()
        QApplication.processEvents()
        assert clipped(panel(around)) == []
    finally:
        theme.apply(qapp, "light")


@pytest.mark.parametrize("field", ["note", "search", "queue"])
def test_its_key_opens_it_wherever_the_keyboard_is_and_deletes_nothing(desk: AtWork, field: str) -> None:
    desk.window.focus_queue()
    if field == "note":
        desk.press(Qt.Key.Key_N)
    elif field == "search":
        desk.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    held = QApplication.focusWidget()
    if field != "queue":
        desk.type("two children")
        desk.press(Qt.Key.Key_Home)
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert desk.work.day.palette.panel.is_open
    assert desk.work.day.palette.panel.field.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is held
    if isinstance(held, QPlainTextEdit):
        desk.rest()
        view = desk.work.lead.view
        assert view is not None
        assert any("two children" in line.text for line in view.timeline)  # left, so it is an entry: whole
    elif isinstance(held, QLineEdit):
        assert held.text() == "two children"


def test_what_matches_no_command_goes_into_the_search(desk: AtWork) -> None:
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.type("Sample")
    desk.press(Qt.Key.Key_Return)
    assert desk.work.customers.search_panel.is_open
    assert desk.work.customers.search_panel.field.text() == "Sample"
