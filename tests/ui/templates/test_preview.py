from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.operations.views import Attachment, MailPreview
from bdc_desk.ui import theme
from bdc_desk.ui.templates.preview import Letter, PreviewPanel
from tests.helpers.screens import clipped

CONTROL = Qt.KeyboardModifier.ControlModifier
MAIL = MailPreview(
    template="missed_you",
    to="jon@example.test",
    subject="Your enquiry about the 2024 Toyota Corolla Hybrid",
    text="Dear Jon,\n\n<b>when</b> may I call again?\n\nAna Cruz",
    missing=(),
)
LETTER = Letter(MAIL, "Sorry we missed you")


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
    made.preview.open_for(LETTER)
    yield made
    made.close()


def test_the_mail_is_shown_letter_for_letter(window: Window) -> None:
    preview = window.preview
    assert preview.to.value() == "jon@example.test"
    assert preview.subject.text() == MAIL.subject
    assert preview.text.toPlainText() == MAIL.text
    assert preview.text.isReadOnly()
    assert not preview.missing.isVisible()


def test_without_a_server_control_return_hands_over_and_nothing_else_hears_it(
    window: Window, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.preview.hand_over_asked) as asked:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    assert asked.args == ["missed_you"]
    assert window.taken == []
    assert window.preview.is_open  # until the answer: a refusal stands beside the text


def test_a_refusal_is_read_beside_the_text(window: Window) -> None:
    window.preview.show_refusal("2 of 4 calls, day 1 of 3")
    assert window.preview.refusal.isVisible()
    window.preview.open_for(LETTER)
    assert not window.preview.refusal.isVisible()


def test_missing_data_are_named(window: Window) -> None:
    window.preview.open_for(replace(LETTER, mail=replace(MAIL, missing=("the price", "the salesperson"))))
    assert window.preview.missing.text() == "The lead does not have: the price, the salesperson"


def test_without_an_address_nothing_can_be_handed_over(window: Window, qtbot: QtBot) -> None:
    window.preview.open_for(replace(LETTER, mail=replace(MAIL, to="")))
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
    window.preview.open_for(replace(LETTER, mail=replace(MAIL, missing=("the price",))))
    window.preview.show_refusal("2 of 4 calls, day 1 of 3")
    for _ in range(3):
        qapp.processEvents()
    assert clipped(window.preview) == []


def test_where_a_server_is_set_up_control_return_sends(window: Window, qtbot: QtBot) -> None:
    preview = window.preview
    assert not preview.send.isVisible()
    assert preview.set_up.isVisible()
    preview.set_sends(True)
    assert preview.send.isVisible()
    with qtbot.waitSignal(preview.send_asked), qtbot.assertNotEmitted(preview.hand_over_asked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    with qtbot.waitSignal(preview.hand_over_asked):
        qtbot.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL | Qt.KeyboardModifier.ShiftModifier
        )
    assert window.taken == []


def test_alt_l_asks_for_the_next_language_and_the_answer_keeps_the_place(
    window: Window, qtbot: QtBot
) -> None:
    preview = window.preview
    asked: list[str] = []
    preview.language_chosen.connect(asked.append)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert asked == ["nl"]
    preview.show_mail(replace(MAIL, language="nl", text="Beste Jon,"))
    assert asked == ["nl"]
    assert preview.text.hasFocus()
    assert preview.mail().text == "Beste Jon,"


def test_a_free_text_can_be_written_and_is_the_mail(window: Window, qtbot: QtBot) -> None:
    preview = window.preview
    preview.open_for(replace(LETTER, is_free=True))
    with qtbot.waitSignal(preview.edited):
        qtbot.keyClicks(preview.text, "e5 B ")
    assert preview.mail().text.startswith("e5 B Dear Jon")
    assert window.taken == []
    preview.subject.setText("Another subject")
    assert preview.mail().subject == "Another subject"


def test_where_there_are_several_addresses_one_is_chosen(window: Window) -> None:
    preview = window.preview
    assert not preview.to.isEnabled()
    preview.open_for(replace(LETTER, addresses=("jon@example.test", "work@example.test")))
    assert preview.to.isEnabled()
    preview.to.choose("work@example.test")
    assert preview.mail().to == "work@example.test"


def test_files_are_named_with_their_sizes_and_the_invitation_where_a_server_sends(window: Window) -> None:
    preview = window.preview
    files = (
        Attachment("prices.pdf", "application/pdf", b"x" * 1_240_000),
        Attachment("map.png", "image/png", b"x" * 3),
    )
    preview.open_for(replace(LETTER, mail=replace(MAIL, attachments=files), with_invitation=True))
    assert preview.attached.text().startswith("With it: prices.pdf (1.2 MB), map.png (1 KB)")
    assert "invitation" not in preview.attached.text()
    preview.set_sends(True)
    preview.open_for(replace(LETTER, mail=replace(MAIL, attachments=files), with_invitation=True))
    assert "an invitation for the calendar" in preview.attached.text()


def test_who_wants_no_emails_gets_none_by_either_way(window: Window) -> None:
    preview = window.preview
    preview.set_sends(True)
    preview.open_for(replace(LETTER, forbidden="The customer asked not to be mailed."))
    assert preview.refusal.text() == "The customer asked not to be mailed."
    assert not preview.send.isEnabled()
    assert not preview.hand_over.isEnabled()


def test_copying_says_that_the_log_does_not_know(window: Window, qtbot: QtBot) -> None:
    preview = window.preview
    assert not preview.outside.isVisible()
    preview.copy.click()
    assert QApplication.clipboard().text() == MAIL.text
    assert "The log does not know" in preview.copied.text()
    with qtbot.waitSignal(preview.outside_asked):
        preview.outside.click()


def test_alt_l_writes_no_letter_into_a_text_of_ones_own(window: Window, qtbot: QtBot) -> None:
    preview = window.preview
    preview.open_for(replace(LETTER, is_free=True))
    for part in (preview.text, preview.subject):
        part.setFocus()
        with qtbot.waitSignal(preview.language_chosen):
            qtbot.keyClick(part, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
        preview.show_mail(MAIL)
        assert (preview.mail().subject, preview.mail().text) == (MAIL.subject, MAIL.text)
