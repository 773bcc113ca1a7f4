"""F10 and Ctrl+O by real keys, on a real file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations import pins
from bdc_desk.operations.people import change_person, people_of
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.seat import sit_down
from bdc_desk.ui import theme
from bdc_desk.ui.call.call_session import Said
from bdc_desk.ui.people_work import PeopleWork
from bdc_desk.ui.seat.seat_change import Refuse
from tests.helpers.desks import MINUTE
from tests.helpers.screens import clipped
from tests.ui.people.beside import Window, window_beside

CONTROL = Qt.KeyboardModifier.ControlModifier
TAB, ENTER, ESCAPE, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


class AtWork:
    """The window with the work on people."""

    def __init__(self, window: Window) -> None:
        self.window, self.blocked = window, ""
        self.switched: list[tuple[str, str]] = []
        self.work = PeopleWork(
            window.desk,
            window.lanes,
            window.hub,
            window.window,
            window.beside,
            why_not=lambda: self.blocked,
            switch=self._switch,
        )
        window.bind(self.work.actions())

    def _switch(self, person: str, pin: str, refuse: Refuse) -> None:
        """As the program does it, but for the window that would close."""
        desk = self.window.desk
        self.window.lanes.storage(
            lambda: sit_down(desk, person, pin), lambda _desk: self.switched.append((person, pin)), refuse
        )

    def open(self) -> None:
        self.window.press(Qt.Key.Key_F10)
        assert self.work.panel.is_open


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    """Ben's desk: he works on enquiries, Ana and Cy sell."""
    with window_beside(qtbot, qapp, tmp_path, who=lambda here: here.ben) as window:
        yield AtWork(window)


def hold(key: Qt.Key) -> None:
    """The key repeats itself, as one that is held too long."""
    held = QApplication.focusWidget()
    assert held is not None
    text = "\r" if key == Qt.Key.Key_Return else chr(key.value)
    no_modifier = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(held, QKeyEvent(QEvent.Type.KeyPress, key, no_modifier, text, autorep=True))


def rows(at: AtWork) -> dict[str, str]:
    return {row.choice.label: row.choice.hint for row in at.work.panel.choices.rows()}


def test_everybody_with_role_and_who_sits_here(at: AtWork) -> None:
    at.open()
    assert rows(at) == {
        "Ana Cruz": "salesperson",
        "Ben Ito": "enquiry staff · you",
        "Cy Novak": "salesperson",
    }


def test_a_digit_selects_enter_lets_somebody_else_go_on_and_escape_nobody(at: AtWork) -> None:
    at.open()
    at.window.press(ESCAPE)
    assert (at.switched, at.work.panel.is_open) == ([], False)
    assert at.window.window.queue.view.hasFocus()
    at.open()
    at.window.press(Qt.Key.Key_3)
    at.window.qtbot.mouseClick(at.work.panel.choices.rows()[2], Qt.MouseButton.LeftButton)
    at.window.rest()
    assert at.switched == []
    at.window.press(ENTER)
    assert at.switched == [(at.window.here.cy.person, "")]


def test_a_click_on_the_button_lets_whoever_is_selected_go_on(at: AtWork) -> None:
    at.open()
    assert at.work.panel.sit_down.text().startswith("Sit down as Ana Cruz")
    at.window.press(Qt.Key.Key_3)
    at.window.qtbot.mouseClick(at.work.panel.sit_down, Qt.MouseButton.LeftButton)
    at.window.rest()
    assert at.switched == [(at.window.here.cy.person, "")]


def test_who_has_a_pin_gives_it_first_and_three_wrong_ones_wait(at: AtWork) -> None:
    pins.set_pin(at.window.here.cy, "4711")
    at.open()
    panel = at.work.panel
    assert not panel.pin.isVisible()
    at.window.press(Qt.Key.Key_3)
    assert panel.pin.isVisible()
    at.window.press(ENTER)  # to the field
    for _ in range(3):
        at.window.type("0000")
        at.window.press(ENTER)
    assert "not Cy Novak's PIN" in panel.fault.text()
    at.window.type("4711")
    at.window.press(ENTER)
    assert "wait 2" in panel.fault.text()
    assert at.switched == []
    at.window.here.clock.advance(timedelta(seconds=21))
    at.window.type("4711")
    at.window.press(ENTER)
    assert at.switched == [(at.window.here.cy.person, "4711")]


