"""A mailbox and a folder are added, tried and changed, by real keys."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations import intake_settings
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.intake.mailbox_panel import MailboxPanel
from tests.ui.intake.fake_intake import LEADS, AtIntake

CONTROL = Qt.KeyboardModifier.ControlModifier


def click(desk: AtIntake, button: QWidget) -> None:
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.settle()


def adding(desk: AtIntake) -> MailboxPanel:
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    click(desk, desk.intake.page.add_mailbox)
    return desk.intake.mailbox_panel


def filled(desk: AtIntake) -> MailboxPanel:
    """The form as a person fills it, Enter going from field to field."""
    panel = adding(desk)
    for text in ("Leads", "imap.example.test", "leads@example.test"):
        desk.type(text)
        desk.press(Qt.Key.Key_Return)
    panel.password.setFocus()
    desk.type("secret")
    return panel


def test_a_mailbox_is_added_by_the_keyboard_alone(desk: AtIntake) -> None:
    panel = filled(desk)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert intake_settings.mailboxes(desk.desk) == (LEADS,)
    assert [(what, settings, password) for what, settings, password in desk.mail.asked] == [
        ("keep", LEADS, "secret")
    ]
    assert desk.fake.asked == [("reload",), ("password", "Leads", "secret")]
    assert not panel.is_open
    assert "The password lies in this computer's keyring" in desk.notice()
    (row,) = desk.intake.page.sources.rows()
    assert row.name.text() == "Mailbox Leads"


def test_without_a_keyring_it_says_that_it_asks_again(desk: AtIntake) -> None:
    desk.mail.kept = False
    filled(desk)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert "no keyring that keeps secrets" in desk.notice()


def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(desk: AtIntake) -> None:
    panel = filled(desk)
    panel.server.setText("imap example")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert panel.is_open
    assert "mail server's address" in panel.fields["host"].fault
    assert panel.server.hasFocus()
    assert panel.password.text() == "secret"
    assert intake_settings.mailboxes(desk.desk) == ()
    assert not desk.mail.asked


@pytest.mark.parametrize("port", ["", "many", "0", "70000", "²"])
def test_a_port_that_is_none_is_said(desk: AtIntake, port: str) -> None:
    panel = filled(desk)
    panel.port.setText(port)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert "The port" in panel.fields["port"].fault


def test_the_port_follows_the_security_unless_it_is_ones_own(desk: AtIntake) -> None:
    panel = adding(desk)
    panel.security.choose("starttls")
    panel.security.activated.emit(1)
    assert panel.port.text() == "143"
    panel.port.setText("1143")
    panel.security.choose("tls")
    panel.security.activated.emit(0)
    assert panel.port.text() == "1143"


def test_a_trial_shows_each_step_with_a_tick_or_a_reason(desk: AtIntake) -> None:
    desk.mail.steps = (
        JoinStep("Server", done=True, words="It answers."),
        JoinStep("Login", done=False, words="The password was refused."),
    )
    panel = filled(desk)
    click(desk, panel.test)
    assert [row.accessibleName() for row in panel.steps.rows()] == [
        "Server: done. It answers.",
        "Login: failed. The password was refused.",
    ]
    assert [what for what, _, _ in desk.mail.asked] == ["check"]
    assert panel.test.isEnabled()
    assert intake_settings.mailboxes(desk.desk) == ()


def test_nothing_is_asked_twice_while_a_trial_runs_and_an_old_answer_is_dropped(desk: AtIntake) -> None:
    desk.mail.gate.clear()
    panel = filled(desk)
    desk.qtbot.mouseClick(panel.test, Qt.MouseButton.LeftButton)
    assert not panel.test.isEnabled()
    assert not panel.save.isEnabled()
    desk.press(Qt.Key.Key_Escape)
    assert not panel.is_open
    click(desk, desk.intake.page.add_mailbox)
    desk.mail.gate.set()
    desk.settle()
    assert panel.steps.rows() == []


def test_a_fault_of_the_trial_is_said(desk: AtIntake) -> None:
    desk.mail.fault = SurroundingsFault("The keyring is locked. Unlock it.")
    panel = filled(desk)
    click(desk, panel.test)
    assert panel.summary.text() == "The keyring is locked. Unlock it."


def test_a_changed_mailbox_keeps_its_name_and_its_password(desk: AtIntake) -> None:
    intake_settings.keep_mailbox(desk.desk, LEADS)
    desk.intake.forms.change(LEADS)
    panel = desk.intake.mailbox_panel
    assert panel.name.isReadOnly()
    assert panel.server.hasFocus()
    panel.server.setText("mail.example.test")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert intake_settings.mailboxes(desk.desk) == (replace(LEADS, host="mail.example.test"),)
    assert not desk.mail.asked
    assert desk.fake.asked == [("reload",)]


def test_the_password_stays_nowhere_on_the_screen(desk: AtIntake) -> None:
    panel = filled(desk)
    desk.press(Qt.Key.Key_Escape)
    assert panel.password.text() == ""
    assert panel.password.echoMode() is panel.password.EchoMode.Password


# signing in


def microsoft(desk: AtIntake) -> MailboxPanel:
    panel = adding(desk)
    panel.name.setText("Portal")
    panel.server.setText("outlook.office365.com")
    panel.login.setText("portal@example.test")
    panel.sign_in.choose("microsoft")
    panel.client.setText("11111111-2222")
    assert panel.fields["password"].isHidden()
    assert panel.fields["tenant"].isVisible()
    return panel


def test_a_sign_in_shows_code_and_page_waits_and_says_where_it_is_kept(desk: AtIntake) -> None:
    desk.mail.gate.clear()
    panel = microsoft(desk)
    desk.qtbot.mouseClick(panel.begin_sign_in, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(panel.trial.code.isVisible, timeout=10_000)
    assert panel.trial.code.text() == "ABCD-1234"
    assert "https://login.example.test/device" in panel.trial.code_words.text()
    assert panel.trial.copy_code.hasFocus()
    desk.press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "ABCD-1234"
    desk.qtbot.mouseClick(panel.trial.open_page, Qt.MouseButton.LeftButton)
    assert desk.links == ["https://login.example.test/device"]
    desk.mail.gate.set()
    desk.settle()
    assert not panel.trial.code.isVisible()
    (row,) = panel.steps.rows()
    assert "keyring" in row.accessibleName()


def test_a_sign_in_can_be_left(desk: AtIntake) -> None:
    desk.mail.gate.clear()
    panel = microsoft(desk)
    desk.qtbot.mouseClick(panel.begin_sign_in, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(panel.trial.code.isVisible, timeout=10_000)
    desk.qtbot.mouseClick(panel.trial.cancel, Qt.MouseButton.LeftButton)
    assert not panel.trial.code.isVisible()
    assert panel.begin_sign_in.isEnabled()
    desk.qtbot.waitUntil(lambda: desk.mail.cancelled == 1, timeout=10_000)
    desk.settle()
    assert panel.steps.rows() == []


def test_closing_the_window_ends_a_waiting_sign_in(desk: AtIntake) -> None:
    """Else the program would wait a quarter of an hour for a code that nobody types."""
    desk.mail.gate.clear()
    panel = microsoft(desk)
    desk.qtbot.mouseClick(panel.begin_sign_in, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(panel.trial.code.isVisible, timeout=10_000)
    desk.work.end_network()
    desk.qtbot.waitUntil(lambda: desk.mail.cancelled == 1, timeout=10_000)


def test_a_page_of_this_computers_browser_needs_no_code(desk: AtIntake) -> None:
    desk.mail.code = ("", "https://accounts.example.test/agree")
    desk.mail.gate.clear()
    panel = microsoft(desk)
    panel.sign_in.choose("google")
    assert panel.fields["secret"].isVisible()
    assert panel.fields["tenant"].isHidden()
    desk.qtbot.mouseClick(panel.begin_sign_in, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(panel.trial.open_page.isVisible, timeout=10_000)
    assert panel.trial.code.isHidden()
    assert panel.trial.open_page.hasFocus()
    desk.mail.gate.set()
    desk.settle()


# folders


def test_a_folder_is_watched_by_its_typed_path(desk: AtIntake, tmp_path: Path) -> None:
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    click(desk, desk.intake.page.add_folder)
    panel = desk.intake.folder_panel
    desk.type(str(tmp_path / "nowhere"))
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert "cannot be watched" in panel.field.fault
    panel.path.setText(str(tmp_path))
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert not panel.is_open
    assert intake_settings.folders(desk.desk) == (str(tmp_path.resolve()),)
    assert ("reload",) in desk.fake.asked
    (row,) = desk.intake.page.sources.rows()
    assert row.name.text() == f"Folder {tmp_path.name}"


def test_no_path_is_said(desk: AtIntake) -> None:
    desk.intake.forms.add_folder()
    desk.press(Qt.Key.Key_Return)
    assert desk.intake.folder_panel.field.fault
    desk.press(Qt.Key.Key_Escape)


def test_the_systems_window_is_asked_only_on_a_click(
    desk: AtIntake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    desk.intake.forms.add_folder()
    panel = desk.intake.folder_panel
    assert panel.path.text() == ""
    click(desk, panel.choose)
    assert panel.path.text() == str(tmp_path)
    desk.press(Qt.Key.Key_Escape)


def test_f6_takes_the_forms_along(desk: AtIntake) -> None:
    panel = adding(desk)
    desk.press(Qt.Key.Key_F6)
    assert not panel.is_open
    assert not desk.intake.page.is_open
    held = QApplication.focusWidget()
    assert held is None or held.isVisible()
