"""In a team an email leaves, and "not reached" stands, once the shared database accepted it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations import calling, teamwork
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Judged
from bdc_desk.sync.values import Link, SyncStatus
from tests.ui.team.fake_team import TEN, AtTeamDesk, team_desk

CONTROL = Qt.KeyboardModifier.ControlModifier
ASKED = ["email asked"]
TAKEN_BACK = ["email asked", "email withdrawn"]


class Judge:
    """What the shared database has said so far."""

    def __init__(self) -> None:
        self.says: tuple[Judged, str] = Judged.WAITS, ""

    def judged(self, _desk: Desk, _entry: str) -> tuple[Judged, str]:
        return self.says


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Judge:
    made = Judge()
    monkeypatch.setattr(teamwork, "judged", made.judged)
    return made


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtTeamDesk]:
    with team_desk(qtbot, qapp, tmp_path / "profile") as at_work:
        yield at_work


def asked(desk: AtTeamDesk) -> str:
    """Maria was called once; the template that this opens was asked for."""
    maria = desk.lead(1, "Maria Okafor", 30)
    desk.choose(maria)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.tick_through(20)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)
    desk.settle()
    desk.press(Qt.Key.Key_E)
    assert desk.work.preview.is_open
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    return maria


def hears(desk: AtTeamDesk) -> None:
    """The sync brings something."""
    desk.team.bring(Changes(kinds=frozenset({Data.TEAM})))
    desk.settle()


def mails(desk: AtTeamDesk, lead: str) -> list[str]:
    return [kind for kind in desk.kinds(lead) if kind.startswith(("email", "handed"))]


def test_it_waits_and_hands_over_by_itself_once_accepted(desk: AtTeamDesk, judge: Judge) -> None:
    maria = asked(desk)
    page = desk.work.preview
    assert page.waiting.text() == "Waiting for the shared database ..."
    assert not page.hand_over.isEnabled()
    desk.press(Qt.Key.Key_Return, CONTROL)
    hears(desk)
    assert (mails(desk, maria), desk.links) == (ASKED, [])
    judge.says = Judged.STANDS, ""
    hears(desk)
    assert mails(desk, maria) == ["email asked", "handed over"]
    assert [link.partition("?")[0] for link in desk.links] == ["mailto:person1@example.test"]
    assert not page.is_open
    hears(desk)
    assert len(desk.links) == 1


def test_refused_says_why_and_nothing_is_handed_over(desk: AtTeamDesk, judge: Judge) -> None:
    maria = asked(desk)
    judge.says = Judged.REFUSED, "a colleague closed the lead first"
    hears(desk)
    page = desk.work.preview
    assert page.refusal.text() == "The shared database says no: a colleague closed the lead first."
    assert page.is_open
    assert page.hand_over.isEnabled()
    assert (mails(desk, maria), desk.links) == (ASKED, [])
    desk.press(Qt.Key.Key_Escape)


def test_offline_it_waits_and_says_so(desk: AtTeamDesk, judge: Judge) -> None:
    maria = asked(desk)
    desk.team.tell(SyncStatus(Link.OFFLINE, TEN, TEN, waiting=3))
    desk.settle()
    assert "There is no connection" in desk.work.preview.waiting.text()
    judge.says = Judged.STANDS, ""
    hears(desk)
    assert mails(desk, maria) == ["email asked", "handed over"]


def test_closing_takes_the_asking_back(desk: AtTeamDesk, judge: Judge) -> None:
    maria = asked(desk)
    desk.press(Qt.Key.Key_Escape)
    assert mails(desk, maria) == TAKEN_BACK
    assert desk.notice() == "The email was taken back: it had not left yet."
    judge.says = Judged.STANDS, ""
    hears(desk)
    assert (mails(desk, maria), desk.links) == (TAKEN_BACK, [])


def test_another_lead_takes_the_asking_back(desk: AtTeamDesk, judge: Judge) -> None:
    maria, jon = asked(desk), desk.lead(2, "Jon Petersen", 20)
    desk.choose(jon)
    assert mails(desk, maria) == TAKEN_BACK
    assert not desk.work.preview.is_open
    judge.says = Judged.STANDS, ""
    hears(desk)
    assert desk.links == []


def test_closing_the_window_takes_the_asking_back(desk: AtTeamDesk, judge: Judge) -> None:
    maria = asked(desk)
    desk.window.close()
    desk.settle()
    assert mails(desk, maria) == TAKEN_BACK


def test_a_permission_that_ran_out_is_asked_again_by_the_person(desk: AtTeamDesk, judge: Judge) -> None:
    maria = asked(desk)
    desk.pass_time(timedelta(minutes=11))
    judge.says = Judged.STANDS, ""
    hears(desk)
    assert (mails(desk, maria), desk.links) == (TAKEN_BACK, [])
    assert "The permission ran out while it waited" in desk.work.preview.refusal.text()
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert mails(desk, maria)[-1] == "handed over"


def test_the_answer_after_the_panel_was_closed_in_the_same_moment(desk: AtTeamDesk, judge: Judge) -> None:
    maria = desk.lead(1, "Maria Okafor", 30)
    desk.choose(maria)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.tick_through(20)
    desk.press(Qt.Key.Key_1)
    desk.settle()
    desk.press(Qt.Key.Key_E)
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    desk.settle()
    assert (mails(desk, maria), desk.links) == (TAKEN_BACK, [])


def four_calls(desk: AtTeamDesk) -> str:
    """What "not reached" asks for: four calls on three days in two parts of the day; the lead is chosen."""
    maria = desk.lead(1, "Maria Okafor")
    for hours in (3, 21, 31, 1):
        begun, _ = calling.dial(desk.desk, maria, "n1")
        desk.clock.advance(timedelta(seconds=20))
        calling.end_call(desk.desk, maria, begun.attempt, timedelta(seconds=20))
        calling.give_outcome(desk.desk, maria, begun.attempt, "no answer")
        desk.clock.advance(timedelta(hours=hours))
    desk.choose(maria)
    desk.pass_time(timedelta(seconds=31))
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.press(Qt.Key.Key_1)
    desk.settle()
    return maria


def test_not_reached_waits_until_it_was_accepted(desk: AtTeamDesk, judge: Judge) -> None:
    maria = four_calls(desk)
    assert desk.kinds(maria)[-1] == "not reached"
    assert desk.notice() == "Maria Okafor: “not reached” waits for the shared database."
    judge.says = Judged.STANDS, ""
    hears(desk)
    assert desk.notice() == "Maria Okafor is closed: not reached."


def test_not_reached_that_was_refused_says_why(desk: AtTeamDesk, judge: Judge) -> None:
    four_calls(desk)
    judge.says = Judged.REFUSED, "a call counts less than it did here"
    hears(desk)
    assert desk.notice() == (
        "Maria Okafor: “not reached” was refused by the shared database: "
        "a call counts less than it did here. F7 shows it."
    )