def test_a_pin_half_typed_is_not_left_for_another_or_in_a_closed_panel(at: AtWork) -> None:
    for desk in (at.window.here.cy, at.window.here.ana):
        pins.set_pin(desk, "4711")
    at.open()
    at.window.press(ENTER)
    at.window.type("47")
    at.work.panel.choices.rows()[2].setFocus()
    assert at.work.panel.pin.text() == ""
    at.window.press(ENTER)
    at.window.type("47")
    at.work.panel.close_panel()
    assert at.work.panel.pin.text() == ""


def test_a_held_key_decides_nothing(at: AtWork) -> None:
    at.open()
    hold(Qt.Key.Key_Return)
    at.window.rest()
    assert at.switched == []
    lead = at.window.here.lead()
    at.work.panel.close_panel()
    at.window.show(lead)
    at.window.press(Qt.Key.Key_O, CONTROL)
    hold(Qt.Key.Key_1)
    assert not at.work.handover_panel.reason.isVisible()
    at.window.press(Qt.Key.Key_1)
    at.window.type("showroom")
    hold(Qt.Key.Key_Return)
    at.window.rest()
    assert at.window.here.kinds(lead).count("owner set") == 0
    at.work.handover_panel.close_panel()


def test_a_second_enter_is_no_second_entry(at: AtWork) -> None:
    lead = at.window.here.lead()
    at.window.show(lead)
    at.window.press(Qt.Key.Key_O, CONTROL)
    at.window.press(Qt.Key.Key_2)
    at.window.type("showroom")
    field = at.work.handover_panel.reason
    gate = Event()
    at.window.lanes.storage(gate.wait, lambda _done: None)
    for _ in range(2):
        at.window.qtbot.keyClick(field, ENTER)
    gate.set()
    at.window.rest()
    assert at.window.here.kinds(lead).count("owner set") == 1
    at.open()
    at.window.press(Qt.Key.Key_A)
    at.window.type("Kim Ro")
    gate.clear()
    at.window.lanes.storage(gate.wait, lambda _done: None)
    for _ in range(2):
        at.window.qtbot.keyClick(at.work.panel.person_form.name, ENTER)
    gate.set()
    at.window.rest()
    assert at.work.panel.fault.text() == ""  # else Kim Ro would be here already
    assert "Kim Ro" in rows(at)


def test_where_there_is_a_manager_others_are_sent_to_them(at: AtWork) -> None:
    change_person(at.window.here.ana, at.window.here.cy.person, "Cy Novak", "manager")
    at.open()
    for key in (Qt.Key.Key_A, Qt.Key.Key_C):
        at.window.press(key)
        assert "ask Cy Novak" in at.work.panel.fault.text()
        assert not at.work.panel.person_form.isVisible()


def test_oneself_an_open_call_or_an_unsent_mail_say_why_not(at: AtWork) -> None:
    at.open()
    at.window.press(Qt.Key.Key_2)
    at.window.press(ENTER)
    assert at.work.panel.fault.text() == "You are here already."
    at.blocked = "1 email has not left yet."
    at.window.press(Qt.Key.Key_1)
    at.window.press(ENTER)
    assert at.work.panel.fault.text() == "1 email has not left yet."
    lead = at.window.here.lead()
    at.window.show(lead)
    at.window.call.press(at.window.lead.view, at.window.lead.phone())
    at.window.rest()
    at.window.press(ENTER)
    assert "A call is open" in at.work.panel.fault.text()
    assert at.switched == []
    at.window.call.say("no answer", "No answer")
    at.window.rest()


def test_somebody_is_added_by_keys_alone(at: AtWork) -> None:
    at.open()
    at.window.press(Qt.Key.Key_A)
    at.window.type("Kim Ro")
    at.window.press(TAB)
    at.window.press(DOWN)
    at.window.press(DOWN)
    at.window.press(ENTER)
    assert rows(at)["Kim Ro"] == "sales manager"
    assert at.work.panel.choices.rows()[0].hasFocus()


def test_a_name_that_is_taken_says_so_and_keeps_what_was_typed(at: AtWork) -> None:
    at.open()
    at.window.press(Qt.Key.Key_A)
    at.window.type("Cy Novak")
    at.window.press(ENTER)
    assert "here already" in at.work.panel.fault.text()
    assert at.work.panel.person_form.name.text() == "Cy Novak"
    at.window.press(ESCAPE)
    assert at.work.panel.is_open
    assert len(rows(at)) == 3


