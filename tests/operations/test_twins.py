"""Likely twins are shown, never merged by themselves; strangers are never asked about (domain.md, The
lead).
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.errors import Refused
from bdc_desk.operations.draft import Address, Vehicle
from bdc_desk.operations.identity import normal_name
from bdc_desk.operations.lead_work import edit_details, hand_over
from bdc_desk.operations.likeness import (
    initials_agree,
    name_words,
    names_similar,
    one_letter_off,
    own_domain,
    place_of,
)
from bdc_desk.operations.merging import keep_apart, merge, undo_keep_apart
from bdc_desk.operations.twins import MOST_SHARING, Twins, all_twins, twins_of
from bdc_desk.operations.views import DetailsForm
from bdc_desk.storage.rows import LeadRow
from bdc_desk.storage.store import Snapshot
from tests.helpers.desks import DAY, HOUR, MINUTE, Staffed, phone, unlike_rebuilt

HOME = Address("1 Harbour Road", "London", "", "SW1A 1AA", "United Kingdom")
OCTAVIA = (Vehicle(make="Škoda", model="Octavia"),)


def whys(found: tuple[Twins, ...]) -> list[str]:
    return [two.why for two in found]


# --- names ---


@pytest.mark.parametrize(
    ("one", "other", "similar"),
    [
        ("Zoë Ashworth", "Zoe Ashworth", True),
        ("Ashworth, Zoe", "Zoe Ashworth", True),
        ("Jan van der Berg", "Jan Berg", True),
        ("Jan v.d. Berg", "Jan van den Berg", False),  # "v d" is no word of ours: another spelling altogether
        ("Zoe Ashworth", "Zoe Asworth", True),  # a letter less
        ("Zoe Ashworth", "Zoe Ashwroth", True),  # changed places
        ("Zoe Ashworth", "Zoe Ashwarth", True),
        ("Jürgen Müller", "Jürgen Mueller", True),
        ("Mr Pat Sample", "Pat Sample", True),
        ("Pat Sample", "Kim Sample", False),
        ("Pat Smit", "Pat Smid", False),  # short words are other words
        ("Jon Sample", "Jan Sample", False),
        ("Elizabeth Sample", "Liz Sample", False),  # nicknames are other names
        ("Zoe Ashworth", "Zoe Ashwrth Ho", False),
        ("Ashworth", "Ashworth", False),  # one word says too little
        ("", "", False),
        ("Zoe Ashworth", "Zoe Ashwroht", False),  # two letters
        ("Katrina Ashworth", "Katrine Ashwarth", False),  # one in each word
    ],
)
def test_similar_names(one: str, other: str, similar: bool) -> None:
    assert names_similar(normal_name(one), normal_name(other)) is similar
    assert names_similar(normal_name(other), normal_name(one)) is similar


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("P. Sample", "Pat Sample", True),
        ("D. Sample", "Dana Sample", True),
        ("Jo van der Berg", "Johanna Berg", True),
        ("Pat Sample", "Peter Sample", False),
        ("P. Sample", "Pat Other", False),
        ("Sample", "Pat Sample", False),
        ("", "Pat Sample", False),
    ],
)
def test_initials(one: str, other: str, agree: bool) -> None:
    assert initials_agree(normal_name(one), normal_name(other)) is agree


@given(st.text(alphabet="abc", max_size=9), st.text(alphabet="abc", max_size=9))
def test_one_letter_off_is_what_it_says(one: str, other: str) -> None:
    """Against the definition: all words that one change makes."""
    changed = {one[:at] + sign + one[at + 1 :] for at in range(len(one)) for sign in "abc"}
    changed |= {one[:at] + sign + one[at:] for at in range(len(one) + 1) for sign in "abc"}
    changed |= {one[:at] + one[at + 1 :] for at in range(len(one))}
    changed |= {one[:at] + one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :] for at in range(len(one))}
    is_long = min(len(one), len(other)) >= 6
    if one != other:
        assert one_letter_off(one, other) is (is_long and other in changed)


@given(st.text(), st.text())
def test_names_of_any_signs(one: str, other: str) -> None:
    name, its = normal_name(one), normal_name(other)
    assert names_similar(name, its) is names_similar(its, name)
    assert initials_agree(name, its) is initials_agree(its, name)
    assert name_words(name) is not None
    place_of(one)
    own_domain(other)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("1 Harbour Road, SW1A 1AA London, United Kingdom", "sw1a1aa 1"),
        ("1 Harbour Rd, London SW1A1AA", "sw1a1aa 1"),
        ("Kade 12b, 1017 AB Amsterdam", "1017ab 12b"),
        ("Hafenstraße 7, 20457 Hamburg", "20457 hafenstrasse 7"),
        ("7 Harbor Road, 90210 Springfield, CA", "90210 7 harbor road"),
        ("London SW1A 1AA", ""),  # a street is no house
        ("Harbour Road, London", ""),
        ("Hafenstraße, 20457 Hamburg", ""),
        ("", ""),
        ("1" * 5000, ""),
    ],
)
def test_places(address: str, place: str) -> None:
    assert place_of(address) == place


@pytest.mark.parametrize(
    ("email", "domain"),
    [
        ("zoe@harbour.example.test", "harbour.example.test"),
        ("zoe@Ashworth.Example", "ashworth.example"),
        ("zoe@gmail.com", ""),
        ("zoe@yahoo.co.uk", ""),
        ("zoe@t-online.de", ""),
        ("zoe", ""),
        ("", ""),
    ],
)
def test_domains_of_ones_own(email: str, domain: str) -> None:
    assert own_domain(email) == domain


# --- who is shown ---


def lead(here: Staffed, number: int, name: str, **fields: Any) -> str:
    """Somebody who shares nothing with the others but what is told."""
    told = {"emails": (f"p{number}@{number}.example.test",), "vehicles": (), **fields}
    found = here.lead(number, name, **told)
    here.clock.advance(MINUTE)
    return found


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            {"phones": (phone(50),)},
            {"name": "Kim Other", "phones": (phone(50),)},
            "The same number, another name",
        ),
        (
            {"emails": ("us@example.test",)},
            {"name": "Kim Other", "emails": ("Us@Example.test",)},
            "The same e-mail address, another name",
        ),
        (
            {"address": HOME},
            {"name": "Zoe Asworth", "address": HOME},
            "Similar names: Zoë Ashworth, Zoe Asworth; the same address",
        ),
        (
            {"address": HOME},
            {"name": "Ashworth", "address": HOME},
            "Similar names: Zoë Ashworth, Ashworth; the same address",
        ),
        (
            {"address": HOME},
            {"name": "Z Ashworth", "address": HOME},
            "Similar names: Zoë Ashworth, Z Ashworth; the same address",
        ),
        (
            {"vehicles": OCTAVIA},
            {"name": "Ashworth, Zoe", "vehicles": OCTAVIA},
            "Similar names: Zoë Ashworth, Ashworth, Zoe; the same car within 30 days",
        ),
        (
            {"emails": ("zoe@harbour.example",)},
            {"name": "Z. Ashworth", "emails": ("office@harbour.example",)},
            "Similar names: Zoë Ashworth, Z. Ashworth; the same mail domain",
        ),
        # nothing but the name, or too little of it
        ({}, {"name": "Zoe Ashworth"}, ""),
        ({"address": HOME}, {"name": "Kim Ashworth", "address": HOME}, ""),
        ({"address": HOME}, {"name": "", "address": HOME}, ""),
        ({"vehicles": OCTAVIA}, {"name": "Zoe Other", "vehicles": OCTAVIA}, ""),
        ({"vehicles": OCTAVIA}, {"name": "Z Ashworth", "vehicles": OCTAVIA}, ""),
        ({"emails": ("zoe@gmail.com",)}, {"name": "Zoe Ashworth", "emails": ("z@gmail.com",)}, ""),
        (
            {"emails": ("zoe@harbour.example",)},
            {"name": "Kim Ashworth", "emails": ("k@harbour.example",)},
            "",
        ),
    ],
)  # fmt: skip
def test_who_is_shown_and_who_is_not(
    here: Staffed, one: dict[str, Any], other: dict[str, Any], why: str
) -> None:
    first = lead(here, 1, "Zoë Ashworth", **one)
    second = lead(
        here, 2, other["name"] or " ", **{key: told for key, told in other.items() if key != "name"}
    )
    assert here.customer(first) != here.customer(second)
    assert len(twins_of(here.ana, second)) == bool(why)
    assert whys(twins_of(here.ana, first)) == whys(all_twins(here.ana)) == ([why] if why else [])
    assert unlike_rebuilt(here.ana) == []


def test_the_same_car_months_apart_says_nothing(here: Staffed) -> None:
    first = lead(here, 1, "Zoe Ashworth", vehicles=OCTAVIA)
    here.clock.advance(31 * DAY)
    lead(here, 2, "Zoe Asworth", vehicles=OCTAVIA)
    assert twins_of(here.ana, first) == all_twins(here.ana) == ()


def test_who_is_one_customer_is_no_twin(here: Staffed) -> None:
    first = lead(here, 1, "Zoe Ashworth", phones=(phone(50),))
    here.clock.advance(91 * DAY)
    lead(here, 2, "Zoe Ashworth", phones=(phone(50),))
    assert twins_of(here.ana, first) == all_twins(here.ana) == ()


@pytest.mark.parametrize("say", [keep_apart, merge])
def test_what_was_said_is_not_asked_again(here: Staffed, say: Callable[..., Any]) -> None:
    pat = lead(here, 1, "Pat Sample", phones=(phone(50),))
    kim = lead(here, 2, "Kim Sample", phones=(phone(50),))
    done = say(here.ana, kim, pat)
    for asked in (pat, kim):
        assert twins_of(here.ana, asked) == ()
    assert all_twins(here.ana) == ()
    if say is keep_apart:
        undo_keep_apart(here.ana, done.entry)
        assert len(all_twins(here.ana)) == 1


def test_a_switchboard_ties_nobody(here: Staffed) -> None:
    """What more than a few share says nothing of anybody."""
    leads = [
        lead(here, number, f"Caller{number} Sample{number}", phones=(phone(50),))
        for number in range(MOST_SHARING)
    ]
    assert len(twins_of(here.ana, leads[0])) == MOST_SHARING - 1
    assert len(all_twins(here.ana)) == MOST_SHARING * (MOST_SHARING - 1) // 2
    assert len(all_twins(here.ana, limit=3)) == 3
    lead(here, 99, "One More", phones=(phone(50),))
    assert twins_of(here.ana, leads[0]) == all_twins(here.ana) == ()


def test_both_sides_are_told_whole(here: Staffed) -> None:
    zoe = lead(here, 1, "Zoe Ashworth", phones=(phone(50), phone(1)), address=HOME, vehicles=OCTAVIA)
    here.call(zoe, "voicemail")
    here.clock.advance(91 * DAY)
    again = lead(here, 3, "Zoe Ashworth", phones=(phone(1),), vehicles=(), address=None)
    hand_over(here.ben, again, here.cy.person, "hers")
    kim = lead(here, 2, "Kim Other", phones=(phone(50),))
    ((told),) = twins_of(here.ana, kim)
    one, other = told.one, told.other
    assert (one.lead, one.name, one.phones, one.attempts) == (kim, "Kim Other", ("+44 20 7946 0050",), 0)
    assert (other.lead, other.customer, other.owner, other.attempts) == (again, zoe, "Cy Novak", 1)
    assert other.phones == ("+44 20 7946 0001", "+44 20 7946 0050")
    assert other.emails == ("p3@3.example.test", "p1@1.example.test")
    assert other.address.startswith("1 Harbour Road")
    assert [(two.lead, two.car, two.source) for two in other.leads] == [
        (again, "", "AutoPortal"),
        (zoe, "Škoda Octavia", "AutoPortal"),
    ]
    assert other.last_at == here.entries(again)[-1].made_at
    ((told),) = all_twins(here.ana)  # who came first stands first
    assert (told.one.customer, told.other.customer) == (zoe, kim)


def test_the_newest_are_told_first(here: Staffed) -> None:
    for number in (1, 2, 3):
        for name in ("Pat Sample", "Kim Other"):
            lead(here, number, f"{name}{number}", phones=(phone(50 + number),), key=f"<{name} {number}>")
            here.clock.advance(HOUR)
    told = all_twins(here.ana)
    assert [two.one.name for two in told] == ["Pat Sample3", "Pat Sample2", "Pat Sample1"]
    assert [two.one.name for two in all_twins(here.ana, limit=2)] == ["Pat Sample3", "Pat Sample2"]


def test_an_edit_makes_and_ends_twins(here: Staffed) -> None:
    first = lead(here, 1, "Zoe Ashworth", address=HOME)
    second = lead(here, 2, "Kim Other", address=HOME)
    assert all_twins(here.ana) == ()
    form = DetailsForm("Zoe", "Ashwort", "", (), ("p2@2.example.test",), "1 Harbour Rd., London SW1A1AA")
    edit_details(here.ana, second, form, [phone(2)])
    assert len(twins_of(here.ana, first)) == 1
    edit_details(here.ana, second, DetailsForm("Zoe", "Ashwort", "", (), (), "2 Harbour Road"), [phone(2)])
    assert twins_of(here.ana, first) == ()
    assert unlike_rebuilt(here.ana) == []


def test_an_unknown_lead(here: Staffed) -> None:
    with pytest.raises(Refused, match="no lead"):
        twins_of(here.ana, "nobody")


def test_the_cost_goes_with_the_customers_own_keys(here: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Strangers in the same file are not read."""
    first = lead(here, 1, "Zoe Ashworth", address=HOME, vehicles=OCTAVIA)
    lead(here, 2, "Zoe Asworth", address=HOME, vehicles=OCTAVIA)
    read: list[str] = []
    whole = Snapshot.leads_of_customer

    def reading(snapshot: Snapshot, customer: str) -> list[LeadRow]:
        read.append(customer)
        return whole(snapshot, customer)

    monkeypatch.setattr(Snapshot, "leads_of_customer", reading)
    twins_of(here.ana, first)
    before = len(read)
    for number in range(3, 15):
        lead(here, number, f"Stranger{number} Sample{number}", vehicles=OCTAVIA)
    read.clear()
    twins_of(here.ana, first)
    assert len(read) == before
