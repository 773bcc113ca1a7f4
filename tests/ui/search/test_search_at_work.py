"""The search in the real window, by real keys: Ctrl+F."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.operations.lead_work import close_lead
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.ui.search.search_panel import SearchPanel
from tests.end2end.desk_at_work import AtWork, desk_at_work
from tests.helpers.desks import draft

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
        yield at_work


@pytest.fixture
def leads(desk: AtWork) -> dict[str, str]:
    found = {}
    for number, name in ((123, "Pat Sample"), (124, "Maria Okafor"), (125, "Jürgen Vogel")):
        received = receive_lead(desk.desk, draft(number, name))
        desk.app.hub.tell(received.changes)
        found[name] = received.lead
    desk.rest()
    return found


def panel(desk: AtWork) -> SearchPanel:
    return desk.work.customers.search_panel


def search(desk: AtWork, text: str) -> None:
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.type(text)
    desk.rest()


@pytest.mark.parametrize("text", ["okaf", "0124", "020 7946 0124", "person124@"])
def test_whatever_is_known_of_a_customer_finds_the_lead(
    desk: AtWork, leads: dict[str, str], text: str
) -> None:
    search(desk, text)
    assert panel(desk).results.count() == 1
    desk.press(Qt.Key.Key_Return)
    assert not panel(desk).is_open
    assert desk.window.queue.view.selected_lead() == leads["Maria Okafor"]
    assert desk.window.queue.view.hasFocus()


def test_arrows_choose_another_one(desk: AtWork, leads: dict[str, str]) -> None:
    search(desk, "ford")
    assert panel(desk).results.count() == 3
    desk.press(Qt.Key.Key_Down)
    chosen = panel(desk).results.chosen()
    assert chosen is not None
    desk.press(Qt.Key.Key_Return)
    assert desk.window.queue.view.selected_lead() == chosen.lead


def test_a_closed_lead_is_found_and_shown(desk: AtWork, leads: dict[str, str]) -> None:
    lead = leads["Pat Sample"]
    desk.app.hub.tell(close_lead(desk.desk, lead, ClosingReason.LOST))
    desk.rest()
    search(desk, "sample")
    assert "Closed" in panel(desk).results.sentence(0)
    desk.press(Qt.Key.Key_Return)
    view = desk.work.lead.view
    assert view is not None
    assert view.lead == lead


def test_enter_before_the_answer_goes_to_what_was_asked_last(desk: AtWork, leads: dict[str, str]) -> None:
    search(desk, "pat")
    field = panel(desk).field
    field.setText("okafor")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.rest()
    assert desk.window.queue.view.selected_lead() == leads["Maria Okafor"]


def test_nothing_found_leads_to_the_counter_with_what_was_typed(desk: AtWork) -> None:
    search(desk, "Quentin Moss")
    assert "Nothing found for “Quentin Moss”." in panel(desk).empty.accessibleName()
    desk.press(Qt.Key.Key_N, CONTROL)
    counter = desk.work.customers.counter_panel
    assert not panel(desk).is_open
    assert counter.name.text() == "Quentin Moss"
    assert counter.number.hasFocus()
    desk.press(Qt.Key.Key_Escape)
    search(desk, "020 7946 0555")
    desk.press(Qt.Key.Key_N, CONTROL | SHIFT)
    assert counter.number.text() == "020 7946 0555"
    assert counter.name.text() == ""
    desk.press(Qt.Key.Key_Escape)


def test_escape_returns_the_keyboard_to_where_it_was(desk: AtWork, leads: dict[str, str]) -> None:
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_N)
    note = desk.window.lead.note.field
    assert note.hasFocus()
    search(desk, "okafor")
    desk.press(Qt.Key.Key_Escape)
    assert note.hasFocus()


def test_who_arrives_while_one_searches_is_found_too(desk: AtWork, leads: dict[str, str]) -> None:
    search(desk, "sample")
    assert panel(desk).results.count() == 1
    received = receive_lead(desk.desk, draft(130, "Lee Sample"))
    desk.app.hub.tell(received.changes)
    desk.rest()
    assert panel(desk).results.count() == 2
    chosen = panel(desk).results.chosen()
    assert chosen is not None
    assert chosen.name == "Pat Sample"
    desk.press(Qt.Key.Key_Escape)


def test_digits_typed_in_the_search_say_nothing_of_a_call(desk: AtWork, leads: dict[str, str]) -> None:
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_F5)
    search(desk, "123456789")
    assert panel(desk).field.text() == "123456789"
    desk.press(Qt.Key.Key_Escape)
    assert desk.work.call.call is not None
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)


@pytest.mark.parametrize("text", ['"', "*", "NEAR(", "-", "^a", "a\0b", "<b>", "🚗" * 50])
def test_hostile_words_find_nothing_and_break_nothing(desk: AtWork, text: str) -> None:
    desk.press(Qt.Key.Key_F, CONTROL)
    panel(desk).field.setText(text)
    desk.rest()
    assert panel(desk).empty.isVisible()
    desk.press(Qt.Key.Key_Escape)
