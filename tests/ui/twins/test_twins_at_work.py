"""Twins in the real window, by real keys: the line, F9, M and A, undo, the list of all."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.twins import twins_of
from bdc_desk.operations.undoable import undoable_of
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.twins.twins_panel import TwinsPanel
from tests.end2end.desk_at_work import AtWork, desk_at_work
from tests.helpers.desks import draft

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
        yield at_work


def arrives(desk: AtWork, number: int, name: str, phone: int = 0) -> str:
    phones = draft(phone or number).phones
    received = receive_lead(desk.desk, draft(number, name, phones=phones))
    desk.app.hub.tell(received.changes)
    desk.rest()
    return received.lead


@pytest.fixture
def pat(desk: AtWork) -> str:
    """Pat Sample's lead on the page; somebody else left the same number."""
    lead = arrives(desk, 123, "Pat Sample")
    arrives(desk, 124, "Maria Okafor", phone=123)
    desk.window.queue.select(lead)
    desk.rest()
    return lead


def panel(desk: AtWork) -> TwinsPanel:
    return desk.work.customers.twins_panel


def line(desk: AtWork) -> str:
    twins = desk.window.lead.sections.twins
    return twins.accessibleName() if twins.isVisible() else ""


def customers(desk: AtWork) -> set[str]:
    with desk.desk.store.snapshot() as snapshot:
        rows = [snapshot.lead_row(lead) for lead in snapshot.leads()]
    return {row.customer for row in rows if row is not None}


def test_a_lead_without_a_twin_says_nothing(desk: AtWork) -> None:
    desk.window.queue.select(arrives(desk, 5, "Jon Petersen"))
    desk.rest()
    assert line(desk) == ""
    desk.press(Qt.Key.Key_F9)
    assert not panel(desk).is_open
    assert "Nobody else looks like Jon Petersen" in desk.notice()


def test_the_line_says_who_and_why(desk: AtWork, pat: str) -> None:
    assert line(desk) == "May be the same person as Maria Okafor (the same number, another name)"


def test_a_twin_that_arrives_while_the_lead_is_on_the_page_is_said(desk: AtWork) -> None:
    desk.window.queue.select(arrives(desk, 123, "Pat Sample"))
    desk.rest()
    assert line(desk) == ""
    arrives(desk, 124, "Maria Okafor", phone=123)
    assert "Maria Okafor" in line(desk)


def test_f9_and_m_merge_and_the_notice_undoes_it(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F9)
    assert panel(desk).is_open
    assert len(customers(desk)) == 2  # nothing was merged by looking
    desk.press(Qt.Key.Key_M)
    assert not panel(desk).is_open
    assert len(customers(desk)) == 1
    assert line(desk) == ""
    assert "Pat Sample and Maria Okafor are one customer now." in desk.notice()
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert len(customers(desk)) == 2
    assert "two customers again" in desk.notice()
    assert "Maria Okafor" in line(desk)


def test_a_says_two_people_and_it_is_not_asked_again_until_undone(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_A)
    assert line(desk) == ""
    assert twins_of(desk.desk, pat) == ()
    assert len(customers(desk)) == 2
    desk.window.notice._action.click()
    desk.rest()
    assert "Maria Okafor" in line(desk)


def test_escape_leaves_both_as_they_are(desk: AtWork, pat: str) -> None:
    desk.window.focus_queue()
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.queue.view.hasFocus()
    assert "Maria Okafor" in line(desk)


def test_undo_of_an_outcome_is_not_broken_by_a_merge_before_it(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_M)
    desk.press(Qt.Key.Key_F5)
    desk.tick_through(20)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)
    assert "saved" in desk.notice()
    desk.press(Qt.Key.Key_Z, CONTROL)  # the outcome is the newest
    assert desk.work.call.state is CallState.WRAP_UP
    assert len(customers(desk)) == 1
    desk.press(Qt.Key.Key_2)


def test_undo_takes_the_merge_back_where_it_is_the_newest(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F5)
    desk.tick_through(20)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_M)
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert len(customers(desk)) == 2
    assert desk.work.call.state is CallState.READY
    assert desk.standing(pat).counted == 1


def test_after_the_notice_ctrl_z_leaves_the_merge_alone(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_M)
    desk.window.notice.leave()
    desk.tick_through(9)
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert len(customers(desk)) == 1
    assert "taken back in the history of that lead: H, then Undo" in desk.notice()


def test_later_the_merge_is_undone_from_its_line_in_the_history(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_M)
    desk.window.notice.leave()
    desk.rest()
    history = desk.window.lead.sections.history
    (merged,) = [row for row in history.rows() if row._open.isVisible()]
    merged._open.click()
    desk.rest()
    assert len(customers(desk)) == 2
    assert undoable_of(desk.desk, pat) == frozenset()
    assert not any(row._open.isVisible() for row in history.rows())


def test_the_merge_stands_in_everything_of_the_customer_from_either_lead(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_M)
    history = desk.window.lead.sections.history
    for lead in [one for one in desk_leads(desk) if one == pat] + [
        one for one in desk_leads(desk) if one != pat
    ]:
        desk.work._go_to(lead)
        desk.rest()
        if not desk.window.lead.shows_whole_history:
            desk.press(Qt.Key.Key_H)
        desk.rest()
        told = [row.accessibleName() for row in history.rows()]
        assert sum("Enquiry received" in text for text in told) == 2
        assert sum(row._open.isVisible() for row in history.rows()) == 1
    desk.press(Qt.Key.Key_H)
    assert not desk.window.lead.shows_whole_history


def desk_leads(desk: AtWork) -> list[str]:
    with desk.desk.store.snapshot() as snapshot:
        return list(snapshot.leads())


def test_h_shows_what_happens_on_another_lead_of_the_customer(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_M)
    desk.press(Qt.Key.Key_H)
    desk.rest()
    rows = [row.accessibleName() for row in desk.window.lead.sections.history.rows()]
    assert any("Ford Ranger" in text for text in rows)  # the other lead's lines say which
    assert Kind.MERGED in desk.kinds(pat) or any(Kind.MERGED in desk.kinds(one) for one in desk_leads(desk))


def test_all_pairs_are_listed_one_after_the_other(desk: AtWork, pat: str) -> None:
    arrives(desk, 7, "Lena Ortiz")
    arrives(desk, 8, "Omar Haddad", phone=7)
    desk.press(Qt.Key.Key_F9, CONTROL | SHIFT)
    assert panel(desk).place_words.text() == "1 of 2"
    desk.press(Qt.Key.Key_N)
    assert panel(desk).place_words.text() == "2 of 2"
    desk.press(Qt.Key.Key_A)
    assert panel(desk).is_open
    assert panel(desk).place_words.text() == ""
    desk.press(Qt.Key.Key_M)
    assert not panel(desk).is_open
    desk.press(Qt.Key.Key_F9, CONTROL | SHIFT)
    assert "No two customers look like one person." in desk.notice()


def test_the_panel_s_keys_say_nothing_of_a_call(desk: AtWork, pat: str) -> None:
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_F9)
    desk.press(Qt.Key.Key_1)
    assert desk.work.call.call is not None
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)
