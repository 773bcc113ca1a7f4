"""The server that sends is set up, tried, kept and forgotten, by real keys and a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.mail_out_settings import mail_out
from bdc_desk.ui.mail_out.server_panel import ServerPanel
from tests.helpers.smtp import SmtpServer
from tests.ui.mail_out.at_mail import CONTROL, AtMail, local, mail_desk


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtMail]:
    """Nothing is set up that sends."""
    with mail_desk(qtbot, qapp, tmp_path / "profile", None) as at_mail:
        yield at_mail


def filled(desk: AtMail, server: SmtpServer) -> ServerPanel:
    """The form as a person fills it, Enter going from field to field."""
    desk.act("mail out")
    panel = desk.work.mail_out.server_panel
    assert panel.server.hasFocus()
    assert panel.sender_name.text() == "Harbour Motors"
    for text in ("127.0.0.1", "", "sales@example.test"):
        desk.type(text)
        desk.press(Qt.Key.Key_Return)
    panel.security.choose("none")
    panel.port.setText(str(server.port))
    return panel


def steps(panel: ServerPanel) -> list[str]:
    return [row.accessibleName() for row in panel.steps.rows()]


def test_it_is_set_up_by_the_keyboard_and_the_preview_sends_from_then_on(
    desk: AtMail, server: SmtpServer
) -> None:
    desk.called(1, "Maria Okafor")
    desk.press(Qt.Key.Key_E)
    page = desk.work.preview
    assert not page.send.isVisible()
    assert "Mail out" in page.hint.text()
    desk.click(page.set_up)
    assert desk.work.mail_out.server_panel.is_open
    desk.press(Qt.Key.Key_Escape)
    panel = filled(desk, server)
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert not panel.is_open
    found = mail_out(desk.desk)
    assert found is not None
    assert (found.host, found.sender, found.sender_name) == (
        "127.0.0.1",
        "sales@example.test",
        "Harbour Motors",
    )
    assert "Emails leave through 127.0.0.1 from now on, as sales@example.test." in desk.notice()
    desk.sends()
    desk.seconds(11)
    assert len(server.received) == 1


def test_a_trial_shows_its_steps_and_sends_nothing(desk: AtMail, server: SmtpServer) -> None:
    panel = filled(desk, server)
    desk.click(panel.test)
    assert [one.rsplit(". ", 1)[0].split(".")[0] for one in steps(panel)][-1] == "Sender: done"
    assert server.received == []
    assert mail_out(desk.desk) is None
    server.says["MAIL"] = "550 5.7.1 not from you"
    desk.click(panel.test)
    assert "Sender: failed" in steps(panel)[-1]
    assert panel.address.hasFocus()


def test_a_test_mail_goes_to_oneself(desk: AtMail, server: SmtpServer) -> None:
    panel = filled(desk, server)
    desk.click(panel.test_mail)
    assert [mail.to for mail in server.received] == [("sales@example.test",)]
    assert "Test mail: done" in steps(panel)[0]


def test_what_cannot_be_is_said_at_its_field(desk: AtMail, server: SmtpServer) -> None:
    panel = filled(desk, server)
    panel.address.setText("sales at example")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert panel.is_open
    assert "sender's address" in panel.fields["sender"].fault
    assert panel.address.hasFocus()
    assert mail_out(desk.desk) is None


def test_a_password_never_shows_and_leaves_the_form_when_it_closes(desk: AtMail, server: SmtpServer) -> None:
    panel = filled(desk, server)
    panel.password.setText("secret")
    assert panel.password.displayText() != "secret"
    desk.press(Qt.Key.Key_Escape)
    assert panel.password.text() == ""


def test_forgotten_mails_go_to_the_mail_program_again(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, server: SmtpServer
) -> None:
    with mail_desk(qtbot, qapp, tmp_path / "other", local(server)) as desk:
        desk.act("mail out")
        panel = desk.work.mail_out.server_panel
        assert panel.port.text() == str(server.port)
        desk.click(panel.forget)
        assert not panel.is_open
        assert mail_out(desk.desk) is None
        desk.called(1, "Maria Okafor")
        desk.press(Qt.Key.Key_E)
        desk.press(Qt.Key.Key_Return, CONTROL)
        assert [link.partition("?")[0] for link in desk.links] == ["mailto:person1@example.test"]
        assert server.received == []


def test_the_port_follows_the_way_to_encrypt_unless_it_was_typed(desk: AtMail, server: SmtpServer) -> None:
    desk.act("mail out")
    panel = desk.work.mail_out.server_panel
    assert panel.port.text() == "587"
    panel.security.setCurrentIndex(1)
    panel.security.activated.emit(1)
    assert panel.port.text() == "465"
    panel.port.setText("2525")
    panel.security.setCurrentIndex(0)
    panel.security.activated.emit(0)
    assert panel.port.text() == "2525"
