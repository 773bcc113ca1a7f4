"""Ctrl+Z takes back what was done last in this window, and nothing older; by real keys on a real file."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations import calling
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.lead_work import set_appointment
from bdc_desk.operations.reading import lead_standing
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.call.choices import ChoiceList
from bdc_desk.ui.undo import Done, UndoStack
from tests.helpers.desks import HOUR
from tests.ui.mail_out.at_mail import AtMail, mail_desk

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Z, ENTER = Qt.Key.Key_Z, Qt.Key.Key_Return
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtMail]:
    with mail_desk(qtbot, qapp, tmp_path / "profile", None) as opened:
        yield opened


def undo(desk: AtMail) -> str:
    """Ctrl+Z; what the notice says then."""
    desk.window.focus_queue()
    desk.press(Z, CONTROL)
    return desk.notice()


def button(desk: AtMail) -> str:
    """The words of the notice's button."""
    return desk.window.notice._action.text()


def close(desk: AtMail, name: str) -> None:
    desk.press(ENTER, CONTROL)
    menu = desk.window.closing_menu
    menu.choices.take(next(row for row in menu.choices.rows() if row.choice.name == name))
    if menu.is_open:
        desk.press(ENTER)
    desk.rest()


def take_time(desk: AtMail) -> None:
    """The first ready time of the picker."""
    rows = desk.window.callback_picker.findChildren(ChoiceList)[0]
    rows.take(rows.rows()[0])
    desk.rest()


class Stack:
    """A stack and what was taken back."""

    def __init__(self) -> None:
        self.stack, self.undone = UndoStack(), list[str]()

    def do(self, name: str, *, seconds: float = 8, may: bool = True) -> Done:
        done = self.stack.begin(NOW, name)
        self.stack.offer(
            done, lambda: self.undone.append(name), NOW + timedelta(seconds=seconds), lambda: may
        )
        return done


def test_the_newest_goes_first_and_then_the_one_before(qapp: QApplication) -> None:
    at = Stack()
    at.do("a")
    at.do("b")
    assert [at.stack.take_back(NOW), at.stack.take_back(NOW)] == ["", ""]
    assert at.undone == ["b", "a"]
    assert at.stack.take_back(NOW) == "Nothing to take back."


@pytest.mark.parametrize("newer", ["being written", "for good", "too late", "not any more"])
def test_a_newer_one_that_cannot_be_taken_back_ends_the_older(qapp: QApplication, newer: str) -> None:
    at = Stack()
    at.do("a")
    if newer in {"being written", "for good"}:
        at.stack.begin(NOW, newer)
    else:
        at.do(newer, seconds=-1 if newer == "too late" else 8, may=newer == "too late")
    assert at.stack.take_back(NOW) == f"Nothing to take back with Ctrl+Z: the last was: {newer}."
    assert at.undone == []


def test_what_was_not_done_after_all_is_out_of_the_way(qapp: QApplication) -> None:
    at = Stack()
    first = at.do("a")
    second = at.stack.begin(NOW, "b")
    assert not at.stack.is_next(first, NOW)
    at.stack.forget(second)
    assert at.stack.is_next(first, NOW)


def test_a_closing_is_reopened_and_the_outcome_before_it_stands(desk: AtMail) -> None:
    lead = desk.called(1, "Maria Okafor")
    close(desk, "lost")
    assert button(desk) == "Reopen   Ctrl+Z"
    assert undo(desk) == "Maria Okafor: the closing is taken back."
    assert desk.kinds(lead)[-2:] == ["closed", "reopened"]
    assert "outcome withdrawn" not in desk.kinds(lead)
    undo(desk)  # eight seconds have not passed: the outcome is the newest now
    assert desk.kinds(lead)[-1] == "outcome withdrawn"
    desk.press(Qt.Key.Key_1)


def test_a_closing_that_stays_ends_the_undo_of_the_outcome(desk: AtMail) -> None:
    lead = desk.called(1, "Maria Okafor")
    close(desk, "do not call")
    assert "the last was: Maria Okafor is closed: do not call" in undo(desk)
    assert desk.kinds(lead)[-1] == "closed"


def test_a_promise_is_cancelled_and_the_outcome_stands(desk: AtMail) -> None:
    lead = desk.called(1, "Maria Okafor")
    desk.press(Qt.Key.Key_B)
    take_time(desk)
    assert desk.notice().startswith("Maria Okafor: a call is promised for ")
    assert button(desk) == "Undo   Ctrl+Z"
    assert undo(desk) == "Maria Okafor: the promised call is taken back."
    assert desk.kinds(lead)[-2:] == ["callback set", "callback cancelled"]
    assert lead_standing(desk.desk, lead).callback is None
    assert desk.work.call.state is CallState.READY


def test_a_promise_goes_to_the_one_it_was_asked_for(desk: AtMail) -> None:
    maria, jon = desk.arrives(1, "Maria Okafor"), desk.arrives(2, "Jon Petersen")
    desk.choose(maria)
    desk.press(Qt.Key.Key_B)
    desk.window.queue.select(jon)
    desk.rest()
    take_time(desk)
    assert (desk.kinds(maria)[-1], desk.kinds(jon)) == ("callback set", ["arrival"])


