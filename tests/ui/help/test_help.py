"""The help in the real window, by real keys."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.receiving import receive_lead
from bdc_desk.ui import theme
from bdc_desk.ui.help.guide import KEYS_PAGE, Page
from bdc_desk.ui.help.help_work import HelpWork
from bdc_desk.ui.key_words import all_keys, key_words
from tests.end2end.desk_at_work import AtWork, desk_at_work
from tests.helpers.desks import draft
from tests.helpers.screens import clipped

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))
KEY = re.compile(r"\*\*((?:(?:Ctrl|Shift|Alt)\+)*(?:F\d+|Enter|Space|Esc|Tab|[A-Z0-9+,-]))\*\*")
"""A key stands in the guide in bold."""
OF_THE_LOOK = {"Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+Shift+D"}
"""Bound by the App where they are no actions (App.bind_look)."""
OF_PANELS = {"Esc", "Tab"}
IN_A_TEAM = {"Ctrl+F5"}


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
def work(desk: AtWork) -> HelpWork:
    return desk.work.day.help


def written(work: HelpWork) -> list[Page]:
    return [page for page in work.pages() if page.name != KEYS_PAGE]


def test_every_key_of_the_guide_does_something(desk: AtWork, work: HelpWork) -> None:
    known = all_keys(desk.work.actions) | OF_THE_LOOK | OF_PANELS | IN_A_TEAM
    told = {key for page in written(work) for key in KEY.findall(page.text)}
    assert told - known == set()
    assert len(told) > 20


def test_every_action_with_a_key_stands_on_the_page_of_keys(desk: AtWork, work: HelpWork) -> None:
    text = next(page for page in work.pages() if page.name == KEYS_PAGE).text.replace("\\", "")
    for action in desk.work.actions:
        if action.title:
            assert f"**{', '.join(dict.fromkeys(map(key_words, action.keys)))}**" in text or not action.keys
            assert action.title in text


@pytest.mark.parametrize(
    ("where", "page"),
    [("queue", "queue"), ("note", "calling"), ("search", "customers"), ("templates", "emails")],
)
def test_it_opens_at_the_page_about_where_one_is(desk: AtWork, work: HelpWork, where: str, page: str) -> None:
    if where == "queue":
        desk.window.focus_queue()
    elif where == "note":
        desk.press(Qt.Key.Key_N)
    elif where == "search":
        desk.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    else:
        desk.window.templates.why_button.setFocus(Qt.FocusReason.TabFocusReason)
    work.toggle()
    assert work.panel.shown == page


def test_typing_searches_and_arrows_turn_pages(desk: AtWork, work: HelpWork) -> None:
    work.open_at("queue")
    desk.type("bounc")
    assert work.panel.titles() == []
    assert "No page" in work.panel.foot.whole_text()
    work.panel.field.clear()
    desk.type("confirm second")
    assert work.panel.titles()[0] == "To confirm"
    assert work.panel.shown == "confirm"
    assert work.panel.page.extraSelections()
    work.panel.field.clear()
    first = work.panel.shown
    desk.press(Qt.Key.Key_Down)
    assert work.panel.shown != first


def test_a_link_leads_to_its_page_and_back(desk: AtWork, work: HelpWork) -> None:
    work.open_at("first-day")
    work.panel.page.anchorClicked.emit(QUrl("queue.md"))
    assert work.panel.shown == "queue"
    desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert work.panel.shown == "first-day"
    assert not work.panel.back.isEnabled()


def test_a_link_to_elsewhere_does_nothing(desk: AtWork, work: HelpWork) -> None:
    work.open_at("first-day")
    work.panel.page.anchorClicked.emit(QUrl("https://example.test/"))
    assert work.panel.shown == "first-day"
    assert desk.links == []


def test_escape_gives_the_keyboard_back_to_the_note(desk: AtWork, work: HelpWork) -> None:
    desk.press(Qt.Key.Key_N)
    note = desk.window.lead.note.field
    work.toggle()
    desk.press(Qt.Key.Key_Escape)
    assert note.hasFocus()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut(desk: AtWork, work: HelpWork, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    try:
        work.open_at("emails")
        QApplication.processEvents()
        assert clipped(work.panel) == []
    finally:
        theme.apply(qapp, "light")


def test_f1_opens_and_closes_it_and_shift_f1_still_explains_the_locks(desk: AtWork, work: HelpWork) -> None:
    desk.window.focus_queue()
    desk.press(Qt.Key.Key_F1)
    assert work.panel.is_open
    assert work.panel.shown == "queue"
    desk.press(Qt.Key.Key_F1)
    assert not work.panel.is_open
    desk.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert not work.panel.is_open
