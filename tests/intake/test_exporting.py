"""What is written out reads back the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.intake.exporting import adf_document, car_in_words, ending, says_one_lead
from bdc_desk.intake.plain_text import line_of, lines_of, placeholder, unfilled
from bdc_desk.intake.reader import read
from bdc_desk.operations.draft import Address, Grade, LeadDraft, Phone, Vehicle
from tests.intake.samples import FIXTURES

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FIELDS = (
    "source", "first", "last", "emails", "address", "vehicles", "comments", "vendor", "provider_lead_id",
)  # fmt: skip
"""Fields that come back as they were; the others are compared one by one."""


def back(lead: LeadDraft) -> LeadDraft:
    """The lead written and read again."""
    (found,) = read(adf_document(lead), name="lead.adf", now=NOW, country="GB", zone="Europe/London")
    return found


def told(lead: LeadDraft) -> dict[str, object]:
    """What a lead says, wherever it was read."""
    fields: dict[str, object] = {name: getattr(lead, name) for name in FIELDS}
    fields["phones"] = [(phone.e164 or phone.typed, phone.type, phone.time) for phone in lead.phones]
    fields["full"] = lead.full or f"{lead.first} {lead.last}".strip()
    return fields


def says_something(text: str) -> bool:
    return bool(text.strip("$€£ ,.-0")) and not placeholder(text) and not unfilled(text)


# No sign that XML cannot hold: a reader that keeps one would be told a lost sign instead.
SIGNS = st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff")
LINE = st.text(SIGNS, max_size=40).map(line_of).filter(says_something)
MAYBE = st.just("") | LINE
LINES = st.just("") | st.text(SIGNS, max_size=200).map(lines_of).filter(says_something)
WORD = st.text(
    st.characters(categories=("L",)), min_size=1, max_size=12
).map(line_of).filter(says_something)  # fmt: skip
NUMBERS = st.integers(0, 999).map(lambda number: Phone("typed", f"+44207946{number:04}", "cellphone"))
FOREIGN = st.sampled_from(
    [
        Phone("x", "+12125550123", "home"),
        Phone("x", "+390612345678", "", time="evening"),
        Phone("+1", None, ""),
    ]
)
EMAILS = st.lists(WORD.map(lambda word: f"{word}@example.test"), max_size=3, unique_by=str.lower).map(tuple)
CARS = st.builds(
    Vehicle,
    interest=st.sampled_from(["buy", "lease", "sell", "trade-in", "test-drive"]),
    status=st.sampled_from(["", "new", "used"]),
    year=MAYBE, make=MAYBE, model=LINE, trim=MAYBE, stock=MAYBE, vin=MAYBE, odometer=MAYBE, colour=MAYBE,
    price=MAYBE, comments=LINES,
)  # fmt: skip
NAMES = st.one_of(
    st.tuples(WORD, WORD, MAYBE).filter(lambda name: name[0] != name[1]),
    st.tuples(WORD, st.just(""), st.just("")),
    st.tuples(st.just(""), WORD, st.just("")),
    st.tuples(st.just(""), st.just(""), LINE),
)
MOMENTS = st.datetimes(datetime(1991, 1, 1), datetime(2026, 3, 1), timezones=st.just(UTC))  # noqa: DTZ001


def lead_of(name: tuple[str, str, str], vehicles: list[Vehicle], comments: str, **fields: Any) -> LeadDraft:
    """A lead as the reader makes them: of one that says nothing itself, no car says anything."""
    cars = tuple(car if comments else replace(car, comments="") for car in vehicles)
    first, last, full = name
    return LeadDraft("", first=first, last=last, full=full, vehicles=cars, comments=comments, **fields)


LEADS = st.builds(
    lead_of,
    name=NAMES,
    source=MAYBE,
    emails=EMAILS,
    phones=st.lists(NUMBERS | FOREIGN, max_size=6, unique_by=lambda phone: phone.e164).map(tuple),
    address=st.none() | st.builds(Address, street=LINE, city=MAYBE, country=MAYBE),
    vehicles=st.lists(CARS, max_size=3),
    comments=LINES,
    vendor=MAYBE,
    provider_lead_id=MAYBE,
    arrived_at=MOMENTS,
)


@given(LEADS)
def test_what_is_exported_reads_back_the_same(lead: LeadDraft) -> None:
    found = back(lead)
    assert told(found) == told(lead)
    assert found.requested_at == lead.arrived_at
    assert found.grade is not Grade.UNREADABLE


def test_a_second_time_nothing_changes() -> None:
    for file in sorted(path for path in FIXTURES.rglob("*") if path.is_file()):
        for first in read(file.read_bytes(), name="", now=NOW, country="GB", zone="Europe/London"):
            once = back(first)
            assert told(back(once)) == told(once), file.name


@pytest.mark.parametrize(
    ("lead", "first", "last", "full"),
    [
        (LeadDraft("", full="Harbour Motors Ltd"), "", "", "Harbour Motors Ltd"),  # a firm stays whole
        (LeadDraft("", full="pat@example.test"), "", "", "pat@example.test"),
        (LeadDraft("", first="Jan", last="van der Berg"), "Jan", "van der Berg", "Jan van der Berg"),
        (LeadDraft("", first="Pat", last="Sample", full="Pat M. Sample"), "Pat", "Sample", "Pat M. Sample"),
        (LeadDraft("", last="Sample"), "", "Sample", "Sample"),
        (LeadDraft("", first="<b>&\"'", last="]]>"), "<b>&\"'", "]]>", "<b>&\"' ]]>"),
        (
            LeadDraft("", first="Nobody\ufffe", last="\x00X"),
            "Nobody\ufffd",
            "\ufffdX",
            "Nobody\ufffd \ufffdX",
        ),
    ],
)
def test_names_stay_as_they_are(lead: LeadDraft, first: str, last: str, full: str) -> None:
    found = back(lead)
    assert (found.first, found.last, found.full) == (first, last, full)


def test_an_empty_lead_is_a_document_all_the_same() -> None:
    assert back(LeadDraft("")).grade is Grade.PARTIAL


def test_a_car_of_which_only_words_are_known() -> None:
    assert car_in_words("2021 Ford Ranger XLT", "buy", "23495 EUR") == Vehicle(
        year="2021", model="Ford Ranger XLT", price="23495 EUR"
    )
    for words in ("Ford", "2021", "", "1823 Coach"):
        assert car_in_words(words, "trade-in") == Vehicle("trade-in", model=words)
    assert back(LeadDraft("", vehicles=(car_in_words("", "buy"),))).vehicles == ()


def test_an_original_is_passed_on_where_it_says_this_lead_alone() -> None:
    one = adf_document(LeadDraft("", first="Pat", last="Sample", arrived_at=NOW - timedelta(days=1)))
    two = one.replace(b"</adf>", one[one.index(b"<prospect>") :])
    assert says_one_lead(one, now=NOW)
    assert not says_one_lead(two, now=NOW)
    assert not says_one_lead(b"", now=NOW)
    assert not says_one_lead(one + b" " * 2_000_000, now=NOW)
    assert ending(one) == ".adf"
    assert ending(b"From: a@example.test\r\nTo: b@example.test\r\n\r\n" + one) == ".eml"
