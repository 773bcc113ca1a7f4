"""A lead arrives: once only, to its customer, in its round (domain.md, The lead; adf.md, 7)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bdc_desk.cadence.kinds import ClosingReason, Kind, LeadKind
from bdc_desk.cadence.standing import Stage
from bdc_desk.operations.delivery import Delivery, Origin, Received
from bdc_desk.operations.draft import Grade, LeadDraft, Vehicle
from bdc_desk.operations.lead_work import close_lead, edit_details
from bdc_desk.operations.reading import lead_view, original_of, queue
from bdc_desk.operations.receiving import receive_deliveries, receive_lead
from bdc_desk.operations.twins import all_twins
from bdc_desk.operations.views import DetailsForm
from tests.helpers.desks import DAY, HOUR, MINUTE, MONDAY, Staffed, draft, phone


def again(here: Staffed, number: int = 1, name: str = "", *, key: str, **fields: Any) -> Received:
    return receive_lead(here.ben, draft(number, name, key=key, **fields))


def received_all(here: Staffed, drafts: list[LeadDraft]) -> list[Received]:
    """All of them in one transaction."""
    answers = receive_deliveries(here.ana, [Delivery(Origin.FILE, "", "a.eml", one) for one in drafts])
    return [one for one in answers if one is not None]


def rounds(here: Staffed, lead: str) -> list[int]:
    return [entry.round for entry in here.entries(lead, Kind.ARRIVAL)]


def test_the_same_mail_is_received_once(here: Staffed) -> None:
    first = receive_lead(here.ana, draft(1))
    written = here.count()
    second = receive_lead(here.cy, draft(1, comments="read by another reader"))
    assert (first.already_here, second.already_here) == (False, True)
    assert (second.lead, second.changes.leads) == (first.lead, frozenset())
    assert here.count() == written


@pytest.mark.parametrize(
    ("fields", "already_here"),
    [
        ({}, True),
        ({"requested_at": MONDAY - HOUR}, True),  # some portals stamp the second sending anew
        ({"emails": ()}, True),  # the number is the same
        ({"last": ""}, True),
        # One id for all: whatever differs was not sent before.
        ({"first": "Kim", "last": "Other"}, False),
        ({"phones": (phone(7),), "emails": ("other@example.test",)}, False),
        ({"first": "", "last": "", "phones": (), "emails": ()}, False),  # nameless is not everybody
        ({"vehicles": (Vehicle(make="Volvo", model="V60"),)}, False),
        ({"comments": "Can I drive it on Friday?"}, False),
        ({"requested_at": MONDAY + 3 * DAY}, False),
        ({"comments": "Still waiting!", "resend": True}, True),  # it says itself that it is the old one
        ({"source": "OtherPortal"}, False),
        ({"provider_lead_id": "8"}, False),
    ],
)
def test_the_providers_own_id(here: Staffed, fields: dict[str, Any], already_here: bool) -> None:
    receive_lead(here.ana, draft(1, provider_lead_id="7", requested_at=MONDAY))
    here.clock.advance(2 * HOUR)
    sent: dict[str, Any] = {"provider_lead_id": "7", "requested_at": MONDAY} | fields
    assert again(here, key="<2@portal.example.test>", **sent).already_here is already_here


def test_an_id_that_comes_back_after_a_season_is_a_new_enquiry(here: Staffed) -> None:
    receive_lead(here.ana, draft(1, provider_lead_id="7"))
    here.clock.advance(100 * DAY)
    found = again(here, key="<2>", provider_lead_id="7")
    assert (found.already_here, found.again) == (False, False)


def test_a_portal_that_gives_every_lead_one_id_loses_none(here: Staffed) -> None:
    found = [again(here, n, f"Pat Sample{n}", key=f"<{n}>", provider_lead_id="1") for n in range(1, 30)]
    assert len({one.lead for one in found}) == 29
    assert not any(one.already_here or one.again for one in found)


def test_unreadable_mails_of_one_sender_do_not_tie(here: Staffed) -> None:
    mails = [
        replace(
            draft(n, key=f"<{n}>"),
            grade=Grade.UNREADABLE, first="", last="", phones=(), emails=("leads@portal.example.test",),
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    found = received_all(here, mails)
    assert len({one.lead for one in found}) == 3
    assert len({here.customer(one.lead) for one in found}) == 3
    assert all(row.unread for row in queue(here.ana))


@pytest.mark.parametrize(
    ("later", "found"),
    [
        (timedelta(), [1, 1]),
        (60 * MINUTE, [1, 1]),  # joins the running round
        (60 * MINUTE + timedelta(seconds=1), [1, 2]),
        (89 * DAY, [1, 2]),
        (90 * DAY, [1]),  # a lead of its own
    ],
)
def test_a_reenquiry_joins_begins_a_round_or_a_lead(
    here: Staffed, later: timedelta, found: list[int]
) -> None:
    lead = here.lead()
    here.clock.advance(later)
    received = again(here, key="<2>")
    assert rounds(here, lead) == found
    assert (received.lead == lead, received.again) == (len(found) == 2, len(found) == 2)
    assert here.customer(received.lead) == lead


def test_after_a_closing_an_enquiry_is_a_new_round_at_once(here: Staffed) -> None:
    lead = here.lead()
    close_lead(here.ana, lead, ClosingReason.LOST)
    here.clock.advance(5 * MINUTE)
    again(here, key="<2>")
    standing = here.standing(lead)
    assert (standing.round, standing.stage, standing.closed_as) == (2, Stage.NEW, None)


def test_a_new_round_counts_from_nothing_and_keeps_the_history(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "voicemail")
    here.clock.advance(3 * HOUR)
    assert here.standing(lead).counted == 1
    again(here, key="<2>")
    standing = here.standing(lead)
    assert (standing.counted, standing.first_call.stopped_at, len(standing.attempts)) == (0, None, 1)
    assert not standing.templates[0].is_open


def test_an_older_mail_of_the_customer_joins_the_running_round(here: Staffed) -> None:
    lead = here.lead()
    found = again(here, key="<2>", arrived_at=MONDAY - 3 * DAY)
    assert (found.lead, rounds(here, lead)) == (lead, [1, 1])
    assert here.standing(lead).arrived_at == MONDAY


def test_an_arrival_is_never_in_the_future(here: Staffed) -> None:
    lead = here.lead(arrived_at=MONDAY + DAY)
    assert here.standing(lead).arrived_at == MONDAY


@pytest.mark.parametrize("kind", list(LeadKind))
def test_who_stands_at_the_counter_rings_no_alarm(here: Staffed, kind: LeadKind) -> None:
    lead = here.lead(kind=kind)
    at_the_counter = kind in {LeadKind.PHONE_UP, LeadKind.WALK_IN}
    assert here.standing(lead).dialogue is at_the_counter
    assert (here.standing(lead).first_call.stopped_at is not None) is at_the_counter
    assert len(here.standing(lead).attempts) == 0


def test_numbers_keep_their_refs_over_rounds_and_new_ones_get_their_own(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(2 * HOUR)
    again(here, key="<2>", phones=(phone(8), phone(1)))
    here.clock.advance(2 * HOUR)
    again(here, key="<3>", phones=(phone(9), phone(8), phone(9)))
    shown = {one.ref: one.e164 for one in lead_view(here.ana, lead).phones}
    assert shown == {"n1": "+442079460001", "n2": "+442079460008", "n3": "+442079460009"}


def test_what_was_known_is_kept_where_the_new_enquiry_says_nothing(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(2 * HOUR)
    again(here, key="<2>", first="", last="", emails=(), comments="Me again")
    view = lead_view(here.ana, lead)
    assert (view.name, view.emails, view.comments) == ("Pat Sample1", ("person1@example.test",), "Me again")


def test_the_original_is_kept_byte_for_byte(here: Staffed) -> None:
    lead = here.lead(raw=b"From: \xff\x00 whatever")
    assert original_of(here.ana, lead) == b"From: \xff\x00 whatever"
    assert original_of(here.ana, here.lead(2)) is None


def test_a_batch_sees_its_own_leads(here: Staffed) -> None:
    found = received_all(here, [draft(1), draft(1, key="<2>"), draft(1), draft(2)])
    assert [one.lead == found[0].lead for one in found] == [True, True, True, False]
    assert [(one.already_here, one.again) for one in found] == [
        (False, False), (False, True), (True, False), (False, False),
    ]  # fmt: skip
    assert found[0].changes.leads == {found[0].lead, found[3].lead}


def test_one_message_id_for_all_mails_loses_none(here: Staffed) -> None:
    """Some portals' mailers give every mail the same Message-ID."""
    mails = [draft(n, key="<lead@portal.example.test>", raw=b"mail %d" % n) for n in range(1, 6)]
    found = received_all(here, mails)
    assert len({one.lead for one in found}) == 5
    assert not any(one.already_here for one in found)
    again = received_all(here, mails[::-1])
    assert [one.lead for one in again] == [one.lead for one in found[::-1]]
    assert all(one.already_here for one in again)


