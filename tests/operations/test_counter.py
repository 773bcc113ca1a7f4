"""Who calls or stands at the counter is received in three fields (domain.md, The lead)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bdc_desk.cadence.kinds import ClosingReason, Kind, LeadKind
from bdc_desk.cadence.standing import Section, Stage
from bdc_desk.errors import Refused
from bdc_desk.operations.counter import CounterForm, receive_at_counter
from bdc_desk.operations.lead_work import close_lead
from bdc_desk.operations.reading import lead_view, queue
from bdc_desk.operations.searching import search, who_has
from bdc_desk.operations.verifying import verify
from tests.helpers.desks import DAY, HOUR, MINUTE, Staffed, phone, unlike_rebuilt

FORM = CounterForm(LeadKind.PHONE_UP, "Zoë Ashworth", "020 7946 0123", "Skoda Octavia")


def contact(here: Staffed, lead: str) -> tuple[object, object]:
    """The latest contact: its body and details."""
    entry = here.entries(lead, Kind.CONTACT_RECEIVED)[-1]
    return dict(entry.body), entry.details and dict(entry.details)


@pytest.mark.parametrize(("kind", "how"), [(LeadKind.PHONE_UP, "call"), (LeadKind.WALK_IN, "visit")])
def test_three_fields_are_a_lead_with_its_dialogue(here: Staffed, kind: LeadKind, how: str) -> None:
    received = receive_at_counter(
        here.cy, replace(FORM, kind=kind, words=" Wants to drive it \n on Friday ", source="radio")
    )
    assert (received.already_here, received.again) == (False, False)
    view = lead_view(here.ana, received.lead)
    assert (view.name, view.first, view.last) == ("Zoë Ashworth", "Zoë", "Ashworth")
    assert (view.kind, view.source, view.wanted) == (kind, "radio", "Skoda Octavia")
    (number,) = view.phones
    assert (number.typed, number.e164, number.may_dial) == ("020 7946 0123", "+442079460123", True)
    assert here.kinds(received.lead) == ["arrival", "contact received"]
    body, details = contact(here, received.lead)
    assert body == {"how": how, "dialogue": True, "happened_at": 1772445600000000}
    assert details == {"words": "Wants to drive it \n on Friday"}
    assert received.changes.leads == {received.lead}
    assert verify(here.ana) == []
    assert unlike_rebuilt(here.ana) == []


def test_who_stands_there_rings_no_alarm_and_is_followed_up(here: Staffed) -> None:
    lead = receive_at_counter(here.cy, FORM).lead
    standing = here.standing(lead)
    assert (standing.stage, standing.dialogue) == (Stage.DIALOGUE, True)
    assert [row.marks for row in queue(here.ana)] == [()]
    assert (standing.section, standing.next_step.what) == (Section.LATER, "follow up")
    assert standing.next_step.due_at is not None
    assert standing.next_step.due_at.date() == here.clock.now().date() + timedelta(days=1)


def test_the_salesperson_who_speaks_owns_and_enquiry_staff_do_not(here: Staffed) -> None:
    assert here.standing(receive_at_counter(here.cy, FORM).lead).owner == here.cy.person
    other = replace(FORM, name="Kim Other", number="020 7946 0124")
    assert here.standing(receive_at_counter(here.ben, other).lead).owner is None


def test_a_known_customer_begins_a_round_with_the_owner_of_before(here: Staffed) -> None:
    lead = receive_at_counter(here.cy, FORM).lead
    here.clock.advance(2 * HOUR)
    again = receive_at_counter(here.ana, replace(FORM, kind=LeadKind.WALK_IN))
    assert (again.lead, again.again) == (lead, True)
    assert [entry.round for entry in here.entries(lead)] == [1, 1, 2, 2]
    assert here.standing(lead).owner == here.cy.person


def test_the_same_typed_twice_was_said_twice(here: Staffed) -> None:
    first, second = receive_at_counter(here.cy, FORM), receive_at_counter(here.cy, FORM)
    assert (second.lead, second.already_here, second.again) == (first.lead, False, True)
    assert len(here.entries(first.lead, Kind.ARRIVAL)) == 2


def test_a_contact_onto_an_open_lead_is_no_new_enquiry(here: Staffed) -> None:
    lead = here.lead(1)
    here.clock.advance(HOUR)
    form = CounterForm(LeadKind.WALK_IN, "Pat Sample1", "020 7946 0001", "Kia Niro", words="Brought a friend")
    received = receive_at_counter(here.cy, form, onto=lead)
    assert (received.lead, received.again, received.already_here) == (lead, True, False)
    assert received.changes.leads == {lead}
    assert here.kinds(lead) == ["arrival", "contact received"]
    body, details = contact(here, lead)
    assert body == {"how": "visit", "dialogue": True, "happened_at": 1772449200000000}
    assert details == {"words": "About: Kia Niro\nBrought a friend"}
    assert (here.standing(lead).round, here.standing(lead).owner) == (1, here.cy.person)
    receive_at_counter(here.cy, replace(form, wanted="", words=""), onto=lead)
    assert contact(here, lead)[1] is None


def test_what_the_lead_did_not_know_is_added(here: Staffed) -> None:
    lead = here.lead(1, " ", phones=(phone(1),))
    form = CounterForm(LeadKind.PHONE_UP, "Pat Sample1", "020 7946 0999", "", email="pat@home.example.test")
    receive_at_counter(here.cy, form, onto=lead)
    view = lead_view(here.ana, lead)
    assert {one.e164 for one in view.phones} == {"+442079460001", "+442079460999"}
    assert view.emails == ("person1@example.test", "pat@home.example.test")
    assert view.name == "Pat Sample1"
    assert here.kinds(lead) == ["arrival", "details edited", "contact received"]
    again = replace(
        form, name="Kim Other", email="PAT@home.example.test"
    )  # nothing new: a name is not taken over
    receive_at_counter(here.cy, again, onto=lead)
    assert here.kinds(lead)[3:] == ["contact received"]
    assert unlike_rebuilt(here.ana) == []


def test_a_contact_onto_what_is_closed_or_unknown_is_refused(here: Staffed) -> None:
    lead = here.lead(1)
    close_lead(here.ana, lead, ClosingReason.LOST)
    written = here.count()
    with pytest.raises(Refused, match="closed"):
        receive_at_counter(here.cy, FORM, onto=lead)
    with pytest.raises(Refused, match="no lead"):
        receive_at_counter(here.cy, FORM, onto="nobody")
    assert here.count() == written


@pytest.mark.parametrize("form", [
    CounterForm(LeadKind.PHONE_UP, "", "", "Skoda Octavia"),
    CounterForm(LeadKind.WALK_IN, " \n", " - ", "", email="zoe@example.test", words="came by"),
    CounterForm(LeadKind.PHONE_UP, "", "no number", ""),
    CounterForm(LeadKind.INTERNET, "Zoë", "020 7946 0123", ""),
])  # fmt: skip
def test_nobody_is_refused(here: Staffed, form: CounterForm) -> None:
    written = here.count()
    for onto in (None, here.lead(1)):
        with pytest.raises(Refused):
            receive_at_counter(here.cy, form, onto=onto)
    assert here.count() == written + 1


@pytest.mark.parametrize(
    ("name", "number", "typed", "e164", "shown"),
    [
        ("Zoë", "", None, None, "Zoë"),
        ("", "020 7946 0123", "020 7946 0123", "+442079460123", "Unknown customer"),
        ("Zoë", "+1 212 555 0123", "+1 212 555 0123", "+12125550123", "Zoë"),
        ("Zoë", "12", "12", None, "Zoë"),  # kept as typed, and said to be no number
        ("Zoë", "  0 2 0 79460123  ", "0 2 0 79460123", "+442079460123", "Zoë"),
    ],
)
def test_what_is_typed_is_kept(
    here: Staffed, name: str, number: str, typed: str | None, e164: str | None, shown: str
) -> None:
    lead = receive_at_counter(here.cy, replace(FORM, name=name, number=number)).lead
    view = lead_view(here.ana, lead)
    assert view.name == shown
    assert [(one.typed, one.e164) for one in view.phones] == ([(typed, e164)] if typed else [])


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Zoë Ashworth", "Zoë", "Ashworth"),
        ("Jan van der Berg", "Jan", "van der Berg"),
        ("Jan Willem de Vries", "Jan Willem", "de Vries"),
        ("Mrs Zoë Ashworth", "Zoë", "Ashworth"),
        ("Anna-Maria O’Neil", "Anna-Maria", "O’Neil"),
        ("Zoë", "Zoë", ""),
        ("Mrs Ashworth", "", "Ashworth"),
        ("Ashworth, Zoë", "Zoë", "Ashworth"),
        ("Harbour Motors 2000", "", ""),
    ],
)
def test_a_name_in_its_parts(here: Staffed, name: str, first: str, last: str) -> None:
    view = lead_view(here.ana, receive_at_counter(here.cy, replace(FORM, name=name)).lead)
    assert (view.first, view.last, view.full) == (first, last, name)


def test_a_caller_is_found_at_once(here: Staffed) -> None:
    lead = receive_at_counter(here.cy, FORM).lead
    here.clock.advance(MINUTE)
    assert search(here.ana, "0123")[0].lead == search(here.ana, "ashworth octa")[0].lead == lead
    assert who_has(here.ana, "020 7946 0123")[0].open_lead == lead


def test_a_mistake_is_closed_as_what_it_is(here: Staffed) -> None:
    """There is no undo of what the customer did: a lead saved by mistake is closed, for a second person to
    see.
    """
    lead = receive_at_counter(here.cy, FORM).lead
    close_lead(here.cy, lead, ClosingReason.SPAM, "typed by mistake")
    assert here.standing(lead).section is None
    here.clock.advance(DAY)
    assert receive_at_counter(here.cy, FORM).lead == lead
    assert here.standing(lead).round == 2
