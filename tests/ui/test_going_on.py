"""Going on: to a lead or a call all pages close and keep what was typed; a page that opens late takes the
keyboard from nobody; details that are typed and not saved are never left behind unsaid.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.setting_up import add_person
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.call.child_panel import ChildPanel
from tests.end2end.desk_at_work import AtWork, adf_mail, desk_at_work

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAGES = {
    "to confirm": (Qt.Key.Key_F4, NONE),
    "attempt log": (Qt.Key.Key_2, CONTROL),
    "settings": (Qt.Key.Key_Comma, CONTROL),
    "help": (Qt.Key.Key_F1, NONE),
    "ways in": (Qt.Key.Key_F6, NONE),
    "people": (Qt.Key.Key_F10, NONE),
}


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    """Two leads, Maria on the page; Kim could sit down too."""
    with desk_at_work(qtbot, qapp, tmp_path / "profile", AT) as made:
        add_person(made.desk, "Kim Ro", "enquiry")
        for number, name in ((1, "Maria Okafor"), (2, "Jon Petersen")):
            mail = tmp_path / f"{number}.eml"
            mail.write_bytes(adf_mail(number, name, f"020 7946 012{number}"))
            made.drop(mail)
        made.app.hub.tell(Changes(kinds=frozenset({Data.PEOPLE})))
        made.press(Qt.Key.Key_Space)
        yield made


def opened(desk: AtWork) -> list[ChildPanel]:
    return [panel for panel in desk.window.desk.findChildren(ChildPanel) if panel.is_open]


def other(desk: AtWork) -> str:
    here = desk.window.queue.view.selected_lead()
    return next(row.lead for row in desk.window.queue.model.rows() if row.lead != here)


@pytest.mark.parametrize("page", PAGES)
def test_going_to_a_lead_or_a_call_closes_every_page(desk: AtWork, page: str) -> None:
    key, modifier = PAGES[page]
    desk.press(key, modifier)
    assert len(opened(desk)) == 1
    lead = other(desk)
    desk.window.banner.show_row.emit(lead)
    desk.rest()
    assert opened(desk) == []
    assert desk.window.queue.view.selected_lead() == lead
    assert desk.window.queue.view.hasFocus()
    desk.press(key, modifier)
    desk.work.call.press(desk.work.lead.view, desk.work.lead.phone())
    desk.rest()
    assert desk.work.call.state is CallState.CALLING
    assert opened(desk) == []


def test_what_was_typed_into_a_page_that_closes_so_is_kept(desk: AtWork) -> None:
    desk.press(Qt.Key.Key_F5, CONTROL | SHIFT)
    panel = desk.work.day.extras.call_panel
    desk.type("10 min ago")
    desk.window.banner.show_row.emit(str(desk.window.queue.view.selected_lead()))
    desk.rest()
    assert opened(desk) == []
    desk.press(Qt.Key.Key_F5, CONTROL | SHIFT)
    assert panel.is_open
    assert panel.began.text()


def test_people_and_rules_that_move_take_the_keyboard_from_nobody(desk: AtWork) -> None:
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_N)
    desk.type("she is ")
    desk.app.hub.tell(Changes(kinds=frozenset({Data.PEOPLE})))
    desk.rest()
    assert desk.window.lead.note.field.hasFocus()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_F10, NONE), (Qt.Key.Key_O, CONTROL), (Qt.Key.Key_F5, SHIFT), (Qt.Key.Key_E, NONE)],
    ids=["people", "hand over", "another number", "email"],
)
def test_what_opens_late_takes_the_keyboard_from_nobody(
    desk: AtWork, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    desk.window.queue.select(other(desk))  # not on the page yet
    gate = Event()
    desk.app.lanes.storage(gate.wait, lambda _done: None)
    desk.qtbot.keyClick(desk.window.queue.view, key, modifier)
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N)
    field = desk.window.lead.note.field
    assert field.hasFocus()
    gate.set()
    desk.rest()
    assert opened(desk) == []
    assert field.hasFocus()


def test_the_form_of_the_server_and_of_the_pin_too(desk: AtWork) -> None:
    for name in ("mail out", "pin"):
        action = next(one for one in desk.work.actions if one.name == name)
        desk.window.focus_queue()
        gate = Event()
        desk.app.lanes.storage(gate.wait, lambda _done: None)
        action.act()
        desk.qtbot.keyClick(desk.window.queue.view, Qt.Key.Key_N)
        gate.set()
        desk.rest()
        assert opened(desk) == []


def test_details_half_typed_come_before_another_person_and_the_close(desk: AtWork) -> None:
    desk.app.mind_closing()
    desk.press(Qt.Key.Key_F2)
    desk.type("Ma")
    name = desk.work.lead.view.name if desk.work.lead.view else ""
    desk.press(Qt.Key.Key_F10)
    desk.press(Qt.Key.Key_2)
    desk.press(Qt.Key.Key_Return)
    assert f"The details of {name} are not saved" in desk.work.day.people.panel.fault.text()
    assert not desk.app.is_switching
    desk.press(Qt.Key.Key_Escape)
    assert not desk.window.close()
    assert f"The details of {name} are not saved" in desk.notice()
    desk.work.day.window.lock.lock()
    desk.rest()
    page = desk.work.day.window.lock.page
    page.sit_down.click()
    assert "details are not saved" in page.refusal.text()
    assert name not in page.refusal.text()
    desk.press(Qt.Key.Key_Return)
    desk.window.lead.editor.discard.click()
    desk.press(Qt.Key.Key_F10)
    desk.press(Qt.Key.Key_2)
    desk.press(Qt.Key.Key_Return)
    assert desk.app.is_switching


def test_details_put_aside_for_another_lead_are_told_too(desk: AtWork) -> None:
    desk.press(Qt.Key.Key_F2)
    desk.type("Ma")
    name = desk.work.lead.view.name if desk.work.lead.view else ""
    desk.window.queue.select(other(desk))
    desk.rest()
    assert desk.window.lead.unsaved_details() == (name,)
