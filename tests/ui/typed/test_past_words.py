"""When a call was made and how long it took, as people type it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.ui.typed.past_words import parse_began, parse_span

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 10, 13, 5, tzinfo=UTC)  # Wednesday, 14:05 in London


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("14:05", timedelta()),
        ("10:32", timedelta(hours=3, minutes=33)),
        (" at 10.32 ", timedelta(hours=3, minutes=33)),
        ("1:32 pm", timedelta(minutes=33)),
        ("14:30", timedelta(minutes=-25)),  # still to come: the panel says so
        ("yesterday 16:20", timedelta(hours=21, minutes=45)),
        ("12 min ago", timedelta(minutes=12)),
        ("12 min", timedelta(minutes=12)),
        ("2 h 10 ago", timedelta(hours=2, minutes=10)),
    ],
)
def test_when(text: str, ago: timedelta) -> None:
    assert parse_began(text, NOW, LONDON) == NOW - ago


@pytest.mark.parametrize("text", ["", "10", "25:00", "10:61", "13:00 pm", "3/4 10:00", "soon", "yesterday"])
def test_what_names_no_moment(text: str) -> None:
    assert parse_began(text, NOW, LONDON) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("3:05", 185), ("0:40", 40), ("3", 180), ("3 min", 180), ("40 s", 40), ("3 min 5 s", 185), ("0", 0)],
)
def test_how_long(text: str, seconds: int) -> None:
    assert parse_span(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "3:65", "1:02:03", "long", "min"])
def test_what_is_no_span(text: str) -> None:
    assert parse_span(text) is None


@given(st.text(alphabet="0123456789:. hmins agoyterd²٣", max_size=20))
def test_whatever_is_typed_is_read_or_not(text: str) -> None:
    began, span = parse_began(text, NOW, LONDON), parse_span(text)
    assert began is None or began.tzinfo is UTC
    assert span is None or span >= timedelta()