def test_an_appointment_goes_to_the_call_it_was_asked_for(desk: AtMail) -> None:
    maria, jon = desk.arrives(1, "Maria Okafor"), desk.arrives(2, "Jon Petersen")
    desk.choose(maria)
    desk.press(Qt.Key.Key_F5)
    desk.tick_through(40)
    desk.press(Qt.Key.Key_4)
    desk.window.queue.select(jon)
    desk.rest()
    take_time(desk)
    assert desk.standing(maria).appointment_at == desk.clock.now() + HOUR
    assert desk.kinds(jon) == ["arrival"]
    desk.choose(maria)
    undo(desk)
    desk.press(Qt.Key.Key_4)
    desk.app.hub.tell(_say_no_answer(desk, maria))  # said elsewhere, while the time is asked for
    desk.work.call.call = None
    take_time(desk)
    assert "has its outcome already" in desk.notice()


def _say_no_answer(desk: AtMail, lead: str) -> Changes:
    call = desk.work.call.call
    assert call is not None
    return calling.give_outcome(desk.desk, lead, call.attempt, "no answer")


def test_a_call_begun_ends_the_undo_of_what_came_before(desk: AtMail) -> None:
    maria, jon = desk.called(1, "Maria Okafor"), desk.arrives(2, "Jon Petersen")
    desk.choose(jon)
    desk.press(Qt.Key.Key_F5)
    assert "the last was: the call to Jon Petersen" in undo(desk)
    assert "outcome withdrawn" not in desk.kinds(maria)
    desk.press(Qt.Key.Key_1)


def test_who_came_is_corrected_not_taken_back(desk: AtMail) -> None:
    lead = desk.called(1, "Maria Okafor", key=Qt.Key.Key_3)
    desk.app.hub.tell(set_appointment(desk.desk, lead, desk.clock.now() + HOUR))
    desk.pass_time(12 * HOUR)
    desk.choose(lead)
    close(desk, "shown")
    assert button(desk) == "No: no-show"
    assert "opposite word" in undo(desk)
    assert desk.kinds(lead)[-1] == "shown"


# it was not dialled


def test_not_dialled_is_written_after_five_seconds_and_the_customer_is_free(desk: AtMail) -> None:
    lead = desk.arrives(1, "Maria Okafor")
    desk.choose(lead)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_N, SHIFT)
    assert button(desk) == "Undo   Ctrl+Z"
    desk.tick_through(4)
    assert desk.kinds(lead)[-1] == "dialled"
    desk.tick_through(1)
    assert (desk.kinds(lead)[-1], desk.work.call.state) == ("not dialled", CallState.READY)
    with desk.desk.store.snapshot() as snapshot:
        assert list(snapshot.claims()) == []
    assert "not dialled" in undo(desk)


def test_in_these_seconds_the_call_goes_on(desk: AtMail) -> None:
    lead = desk.arrives(1, "Maria Okafor")
    desk.choose(lead)
    desk.press(Qt.Key.Key_F5)
    desk.tick_through(18)
    desk.press(Qt.Key.Key_N, SHIFT)
    desk.tick_through(2)
    assert undo(desk) == "“Not dialled” is taken back: say what came of the call."
    desk.tick_through(10)
    assert (desk.kinds(lead)[-1], desk.work.call.state) == ("dialled", CallState.CALLING)
    desk.press(Qt.Key.Key_N, SHIFT)
    desk.press(Qt.Key.Key_1)  # says what came of it after all
    desk.tick_through(6)
    assert "not dialled" not in desk.kinds(lead)
    assert desk.standing(lead).attempts[0].talked is None
    assert desk.standing(lead).counted == 1


def test_who_goes_on_or_closes_the_window_meant_it(desk: AtMail) -> None:
    lead = desk.arrives(1, "Maria Okafor")
    desk.choose(lead)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_N, SHIFT)
    desk.press(Qt.Key.Key_F5)
    assert desk.kinds(lead)[1:] == ["dialled", "not dialled", "dialled"]
    assert desk.work.call.state is CallState.CALLING
    desk.press(Qt.Key.Key_N, SHIFT)
    desk.window.closing.emit()
    desk.rest()
    assert desk.kinds(lead)[1:] == ["dialled", "not dialled"] * 2


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_2, CONTROL),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Comma, CONTROL),
    ],
)
def test_under_a_page_shift_n_says_nothing(desk: AtMail, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    lead = desk.arrives(1, "Maria Okafor")
    desk.choose(lead)
    desk.press(Qt.Key.Key_F5)
    desk.press(key, modifier)
    next(one for one in desk.work.actions if one.name == "not dialled").act()
    desk.press(Qt.Key.Key_N, SHIFT)
    desk.tick_through(6)
    assert desk.kinds(lead)[-1] == "dialled"
    desk.press(Qt.Key.Key_Escape)
    desk.window.focus_queue()
    desk.press(Qt.Key.Key_1)
