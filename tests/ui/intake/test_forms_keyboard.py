"""Where the keyboard goes in the forms of the ways in, and how long a remark stands at a field."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.operations import intake_settings
from bdc_desk.operations.setup_form import SetupForm
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.intake.mailbox_panel import MailboxPanel
from bdc_desk.ui.setup.setup_page import SetupPage
from tests.end2end.desk_at_work import FORM
from tests.ui.intake.fake_intake import LEADS, WAITS, AtIntake, no_password
from tests.ui.intake.test_mailbox_panel import CONTROL, adding, click, filled, microsoft

REFUSED = JoinStep("Login", done=False, words="The password was refused.")


def test_after_a_test_the_keyboard_is_back_at_its_button(desk: AtIntake) -> None:
    panel = filled(desk)
    panel.test.setFocus()
    for _ in range(2):
        desk.press(Qt.Key.Key_Return)
        desk.settle()
        assert panel.test.hasFocus()
    assert len(desk.mail.asked) == 2


@pytest.mark.parametrize(
    ("step", "field"),
    [("Server", "host"), ("Encryption", "security"), ("Login", "password"), ("Folder", "folder")],
)
def test_after_a_step_that_failed_it_is_where_that_is_put_right(
    desk: AtIntake, step: str, field: str
) -> None:
    desk.mail.steps = (JoinStep(step, done=False, words="No."),)
    panel = filled(desk)
    panel.test.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.settle()
    assert panel.fields[field].control.hasFocus()


def test_who_went_on_while_it_was_tried_is_not_called_back(desk: AtIntake) -> None:
    desk.mail.steps = (REFUSED,)
    desk.mail.gate.clear()
    panel = filled(desk)
    desk.qtbot.mouseClick(panel.test, Qt.MouseButton.LeftButton)
    panel.login.setFocus()
    desk.mail.gate.set()
    desk.settle()
    assert panel.login.hasFocus()


def test_a_fault_of_the_test_gives_the_keyboard_back_too(desk: AtIntake) -> None:
    panel = filled(desk)
    desk.qtbot.mouseClick(panel.test, Qt.MouseButton.LeftButton)
    panel.show_refusal("The keyring is locked.")
    assert panel.test.hasFocus()
    desk.settle()


def test_after_a_sign_in_it_is_at_the_test_and_after_a_cancelled_one_at_its_button(desk: AtIntake) -> None:
    panel = microsoft(desk)
    for ends, wanted in ((desk.mail.gate.set, panel.test), (panel.trial.cancel.click, panel.begin_sign_in)):
        desk.mail.gate.clear()
        desk.qtbot.mouseClick(panel.begin_sign_in, Qt.MouseButton.LeftButton)
        desk.qtbot.waitUntil(panel.trial.code.isVisible, timeout=10_000)
        assert panel.trial.copy_code.hasFocus()
        ends()
        desk.settle()
        assert wanted.hasFocus()


def test_tab_goes_through_the_form_as_it_stands_there(desk: AtIntake) -> None:
    panel = adding(desk)
    order = ("host", "login", "folder", "security", "port", "sign_in", "password")
    expected: list[QWidget] = [panel.fields[name].control for name in order]
    assert panel.name.hasFocus()
    for wanted in (*expected, panel.test, panel.save, panel._close, panel.name):
        desk.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted, wanted.accessibleName()
    desk.press(Qt.Key.Key_Escape)


def test_tab_goes_through_a_sign_in_too(desk: AtIntake) -> None:
    panel = microsoft(desk)
    panel.sign_in.setFocus()
    for wanted in (panel.client, panel.tenant, panel.begin_sign_in, panel.test, panel.save):
        desk.press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted, wanted.accessibleName()
    desk.press(Qt.Key.Key_Escape)


def test_a_saved_mailbox_that_waits_for_its_password_gets_the_keyboard_there(desk: AtIntake) -> None:
    panel = adding(desk)
    for text in ("Leads", "imap.example.test", "leads@example.test"):
        desk.type(text)
        desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert not panel.is_open
    desk.tell(no_password())
    (row,) = desk.intake.page.sources.rows()
    assert row.password.hasFocus()
    desk.type("secret")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert ("password", "Leads", "secret") in desk.fake.asked


def test_who_went_on_after_saving_is_not_called_to_the_password(desk: AtIntake) -> None:
    intake_settings.keep_mailbox(desk.desk, LEADS)
    desk.intake.feed.read_settings()
    desk.press(Qt.Key.Key_F6)
    desk.settle()
    desk.intake.forms.change(LEADS)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    desk.intake.page.read_all.setFocus()
    desk.tell(no_password())
    assert desk.intake.page.read_all.hasFocus()
    desk.tell(WAITS)


def save_after_trial(desk: AtIntake, *steps: JoinStep) -> MailboxPanel:
    desk.mail.steps = steps
    panel = filled(desk)
    click(desk, panel.test)
    return panel


def test_saved_after_a_refused_login_it_is_not_called_well(desk: AtIntake) -> None:
    save_after_trial(desk, REFUSED)
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.notice() == "Leads is saved, but the login was refused: The password was refused."
    assert intake_settings.mailboxes(desk.desk) == (LEADS,)


def test_saved_after_another_step_failed_it_says_that(desk: AtIntake) -> None:
    save_after_trial(desk, JoinStep("Server", done=False, words="It was not found."))
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.notice() == "Leads is saved, but its test failed: It was not found."


def test_what_was_put_right_after_the_test_is_not_called_refused(desk: AtIntake) -> None:
    panel = save_after_trial(desk, REFUSED)
    assert panel.password.hasFocus()
    desk.type("2")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert desk.notice().startswith("Leads is read from now on.")


def test_a_remark_goes_when_its_field_is_edited(desk: AtIntake) -> None:
    panel = filled(desk)
    panel.server.setText("imap example")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    assert panel.fields["host"].fault
    desk.press(Qt.Key.Key_Backspace)
    assert not panel.fields["host"].fault
    panel.show_refusal("The keyring is locked.")
    panel.login.setFocus()
    desk.type("x")
    assert panel.summary.text() == ""
    desk.press(Qt.Key.Key_Escape)


def test_a_list_that_was_wrong_loses_its_remark_too(desk: AtIntake) -> None:
    panel = filled(desk)
    panel.show_refusal("Not this one.", "security")
    assert panel.security.hasFocus()
    desk.press(Qt.Key.Key_Down)
    assert not panel.fields["security"].fault
    desk.press(Qt.Key.Key_Escape)


def test_the_first_pages_remarks_go_one_by_one_and_the_last_takes_the_sentence_along(qtbot: QtBot) -> None:
    form: SetupForm = replace(FORM, name="", person_name="", hours={"monday": ("nine",)})
    page = SetupPage(form)
    qtbot.addWidget(page)
    page.show()
    page._finish()
    line = page.hours.line("monday")
    assert line.fault.text()
    for field in (page.name, page.person_name):
        assert page.summary.text()
        qtbot.keyClicks(field, "Ana")
    assert page.summary.text()
    qtbot.keyClicks(line.typed, "1")
    assert line.fault.isHidden()
    assert page.summary.text() == ""
    assert not any(field.fault for field in page._fields.values())


def test_the_folders_button_stands_beside_its_field(desk: AtIntake) -> None:
    desk.intake.forms.add_folder()
    desk.settle()
    panel = desk.intake.folder_panel

    def middle(part: QWidget) -> int:
        return part.mapTo(panel, QPoint(0, part.height() // 2)).y()

    assert abs(middle(panel.choose) - middle(panel.path)) <= 2
    desk.press(Qt.Key.Key_Escape)
