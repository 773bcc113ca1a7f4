"""No emails, please: the latest word stands, for all leads of the customer."""

import pytest

from bdc_desk.errors import Refused
from bdc_desk.operations.emailing import ask_email
from bdc_desk.operations.mail_wishes import may_mail, say_mail_wish
from bdc_desk.operations.merging import merge
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.views import MailPreview
from tests.helpers.desks import HOUR, Staffed

MAIL = MailPreview("missed_you", "person1@example.test", "Your Ranger", "Dear Pat", ())


def allowed(here: Staffed, lead: str) -> bool:
    with here.store.snapshot() as snapshot:
        found = may_mail(snapshot, here.customer(lead))
    assert lead_view(here.ana, lead).may_mail is found
    return found


def test_said_and_taken_back(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    assert allowed(here, lead)
    changes = say_mail_wish(here.ana, lead, may_mail=False, words=" Only call me ")
    assert changes.leads == {lead}
    assert not allowed(here, lead)
    view = lead_view(here.ana, lead)
    assert (view.mail_wish_words, view.timeline[-1].text) == (
        "Only call me", "The customer wants no emails: Only call me",
    )  # fmt: skip
    with pytest.raises(Refused, match="asked on 2 Mar 2026 not to be mailed") as why:
        ask_email(here.ana, lead, MAIL)
    assert why.value.code == "mail wish"
    here.clock.advance(HOUR)
    say_mail_wish(here.ben, lead, may_mail=True, words="Mail is fine now")
    assert allowed(here, lead)
    assert lead_view(here.ana, lead).mail_wish_words == ""
    assert ask_email(here.ana, lead, MAIL)


def test_it_holds_for_all_leads_of_the_customer_merged_ones_too(here: Staffed) -> None:
    first, second = here.lead(1), here.lead(2, "Kim Other")
    here.call(second, "voicemail")
    say_mail_wish(here.ana, first, may_mail=False, words="STOP")
    assert allowed(here, second)
    merge(here.ana, second, first)
    assert not allowed(here, second)
    with pytest.raises(Refused, match="not to be mailed"):
        ask_email(here.ana, second, MAIL)


def test_the_customers_words_are_needed(here: Staffed) -> None:
    lead = here.lead()
    with pytest.raises(Refused, match="own words"):
        say_mail_wish(here.ana, lead, may_mail=False, words="  ")
    assert "mail wish" not in here.kinds(lead)


def test_the_same_word_of_one_mail_is_one_entry(here: Staffed) -> None:
    lead, id_ = here.lead(), "0190b1c2-0000-8000-8000-000000000001"
    say_mail_wish(here.ana, lead, may_mail=False, words="STOP", id_=id_)
    assert say_mail_wish(here.ana, lead, may_mail=False, words="STOP", id_=id_).leads == frozenset()
    assert here.kinds(lead).count("mail wish") == 1
