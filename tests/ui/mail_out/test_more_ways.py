"""Free text, languages, addresses, wishes, exceptions, mails sent elsewhere: by keys, at the whole window."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bdc_desk.operations import lead_work
from bdc_desk.operations.emailing import say_bounced
from bdc_desk.operations.mail_wishes import say_mail_wish
from bdc_desk.operations.views import DetailsForm
from tests.helpers.smtp import SmtpServer
from tests.ui.mail_out.at_mail import ALT, CONTROL, AtMail


def open_free_text(desk: AtMail) -> None:
    """The lead on the page had a dialogue: the preview of the free text."""
    desk.work.mail.preview("free_text")
    desk.rest()
    assert desk.work.preview.is_open


def test_what_is_typed_is_what_is_asked_and_sent(desk: AtMail, server: SmtpServer) -> None:
    maria = desk.called(1, "Maria Okafor", Qt.Key.Key_3)
    open_free_text(desk)
    desk.type("1 Hello & <b>welcome</b>. ")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.seconds(11)
    assert server.received[0].text.startswith("1 Hello & <b>welcome</b>. ")
    with desk.desk.store.snapshot() as snapshot:
        asked = next(one for one in snapshot.entries_of(maria) if one.kind == "email asked")
    assert asked.details is not None
    assert str(asked.details["text"]).startswith("1 Hello & <b>welcome</b>. ")
    open_free_text(desk)
    assert "Hello &" not in desk.work.preview.text.toPlainText()  # it has left


def test_what_is_typed_is_kept_when_the_preview_is_left(desk: AtMail) -> None:
    desk.called(1, "Maria Okafor", Qt.Key.Key_3)
    open_free_text(desk)
    desk.type("Nearly done")
    desk.press(Qt.Key.Key_Escape)
    desk.rest()
    open_free_text(desk)
    page = desk.work.preview
    assert page.text.toPlainText().startswith("Nearly done")
    assert page.kept.isVisible()
    desk.click(page.anew)
    assert "Nearly done" not in page.text.toPlainText()
    desk.press(Qt.Key.Key_Escape)
    open_free_text(desk)
    assert "Nearly done" not in page.text.toPlainText()


def test_what_is_typed_survives_a_look_at_another_language(desk: AtMail) -> None:
    desk.called(1, "Maria Okafor", Qt.Key.Key_3)
    open_free_text(desk)
    page = desk.work.preview
    desk.type("Nearly done")
    desk.press(Qt.Key.Key_L, ALT)
    assert page.language.value() == "nl"
    assert "Nearly done" not in page.text.toPlainText()
    page.language.choose("en")
    desk.rest()
    assert page.text.toPlainText().startswith("Nearly done")
    desk.press(Qt.Key.Key_L, ALT)
    desk.press(Qt.Key.Key_Escape)
    open_free_text(desk)
    assert page.text.toPlainText().startswith("Nearly done")


def test_what_was_taken_back_is_there_to_be_sent_again(desk: AtMail) -> None:
    desk.called(1, "Maria Okafor", Qt.Key.Key_3)
    open_free_text(desk)
    desk.type("Wait a moment")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.press(Qt.Key.Key_Z, CONTROL)
    open_free_text(desk)
    assert desk.work.preview.text.toPlainText().startswith("Wait a moment")


def test_another_language_and_another_address_for_this_mail_only(desk: AtMail, server: SmtpServer) -> None:
    maria = desk.called(1, "Maria Okafor", emails=("maria@example.test", "work@example.test"))
    desk.press(Qt.Key.Key_E)
    page = desk.work.preview
    english = page.text.toPlainText()
    desk.press(Qt.Key.Key_L, ALT)
    assert page.language.value() == "nl"
    assert page.text.toPlainText() != english
    page.to.choose("work@example.test")
    desk.press(Qt.Key.Key_L, ALT)
    assert page.language.value() == "de"
    assert page.mail().to == "work@example.test"
    german = page.text.toPlainText()
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.seconds(11)
    assert server.received[0].to == ("work@example.test",)
    assert server.received[0].text.strip() == german.strip()
    desk.choose(maria)
    desk.press(Qt.Key.Key_E)
    assert page.text.toPlainText() == english


def test_an_appointment_carries_an_invitation(desk: AtMail, server: SmtpServer) -> None:
    maria = desk.called(1, "Maria Okafor", Qt.Key.Key_3)
    at = desk.clock.now().replace(hour=15)
    desk.app.hub.tell(lead_work.set_appointment(desk.desk, maria, at))
    desk.rest()
    desk.work.mail.preview("appointment")
    desk.rest()
    assert "an invitation for the calendar" in desk.work.preview.attached.text()
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.seconds(11)
    kinds = [part.get_content_type() for part in server.received[0].message.walk()]
    assert "text/calendar" in kinds


def test_a_wish_for_no_emails_shuts_every_way_until_it_is_taken_back(
    desk: AtMail, server: SmtpServer
) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.act("mail wish")
    panel = desk.work.mail_out.words_panel
    panel.words.setFocus()
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "Write it down in words" in panel.refusal.text()
    desk.type("Stop mailing me")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert not panel.is_open
    assert desk.notice() == "Maria Okafor wants no emails."
    assert "mail wish" in desk.kinds(maria)
    assert "Stop mailing me" in desk.window.templates.wish.text()
    desk.press(Qt.Key.Key_E)
    page = desk.work.preview
    assert "Stop mailing me" in page.refusal.text()
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.press(Qt.Key.Key_Escape)
    desk.click(desk.window.templates.change_wish)
    assert panel.choice.value() == "again"
    panel.words.setFocus()
    desk.type("Do write after all")
    desk.press(Qt.Key.Key_Return, CONTROL)
    desk.sends()
    desk.seconds(11)
    assert len(server.received) == 1


def test_a_wish_that_came_meanwhile_is_refused_beside_the_text(desk: AtMail) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.press(Qt.Key.Key_E)
    say_mail_wish(desk.desk, maria, False, "No more")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "not to be mailed" in desk.work.preview.refusal.text()
    assert desk.mails(maria) == []


def test_email_without_calls_is_reached_from_why_locked(desk: AtMail) -> None:
    maria = desk.arrives(1, "Maria Okafor")
    desk.choose(maria)
    desk.press(Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    desk.click(desk.window.templates.exception)
    panel = desk.work.mail_out.words_panel
    assert panel.choice.hasFocus()
    desk.press(Qt.Key.Key_Tab)
    desk.type("Please only write")
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert "exception" in desk.kinds(maria)
    assert "second person has to confirm" in desk.notice()
    opened = [card.template for card in desk.window.templates.cards() if card.template]
    assert all(one.is_open for one in opened)


def test_words_that_were_left_are_there_again_for_the_same_lead_only(desk: AtMail) -> None:
    maria, jon = desk.arrives(1, "Maria Okafor"), desk.arrives(2, "Jon Petersen")
    desk.choose(maria)
    desk.act("exception")
    panel = desk.work.mail_out.words_panel
    panel.words.setPlainText("Half a sentence")
    desk.press(Qt.Key.Key_Escape)
    desk.choose(jon)
    desk.act("exception")
    assert panel.words.toPlainText() == ""
    desk.press(Qt.Key.Key_Escape)
    desk.choose(maria)
    desk.act("exception")
    assert panel.words.toPlainText() == "Half a sentence"


def test_a_mail_sent_elsewhere_is_written_down(desk: AtMail) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.press(Qt.Key.Key_E)
    page = desk.work.preview
    page.copy.click()
    desk.click(page.outside)
    assert not page.is_open
    desk.press(Qt.Key.Key_Return, CONTROL)
    assert desk.mails(maria) == ["outside email"]
    assert desk.notice() == "Written down: Maria Okafor was mailed elsewhere."


def test_a_mail_that_came_back_is_listed_and_leads_to_the_address(desk: AtMail) -> None:
    maria = desk.called(1, "Maria Okafor")
    desk.sends()
    desk.seconds(11)
    with desk.desk.store.snapshot() as snapshot:
        asked = next(one.id for one in snapshot.entries_of(maria) if one.kind == "email asked")
    changes = say_bounced(desk.desk, maria, asked, "no such address", permanent=True, said="550 User unknown")
    desk.app.hub.tell(changes)
    desk.seconds(16)
    assert desk.trouble() == "1 email came back."
    desk.act("mails")
    assert "there is no such address" in desk.rows()[0]
    assert "550 User unknown" in desk.rows()[0]
    desk.way("Edit the address")
    assert desk.window.lead.editor.first.hasFocus()
    form = DetailsForm("Maria", "Okafor", "", ("020 7946 0001",), ("new@example.test",), "")
    desk.window.lead.details_saved.emit(maria, replace(form))
    desk.rest()
    desk.act("mails")
    desk.way("Put aside")
    assert desk.rows() == []
    assert desk.trouble() == ""


def test_what_to_say_folds_by_a_key_and_goes_while_a_call_is_written_up(desk: AtMail) -> None:
    maria = desk.arrives(1, "Maria Okafor")
    desk.choose(maria)
    box = desk.window.lead.prompts
    assert "Ana Cruz" in box.text.text()
    assert box.is_unfolded
    desk.press(Qt.Key.Key_S)
    assert not box.is_unfolded
    desk.choose(desk.arrives(2, "Jon Petersen"))
    assert not box.is_unfolded
    desk.press(Qt.Key.Key_S)
    assert box.is_unfolded
    desk.press(Qt.Key.Key_F5)
    assert box.has_lines
    desk.press(Qt.Key.Key_F5)
    assert not box.has_lines
    desk.press(Qt.Key.Key_N)
    desk.type("s")
    assert desk.window.lead.note.field.toPlainText() == "s"
    assert QApplication.focusWidget() is desk.window.lead.note.field
