"""Two customers side by side, in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bdc_desk.operations.twins import Side, Twins
from bdc_desk.operations.views import OtherLead
from bdc_desk.ui.twins.pair_words import Likeness, line_words, merged_words, owner_after, pair_lines

NOW = datetime(2026, 3, 4, 10, 40, tzinfo=UTC)
DAY = timedelta(days=1)
PAT = Side(
    lead="lead-1",
    customer="c1",
    name="Pat Sample",
    phones=("+44 20 7946 0123",),
    emails=("pat@example.test",),
    address="12 Quay Street",
    owner="Kim Ro",
    leads=(OtherLead("lead-1", NOW - 2 * DAY, "2021 Skoda Octavia", "AutoPortal", "trying"),),
    attempts=3,
    last_at=NOW - DAY,
)
SAMPEL = replace(
    PAT,
    lead="lead-2",
    customer="c2",
    name="Pat Sampel",
    emails=(),
    address="",
    owner="Ana Cruz",
    leads=(OtherLead("lead-2", NOW - 9 * DAY, "", "Showroom", "closed"),),
    attempts=0,
)
PAIR = Twins(PAT, SAMPEL, "The same number, another name")


def likeness(one: Side, other: Side) -> dict[str, str]:
    lines = pair_lines(Twins(one, other, ""), NOW, UTC)
    return {line.about: line.likeness.value for line in lines if line.likeness}


def test_every_line_says_how_the_two_are_alike() -> None:
    assert likeness(PAT, SAMPEL) == {
        "Name": "differs",
        "Numbers": "same",
        "Email": "one side only",
        "Address": "one side only",
    }


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        # case, accents and spaces are no difference; the order of numbers is none
        ({"name": "PÄT  sample"}, {"name": "Pat Sample"}, {"Name": Likeness.SAME}),
        ({"phones": ("1", "2")}, {"phones": ("2", "1")}, {"Numbers": Likeness.SAME}),
        ({"phones": ("1", "2")}, {"phones": ("2", "3")}, {"Numbers": Likeness.SHARED}),
        ({"phones": ("1",)}, {"phones": ("3",)}, {"Numbers": Likeness.DIFFERS}),
        ({"emails": ("A@example.test",)}, {"emails": ("a@example.test",)}, {"Email": Likeness.SAME}),
        ({"phones": ()}, {"phones": ()}, {"Numbers": Likeness.NONE}),
    ],
)
def test_what_counts_as_the_same(
    one: dict[str, Any], other: dict[str, Any], found: dict[str, Likeness]
) -> None:
    lines = pair_lines(Twins(replace(PAT, **one), replace(SAMPEL, **other), ""), NOW, UTC)
    told = {line.about: line.likeness for line in lines}
    assert {about: told[about] for about in found} == found


def test_the_leads_are_told_and_many_are_counted() -> None:
    many = tuple(OtherLead(f"l{n}", NOW - n * DAY, f"Car {n}", "Portal", "closed") for n in range(7))
    (line,) = [
        one
        for one in pair_lines(Twins(replace(PAT, leads=many), SAMPEL, ""), NOW, UTC)
        if one.about == "Leads"
    ]
    assert line.one.splitlines()[0] == "Car 0 · Portal · 10:40"
    assert line.one.splitlines()[-1] == "and 3 earlier"
    assert line.other == "no car named · Showroom · 23 Feb 10:40"


def test_the_first_owner_stays_owner() -> None:
    assert owner_after(PAIR) == "Ana Cruz"  # hers is the older lead
    assert merged_words(PAIR).startswith("Merged they are one customer with 2 leads; Ana Cruz stays owner.")
    assert owner_after(Twins(PAT, replace(SAMPEL, owner=""), "")) == "Kim Ro"
    assert "nobody owns the customer yet" in merged_words(
        Twins(replace(PAT, owner=""), replace(SAMPEL, owner=""), "")
    )


def test_the_page_s_line() -> None:
    assert line_words((PAIR,)) == "May be the same person as Pat Sampel (the same number, another name)"
    assert line_words((PAIR, PAIR, PAIR)).endswith(", and 2 more")
    assert "somebody without a name" in line_words((Twins(PAT, replace(SAMPEL, name=""), "x"),))
    assert line_words(()) == ""