def test_two_texts_under_one_message_id_are_two(here: Staffed) -> None:
    def unread(words: str) -> LeadDraft:
        return LeadDraft(key="<1>", comments=words, grade=Grade.UNREADABLE, raw=words.encode())

    found = received_all(here, [unread("Call Pat"), unread("Call Kim"), unread("Call Pat")])
    assert [one.already_here for one in found] == [False, False, True]


@pytest.mark.parametrize(
    ("fields", "already_here"),
    [
        ({}, True),  # passed on by a person, or the attachment saved and dropped
        ({"source": "Lee Ash"}, True),
        ({"comments": "Is it  still THERE?\n\nAlso in the mail:\nFor you, Lee"}, True),
        ({"requested_at": MONDAY + MINUTE}, False),  # asked once more
        ({"requested_at": None}, False),
        ({"comments": "And the red one?"}, False),
        ({"phones": (phone(7),)}, False),
        ({"first": "Kim"}, False),
    ],
)
def test_the_same_content_by_another_way_is_the_same_enquiry(
    here: Staffed, fields: dict[str, Any], already_here: bool
) -> None:
    told: dict[str, Any] = {"requested_at": MONDAY, "comments": "Is it still there?"}
    receive_lead(here.ana, draft(1, **told))
    here.clock.advance(3 * HOUR)
    assert again(here, key="<forwarded>", **told | fields).already_here is already_here


