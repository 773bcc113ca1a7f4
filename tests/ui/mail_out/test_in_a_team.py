"""In a team a mail leaves once the shared database has accepted its asking; no panel waits for it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations import teamwork
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.mail_out_settings import keep_mail_out
from bdc_desk.operations.teamwork import Judged
from bdc_desk.outside import mail_out_of
from bdc_desk.sync.values import Link, SyncStatus
from tests.helpers.smtp import SmtpServer
from tests.ui.mail_out.at_mail import CONTROL, local, said
from tests.ui.team.fake_team import TEN, AtTeamDesk, team_desk
from tests.ui.team.test_waiting_emails import Judge, hears, mails

ASKED = ["email asked"]


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Judge:
    made = Judge()
    monkeypatch.setattr(teamwork, "judged", made.judged)
    return made


@pytest.fixture
def desk(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, server: SmtpServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AtTeamDesk]:
    monkeypatch.setattr("bdc_desk.app.no_server", mail_out_of)
    with team_desk(qtbot, qapp, tmp_path / "profile") as at_work:
        monkeypatch.setattr(Desk, "is_in_team", property(lambda _self: True))
        keep_mail_out(at_work.desk, local(server))
        at_work.work.mail_out.server.start()
        at_work.rest()
        yield at_work


def asked(desk: AtTeamDesk) -> str:
    """Maria was called once, and an email to her was sent off."""
    maria = desk.lead(1, "Maria Okafor", 30)
    desk.choose(maria)
    desk.press(Qt.Key.Key_F5)
    desk.settle()
    desk.tick_through(20)
    desk.press(Qt.Key.Key_F5)
    desk.press(Qt.Key.Key_1)
    desk.settle()
    desk.press(Qt.Key.Key_E)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    return maria


def leaving(desk: AtTeamDesk) -> str:
    return said(desk.work.mail_out.leaving)


def test_it_waits_then_counts_down(desk: AtTeamDesk, judge: Judge, server: SmtpServer) -> None:
    asked(desk)
    assert not desk.work.preview.is_open
    assert leaving(desk) == "Email to Maria Okafor waits for the shared database."
    desk.tick_through(15)
    assert server.received == []
    judge.says = Judged.STANDS, ""
    desk.tick_through(1)
    desk.settle()
    assert leaving(desk).startswith("Email to Maria Okafor leaves in ")
    assert server.received == []


def test_offline_it_says_so_and_until_when(desk: AtTeamDesk, judge: Judge) -> None:
    asked(desk)
    desk.team.tell(SyncStatus(Link.OFFLINE, TEN, TEN, waiting=3))
    desk.settle()
    desk.tick_through(1)
    assert "There is no connection: it leaves once it is accepted, until 10:1" in leaving(desk)


def test_refused_it_says_why_and_nothing_leaves(desk: AtTeamDesk, judge: Judge, server: SmtpServer) -> None:
    maria = asked(desk)
    judge.says = Judged.REFUSED, "a colleague closed the lead first"
    desk.tick_through(12)
    desk.settle()
    assert leaving(desk) == ""
    assert "a colleague closed the lead first" in said(desk.work.mail_out.trouble)
    assert (mails(desk, maria), server.received) == (ASKED, [])


def test_another_lead_lets_it_wait_and_undo_takes_it_back(
    desk: AtTeamDesk, judge: Judge, server: SmtpServer
) -> None:
    maria, jon = asked(desk), desk.lead(2, "Jon Petersen", 20)
    desk.choose(jon)
    assert mails(desk, maria) == ASKED
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    judge.says = Judged.STANDS, ""
    hears(desk)
    desk.tick_through(12)
    desk.settle()
    assert mails(desk, maria) == [*ASKED, "email withdrawn"]
    assert server.received == []


def test_a_permission_that_runs_out_while_it_waits(desk: AtTeamDesk, judge: Judge) -> None:
    maria = asked(desk)
    desk.pass_time(timedelta(minutes=11))
    desk.tick_through(1)
    desk.settle()
    assert mails(desk, maria) == [*ASKED, "email withdrawn"]
    assert "the permission to mail ran out" in said(desk.work.mail_out.trouble)
