"""Call first, then email: asked, handed over, taken back; a permission lasts ten minutes (domain.md)."""

from dataclasses import replace

import pytest

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason
from bdc_desk.errors import Refused
from bdc_desk.operations.calling import withdraw_outcome
from bdc_desk.operations.emailing import (
    ask_email,
    say_bounced,
    say_handed_over,
    say_left,
    unfinished_mails,
    withdraw_email,
)
from bdc_desk.operations.lead_work import close_lead, say_exception, send_back
from bdc_desk.operations.views import Attachment, MailPreview
from tests.helpers.desks import HOUR, MINUTE, SECOND, Staffed, phone


def mail(template: str = "missed_you", to: str = "person1@example.test") -> MailPreview:
    return MailPreview(template, to, "Your Ranger", "Dear Pat", ())


def refused(here: Staffed, lead: str, asked: MailPreview) -> str:
    written = here.count()
    with pytest.raises(Refused) as why:
        ask_email(here.ana, lead, asked)
    assert here.count() == written
    return f"{why.value.code}: {why.value}"


def test_a_template_opens_with_its_calls_and_says_what_is_missing(here: Staffed) -> None:
    lead = here.lead()
    assert refused(here, lead, mail()) == "gate.calls: Sorry we missed you is locked: 0 of 1 calls."
    attempt = here.call(lead, "voicemail")
    asked, changes = ask_email(here.ana, lead, mail())
    assert (here.kinds(lead)[-1], changes.leads) == ("email asked", {lead})
    (entry,) = here.entries(lead, "email asked")
    assert (entry.id, entry.details) == (
        asked, {"to": "person1@example.test", "subject": "Your Ranger", "text": "Dear Pat"},
    )  # fmt: skip
    assert "0 of 1" in refused(here, here.lead(2), mail())
    withdraw_outcome(here.ana, lead, attempt)
    assert "0 of 1 calls" in refused(here, lead, mail())


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (mail("no such"), "gate.unknown: The policy has no such template."),
        (mail("free_text"), "gate.dialogue: Free text is locked: needs a dialogue."),
        (mail("appointment"), "gate.appointment: Your appointment is locked: needs an appointment."),
        (mail(to=""), "no address: The customer left no email address. F2 edits the details."),
    ],
)
def test_other_refusals(here: Staffed, asked: MailPreview, says: str) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    assert refused(here, lead, asked) == says


