"""Who has the number, in words, and what Enter does."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bdc_desk.operations.searching import KnownCustomer
from bdc_desk.ui.counter.ways import known_words, warning_words, ways_for

NOW = datetime(2026, 3, 4, 10, 40, tzinfo=UTC)
PAT = KnownCustomer(
    customer="c1",
    name="Pat Sample",
    owner="Kim Ro",
    open_lead="lead-1",
    latest_lead="lead-1",
    leads=2,
    car="Skoda Octavia",
    arrived_at=datetime(2026, 3, 3, 9, 0, tzinfo=UTC),
    do_not_call=False,
)
LEE = replace(PAT, customer="c2", name="Lee Sample", owner="", open_lead=None, latest_lead="lead-2", leads=1)
NAMELESS = replace(LEE, customer="c3", name="")


def told(name: str, *known: KnownCustomer) -> list[tuple[str, str | None]]:
    return [(way.label, way.onto) for way in ways_for(name, known, NOW, UTC).ways]


def test_who_is_known_is_said_with_owner_and_lead() -> None:
    assert known_words("", [PAT], NOW, UTC) == (
        "Known: Pat Sample, with Kim Ro, open lead: Skoda Octavia (yesterday)"
    )
    assert known_words("", [LEE], NOW, UTC) == (
        "Known: Lee Sample, nobody's customer yet, no open lead, 1 lead so far, the last: "
        "Skoda Octavia (yesterday)"
    )
    assert known_words("Maria", [PAT], NOW, UTC).startswith("Known under another name: Pat Sample")
    assert known_words("", [PAT, LEE], NOW, UTC) == "2 customers have this number: who is it?"
    assert known_words("", [], NOW, UTC) == ""


@pytest.mark.parametrize(
    ("arrived_at", "said"),
    [
        (NOW, "(today)"),
        (datetime(2026, 2, 3, tzinfo=UTC), "(3 Feb)"),
        (datetime(2024, 2, 3, tzinfo=UTC), "(3 Feb 2024)"),
    ],
)
def test_the_day_of_the_lead_is_said(arrived_at: datetime, said: str) -> None:
    assert known_words("", [replace(PAT, arrived_at=arrived_at)], NOW, UTC).endswith(said)


@pytest.mark.parametrize(
    ("name", "known", "ways"),
    [
        # nobody is known: one way
        ("Pat", (), [("Save", None)]),
        # an open lead: it comes first, whether the name is typed or not
        ("", (PAT,), [("Save on the open lead", "lead-1"), ("New enquiry", None)]),
        ("pat sample", (PAT,), [("Save on the open lead", "lead-1"), ("New enquiry", None)]),
        ("Pat", (PAT,), [("Save on the open lead", "lead-1"), ("New enquiry", None)]),
        # another name is another person until somebody says otherwise
        ("Maria", (PAT,), [("New enquiry", None), ("Save on Pat Sample's open lead", "lead-1")]),
        # nothing is open: there is one way
        ("", (LEE,), [("Save", None)]),
        ("Maria", (LEE,), [("New enquiry", None)]),
    ],
)
def test_what_enter_does_first(
    name: str, known: tuple[KnownCustomer, ...], ways: list[tuple[str, str | None]]
) -> None:
    assert told(name, *known) == ways
    assert not ways_for(name, known, NOW, UTC).undecided


def test_a_household_is_asked_who_it_is() -> None:
    ways = ways_for("", (PAT, LEE), NOW, UTC)
    assert ways.undecided
    assert [way.onto for way in ways.ways] == ["lead-1", None, None]
    assert [way.name for way in ways.ways] == ["Pat Sample", "Lee Sample", ""]
    assert ways.ways[-1].label == "Somebody else: a new enquiry"


def test_a_name_that_is_one_of_them_decides() -> None:
    ways = ways_for("Lee", (PAT, LEE), NOW, UTC)
    assert not ways.undecided
    assert ways.ways[0].name == "Lee Sample"


def test_a_name_that_is_none_of_them_is_somebody_else() -> None:
    ways = ways_for("Maria", (PAT, LEE), NOW, UTC)
    assert not ways.undecided
    assert ways.ways[0].onto is None
    assert ways.ways[0].name == ""


def test_a_name_that_may_be_two_of_them_decides_nothing() -> None:
    assert ways_for("Sample", (PAT, LEE), NOW, UTC).undecided


def test_somebody_without_a_name_decides_nothing() -> None:
    ways = ways_for("Pat", (PAT, NAMELESS), NOW, UTC)
    assert not ways.undecided
    assert ways.ways[0].onto == "lead-1"
    assert ways_for("", (NAMELESS, PAT), NOW, UTC).undecided


def test_who_asked_not_to_be_called_is_named() -> None:
    assert warning_words([PAT]) == ""
    assert "Do not call: Pat Sample asked so." in warning_words([replace(PAT, do_not_call=True), LEE])
