"""A person's word on who is who: said, taken back, and holding against what keys say (docs/log.md, Who is
who).
"""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import ClosingReason, Kind, LeadKind
from bdc_desk.errors import Refused
from bdc_desk.operations.calling import claim, dial
from bdc_desk.operations.lead_work import close_lead, edit_details, hand_over, write_note
from bdc_desk.operations.merging import keep_apart, merge, undo_keep_apart, undo_merge
from bdc_desk.operations.once_only import lead_id
from bdc_desk.operations.reading import lead_view, taken_customers
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.views import DetailsForm
from bdc_desk.operations.writing import working
from tests.helpers.desks import (
    DAY,
    HOUR,
    MINUTE,
    MONDAY,
    Staffed,
    draft,
    phone,
    projections,
    staffed,
    unlike_rebuilt,
)

FAMILY = (phone(50),)


def customers(here: Staffed, *leads: str) -> list[int]:
    """For each lead which of them is its customer's first; the lists are rebuilt on the way."""
    assert unlike_rebuilt(here.ana) == []
    return [leads.index(here.customer(lead)) for lead in leads]


def people(here: Staffed, *numbers: int) -> list[str]:
    """Leads of strangers, an hour apart."""
    leads = []
    for number in numbers:
        leads.append(here.lead(number, f"Pat{number} Sample{number}"))
        here.clock.advance(HOUR)
    return leads


def test_two_strangers_become_one_and_two_again(here: Staffed) -> None:
    one, other = people(here, 1, 2)
    before = projections(here.store)
    done = merge(here.ana, other, one)
    assert customers(here, one, other) == [0, 0]
    assert done.changes.leads == {one, other}
    assert {two.lead for two in lead_view(here.ana, one).other_leads} == {other}
    undo_merge(here.ben, done.entry)
    assert customers(here, one, other) == [0, 1]
    assert projections(here.store)["lead_row"] == before["lead_row"]
    assert verify(here.ana) == []


def test_a_merge_is_told_with_the_others_name(here: Staffed) -> None:
    one, other = people(here, 1, 2)
    done = merge(here.ana, one, other)
    undo_merge(here.ana, done.entry)
    kept = keep_apart(here.ana, one, other)
    undo_keep_apart(here.ana, kept.entry)
    told = [line.text for line in lead_view(here.ana, one).timeline]
    assert told[-4:] == [
        "Merged with Pat2 Sample2: one customer",
        "Merge taken back",
        "Kept apart from Pat2 Sample2: two people",
        "“Two people” taken back",
    ]
    assert here.standing(one).misfits == ()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_older_leads_owner_stays_whichever_way_it_is_said(here: Staffed, order: tuple[int, int]) -> None:
    one, other = leads = people(here, 1, 2)
    here.call(one, "dialogue", by=here.cy)
    here.call(other, "dialogue", by=here.ana)
    done = merge(here.ben, *(leads[place] for place in order))
    assert [here.standing(lead).owner for lead in leads] == [here.cy.person] * 2
    hand_over(here.ben, other, here.ana.person, "lives nearby")
    assert [here.standing(lead).owner for lead in leads] == [here.ana.person] * 2
    undo_merge(here.ana, done.entry)
    assert [here.standing(lead).owner for lead in leads] == [here.cy.person, here.ana.person]
    assert unlike_rebuilt(here.ana) == []


def test_do_not_call_and_a_purchase_reach_over_a_merge(here: Staffed) -> None:
    one, other, third = people(here, 1, 2, 3)
    here.call(one, "do not call")
    close_lead(here.ana, third, ClosingReason.SOLD)
    done = merge(here.ana, other, one)
    with pytest.raises(Refused, match="do not call"):
        dial(here.ana, other, "n1")
    undo_merge(here.ana, done.entry)
    merge(here.ana, third, other)
    assert "bought" in str(here.standing(other).silence)
    assert dial(here.ana, other, "n1")[0].number == "n1"


