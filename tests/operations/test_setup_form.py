from dataclasses import replace

import pytest

from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm, faults, spans

GOOD = SetupForm(
    name="Harbour Motors",
    country="GB",
    region="",
    zone="Europe/London",
    hours=dict.fromkeys(WEEKDAYS, ("09:00-21:00",)),
    person_name="Ana Cruz",
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("09:00-21:00", ("09:00-21:00",)),
        ("9-12, 13:00 - 18:30", ("09:00-12:00", "13:00-18:30")),
        ("13-18, 9-12", ("09:00-12:00", "13:00-18:00")),  # put in order
        ("9 to 17", ("09:00-17:00",)),
        ("9.30–17.00", ("09:30-17:00",)),  # a dash as word processors write it
        ("0:00-24:00", ("00:00-24:00",)),
        ("9-12, 12-15", ("09:00-12:00", "12:00-15:00")),  # touching is not overlapping
        ("", ()),
        (" , ", ()),
    ],
)
def test_spans_as_people_type_them(typed: str, read: tuple[str, ...]) -> None:
    assert spans(typed) == read


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("all day", "not a span"),
        ("9", "not a span"),
        ("18-9", "ends before it begins"),
        ("9-9", "ends before it begins"),
        ("9-25", "24 hours"),
        ("9:75-18", "60 minutes"),
        ("9-13, 12-18", "overlap at 12:00"),
    ],
)
def test_what_is_no_span_is_said_in_words(typed: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        spans(typed)


def test_a_whole_form_has_no_fault() -> None:
    assert faults(GOOD) == {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"person_name": ""}, "person_name"),
        ({"country": "gb"}, "country"),
        ({"country": "UK"}, "country"),
        ({"country": ""}, "country"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"role": "king"}, "role"),
        ({"dial_way": "telepathy"}, "dial_way"),
        ({"hours": {"monday": ("21-9",)}}, "hours.monday"),
        ({"hours": {}}, "hours"),
    ],
)
def test_each_fault_is_named_by_its_field(change: dict[str, object], field: str) -> None:
    assert set(faults(replace(GOOD, **change))) == {field}
