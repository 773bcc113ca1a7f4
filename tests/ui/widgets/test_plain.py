import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.plain import ElidedLabel, Label, tooltip

HOSTILE = '<img src="file:///etc/hostname"> & <b>bold</b>\nsecond line'


def test_a_label_shows_what_looks_like_html_letter_for_letter(qtbot: QtBot) -> None:
    label = Label(HOSTILE)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_a_tooltip_reads_as_it_was_written() -> None:
    document = QTextDocument()
    document.setHtml(tooltip(HOSTILE))
    assert document.toPlainText().replace("\u2028", "\n") == HOSTILE
    assert tooltip("") == ""


def test_an_elided_label_ends_in_dots_and_keeps_the_whole(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    label = ElidedLabel("EV9 availability and\na question about towing")
    qtbot.addWidget(label)
    label.resize(90, 24)
    label.show()
    assert label.text().endswith("…")
    assert label.fontMetrics().horizontalAdvance(label.text()) <= 90
    assert label.accessibleName() == "EV9 availability and a question about towing"
    label.resize(900, 24)
    assert label.text() == "EV9 availability and a question about towing"
    assert label.toolTip() == ""


@pytest.mark.parametrize(("text", "name"), [("Marks & Sons", "Marks & Sons (F5)"), ("Call", "Call (F5)")])
def test_a_button_shows_its_words_and_its_key(qtbot: QtBot, text: str, name: str) -> None:
    button = Button(text, key="F5")
    qtbot.addWidget(button)
    assert button.text().replace("&&", "&") == f"{text}   F5"
    assert button.accessibleName() == name
    assert not button.autoDefault()
    assert button.shortcut().isEmpty()