def test_a_merge_is_found_from_both_leads(here: Staffed) -> None:
    one, other, third = people(here, 1, 2, 3)
    merge(here.ana, one, other)
    merge(here.ana, third, other)
    assert customers(here, one, other, third) == [0, 0, 0]
    for lead in (one, other, third):
        assert len(lead_view(here.ana, lead).other_leads) == 2


def test_a_later_enquiry_of_either_is_the_one_customers(here: Staffed) -> None:
    one, other = people(here, 1, 2)
    merge(here.ana, one, other)
    here.clock.advance(91 * DAY)
    for number in (1, 2):
        later = here.lead(number, f"Pat{number} Sample{number}", key=f"<later {number}>")
        assert customers(here, one, later) == [0, 0]


def test_who_was_merged_has_two_names(here: Staffed) -> None:
    """The maiden name and the other: a lead of either name joins, a stranger with the number does not."""
    maiden = here.lead(1, "Kim Sample", phones=FAMILY)
    here.clock.advance(HOUR)
    married = here.lead(2, "Kim Other", phones=(phone(51),))
    merge(here.ana, married, maiden)
    here.clock.advance(91 * DAY)
    again = here.lead(3, "Kim Other", phones=(phone(51),))
    stranger = here.lead(4, "Bo Else", phones=(phone(51),))
    assert customers(here, maiden, married, again, stranger) == [0, 0, 0, 3]


@pytest.mark.parametrize(("one", "other"), [(0, 1), (1, 0)])
def test_father_and_son_are_two_people(here: Staffed, one: int, other: int) -> None:
    """The same name and number: a word parts them, and taking it back joins them."""
    leads = [here.lead(1, "Pat Sample", phones=FAMILY)]
    here.clock.advance(91 * DAY)
    leads.append(here.lead(2, "Pat Sample", phones=FAMILY))
    assert customers(here, *leads) == [0, 0]
    kept = keep_apart(here.ana, leads[one], leads[other])
    assert customers(here, *leads) == [0, 1]
    assert kept.changes.leads == set(leads)
    undo_keep_apart(here.cy, kept.entry)
    assert customers(here, *leads) == [0, 0]


def test_the_later_word_on_two_leads_holds(here: Staffed) -> None:
    one, other = people(here, 1, 2)
    first = merge(here.ana, one, other)
    second = keep_apart(here.ben, other, one)
    assert customers(here, one, other) == [0, 1]
    third = merge(here.ana, other, one)
    assert customers(here, one, other) == [0, 0]
    undo_merge(here.ana, third.entry)  # and with it the first, which said the same of the same two
    assert customers(here, one, other) == [0, 1]
    undo_keep_apart(here.ana, second.entry)
    assert customers(here, one, other) == [0, 1]
    with pytest.raises(Refused, match="taken back already"):
        undo_merge(here.ana, first.entry)


def test_keeping_apart_a_merge_is_undone_to_the_merge(here: Staffed) -> None:
    one, other = people(here, 1, 2)
    merge(here.ana, one, other)
    kept = keep_apart(here.ana, one, other)
    undo_keep_apart(here.ana, kept.entry)
    assert customers(here, one, other) == [0, 0]


def test_a_merge_of_others_is_not_parted_in_passing(here: Staffed) -> None:
    one, other, third = people(here, 1, 2, 3)
    merge(here.ana, one, other)
    merge(here.ana, other, third)
    written = here.count()
    with pytest.raises(Refused, match="Take that merge back first"):
        keep_apart(here.ana, one, third)
    assert here.count() == written
    assert customers(here, one, other, third) == [0, 0, 0]


@pytest.mark.parametrize("say", [merge, keep_apart])
def test_what_cannot_be_said(here: Staffed, say: Callable[..., object]) -> None:
    one, other = people(here, 1, 2)
    with pytest.raises(Refused, match="same enquiry"):
        say(here.ana, one, one)
    with pytest.raises(Refused, match="no such lead"):
        say(here.ana, one, "nobody")
    say(here.ana, one, other)
    written = here.count()
    with pytest.raises(Refused, match="already"):
        say(here.ben, other, one)
    assert here.count() == written