def test_another_role_for_the_person_whose_row_has_the_keyboard(at: AtWork) -> None:
    at.open()
    at.window.press(DOWN)
    at.window.press(Qt.Key.Key_C)
    assert at.work.panel.person_form.name.text() == "Ben Ito"
    at.window.type("Ben Sato")
    at.window.press(ENTER)
    assert "Ben Sato" in rows(at)


def test_who_is_away_is_covered_until_a_day_and_then_back(at: AtWork) -> None:
    at.open()
    at.window.press(Qt.Key.Key_D)
    form = at.work.panel.away_form
    assert (form.who.currentText(), form.deputy.currentText()) == ("Ana Cruz", "Ben Ito")
    at.window.press(TAB)
    at.window.press(DOWN)
    at.window.press(TAB)
    at.window.press(ENTER)
    assert "When are they back" in at.work.panel.fault.text()
    at.window.type("mon")
    assert "Mon 9 Mar" in form.echo.text()
    at.window.press(ENTER)
    assert rows(at)["Ana Cruz"] == "salesperson · away until Mon 9 Mar: Cy Novak covers"
    at.window.press(Qt.Key.Key_D)
    form.back.click()
    at.window.rest()
    assert rows(at)["Ana Cruz"] == "salesperson"


def hand_over_to(at: AtWork) -> list[str]:
    return [row.choice.label for row in at.work.handover_panel.choices.rows()]


def test_a_customer_is_handed_over_with_a_reason(at: AtWork) -> None:
    lead = at.window.here.lead(1, "Maria Okafor")
    at.window.show(lead)
    at.window.press(Qt.Key.Key_O, CONTROL)
    assert hand_over_to(at) == ["Ana Cruz", "Cy Novak"]
    at.window.press(Qt.Key.Key_2)
    at.window.press(ENTER)
    assert "why" in at.work.handover_panel.fault.text()
    at.window.type("speaks Czech")
    at.window.press(ENTER)
    assert not at.work.handover_panel.is_open
    assert lead_view(at.window.desk, lead).owner == "Cy Novak"
    assert at.window.notice() == "Maria Okafor is Cy Novak's customer now."
    at.window.press(Qt.Key.Key_O, CONTROL)
    at.window.press(Qt.Key.Key_2)
    assert "already" in at.work.handover_panel.fault.text()
    at.window.press(ESCAPE)


def test_without_a_lead_it_says_what_to_do(at: AtWork) -> None:
    at.window.press(Qt.Key.Key_O, CONTROL)
    assert at.window.notice().startswith("Choose a lead first")


def test_enquiry_staff_who_made_an_appointment_are_reminded(at: AtWork) -> None:
    here = at.window.here
    lead = here.lead()
    at.window.show(lead)
    view = at.window.lead.view
    assert view is not None
    rule = next(one for one in at.window.lead.policy.outcomes if one.name == "appointment")
    until = here.clock.now() + MINUTE
    said = Said(lead, "", view.name, rule.label, until, counted=True, why="")
    assert at.work.hint_after(said) == "Hand the customer over: Ctrl+O."
    no_answer = Said(lead, "", view.name, "No answer", until, counted=True, why="")
    assert at.work.hint_after(no_answer) == ""
    here.call(lead, "appointment", by=here.ben, appointment_at=here.clock.now() + MINUTE * 60)
    at.window.show(lead)
    at.window.press(Qt.Key.Key_O, CONTROL)
    at.window.press(Qt.Key.Key_1)
    at.window.press(ENTER)  # "appointment made" stands there already
    assert lead_view(at.window.desk, lead).timeline[-1].text == "Handed over to Ana Cruz: appointment made"
    at.window.rest()
    assert at.work.hint_after(said) == ""


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut(at: AtWork, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "dark", scale)
    at.window.show(at.window.here.lead())
    panel = at.work.panel
    at.open()
    assert clipped(panel) == []
    at.window.press(Qt.Key.Key_D)
    assert clipped(panel) == []
    at.window.press(ESCAPE)
    at.window.press(Qt.Key.Key_C)
    assert clipped(panel) == []
    panel.close_panel()
    at.window.press(Qt.Key.Key_O, CONTROL)
    assert clipped(at.work.handover_panel) == []
    at.window.press(Qt.Key.Key_1)
    assert clipped(at.work.handover_panel) == []
    assert people_of(at.window.desk).me == at.window.here.ben.person
