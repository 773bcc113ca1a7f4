from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.ui.call.time_words import parse

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 6, 10, 13, 5, tzinfo=UTC)  # a Wednesday, 14:05 in London


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("17:30", "2026-06-10 17:30"),
        ("17.30", "2026-06-10 17:30"),
        ("17h30", "2026-06-10 17:30"),
        ("at 17:30", "2026-06-10 17:30"),
        ("18", "2026-06-10 18:00"),
        ("5:30 pm", "2026-06-10 17:30"),
        ("5pm", "2026-06-10 17:00"),
        ("12 am", "2026-06-10 00:00"),  # past: the caller says so
        ("12 pm", "2026-06-10 12:00"),
        ("9:00", "2026-06-10 09:00"),  # past as well
        ("today 16", "2026-06-10 16:00"),
        ("tomorrow 10:15", "2026-06-11 10:15"),
        ("Tomorrow  at 9", "2026-06-11 09:00"),
        ("tomorrow noon", "2026-06-11 12:00"),
        ("mon 9", "2026-06-15 09:00"),
        ("Monday, 9:30", "2026-06-15 09:30"),
        ("wed 16:00", "2026-06-10 16:00"),  # today, its time is still to come
        ("wed 9", "2026-06-17 09:00"),  # today's nine is past: the next Wednesday
        ("next thurs 9", "2026-06-11 09:00"),
        ("14 june 10:00", "2026-06-14 10:00"),
        ("june 14 10am", "2026-06-14 10:00"),
        ("3 mar 10", "2027-03-03 10:00"),  # March is past: next year's
        ("2026-07-01 8:45", "2026-07-01 08:45"),
        ("in 1 hour", "2026-06-10 15:05"),
        ("in 45 min", "2026-06-10 14:50"),
        ("in 45m", "2026-06-10 14:50"),
        ("+2h", "2026-06-10 16:05"),
        ("in 1 h 30", "2026-06-10 15:35"),
        ("in 2 days", "2026-06-12 14:05"),
    ],
)
def test_a_moment_as_people_type_it(typed: str, local: str) -> None:
    found = parse(typed, NOW, LONDON)
    assert found is not None
    assert found.tzinfo is UTC
    assert found.astimezone(LONDON).strftime("%Y-%m-%d %H:%M") == local


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "tomorrow", "mon",  # no time
        "25:00", "12:60", "13 pm", "0 am",  # no such time
        "30 feb 10", "2026-02-30 10:00", "14 xxx 10",  # no such day
        "3/4 10:00",  # March or April?
        "mo 9",  # too short to be sure
        "in 9999 days", "2031-01-01 10:00",  # surely typed wrong
        "in 5 min 30", "17:30 sharp",
    ],
)  # fmt: skip
def test_what_names_no_moment(typed: str) -> None:
    assert parse(typed, NOW, LONDON) is None


def test_a_time_that_the_change_of_clocks_skips_is_an_hour_later() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)  # clocks go from 1:00 to 2:00 on the 29th
    assert parse("tomorrow 1:30", before, LONDON) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 2:30 there


def test_a_time_that_comes_twice_is_the_first() -> None:
    before = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert parse("tomorrow 1:30", before, LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.text(max_size=40), st.integers(0, 80 * 366 * 24))
def test_any_text_gives_a_moment_near_or_none(text: str, hours: int) -> None:
    now = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    found = parse(text, now, LONDON)
    assert found is None or abs(found - now).days <= 366


@given(st.from_regex(r"(in |mon |tomorrow |at |)[0-9]{1,4}([:.][0-9]{2})?( ?(am|pm|h|d))?", fullmatch=True))
def test_nearly_right_text_never_raises(text: str) -> None:
    found = parse(text, NOW, LONDON)
    assert found is None or found.tzinfo is UTC
