"""The real window in a language in which every string stands in brackets: whatever shows a word without them
was forgotten (it would stay English in every language).
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bdc_desk.operations.receiving import receive_lead
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.queue.row_words import sentence
from bdc_desk.ui.translation import install_translation
from tests.end2end.desk_at_work import AtWork, desk_at_work
from tests.helpers.desks import draft
from tests.ui.translations.gathered import PSEUDO, bracketed

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))
WITHOUT = {"leave", "lock", "quit", "break", "next", "save", "up", "down", "call", "export"}
"""Actions that end the desk or move in it, or open the system's own window, and open no panel."""

DATA = [
    r"Pat Sample|Maria Okafor|Ana Cruz|Northgate Motors|AutoPortal|Ford Ranger|London|\S*@\S*example\.test",
    r"BDC Desk",  # the program's name
    r"No answer|Voicemail|Dialogue|Appointment|Callback|Wrong number|Engaged|Dead number|Not interested",
    r"Do not call|Bought elsewhere",  # labels of the dealership's policy, in its own language
    r"Sorry we missed you|Car details and photos|Book a test drive|Last try: still interested\?",
    r"Your appointment|Free text",  # as above
    r"Esc|Tab|Enter|Return|Space|Del|Home|Ctrl|Shift|Alt|PgUp|PgDn|Left",  # keys as they stand on a keyboard
    r"cellphone",  # the kind of a number, as the enquiry's mail names it
    r"Enquiry received: |: your enquiry about the \d+",  # history's lines and mails are texts of the log
    r"– .*(?:\n– .*)*",  # what to say: a text in the customer's language
    r"\b\d+\.\d+\.\d+\b|\S+\.sqlite\S*|\S*/\S*",  # versions, files
]
"""What is no string of the window, and why."""


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    bracketed(tmp_path)
    assert install_translation(qapp, PSEUDO, tmp_path) == "file"
    try:
        with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
            for number, name in ((123, "Pat Sample"), (124, "Maria Okafor")):
                received = receive_lead(at_work.desk, draft(number, name))
                at_work.app.hub.tell(received.changes)
            at_work.rest()
            at_work.window.queue.select(received.lead)
            at_work.rest()
            yield at_work
    finally:
        install_translation(qapp, "en")


def plain_words(text: str) -> str:
    """What is left of a text without its bracketed parts and its data."""
    left, before = text, ""
    while left != before:
        before, left = left, re.sub(r"⟦[^⟦⟧]*(?:⟧|…)", "", left)  # what is cut off ends in dots
    for data in DATA:
        left = re.sub(data, "", left)
    return " ".join(re.findall(r"[A-Za-z]{3,}", left))


def shown_in(widget: QWidget) -> Iterator[tuple[QWidget, str]]:
    for one in [widget, *widget.findChildren(QWidget)]:
        if not one.isVisible():
            continue
        if isinstance(one, QLabel | QAbstractButton):
            yield one, one.text().replace("&&", "&")
        elif isinstance(one, QLineEdit | QPlainTextEdit):
            yield one, one.placeholderText()
        elif isinstance(one, QTabBar):
            yield from ((one, one.tabText(place)) for place in range(one.count()))
        yield one, re.sub(r"<[^>]*>", "", one.toolTip())


def forgotten(widget: QWidget) -> set[str]:
    return {f"{type(one).__name__}: {text}" for one, text in shown_in(widget) if plain_words(text)}


def test_every_word_of_the_window_can_be_translated(desk: AtWork) -> None:
    assert not (left := forgotten(desk.window)), "\n".join(sorted(left))


def test_every_command_of_the_palette_can_be_translated(desk: AtWork) -> None:
    assert [
        action.name for action in desk.work.actions if plain_words(f"{action.title} {action.why_not()}")
    ] == []


def test_every_word_of_a_row_can_be_translated(desk: AtWork) -> None:
    model = desk.window.queue.model
    for place in range(model.rowCount()):
        assert plain_words(sentence(model.row_at(place), model.cells_at(place))) == ""


def test_every_word_of_every_panel_can_be_translated(desk: AtWork) -> None:
    found: dict[str, set[str]] = {}
    known = forgotten(desk.window)  # told by the test above
    for action in desk.work.actions:
        if action.name in WITHOUT or not action.title or action.why_not():
            continue
        action.act()
        desk.rest()
        if words := forgotten(desk.window) - known:
            found[action.name] = words
        for panel in desk.window.findChildren(ChildPanel):
            panel.close_panel()
        desk.window.notice.leave()
        desk.window.focus_queue()
        desk.press(Qt.Key.Key_Escape)
    assert found == {}, "\n".join(f"{a}: {w}" for a, ws in found.items() for w in sorted(ws))
