"""Ctrl+Enter by real keys on a real file: shown and no-show, the ways to close, reopening, deciding."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.operations.lead_work import close_lead, set_appointment
from bdc_desk.operations.reading import lead_view
from bdc_desk.ui import theme
from bdc_desk.ui.actions import Action
from bdc_desk.ui.closing.closing_session import ClosingSession
from tests.helpers.desks import DAY, HOUR
from tests.helpers.screens import clipped
from tests.ui.people.beside import Window, window_beside

CONTROL = Qt.KeyboardModifier.ControlModifier
ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


class AtWork:
    """The window with the closing menu."""

    def __init__(self, at: Window) -> None:
        self.at, self.here, self.menu = at, at.here, at.window.closing_menu
        self.session = ClosingSession(at.desk, at.lanes, at.hub, at.lead, self.menu, at.news)
        at.bind([Action("close", "", ("Ctrl+Return",), self.session.open_menu)])

    def open(self, lead: str) -> None:
        self.at.show(lead)
        self.at.press(ENTER, CONTROL)
        assert self.menu.is_open

    def take(self, name: str) -> None:
        """By its digit, as a person does."""
        names = [row.choice.name for row in self.menu.choices.rows()]
        self.at.press(Qt.Key(Qt.Key.Key_0 + (names.index(name) + 1) % 10))

    def names(self) -> list[str]:
        return [row.choice.name for row in self.menu.choices.rows()]


@pytest.fixture
def work(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with window_beside(qtbot, qapp, tmp_path) as window:
        yield AtWork(window)


def with_appointment(work: AtWork) -> str:
    """At two; it is ten."""
    lead = work.here.lead(1, "Maria Okafor")
    set_appointment(work.here.ana, lead, work.here.clock.now() + 4 * HOUR)
    return lead


def test_without_an_appointment_nobody_is_asked_who_came(work: AtWork) -> None:
    work.open(work.here.lead())
    assert work.names()[0] == "not reached"
    assert work.menu.lead_in.isHidden()


def test_before_its_time_the_visit_says_from_when(work: AtWork) -> None:
    work.open(with_appointment(work))
    assert work.names()[:2] == ["shown", "no show"]
    work.take("shown")
    assert "not before" in work.menu.refusal.text()


def test_the_customer_came_is_two_keys_and_the_notice_corrects_it(work: AtWork) -> None:
    lead = with_appointment(work)
    work.here.clock.advance(8 * HOUR)
    work.open(lead)
    assert "Did the customer come" in work.menu.lead_in.text()
    work.take("shown")
    assert work.here.standing(lead).shown is True
    assert work.at.notice() == "Maria Okafor came to the appointment."
    work.at.window.notice._act()
    work.at.rest()
    assert work.here.standing(lead).shown is False
    assert work.at.notice() == "Maria Okafor did not come."


def test_the_last_of_ten_ways_has_the_digit_0_and_says_what_follows(work: AtWork) -> None:
    lead = with_appointment(work)
    work.open(lead)
    assert (len(work.names()), work.names()[-1]) == (10, "do not call")
    work.take("do not call")
    assert "nobody calls this customer, on any of their leads" in work.menu.question.text()
    work.at.type("never again")
    work.at.press(ENTER)
    assert work.here.standing(lead).closed_as is ClosingReason.DO_NOT_CALL
    assert "Nobody calls this customer any more" in work.at.notice()


def test_a_duplicate_asks_of_whom_and_waits_for_a_second_person(work: AtWork) -> None:
    lead = work.here.lead()
    work.open(lead)
    work.take("duplicate")
    assert "of whom" in work.menu.question.text()
    work.at.type("Pat Sample of Monday")
    work.at.press(ENTER)
    assert "second person" in work.at.notice()
    work.open(lead)
    assert "waits for a second person" in work.menu.lead_in.text()


def test_a_closed_lead_is_reopened_with_a_reason(work: AtWork) -> None:
    lead = work.here.lead()
    close_lead(work.here.ana, lead, ClosingReason.LOST)
    work.open(lead)
    assert work.names() == ["reopen"]
    work.at.press(Qt.Key.Key_1)
    work.at.press(ENTER)
    assert work.menu.refusal.text() == "Say why in a few words."
    work.at.type("rang again")
    with work.at.qtbot.waitSignal(work.session.reopened):
        work.at.press(ENTER)
    assert lead_view(work.here.ana, lead).timeline[-1].text == "Reopened: rang again"


def test_when_the_plan_is_done_a_promise_is_a_decision_too(work: AtWork) -> None:
    lead = work.here.lead()
    for _ in range(6):
        work.here.call(lead, "no answer")
        work.here.clock.advance(DAY)
    work.open(lead)
    assert "the plan is done" in work.menu.lead_in.text()
    with work.at.qtbot.waitSignal(work.session.promise_asked):
        work.at.press(Qt.Key.Key_B)
    assert not work.menu.is_open


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut(work: AtWork, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "dark", scale)
    lead = with_appointment(work)
    work.here.clock.advance(8 * HOUR)
    work.open(lead)
    work.at.press(Qt.Key.Key_3)  # not reached is not open yet, which is said below the lead's own line
    assert clipped(work.menu.lead_in) == []
    assert clipped(work.menu.refusal) == []
    work.take("do not call")
    qapp.processEvents()
    assert clipped(work.menu) == []
    work.at.press(ESCAPE)
    work.at.press(ESCAPE)
