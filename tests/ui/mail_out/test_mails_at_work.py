"""Emails from the preview to the server and back, by real keys and a real server."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations import emailing
from bdc_desk.operations.views import MailPreview
from tests.helpers.smtp import SmtpServer, smtp_server
from tests.ui.mail_out.at_mail import CONTROL, AtMail, local, mail_desk

SENT = ["email asked", "email left"]
BACK = ["email asked", "email withdrawn"]


def test_it_counts_down_without_taking_the_keyboard_and_leaves(desk: AtMail, server: SmtpServer) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.window.focus_queue()
    desk.sends()
    assert not desk.work.preview.is_open
    assert desk.window.queue.view.hasFocus()
    assert desk.leaving() == "Email to Maria Okafor leaves in 10 s."
    desk.seconds(9)
    assert desk.leaving() == "Email to Maria Okafor leaves in 1 s."
    assert server.received == []
    desk.seconds(1)
    assert [mail.to for mail in server.received] == [("person1@example.test",)]
    assert desk.mails(maria) == SENT
    assert desk.leaving() == ""
    assert desk.notice().startswith("Email to Maria Okafor left at 10:00")


def test_control_z_takes_the_newest_back_and_nothing_leaves(desk: AtMail, server: SmtpServer) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.sends()
    desk.seconds(1)
    jon = desk.called(2, "Jon Petersen")
    assert desk.mails(maria) == SENT  # the call took longer than ten seconds
    desk.sends()
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.seconds(15)
    assert desk.mails(jon) == BACK
    assert len(server.received) == 1
    assert "taken back: it did not leave" in desk.notice()


def test_several_are_one_line_and_undo_goes_from_the_newest(desk: AtMail, server: SmtpServer) -> None:
    maria, jon = desk.called(1, "Maria Okafor"), desk.called(2, "Jon Petersen")
    desk.choose(maria)
    desk.sends()
    desk.seconds(2)
    desk.choose(jon)
    desk.sends()
    assert desk.leaving() == "2 emails on their way, the next leaves in 8 s."
    line = desk.work.mail_out.leaving
    desk.click(line.buttons[0])
    assert (desk.mails(jon), desk.mails(maria)) == (BACK, ["email asked"])
    desk.seconds(8)
    assert desk.mails(maria) == SENT
    assert len(server.received) == 1


def test_an_outcome_said_later_is_undone_first(desk: AtMail) -> None:
    maria, jon = desk.called(1, "Maria Okafor"), desk.arrives(2, "Jon Petersen")
    desk.choose(jon)
    desk.press(Qt.Key.Key_F5)
    desk.tick_through(20)
    desk.press(Qt.Key.Key_F5)
    desk.choose(maria)
    desk.sends()
    desk.tick_through(1)
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert "outcome withdrawn" in desk.kinds(jon)
    assert desk.mails(maria) == ["email asked"]
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert desk.mails(maria) == BACK


def test_pressed_twice_is_one_email(desk: AtMail, server: SmtpServer) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.press(Qt.Key.Key_E)
    for _ in range(2):
        desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
    desk.rest()
    desk.seconds(11)
    assert desk.mails(maria) == SENT
    assert len(server.received) == 1


def test_what_the_server_refuses_says_what_and_why_and_can_be_tried_again(
    desk: AtMail, server: SmtpServer
) -> None:
    server.says["RCPT"] = "550 5.1.1 no such person here"
    maria = desk.called(1, "Maria Okafor")
    desk.sends()
    desk.seconds(11)
    assert desk.mails(maria) == BACK
    line = desk.work.mail_out.trouble
    assert desk.trouble().startswith("Email to Maria Okafor was not sent.")
    assert [button.text() for button in line.buttons] == ["Try again", "Edit"]
    desk.click(line.copy)
    assert "no such person here" in QApplication.clipboard().text()
    del server.says["RCPT"]
    desk.click(line.buttons[0])
    desk.seconds(11)
    assert desk.mails(maria) == [*BACK, *SENT]
    assert desk.trouble() == ""


def test_edit_shows_it_again_on_the_page_of_its_lead(desk: AtMail, server: SmtpServer) -> None:
    server.says["RCPT"] = "550 5.1.1 no such person here"
    maria, jon = desk.called(1, "Maria Okafor"), desk.arrives(2, "Jon Petersen")
    desk.sends()
    desk.choose(jon)
    desk.seconds(11)
    desk.click(desk.work.mail_out.trouble.buttons[1])
    assert desk.work.lead.view is not None
    assert desk.work.lead.view.lead == maria
    assert desk.work.preview.is_open
    assert "Maria" in desk.work.preview.text.toPlainText()
    assert desk.trouble() == ""


def test_without_a_connection_it_is_tried_again_until_the_permission_ends(
    desk: AtMail, server: SmtpServer
) -> None:
    maria = desk.called(1, "Maria Okafor")
    server.close()
    desk.sends()
    desk.seconds(10)
    assert "could not be sent yet: tried again until 10:10." in desk.leaving()
    assert desk.mails(maria) == ["email asked"]
    desk.pass_time(timedelta(minutes=11))
    desk.seconds(1)
    assert desk.mails(maria) == BACK
    assert desk.leaving() == ""
    assert "permission" in desk.trouble()


def test_what_nobody_knows_is_listed_and_said_by_a_person(desk: AtMail, server: SmtpServer) -> None:
    server.closes_at = "END"
    maria = desk.called(1, "Maria Okafor")
    desk.sends()
    desk.seconds(11)
    assert desk.mails(maria) == ["email asked"]
    assert desk.trouble() == "1 email to check: nobody knows whether it left."
    desk.click(desk.work.mail_out.trouble.buttons[0])
    assert "Look into the Sent folder" in desk.rows()[0]
    server.closes_at = ""
    desk.seconds(60)
    desk.way("It left")
    assert desk.mails(maria) == SENT
    assert desk.trouble() == ""
    assert desk.rows() == []
    assert server.received == []


def test_those_of_a_former_run_are_counted_at_the_start_and_settled(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, server: SmtpServer
) -> None:
    folder = tmp_path / "profile"
    with mail_desk(qtbot, qapp, folder, local(server)) as first:
        maria = first.called(1, "Maria Okafor")
        emailing.ask_email(
            first.desk, maria, MailPreview("missed_you", "person1@example.test", "Hello", "Text", ())
        )
    with mail_desk(qtbot, qapp, folder, None) as desk:
        assert desk.trouble() == "1 email to check: nobody knows whether it left."
        desk.act("mails")
        assert "before this start" in desk.rows()[0]
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Tab)
        desk.press(Qt.Key.Key_Return)
        assert desk.mails(maria) == BACK
        assert desk.trouble() == ""


def test_closing_takes_back_what_has_not_begun_and_the_next_start_says_so(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, server: SmtpServer
) -> None:
    folder = tmp_path / "profile"
    with mail_desk(qtbot, qapp, folder, local(server)) as first:
        maria = first.called(1, "Maria Okafor")
        first.sends()
        assert first.work.mail_out.before_close() == "1 email has not left yet, to Maria Okafor."
    assert server.received == []
    with mail_desk(qtbot, qapp, folder, None) as desk:
        assert desk.mails(maria) == BACK
        assert desk.trouble() == (
            "1 email to Maria Okafor was taken back when the window closed: it did not leave."
        )
        desk.click(desk.work.mail_out.trouble.cross)
        assert desk.trouble() == ""
    with mail_desk(qtbot, qapp, folder, None) as desk:
        assert desk.trouble() == ""


def test_sent_and_closed_in_the_same_moment_does_not_leave(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, server: SmtpServer
) -> None:
    folder = tmp_path / "profile"
    with mail_desk(qtbot, qapp, folder, local(server)) as desk:
        maria = desk.called(1, "Maria Okafor")
        desk.press(Qt.Key.Key_E)
        desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)
        desk.window.close()
        desk.settle()
        assert desk.mails(maria) == BACK
    assert server.received == []


@pytest.mark.parametrize("step", ["MAIL", "END"])
def test_closing_while_it_is_being_sent_waits_for_the_answer(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, step: str
) -> None:
    """What the server took is told as left, what it did not take as withdrawn; never guessed."""
    with smtp_server(login="") as server:
        folder = tmp_path / "profile"
        with mail_desk(qtbot, qapp, folder, local(server)) as desk:
            maria = desk.called(1, "Maria Okafor")
            desk.sends()
            desk.tick_through(10)
            desk.window.close()
            desk.settle()
            told = desk.mails(maria)
        assert (told == SENT) == bool(server.received)
        assert told in (SENT, BACK)
