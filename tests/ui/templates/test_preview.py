from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.operations.views import MailPreview
from bdc_desk.ui import theme
from bdc_desk.ui.templates.preview import PreviewPanel
from tests.helpers.screens import clipped

CONTROL = Qt.KeyboardModifier.ControlModifier
MAIL = MailPreview(
    template="missed_you",
    to="jon@example.test",
    subject="Your enquiry about the 2024 Toyota Corolla Hybrid",
    text="Dear Jon,\n\n<b>when</b> may I call again?\n\nAna Cruz",
    missing=(),
)


class Window(QWidget):
    """A field below the preview, and the shortcuts of a real window."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[str] = []
        self.field = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.field)
        self.preview = PreviewPanel(self)
        for key in ("Ctrl+Return", "Escape", "E"):
            QShortcut(QKeySequence(key), self, lambda key=key: self.taken.append(key))
        self.resize(900, 600)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    theme.apply(qapp, "light")
    made = Window()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.field.setFocus()
    made.preview.open_for(MAIL, "Sorry we missed you")
    yield made
    made.close()


def test_the_mail_is_shown_letter_for_letter(window: Window) -> None:
    preview = window.preview
    assert preview.to.whole_text() == "jon@example.test"
    assert preview.subject.whole_text() == MAIL.subject
    assert preview.text.toPlainText() == MAIL.text
    assert preview.text.isReadOnly()
    assert not preview.missing.isVisible()


def test_control_return_hands_over_and_nothing_else_hears_it(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.preview.hand_over_asked) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert asked.args == ["missed_you"]
    assert window.taken == []
    assert window.preview.is_open  # until the answer: a refusal stands beside the text


def test_a_refusal_is_read_beside_the_text(window: Window) -> None:
    window.preview.show_refusal("2 of 4 calls, day 1 of 3")
    assert window.preview.refusal.isVisible()
    window.preview.open_for(MAIL, "Sorry we missed you")
    assert not window.preview.refusal.isVisible()


def test_missing_data_are_named(window: Window) -> None:
    window.preview.open_for(replace(MAIL, missing=("the price", "the salesperson")), "Sorry we missed you")
    assert window.preview.missing.text() == "The lead does not have: the price, the salesperson"


def test_without_an_address_nothing_can_be_handed_over(window: Window, qtbot: QtBot) -> None:
    window.preview.open_for(replace(MAIL, to=""), "Sorry we missed you")
    assert not window.preview.hand_over.isEnabled()
    assert "F2" in window.preview.hand_over.accessibleDescription()
    with qtbot.assertNotEmitted(window.preview.hand_over_asked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)


def test_escape_closes_and_gives_the_keyboard_back(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.preview.closed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.field.hasFocus()
    assert window.taken == []


@pytest.mark.parametrize(("scale", "size"), [(1.0, (640, 420)), (1.5, (900, 600))])
def test_no_word_is_cut(window: Window, qapp: QApplication, scale: float, size: tuple[int, int]) -> None:
    theme.apply(qapp, "dark", scale)
    window.resize(*size)
    window.preview.open_for(replace(MAIL, missing=("the price",)), "Sorry we missed you")
    window.preview.show_refusal("2 of 4 calls, day 1 of 3")
    for _ in range(3):
        qapp.processEvents()
    assert clipped(window.preview) == []
