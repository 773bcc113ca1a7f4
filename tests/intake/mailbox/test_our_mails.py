"""Answers to our mails: a bounce and a STOP are facts of that lead, all else is an enquiry."""

import pytest

from bdc_desk.errors import Refused
from bdc_desk.operations.emailing import ask_email, say_left
from bdc_desk.operations.intake_reading import intake_items
from bdc_desk.operations.mail_wishes import say_mail_wish
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.views import MailPreview
from tests.helpers.desks import DAY
from tests.intake.letters.test_bounces import report
from tests.intake.letters.test_stops import answer
from tests.intake.mailbox.conftest import Mailbox, arrivals, deliveries

MAIL = MailPreview("missed_you", "pat@example.test", "Your Ranger", "Dear Pat", ())


def mailed(mailbox: Mailbox) -> tuple[str, str]:
    """A lead that was mailed, and the mail's id."""
    staff = mailbox.staff
    lead = staff.lead(emails=("pat@example.test",))
    staff.call(lead, "voicemail")
    asked, _ = ask_email(staff.ana, lead, MAIL)
    say_left(staff.ana, lead, asked, f"<{asked}@example.test>")
    return lead, asked


def put(mailbox: Mailbox, data: bytes) -> None:
    mailbox.server.deliver(data, mailbox.clock.now())


def test_a_mail_that_came_back_is_told_on_its_lead(mailbox: Mailbox) -> None:
    lead, asked = mailed(mailbox)
    original = f"From: sales@example.test\nMessage-ID: <{asked}@example.test>\n"
    put(mailbox, report("failed", "5.1.1", "550 5.1.1 no such user", original))
    before = len(arrivals(mailbox.staff.ana))
    status = mailbox.read()
    assert (status.why, status.found, status.failed) == ("", 0, 0)
    assert len(arrivals(mailbox.staff.ana)) == before
    (entry,) = mailbox.staff.entries(lead, "email bounced")
    assert entry.body == {"asked": asked, "why": "no such address", "permanent": True}
    assert entry.details == {"said": "5.1.1 smtp; 550 5.1.1 no such user"}
    (row,) = deliveries(mailbox.staff.ana)
    assert (row.result, row.lead, row.faults) == (
        "email came back", lead, ("An email came back (no such address).",),
    )  # fmt: skip
    (item,) = intake_items(mailbox.staff.ana, mailbox.clock.now() - DAY).items[:1]
    assert (item.customer, item.needs_a_look) == ("Pat Sample1", False)
    assert "Email came back (no such address): 5.1.1" in lead_view(mailbox.staff.ana, lead).timeline[-1].text
    assert mailbox.server.unseen() == []


def test_read_again_it_is_one_fact(mailbox: Mailbox) -> None:
    lead, asked = mailed(mailbox)
    put(mailbox, report("failed", "5.2.2", original=f"Message-ID: <{asked}@example.test>\n"))
    put(mailbox, answer("STOP", answers=f"<{asked}@example.test>"))
    reader = mailbox.reader()
    reader.read(mailbox.clock.now())
    say_mail_wish(mailbox.staff.ana, lead, may_mail=True, words="Do mail me after all")
    reader.read_again()
    reader.read(mailbox.clock.now())
    assert mailbox.staff.kinds(lead).count("email bounced") == 1
    assert mailbox.staff.kinds(lead).count("mail wish") == 2
    assert lead_view(mailbox.staff.ana, lead).may_mail


def test_a_report_on_somebody_elses_mail_stays_a_report(mailbox: Mailbox) -> None:
    lead, _ = mailed(mailbox)
    put(mailbox, report("failed", "5.1.1"))
    mailbox.read()
    assert "email bounced" not in mailbox.staff.kinds(lead)
    assert deliveries(mailbox.staff.ana)[0].faults == ("A delivery report, no enquiry.",)


@pytest.mark.parametrize("by_button", [False, True])
def test_stop_ends_the_mails_of_the_customer(mailbox: Mailbox, by_button: bool) -> None:
    lead, asked = mailed(mailbox)
    data = (
        answer("", subject="STOP", answers="")
        if by_button
        else answer("Stop!", answers=f"<{asked}@example.test>")
    )
    put(mailbox, data)
    before = len(arrivals(mailbox.staff.ana))
    mailbox.read()
    assert len(arrivals(mailbox.staff.ana)) == before
    (entry,) = mailbox.staff.entries(lead, "mail wish")
    assert (entry.body, entry.details) == ({"may_mail": False}, {"words": "STOP" if by_button else "Stop!"})
    assert deliveries(mailbox.staff.ana)[0].result == "wants no emails"
    with pytest.raises(Refused, match=r"asked on 2 Mar 2026 not to be mailed"):
        ask_email(mailbox.staff.ana, lead, MAIL)


def test_a_stop_of_somebody_who_was_never_mailed_is_read_by_a_person(mailbox: Mailbox) -> None:
    mailbox.staff.lead(emails=("pat@example.test",))
    put(mailbox, answer("", subject="STOP", answers=""))
    before = len(arrivals(mailbox.staff.ana))
    mailbox.read()
    assert len(arrivals(mailbox.staff.ana)) == before + 1


def test_an_answer_that_says_more_is_an_enquiry(mailbox: Mailbox) -> None:
    lead, asked = mailed(mailbox)
    put(mailbox, answer("Please stop by on Tuesday.", answers=f"<{asked}@example.test>"))
    before = len(arrivals(mailbox.staff.ana))
    mailbox.read()
    assert len(arrivals(mailbox.staff.ana)) == before + 1
    assert "mail wish" not in mailbox.staff.kinds(lead)
