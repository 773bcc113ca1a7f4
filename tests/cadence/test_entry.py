"""The fields of an entry's body, read as what they are or not at all."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bdc_desk.cadence.entry import micros, moment
from tests.helpers.lead_log import LeadLog


def entry_with(value: object) -> Any:
    return LeadLog().write("note", "2026-03-02 10:00", {"field": value})


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
        (1_000_001, datetime(1970, 1, 1, 0, 0, 1, 1, tzinfo=UTC)),
        # what no calendar has room for, and what is no moment
        (-1, None),
        (10**18, None),
        (True, None),
        (1.5, None),
        ("2026", None),
        (None, None),
    ],
)
def test_moments(value: object, found: datetime | None) -> None:
    assert entry_with(value).moment_of("field") == found


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (15, 15),
        (15.5, 15.5),
        (0, 0),
        (-1, None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        ("15", None),
    ],
)
def test_spans(value: object, seconds: float | None) -> None:
    assert entry_with(value).span_of("field") == (None if seconds is None else timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("value", "text", "texts"),
    [("a", "a", ()), (["a", 1, "b"], None, ("a", "b")), (None, None, ()), ({"a": 1}, None, ())],
)
def test_texts(value: object, text: str | None, texts: tuple[str, ...]) -> None:
    entry = entry_with(value)
    assert (entry.text_of("field"), entry.texts_of("field")) == (text, texts)


def test_microseconds_go_there_and_back() -> None:
    at = datetime(2026, 3, 2, 10, 0, 0, 123456, tzinfo=UTC)
    assert moment(micros(at)) == at
