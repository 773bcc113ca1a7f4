from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.lead.note_editor import NoteEditor


class Window(QWidget):
    """Notes, and another field to go to. What was reported is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.note = NoteEditor(self)
        self.other = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.note)
        column.addWidget(self.other)
        self.typed: list[tuple[str, str]] = []
        self.left: list[tuple[str, str]] = []
        self.note.typed.connect(lambda *said: self.typed.append(said))
        self.note.left.connect(lambda *said: self.left.append(said))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    theme.apply(qapp, "light")
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.note.show_draft("lead-1", "")
    made.note.field.setFocus()
    yield made
    made.note.leave()


def test_a_draft_is_told_once_the_fingers_rest(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.note.field, "wants 4WD")
    assert window.typed == []
    qtbot.waitUntil(lambda: window.typed != [])
    assert window.typed == [("lead-1", "wants 4WD")]
    window.note.show_saved("lead-1")
    assert window.note.status.text() == "Saved"


def test_an_answer_about_an_older_text_says_nothing_of_the_newer(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.note.field, "a")
    qtbot.waitUntil(lambda: window.typed != [])
    qtbot.keyClicks(window.note.field, "b")
    window.note.show_saved("lead-1")
    assert window.note.status.text() == ""
    window.note.leave()


def test_leaving_tells_the_note_once_and_it_stays_until_it_is_written(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.note.field, "wants 4WD")
    qtbot.keyClick(window.note.field, Qt.Key.Key_Tab)
    assert window.other.hasFocus()
    window.note.leave()
    assert window.left == [("lead-1", "wants 4WD")]
    assert window.note.field.toPlainText() == "wants 4WD"
    window.note.take_out("lead-1", "wants 4WD")
    assert window.note.field.toPlainText() == ""
    window.note.leave()
    assert len(window.left) == 1


def test_what_was_typed_since_is_kept(window: Window, qtbot: QtBot) -> None:
    window.note.field.insertPlainText("first 🚗")
    window.other.setFocus()
    window.note.field.setFocus()
    qtbot.keyClicks(window.note.field, " and more")
    window.note.take_out("lead-1", window.left[0][1])
    assert window.note.field.toPlainText() == " and more"
    window.note.leave()
    assert window.left[-1] == ("lead-1", " and more")


def test_a_look_into_another_program_is_no_leaving(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.note.field, "half a thou")
    elsewhere = QWidget()
    qtbot.addWidget(elsewhere)
    elsewhere.show()
    elsewhere.activateWindow()
    qtbot.waitUntil(elsewhere.isActiveWindow)
    assert window.left == []
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.note.field.toPlainText() == "half a thou"
    window.note.leave()


def test_another_lead_leaves_the_first_one_s_note(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.note.field, "for the first")
    window.note.show_draft("lead-2", "an old draft")
    assert window.left == [("lead-1", "for the first")]
    assert window.note.field.toPlainText() == "an old draft"
    assert window.note.status.text() == "Draft kept"


def test_an_old_draft_that_nobody_touches_stays_a_draft(window: Window) -> None:
    window.other.setFocus()
    window.note.show_draft("lead-2", "an old draft")
    window.note.show_draft("lead-3", "")
    assert window.left == []


def test_an_old_draft_that_somebody_entered_and_left_is_a_note(window: Window) -> None:
    window.other.setFocus()
    window.note.show_draft("lead-2", "an old draft")
    window.note.field.setFocus()
    window.other.setFocus()
    assert window.left == [("lead-2", "an old draft")]


def test_a_note_that_was_emptied_empties_its_draft(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.note.field, "a")
    qtbot.keyClick(window.note.field, Qt.Key.Key_Backspace)
    window.other.setFocus()
    assert window.left == []
    assert window.typed == [("lead-1", "")]


def test_escape_gives_the_keyboard_back(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.note.field, "a")
    with qtbot.waitSignal(window.note.escaped):
        qtbot.keyClick(window.note.field, Qt.Key.Key_Escape)
    assert not window.note.field.hasFocus()
    assert window.left == [("lead-1", "a")]


def test_enter_is_a_new_line(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.note.field, "a")
    qtbot.keyClick(window.note.field, Qt.Key.Key_Return)
    qtbot.keyClicks(window.note.field, "b")
    assert window.note.field.toPlainText() == "a\nb"
    window.note.leave()