def test_nothing_else_is_taken_back(here: Staffed) -> None:
    one, other = people(here, 1, 2)
    note = here.entries(one, Kind.ARRIVAL)[0].id
    kept = keep_apart(here.ana, one, other)
    for entry in (note, "nothing", kept.entry):
        with pytest.raises(Refused, match="nothing to take back"):
            undo_merge(here.ana, entry)
    undo_keep_apart(here.ana, kept.entry)
    with pytest.raises(Refused, match="already"):
        undo_keep_apart(here.ana, kept.entry)


def test_a_closed_lead_is_merged_too(here: Staffed) -> None:
    one, other = people(here, 1, 2)
    close_lead(here.ana, one, ClosingReason.LOST)
    merge(here.ana, one, other)
    assert customers(here, one, other) == [0, 0]


# --- claims are on customers ---


def test_a_claim_held_during_a_merge_still_keeps_colleagues_off(here: Staffed) -> None:
    one, other = people(here, 1, 2)
    claim(here.ben, other)
    merge(here.ana, one, other)
    assert taken_customers(here.ana)[one].holder == here.ben.person
    for lead in (one, other):
        with pytest.raises(Refused, match="Ben Ito is on it"):
            dial(here.ana, lead, "n1")
    here.call(other, "voicemail", by=here.ben)  # who holds it works on, and lets go of all of it
    assert taken_customers(here.ana) == {}
    here.clock.advance(MINUTE)
    assert dial(here.ana, one, "n1")[0].lead == one


def test_a_claim_held_during_an_undo_stays_with_its_customer(here: Staffed) -> None:
    one, other = people(here, 1, 2)
    done = merge(here.ana, one, other)
    claim(here.ben, one)
    undo_merge(here.ana, done.entry)
    assert set(taken_customers(here.ana)) == {one}
    claim(here.ana, other)


# --- whatever is said in whatever order ---

NAMES = ("Pat Sample", "Kim Sample", "Pat", "")


class Talk:
    """Random arrivals, edits and words of three people on a few leads."""

    def __init__(self, here: Staffed, seed: int) -> None:
        self.here, self.dice = here, random.Random(seed)
        self.leads: list[str] = []
        self.said: list[tuple[Callable[..., object], str]] = []
        for _ in range(4):
            self.arrive()

    def act(self) -> None:
        chosen = self.dice.choice(
            (self.arrive, self.edit, self.word, self.word, self.word, self.back, self.note)
        )
        with suppress(Refused):
            chosen()
        self.here.clock.advance(timedelta(minutes=self.dice.choice((1, 70, 40_000))))

    def arrive(self) -> None:
        name, number = self.dice.choice(NAMES), self.dice.randrange(1, 4)
        first, _, last = name.partition(" ")
        told = draft(number, key=f"<{self.dice.random()}>", kind=self.dice.choice(tuple(LeadKind)))
        phones = self.dice.choice(((), (phone(9),), (phone(number),), (phone(9), phone(number))))
        lead = receive_lead(self.here.ana, replace(told, first=first, last=last, phones=phones)).lead
        self.leads = [*dict.fromkeys([*self.leads, lead])]

    def edit(self) -> None:
        first, _, last = self.dice.choice(NAMES).partition(" ")
        phones = self.dice.choice(((), (phone(9),), (phone(self.dice.randrange(1, 4)),)))
        edit_details(
            self.here.ana, self.dice.choice(self.leads), DetailsForm(first, last, "", (), (), ""), phones
        )

    def word(self) -> None:
        one, other = self.dice.choice(self.leads), self.dice.choice(self.leads)
        if self.dice.random() < 0.6:
            self.said.append((undo_merge, merge(self.here.ben, one, other).entry))
        else:
            self.said.append((undo_keep_apart, keep_apart(self.here.cy, one, other).entry))

    def back(self) -> None:
        if self.said:
            undo, entry = self.dice.choice(self.said)
            undo(self.here.ana, entry)

    def note(self) -> None:
        write_note(self.here.ana, self.dice.choice(self.leads), "Prefers blue")


