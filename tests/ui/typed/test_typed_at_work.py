"""Shift+F5, Ctrl+Shift+F5, Shift+N and the promise on the page, by real keys on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.lead_work import set_callback
from bdc_desk.operations.reading import lead_view
from bdc_desk.ui import theme
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.typed_work import CallExtrasWork
from tests.helpers.desks import HOUR, MINUTE, SECOND, phone
from tests.helpers.screens import clipped
from tests.ui.people.beside import Window, window_beside

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TAB, ENTER, ESCAPE = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape


class AtWork(CallExtrasWork):
    """The work with its window and the lead on the page."""

    def __init__(self, at: Window) -> None:
        super().__init__(at.desk, at.lanes, at.hub, at.window, at.beside)
        self.at, self.here = at, at.here
        at.bind(self.actions())
        at.window.call_bar.number_chosen.connect(at.lead.choose_number)

    def arrives(self, number: int = 1, name: str = "Maria Okafor", **fields: object) -> str:
        lead = self.here.lead(number, name, **fields)
        self.here.clock.advance(HOUR)
        self.at.show(lead)
        return lead


@pytest.fixture(params=["by hand"])
def work(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[AtWork]:
    with window_beside(qtbot, qapp, tmp_path, way=request.param) as window:
        yield AtWork(window)


def write_call(work: AtWork, *fields: str) -> None:
    work.at.press(Qt.Key.Key_F5, CONTROL | SHIFT)
    assert work.call_panel.is_open
    for text in fields:
        work.at.type(text)
        work.at.press(TAB)


# another number


def test_a_number_is_read_before_it_is_kept_and_f5_dials_it(work: AtWork) -> None:
    lead = work.arrives()
    work.at.press(Qt.Key.Key_F5, SHIFT)
    work.at.type("020 79")
    work.at.press(ENTER)
    assert work.number_panel.is_open
    assert "area code" in work.number_panel.echo.text()
    work.at.type("46 0155")
    assert work.number_panel.echo.text() == "Read as +44 20 7946 0155."
    work.at.press(ENTER)
    assert not work.number_panel.is_open
    chosen = work.at.lead.phone()
    assert chosen is not None
    assert chosen.e164 == "+442079460155"
    assert len(lead_view(work.at.desk, lead).phones) == 2
    assert work.at.notice() == "Maria Okafor: F5 dials +442079460155 now."


def test_one_from_abroad_and_one_that_is_known(work: AtWork) -> None:
    lead = work.arrives(1)
    work.at.press(Qt.Key.Key_F5, SHIFT)
    work.at.type("+1 212 555 0134")
    assert work.number_panel.echo.text() == "Read as +1 212-555-0134."
    work.number_panel.field.clear()
    work.at.type("020 7946 0001")
    assert "has it already" in work.number_panel.echo.text()
    work.at.press(ENTER)
    assert work.here.kinds(lead) == ["arrival"]


def test_the_second_number_is_a_key_away(work: AtWork) -> None:
    work.arrives(1, phones=(phone(1), phone(2)))
    view = work.at.lead.view
    assert view is not None
    work.at.window.call_bar.show_ready(view.phones[0].shown, True, "", view.phones)
    work.at.press(Qt.Key.Key_P)
    work.at.press(Qt.Key.Key_2)
    chosen = work.at.lead.phone()
    assert chosen is not None
    assert chosen.ref == "n2"


def test_where_there_is_one_number_it_says_how_a_second_comes(work: AtWork) -> None:
    work.at.press(Qt.Key.Key_P)
    assert work.at.notice().startswith("Choose a lead first")
    work.arrives()
    work.at.press(Qt.Key.Key_P)
    assert "Shift+F5 adds another" in work.at.notice()


# a call made elsewhere


def test_a_call_is_written_down_by_keys_alone(work: AtWork) -> None:
    lead = work.arrives()
    write_call(work, "12 min ago", "3:05")
    assert "second person confirms it" in work.call_panel.worth.text()
    assert "began 10:48" in work.call_panel.echo.text()
    digit = 1 + [row.choice.name for row in work.call_panel.outcomes.rows()].index("dialogue")
    work.at.press(Qt.Key(Qt.Key.Key_0 + digit))
    work.at.press(ENTER)
    assert not work.call_panel.is_open
    (attempt,) = work.here.standing(lead).attempts
    assert (attempt.outcome, attempt.evidence, attempt.counted) == ("dialogue", "D", False)
    assert work.at.notice() == (
        "Maria Okafor: Dialogue written down, counts once a second person confirms it (F4)."
    )
    work.at.window.notice._act()
    work.at.rest()
    assert work.here.kinds(lead)[-2:] == ["outcome withdrawn", "not dialled"]


def test_an_outcome_that_promises_asks_for_when(work: AtWork) -> None:
    lead = work.arrives()
    write_call(work, "10:48", "3")
    digit = 1 + [row.choice.name for row in work.call_panel.outcomes.rows()].index("callback")
    work.at.press(Qt.Key(Qt.Key.Key_0 + digit))
    assert work.call_panel.promised.hasFocus()
    work.at.press(ENTER)
    assert "For when" in work.call_panel.echo.text()
    work.at.type("17:30")
    work.at.press(ENTER)
    callback = work.here.standing(lead).callback
    assert callback is not None
    assert callback.promised_at.hour == 17


@pytest.mark.parametrize(
    ("when", "long", "why"),
    [
        ("", "3:05", "When was it?"),
        ("11:30", "3:05", "still to come"),
        ("9:30", "3:05", "The enquiry came at"),
        ("10:30", "", "How long"),
        ("10:59", "9:00", "would still run"),
        ("10:30", "3:05", "What came of it?"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(work: AtWork, when: str, long: str, why: str) -> None:
    lead = work.arrives()
    write_call(work, when, long)
    work.call_panel.save.click()
    assert why in work.call_panel.echo.text()
    assert work.here.kinds(lead) == ["arrival"]
    work.at.press(ESCAPE)
    assert not work.call_panel.is_open


def test_what_was_typed_is_there_again_and_means_the_same_moment(work: AtWork) -> None:
    lead = work.arrives()
    write_call(work, "12 min ago", "3:05")
    work.at.press(ESCAPE)
    work.here.clock.advance(5 * MINUTE)
    work.at.press(Qt.Key.Key_F5, CONTROL | SHIFT)
    assert (work.call_panel.began.text(), work.call_panel.span.text()) == ("10:48", "3:05")
    work.at.press(ESCAPE)
    work.at.show(work.here.lead(2))
    work.at.press(Qt.Key.Key_F5, CONTROL | SHIFT)
    assert work.call_panel.began.text() == ""
    assert work.here.kinds(lead) == ["arrival"]


def test_digits_typed_into_its_fields_choose_no_outcome(work: AtWork) -> None:
    work.arrives()
    write_call(work, "10:30", "1")
    assert all(not row.choice.hint for row in work.call_panel.outcomes.rows())


# it did not dial


@pytest.mark.parametrize("work", ["tel"], indirect=True)
def test_the_bar_asks_whether_it_dialled_and_no_is_one_key(work: AtWork) -> None:
    lead = work.arrives()
    work.at.call.press(work.at.lead.view, work.at.lead.phone())
    work.at.rest()
    assert work.at.links == ["tel:+442079460001"]
    bar = work.at.window.call_bar
    bar.show_calling("+44 20 7946 0001", by_hand=False)
    assert bar.did_it_dial.isVisible()
    work.at.press(Qt.Key.Key_N, SHIFT)
    assert "written down in five seconds" in work.at.notice()
    assert work.here.kinds(lead)[-1] == "dialled"
    work.here.clock.advance(5 * SECOND)
    work.at.call.tick()
    work.at.rest()
    assert work.at.call.state is CallState.READY
    assert work.here.kinds(lead)[-1] == "not dialled"
    assert "was not dialled" in work.at.notice()
    work.at.press(Qt.Key.Key_N, SHIFT)
    assert "No call is open" in work.at.notice()


# the promise


def test_the_promise_stands_on_the_page_and_is_taken_back_with_a_reason(work: AtWork) -> None:
    lead = work.arrives()
    line = work.at.window.lead.heading.promise
    assert line.isHidden()
    work.at.hub.tell(set_callback(work.at.desk, lead, work.here.clock.now() + HOUR))
    work.at.rest()
    assert line.accessibleName() == "Promised for 12:00 by Ana Cruz"
    line.cancel_button.click()
    work.at.press(ENTER)
    assert "Say why" in work.reason_panel.fault.text()
    work.at.type("came in person")
    work.at.press(ENTER)
    assert work.here.standing(lead).callback is None
    assert line.isHidden()
    assert work.promise.why_not() == "No call is promised to this customer."


def test_one_that_is_late_says_so_and_move_goes_the_way_of_b(work: AtWork) -> None:
    lead = work.arrives()
    work.at.hub.tell(set_callback(work.at.desk, lead, work.here.clock.now() + HOUR))
    work.at.rest()
    work.here.clock.advance(2 * HOUR)
    work.at.lead.choose(work.at.lead.view.lead)
    work.at.rest()
    line = work.at.window.lead.heading.promise
    assert "late" in line.accessibleName()
    with work.at.qtbot.waitSignal(work.move_asked):
        line.move_button.click()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_word_is_cut(work: AtWork, qapp: QApplication, scale: float) -> None:
    theme.apply(qapp, "dark", scale)
    work.arrives()
    work.at.press(Qt.Key.Key_F5, SHIFT)
    work.at.type("020 7946 0155")
    assert clipped(work.number_panel) == []
    work.at.press(ESCAPE)
    write_call(work, "10:30", "3:05")
    assert clipped(work.call_panel) == []
    work.call_panel.save.click()
    qapp.processEvents()
    assert clipped(work.call_panel.echo) == []
