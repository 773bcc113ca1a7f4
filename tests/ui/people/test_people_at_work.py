"""F10 and Ctrl+O by real keys, on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.people import people_of
from bdc_desk.operations.reading import lead_view
from bdc_desk.ui import theme
from bdc_desk.ui.call.call_session import Said
from bdc_desk.ui.people_work import PeopleWork
from tests.helpers.desks import MINUTE
from tests.helpers.screens import clipped
from tests.ui.people.beside import Window, window_beside

CONTROL = Qt.KeyboardModifier.ControlModifier
TAB, ENTER, ESCAPE, DOWN = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down


class AtWork:
    """The window with the work on people."""

    def __init__(self, window: Window) -> None:
        self.window, self.blocked = window, ""
        self.work = PeopleWork(
            window.desk,
            window.lanes,
            window.hub,
            window.window,
            window.beside,
            why_not=lambda: self.blocked,
        )
        window.bind(self.work.actions())
        self.switched: list[str] = []
        self.work.switch_asked.connect(self.switched.append)

    def open(self) -> None:
        self.window.press(Qt.Key.Key_F10)
        assert self.work.panel.is_open


@pytest.fixture
def at(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    """Ben's desk: he works on enquiries, Ana and Cy sell."""
    with window_beside(qtbot, qapp, tmp_path, who=lambda here: here.ben) as window:
        yield AtWork(window)


def rows(at: AtWork) -> dict[str, str]:
    return {row.choice.label: row.choice.hint for row in at.work.panel.choices.rows()}


def test_everybody_with_role_and_who_sits_here(at: AtWork) -> None:
    at.open()
    assert rows(at) == {
        "Ana Cruz": "salesperson",
        "Ben Ito": "enquiry staff · you",
        "Cy Novak": "salesperson",
    }


def test_a_digit_lets_somebody_else_go_on_and_escape_nobody(at: AtWork) -> None:
    at.open()
    at.window.press(ESCAPE)
    assert (at.switched, at.work.panel.is_open) == ([], False)
    assert at.window.window.queue.view.hasFocus()
    at.open()
    at.window.press(Qt.Key.Key_3)
    assert at.switched == [at.window.here.cy.person]
    assert not at.work.panel.is_open


def test_oneself_an_open_call_or_an_unsent_mail_say_why_not(at: AtWork) -> None:
    at.open()
    at.window.press(Qt.Key.Key_2)
    assert at.work.panel.fault.text() == "You are here already."
    at.blocked = "1 email has not left yet."
    at.window.press(Qt.Key.Key_1)
    assert at.work.panel.fault.text() == "1 email has not left yet."
    lead = at.window.here.lead()
    at.window.show(lead)
    at.window.call.press(at.window.lead.view, at.window.lead.phone())
    at.window.rest()
    at.window.press(Qt.Key.Key_1)
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
