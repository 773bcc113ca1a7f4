"""The counter in the real window, by real keys: Ctrl+N and Ctrl+Shift+N."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.kinds import Kind, LeadKind
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.counter.counter_panel import CounterPanel
from tests.end2end.desk_at_work import AtWork, again, desk_at_work
from tests.helpers.desks import draft

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TAB, ENTER, ESCAPE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
        yield at_work


def panel(desk: AtWork) -> CounterPanel:
    return desk.work.customers.counter_panel


def caller(desk: AtWork) -> None:
    desk.press(Qt.Key.Key_N, CONTROL)


def visitor(desk: AtWork) -> None:
    desk.press(Qt.Key.Key_N, CONTROL | SHIFT)


def write(desk: AtWork, *fields: str) -> None:
    """One field after the other, from the first."""
    for text in fields:
        desk.type(text)
        desk.press(TAB)


def arrives(desk: AtWork, number: int, name: str) -> str:
    received = receive_lead(desk.desk, draft(number, name))
    desk.app.hub.tell(received.changes)
    desk.rest()
    return received.lead


def on_page(desk: AtWork) -> LeadView:
    view = desk.work.lead.view
    assert view is not None
    return view


def test_a_caller_is_taken_in_three_fields(desk: AtWork) -> None:
    caller(desk)
    assert panel(desk).is_open
    write(desk, "Pat Sample", "020 7946 0123", "Skoda Octavia")
    desk.press(ENTER)
    assert not panel(desk).is_open
    view = on_page(desk)
    assert (view.name, view.kind, view.wanted) == ("Pat Sample", "phone-up", "Skoda Octavia")
    assert view.phones[0].e164 == "+442079460123"
    assert desk.window.queue.view.selected_lead() == view.lead
    assert desk.window.queue.view.hasFocus()
    assert desk.kinds(view.lead)[:2] == [Kind.ARRIVAL, Kind.CONTACT_RECEIVED]
    assert desk.notice().startswith("Pat Sample: saved as a caller. Next: ")


def test_a_visitor_says_so_and_what_was_said_is_kept(desk: AtWork) -> None:
    visitor(desk)
    write(desk, "Pat Sample", "", "", "pat@example.test")
    desk.type("Came with two children")
    desk.press(ENTER)
    view = on_page(desk)
    assert view.kind == "walk-in"
    assert view.emails == ("pat@example.test",)
    assert "Came with two children" in " ".join(line.text for line in view.timeline)
    assert "saved as a visitor" in desk.notice()


def test_no_alarm_rings_for_who_stands_there(desk: AtWork) -> None:
    caller(desk)
    write(desk, "Pat Sample", "020 7946 0123", "")
    desk.press(ENTER)
    desk.tick_through(3)
    desk.pass_time(timedelta(minutes=3))
    assert not desk.window.banner.isVisible()


def test_without_name_and_number_it_says_what_is_missing_and_keeps_the_rest(desk: AtWork) -> None:
    caller(desk)
    write(desk, "", "", "Skoda Octavia")
    desk.press(ENTER)
    assert panel(desk).is_open
    assert "name or a number" in panel(desk).fault.text()
    assert panel(desk).wanted.text() == "Skoda Octavia"
    desk.press(ESCAPE)


def test_a_known_number_is_said_while_it_is_typed_and_enter_saves_on_its_lead(desk: AtWork) -> None:
    lead = arrives(desk, 123, "Pat Sample")
    caller(desk)
    write(desk, "")
    desk.type("020 7946 0123")
    desk.rest()
    assert "Known: Pat Sample" in panel(desk).known.accessibleName()
    assert "open lead: 2021 Ford Ranger (today)" in panel(desk).known.accessibleName()
    desk.press(ENTER)
    assert not panel(desk).is_open
    assert on_page(desk).lead == lead
    assert desk.kinds(lead) == [Kind.ARRIVAL, Kind.CONTACT_RECEIVED]
    assert "Pat Sample: saved on the open lead." in desk.notice()


def test_enter_right_after_the_last_digit_waits_for_who_it_is(desk: AtWork) -> None:
    lead = arrives(desk, 123, "Pat Sample")
    caller(desk)
    panel(desk).number.setFocus()
    held = panel(desk).number
    held.setText("020 7946 0123")  # at once, as pasted, and Enter before the answer is there
    desk.qtbot.keyClick(held, ENTER)
    desk.rest()
    assert panel(desk).is_open  # that she is known is news: it is shown, nothing was saved
    assert desk.kinds(lead) == [Kind.ARRIVAL]
    desk.press(ENTER)
    assert desk.kinds(lead) == [Kind.ARRIVAL, Kind.CONTACT_RECEIVED]


def test_enter_right_after_an_unknown_number_saves(desk: AtWork) -> None:
    caller(desk)
    panel(desk).number.setText("020 7946 0123")
    desk.qtbot.keyClick(panel(desk).number, ENTER)
    desk.rest()
    assert not panel(desk).is_open
    assert on_page(desk).phones[0].e164 == "+442079460123"


def test_a_household_is_asked_and_the_chosen_one_gets_it(desk: AtWork) -> None:
    arrives(desk, 123, "Pat Sample")
    other = receive_lead(desk.desk, draft(124, "Maria Okafor", phones=draft(123).phones))
    desk.app.hub.tell(other.changes)
    caller(desk)
    panel(desk).number.setFocus()
    desk.type("020 7946 0123")
    desk.rest()
    labels = [row.choice.label for row in panel(desk).known.choices.rows()]
    place = next(at for at, label in enumerate(labels) if label.startswith("Maria"))
    desk.press(ENTER)
    for _ in range(place):
        desk.press(Qt.Key.Key_Down)
    desk.press(ENTER)
    assert on_page(desk).lead == other.lead
    assert desk.kinds(other.lead)[-1] == Kind.CONTACT_RECEIVED


def test_escape_keeps_what_was_typed_until_it_is_saved(desk: AtWork) -> None:
    desk.window.focus_queue()
    caller(desk)
    write(desk, "Pat Sample")
    desk.press(ESCAPE)
    assert desk.window.queue.view.hasFocus()
    assert desk.notice() == "Not saved yet, but kept: Ctrl+N shows it again."
    visitor(desk)  # another kind has a form of its own
    assert panel(desk).name.text() == ""
    desk.press(ESCAPE)
    caller(desk)
    assert panel(desk).name.text() == "Pat Sample"
    assert panel(desk).kept.isVisible()
    assert panel(desk).number.hasFocus()
    desk.press(ENTER)
    caller(desk)
    assert panel(desk).name.text() == ""
    desk.press(ESCAPE)


def test_what_was_typed_outlives_the_program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    with desk_at_work(qtbot, qapp, folder, MONDAY) as at_work:
        visitor(at_work)
        write(at_work, "Pat Sample", "020 7946 01")
        at_work.window.close()
    with again(qtbot, qapp, folder, MONDAY) as at_work:
        visitor(at_work)
        assert panel(at_work).name.text() == "Pat Sample"
        assert panel(at_work).number.text() == "020 7946 01"
        panel(at_work).clear.click()
        at_work.rest()
        at_work.press(ESCAPE)
    with again(qtbot, qapp, folder, MONDAY) as at_work:
        visitor(at_work)
        assert panel(at_work).name.text() == ""
        at_work.press(ESCAPE)


def test_a_walk_in_while_on_the_telephone_leaves_the_call_alone(desk: AtWork) -> None:
    lead = arrives(desk, 5, "Jon Petersen")
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_F5)
    visitor(desk)
    write(desk, "Pat Sample 7", "020 7946 0123", "")
    desk.tick_through(20)
    desk.press(ENTER)
    assert desk.work.call.state is CallState.CALLING
    assert on_page(desk).lead == lead  # who is on the telephone stays on the page
    assert "Pat Sample 7: saved as a visitor." in desk.notice()
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)
    assert desk.standing(lead).counted == 1


def test_from_the_telephone_the_notice_offers_the_way(desk: AtWork) -> None:
    arrives(desk, 5, "Jon Petersen")
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_F5)
    visitor(desk)
    write(desk, "Pat Sample", "", "")
    desk.press(ENTER)
    desk.window.notice._action.click()
    desk.rest()
    assert on_page(desk).name == "Pat Sample"
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)


def test_what_is_typed_while_it_is_saved_is_not_lost(desk: AtWork) -> None:
    caller(desk)
    desk.type("Pat Sample")
    held = panel(desk).name
    desk.qtbot.keyClick(held, ENTER)
    desk.qtbot.keyClicks(held, "!")  # before the desk answered
    desk.rest()
    assert panel(desk).is_open
    assert panel(desk).name.text() == "Pat Sample!"
    panel(desk).clear.click()
    desk.press(ESCAPE)


def test_a_known_customer_who_enquires_anew_begins_a_round(desk: AtWork) -> None:
    lead = arrives(desk, 123, "Pat Sample")
    desk.pass_time(timedelta(hours=3))
    caller(desk)
    write(desk, "Pat Sample")
    desk.type("020 7946 0123")
    desk.rest()
    panel(desk).other.click()
    desk.rest()
    assert lead_view(desk.desk, lead).standing.round == 2
    assert "Pat Sample has enquired before" in desk.notice()


def test_one_panel_at_a_time(desk: AtWork) -> None:
    caller(desk)
    desk.type("Pat")
    desk.press(Qt.Key.Key_F, CONTROL)
    assert not panel(desk).is_open
    visitor(desk)
    assert panel(desk).is_open
    assert panel(desk).kind is LeadKind.WALK_IN
    caller(desk)
    assert panel(desk).kind is LeadKind.PHONE_UP
    assert panel(desk).name.text() == "Pat"
    panel(desk).clear.click()
    desk.press(ESCAPE)
    assert not desk.work.customers.search_panel.is_open


def search(desk: AtWork, text: str) -> None:
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.type(text)
    desk.rest()


def test_a_name_taken_from_the_search_is_kept_without_another_key(desk: AtWork) -> None:
    search(desk, "Zebra Two")
    caller(desk)
    assert panel(desk).name.text() == "Zebra Two"
    assert not panel(desk).kept.isVisible()  # it was not typed here
    desk.press(ESCAPE)
    assert desk.notice() == "Not saved yet, but kept: Ctrl+N shows it again."
    caller(desk)
    assert panel(desk).name.text() == "Zebra Two"
    assert not panel(desk).kept.isVisible()
    desk.type(" and more")  # typed into the first empty field
    desk.press(ESCAPE)
    caller(desk)
    assert panel(desk).name.text() == "Zebra Two"
    assert panel(desk).kept.isVisible()


def test_another_search_takes_the_place_of_a_name_that_nobody_touched(desk: AtWork) -> None:
    search(desk, "Zebra Two")
    caller(desk)
    desk.press(ESCAPE)
    search(desk, "Zebra Three")
    caller(desk)
    assert panel(desk).name.text() == "Zebra Three"
    assert not panel(desk).kept.isVisible()