def whose(here: Staffed) -> dict[str, str]:
    with here.store.snapshot() as snapshot:
        return {row.lead: row.customer for row in snapshot.lead_rows()}


@pytest.mark.parametrize("seed", range(25))
def test_any_order_of_words_and_arrivals_equals_a_rebuild(tmp_path: Path, seed: int) -> None:
    with staffed(tmp_path) as here:
        talk = Talk(here, seed)
        for _ in range(40):
            talk.act()
        assert verify(here.ana) == []
        assert unlike_rebuilt(here.ana) == []
        with here.store.snapshot() as snapshot:
            owners = {row.customer: set[str | None]() for row in snapshot.lead_rows()}
            for row in snapshot.lead_rows():
                owners[row.customer].add(row.owner)
        assert all(len(names) == 1 for names in owners.values())  # one customer, one salesperson
        # A merge of any two and its undoing leave exactly what was.
        for _ in range(4):
            one, other = talk.dice.sample(talk.leads, 2)
            before = whose(here)
            with suppress(Refused):
                undo_merge(here.ana, merge(here.ana, one, other).entry)
            assert whose(here) == before


def test_a_merge_waits_for_a_lead_that_has_not_arrived_here(here: Staffed) -> None:
    """As on a desk that pulls a merge before the lead it names."""
    one, third = people(here, 1, 3)
    late = draft(2, "Kim Late", arrived_at=MONDAY - HOUR)
    with here.store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    coming = lead_id(identity.dealership, late.key)
    for lead in (one, third):
        with working(here.ana) as work:
            work.append(Kind.MERGED, {"with": coming}, lead=lead, round_=1)
        assert here.standing(lead).misfits == ()
    assert customers(here, one, third) == [0, 1]
    assert receive_lead(here.ana, late).lead == coming
    assert customers(here, coming, one, third) == [0, 0, 0]


def test_a_merged_customer_who_enquires_again_is_called_under_the_own_name(here: Staffed) -> None:
    """So that taking the word back leaves nothing of the one on the other's lead."""
    one, other = people(here, 1, 2)
    done = merge(here.ana, one, other)
    again = receive_lead(here.ben, draft(1, "Pat1 Sample1", key="<again>", arrived_at=here.clock.now()))
    assert (again.lead, again.again) == (one, True)
    undo_merge(here.ana, done.entry)
    assert customers(here, one, other) == [0, 1]
    assert [lead_view(here.ana, lead).name for lead in (one, other)] == ["Pat1 Sample1", "Pat2 Sample2"]


def test_a_number_added_since_leads_to_the_same_customer(here: Staffed) -> None:
    one = here.lead(1, "Pat Sample", phones=(phone(1),))
    here.clock.advance(HOUR)
    other = here.lead(2, "Pat Sample", phones=(phone(1), phone(2)), arrived_at=here.clock.now())
    assert other == one  # a round of the first
    here.clock.advance(HOUR)
    again = receive_lead(here.ben, draft(3, "Pat Sample", phones=(phone(2),), emails=()))
    assert again.lead == one


def test_nobody_is_taken_for_another_of_the_household(here: Staffed) -> None:
    """A nameless enquiry from the family's telephone goes to its first; the next of the family does not."""
    first = here.lead(1, "Kim Other", phones=FAMILY, emails=())
    here.clock.advance(100 * DAY)
    nameless = here.lead(2, phones=FAMILY, emails=(), first="", last="")
    here.clock.advance(100 * DAY)
    third = here.lead(3, "Pat Sample", phones=FAMILY, emails=())
    assert len({first, nameless, third}) == 3
    assert here.customer(nameless) == here.customer(first) != here.customer(third)