def test_a_mail_that_can_be_read_by_now_tells_its_lead_who_it_is(here: Staffed) -> None:
    raw = b"a form that nobody knew"
    unread = LeadDraft(
        key="<1>",
        emails=("leads@portal.example.test",),
        comments="Naam: ...",
        grade=Grade.UNREADABLE,
        raw=raw,
    )
    lead = receive_lead(here.ana, unread).lead
    found = again(here, key="<1>", raw=raw)
    assert (found.lead, found.already_here) == (lead, True)
    view = lead_view(here.ana, lead)
    assert (view.name, view.emails, view.comments) == ("Pat Sample1", draft(1).emails, "Naam: ...")
    assert [one.usable for one in view.phones] == [True]
    again(here, key="<1>", raw=raw, first="Other")
    assert lead_view(here.ana, lead).name == "Pat Sample1"


def test_mails_read_in_another_order_than_they_came_start_the_clock_at_the_first(here: Staffed) -> None:
    here.clock.advance(2 * HOUR)
    first, second = here.clock.now() - HOUR, here.clock.now() - HOUR / 2
    lead = receive_lead(here.ana, draft(1, key="<2>", arrived_at=second)).lead
    assert receive_lead(here.ana, draft(1, key="<1>", arrived_at=first)).lead == lead
    view = lead_view(here.ana, lead)
    assert (view.standing.round, view.standing.arrived_at) == (1, first)


@pytest.mark.parametrize(
    ("fields", "already_here"),
    [
        ({}, True),  # a copy: another mailbox has written its own lines above it
        ({"comments": "And the red one?"}, False),
        ({"vehicles": (Vehicle(make="Volvo", model="V60"),)}, False),
        ({"first": "Kim", "last": "Other"}, False),  # of the same household
        ({"requested_at": MONDAY + 2 * DAY}, False),
    ],
)
def test_one_message_id_for_all_mails_loses_no_second_enquiry(
    here: Staffed, fields: dict[str, Any], already_here: bool
) -> None:
    first = receive_lead(here.ana, draft(1, raw=b"mail", requested_at=MONDAY))
    here.clock.advance(3 * DAY)
    told: dict[str, Any] = {"requested_at": MONDAY} | fields
    found = receive_lead(here.ana, draft(1, raw=b"mail again", **told))
    assert found.already_here is already_here
    assert (found.entry == "") is already_here
    assert receive_lead(here.ana, draft(1, raw=b"mail", requested_at=MONDAY)).lead == first.lead


def test_a_nameless_enquiry_is_no_new_round_of_one_of_a_household(here: Staffed) -> None:
    family: dict[str, Any] = {"phones": (phone(7),), "emails": ()}
    known = {here.lead(1, "Pat Sample", **family), here.lead(2, "Kim Other", **family)}
    found = again(here, 3, key="<3>", first="", last="", **family)
    assert found.lead not in known
    assert not found.again
    alone = here.lead(4)
    assert again(here, 4, key="<5>", first="", last="").lead == alone


def test_the_sender_of_unread_mails_ties_nobody_while_no_name_is_said(here: Staffed) -> None:
    """A person adds the number that stands in each mail, and leaves the portal's name and address."""
    leads = []
    for number in (1, 2):
        told = LeadDraft(
            key=f"<{number}>",
            full="Portal Leads",
            emails=("leads@portal.example.test",),
            comments=f"text {number}",
            grade=Grade.UNREADABLE,
        )
        leads.append(receive_lead(here.ana, told).lead)
    assert all_twins(here.ana) == ()
    for number, lead in enumerate(leads, start=1):
        form = DetailsForm("", "", "Portal Leads", (), ("leads@portal.example.test",), "")
        edit_details(here.ana, lead, form, [phone(number)])
    assert len({here.customer(lead) for lead in leads}) == 2
    for number, lead in enumerate(leads, start=1):  # it was the customer's own address
        form = DetailsForm("Pat", "Sample", "", (), ("leads@portal.example.test",), "")
        edit_details(here.ana, lead, form, [phone(number)])
    assert len({here.customer(lead) for lead in leads}) == 1


def test_a_mail_of_several_enquiries_that_is_read_better_now_gives_the_one_that_was_missing(
    here: Staffed,
) -> None:
    received_all(here, [draft(1, key="<1>", raw=b"two"), draft(2, key="<2>", raw=b"two")])
    better = [draft(3, key="<1>", raw=b"two"), draft(1, key="<1>", raw=b"two", last="Read Better")]
    assert [one.already_here for one in received_all(here, better)] == [False, True]
    assert [one.already_here for one in received_all(here, better)] == [True, True]