def test_a_closed_lead_mails_nobody(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    close_lead(here.ana, lead, ClosingReason.LOST)
    assert refused(here, lead, mail()).startswith("gate.closed")


def test_an_exception_opens_at_once_until_a_second_person_sends_it_back(here: Staffed) -> None:
    lead = here.lead()
    say_exception(here.ana, lead, ExceptionReason.EMAIL_ONLY, "Mail only, I am at work")
    asked, _ = ask_email(here.ana, lead, mail("last_try"))
    assert asked
    exception = here.entries(lead, "exception")[0].id
    with pytest.raises(Refused, match="second person"):
        send_back(here.ana, lead, exception)
    send_back(here.ben, lead, exception)
    assert refused(here, lead, mail("last_try")).startswith("gate.calls days")


def test_without_a_usable_number_the_mail_is_open(here: Staffed) -> None:
    lead = here.lead(1, phones=(phone(1, possible=False),))
    assert ask_email(here.ana, lead, mail("last_try"))


def test_handed_over_once_and_only_within_ten_minutes(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    asked, _ = ask_email(here.ana, lead, mail())
    here.clock.advance(10 * MINUTE)
    say_handed_over(here.ana, lead, asked)
    assert say_handed_over(here.ana, lead, asked).leads == frozenset()
    assert here.kinds(lead).count("handed over") == 1
    late, _ = ask_email(here.ana, lead, mail())
    here.clock.advance(10 * MINUTE + SECOND)
    with pytest.raises(Refused, match="ran out"):
        say_handed_over(here.ana, lead, late)


def test_what_was_taken_back_is_not_handed_over(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    asked, _ = ask_email(here.ana, lead, mail())
    withdraw_email(here.ana, lead, asked)
    assert here.kinds(lead)[-1] == "email withdrawn"
    withdraw_email(here.ana, lead, asked)
    withdraw_email(here.ana, lead, "no such mail")
    assert here.kinds(lead).count("email withdrawn") == 1
    with pytest.raises(Refused, match="taken back"):
        say_handed_over(here.ana, lead, asked)
    with pytest.raises(Refused, match="not asked for"):
        say_handed_over(here.ana, lead, "no such mail")


def test_a_mail_that_left_is_not_taken_back(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    asked, _ = ask_email(here.ana, lead, mail())
    say_handed_over(here.ana, lead, asked)
    withdraw_email(here.ana, lead, asked)
    assert "email withdrawn" not in here.kinds(lead)


def test_an_email_stops_no_first_call_clock(here: Staffed) -> None:
    lead = here.lead(1, phones=(phone(1, possible=False),))
    here.clock.advance(HOUR)
    asked, _ = ask_email(here.ana, lead, mail())
    say_handed_over(here.ana, lead, asked)
    standing = here.standing(lead)
    assert (standing.first_call.stopped_at, standing.first_touch.elapsed) == (None, HOUR)


def test_what_goes_with_a_mail_is_named_in_the_log(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    files = (Attachment("Flyer.pdf", "application/pdf", b"1"),)
    ask_email(here.ana, lead, replace(mail(), attachments=files, language="nl"))
    (entry,) = here.entries(lead, "email asked")
    assert entry.details is not None
    assert (entry.details["attachments"], entry.details["language"]) == (["Flyer.pdf"], "nl")


def test_left_is_said_once_and_ends_it(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    asked, _ = ask_email(here.ana, lead, mail())
    say_left(here.ana, lead, asked, "<id@example.test>")
    assert say_left(here.ana, lead, asked, "<id@example.test>").leads == frozenset()
    assert withdraw_email(here.ana, lead, asked).leads == frozenset()
    (left,) = here.entries(lead, "email left")
    assert left.body == {"asked": asked, "message_id": "<id@example.test>"}
    with pytest.raises(Refused, match="not asked for"):
        say_left(here.ana, lead, "no such mail", "")


def test_a_persons_word_settles_what_nobody_knows(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    first, _ = ask_email(here.ana, lead, mail())
    second, _ = ask_email(here.ana, lead, mail())
    (one, other) = unfinished_mails(here.ana)
    assert (one.asked, one.lead, one.name, one.label, one.to, one.waits) == (
        first, lead, "Pat Sample1", "Sorry we missed you", "person1@example.test", False,
    )  # fmt: skip
    assert unfinished_mails(here.ana, but=frozenset({first, other.asked})) == ()
    assert unfinished_mails(here.ben) == ()
    say_left(here.ana, lead, first, "", said=True)
    withdraw_email(here.ana, lead, second, why="not sent")
    assert unfinished_mails(here.ana) == ()
    assert here.entries(lead, "email left")[0].body["said"] is True
    assert here.entries(lead, "email withdrawn")[0].body == {"asked": second, "why": "not sent"}
    with pytest.raises(Refused, match="taken back"):
        say_left(here.ana, lead, second, "", said=True)


def test_a_mail_that_came_back(here: Staffed) -> None:
    lead, id_ = here.lead(), "0190b1c2-0000-8000-8000-000000000001"
    here.call(lead, "voicemail")
    asked, _ = ask_email(here.ana, lead, mail())
    say_left(here.ana, lead, asked, "<id@example.test>")
    for _ in range(2):
        say_bounced(here.ana, lead, asked, "mailbox full", permanent=True, said="552 full" * 1000, id_=id_)
    (entry,) = here.entries(lead, "email bounced")
    assert entry.body == {"asked": asked, "why": "mailbox full", "permanent": True}
    with pytest.raises(Refused, match="not asked for"):
        say_bounced(here.ana, lead, "no such mail", "other", permanent=True)
    assert [one.state for one in here.standing(lead).mails] == ["bounced"]
