"""What a desk keeps beside the log about mails: drafts, what the last closing took back, what came back; and
a mail sent elsewhere, which is an entry.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bdc_desk.operations.bounced_mails import bounced_mails, put_bounce_aside
from bdc_desk.operations.closing_mails import keep_taken_back, tell_taken_back
from bdc_desk.operations.emailing import ask_email, say_bounced, say_left
from bdc_desk.operations.mail_drafts import MailDraft, keep_mail_draft, mail_draft
from bdc_desk.operations.outside_email import say_outside_email
from bdc_desk.operations.views import MailPreview
from tests.helpers.desks import Staffed, staffed

MAIL = MailPreview("missed_you", "pat@example.test", "Hello", "Text", ())
DRAFT = MailDraft("Hello", "Dear Pat,\n\nhalf a le", "nl")
DAMAGED = ["{", "[]", "[1, 2, 3]", '["a", "b"]', "null", '{"a": 1}', "[" * 20_000, '["a", "b", "c", "d"]']


@pytest.fixture
def staff(tmp_path: Path) -> Iterator[Staffed]:
    with staffed(tmp_path) as made:
        yield made


def left(staff: Staffed, lead: str) -> str:
    """An email to the lead left."""
    staff.call(lead, "no answer")
    asked, _ = ask_email(staff.ana, lead, MAIL)
    say_left(staff.ana, lead, asked, "")
    return asked


def test_a_draft_is_kept_for_its_lead_template_and_person_until_it_is_forgotten(staff: Staffed) -> None:
    keep_mail_draft(staff.ana, "one", "free_text", DRAFT)
    assert mail_draft(staff.ana, "one", "free_text") == DRAFT
    assert mail_draft(staff.ana, "other", "free_text") is None
    assert mail_draft(staff.ana, "one", "missed_you") is None
    assert mail_draft(staff.ben, "one", "free_text") is None
    keep_mail_draft(staff.ana, "one", "free_text", None)
    assert mail_draft(staff.ana, "one", "free_text") is None


@pytest.mark.parametrize("text", DAMAGED)
def test_what_others_wrote_into_the_file_is_nothing_of_ours(staff: Staffed, text: str) -> None:
    person = staff.ana.person
    with staff.store.unit() as unit:
        for key in ("mail draft {} one free_text", "mails taken back {}", "mails put aside {}"):
            unit.put_setting(key.format(person), text)
    assert mail_draft(staff.ana, "one", "free_text") in {None, MailDraft("a", "b", "c")}
    assert all(isinstance(name, str) for name in tell_taken_back(staff.ana))
    assert bounced_mails(staff.ana) == ()


def test_what_a_closing_took_back_is_told_once_to_its_person(staff: Staffed) -> None:
    keep_taken_back(staff.ana, ["Pat Sample"])
    keep_taken_back(staff.ana, [])
    keep_taken_back(staff.ana, ["Jon Petersen"])
    assert tell_taken_back(staff.ben) == ()
    assert tell_taken_back(staff.ana) == ("Pat Sample", "Jon Petersen")
    assert tell_taken_back(staff.ana) == ()


def test_a_mail_that_came_back_is_listed_until_it_is_put_aside(staff: Staffed) -> None:
    lead = staff.lead(1, "Pat Sample")
    asked = left(staff, lead)
    say_bounced(staff.ana, lead, asked, "mailbox full", permanent=False, said="452 full")
    (found,) = bounced_mails(staff.ana)
    assert (found.lead, found.name, found.to) == (lead, "Pat Sample", "pat@example.test")
    assert (found.label, found.why, found.said) == ("Sorry we missed you", "mailbox full", "452 full")
    assert bounced_mails(staff.ben) == ()
    put_bounce_aside(staff.ana, found.entry)
    assert bounced_mails(staff.ana) == ()
    say_bounced(staff.ana, lead, asked, "no such address", permanent=True)
    assert [one.why for one in bounced_mails(staff.ana)] == ["no such address"]
    staff.clock.advance(timedelta(days=31))
    assert bounced_mails(staff.ana) == ()


def test_a_mail_sent_elsewhere_is_first_touch_and_opens_nothing(staff: Staffed) -> None:
    lead = staff.lead(1)
    say_outside_email(staff.ana, lead, "  I wrote from my telephone  ")
    (entry,) = staff.entries(lead, "outside email")
    assert entry.details == {"words": "I wrote from my telephone"}
    assert not any(one.is_open for one in staff.standing(lead).templates)
    say_outside_email(staff.ana, lead)
    assert staff.entries(lead, "outside email")[1].details is None


@pytest.mark.parametrize("text", ["", "a\x00b\r\n\u202e", "\U0001f600 ñ " * 200, '"]{'])
def test_whatever_is_typed_is_kept_letter_for_letter(staff: Staffed, text: str) -> None:
    keep_mail_draft(staff.ana, "one", "free_text", MailDraft(text, text, "en"))
    assert mail_draft(staff.ana, "one", "free_text") == MailDraft(text, text, "en")
