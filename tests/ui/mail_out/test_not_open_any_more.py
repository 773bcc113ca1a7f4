"""A mail whose call, wish or closing says no meanwhile does not leave; Ctrl+Z beside mails on their way."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.operations import lead_work
from bdc_desk.operations.mail_wishes import say_mail_wish
from tests.end2end.desk_at_work import adf_mail
from tests.helpers.smtp import SmtpServer
from tests.ui.mail_out.at_mail import CONTROL, AtMail, mail_desk

BACK = ["email asked", "email withdrawn"]


def test_the_call_taken_back_keeps_its_mail_back_at_once_and_says_so(
    desk: AtMail, server: SmtpServer
) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.window.focus_queue()
    desk.sends()
    notice = desk.window.notice._action
    assert notice.text() == "Undo"  # Ctrl+Z is the mail's now
    assert desk.work.mail_out.leaving.buttons[0].text() == "Undo   Ctrl+Z"
    desk.click(notice)
    assert desk.kinds(maria)[-2:] == ["outcome withdrawn", "email withdrawn"]
    assert "was not sent. Sorry we missed you is locked again" in desk.trouble()
    desk.seconds(15)
    assert server.received == []
    desk.press(Qt.Key.Key_1)


@pytest.mark.parametrize("way", ["wish", "do not call"])
def test_who_wants_no_mail_gets_none_that_was_counting_down(
    desk: AtMail, server: SmtpServer, way: str
) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.sends()
    if way == "wish":
        say_mail_wish(desk.desk, maria, may_mail=False, words="No more")  # by another window: told to nobody
    else:
        lead_work.close_lead(desk.desk, maria, ClosingReason.DO_NOT_CALL)
    desk.seconds(12)
    assert (server.received, desk.mails(maria)) == ([], BACK)
    assert "Email to Maria Okafor was not sent." in desk.trouble()


def test_control_z_is_the_mails_whatever_notice_came_since(
    desk: AtMail, server: SmtpServer, tmp_path: Path
) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.sends()
    (tmp_path / "x.eml").write_bytes(adf_mail(7, "Ben Stone", "020 7946 0107"))
    desk.drop(tmp_path / "x.eml")
    assert desk.notice() == "1 new lead"
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.seconds(12)
    assert (server.received, desk.mails(maria)) == ([], BACK)


def test_a_mail_that_left_is_the_last_thing_and_the_outcome_stays(desk: AtMail) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.sends()
    desk.clock.advance(timedelta(seconds=7))
    desk.press(Qt.Key.Key_Z, CONTROL)  # the mail
    desk.press(Qt.Key.Key_Z, CONTROL)  # and then the outcome, seven seconds old
    assert desk.kinds(maria)[-2:] == ["email withdrawn", "outcome withdrawn"]
    desk.press(Qt.Key.Key_1)
    desk.sends()
    desk.seconds(11)
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert "email to Maria Okafor cannot be taken back any more" in desk.notice()
    assert desk.kinds(maria)[-1] == "email left"


def test_escape_while_it_is_handed_over_takes_it_back(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with mail_desk(qtbot, qapp, tmp_path / "profile", None) as desk:
        maria = desk.called(1, "Maria Okafor")
        desk.window.focus_queue()
        desk.press(Qt.Key.Key_E)
        for key, held in ((Qt.Key.Key_Return, CONTROL), (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)):
            qtbot.keyClick(QApplication.focusWidget(), key, held)  # before the log has answered
        assert not desk.work.preview.is_open
        desk.rest()
        assert (desk.links, desk.mails(maria)) == ([], BACK)
        assert desk.notice() == "The email was taken back: it had not left yet."
