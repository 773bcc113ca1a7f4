"""Opening hours against tables of cases, and against a minute-by-minute walk of the wall clock."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bdc_desk.cadence.holiday_dates import holiday_dates
from bdc_desk.cadence.hours import (
    Calendar,
    HolidayRule,
    NeverOpen,
    OpeningHours,
    Span,
    always_open,
    first_open_in_all,
    intersection,
    open_in_all,
    parse_day,
    parse_span,
)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ZERO = timedelta(0)


def every_day(zone: str, *spans: str, **rest: object) -> OpeningHours:
    return OpeningHours(zone, (parse_day(spans),) * 7, **rest)  # type: ignore[arg-type]


def week(zone: str, *days: list[str]) -> OpeningHours:
    return OpeningHours(zone, tuple(parse_day(day) for day in days))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# --- reading hours ---


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("09:00-21:00", Span(540, 1260)),
        # the day's last moment is written 24:00
        ("00:00-24:00", Span(0, 1440)),
        ("23:59-24:00", Span(1439, 1440)),
    ],
)
def test_spans_are_read(text: str, span: Span) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize(
    ("text", "why"),
    [
        # not a span at all
        ("nine to five", '"nine to five" is no span of the day: "09:00-21:00" is the form expected.'),
        ("9:00-21:00", '"9:00-21:00" is no span of the day: "09:00-21:00" is the form expected.'),
        ("", '"" is no span of the day: "09:00-21:00" is the form expected.'),
        # a trailing newline is not overlooked, other scripts' digits are not read
        ("09:00-21:00\n", '"09:00-21:00\n" is no span of the day: "09:00-21:00" is the form expected.'),
        ("٠٩:00-21:00", '"٠٩:00-21:00" is no span of the day: "09:00-21:00" is the form expected.'),
        # minutes end at 59, the day at 24:00
        ("09:60-21:00", '"09:60-21:00" has a minute past 59.'),
        ("09:00-24:01", "09:00-24:01 leaves the day: 24:00 is its end."),
        # nothing between start and end
        ("09:00-09:00", "09:00-09:00 ends before it has begun."),
        # past midnight: the sentence says how to write it
        ("22:00-02:00", "22:00-02:00 ends before it has begun. Hours past midnight are two spans"),
    ],
)
def test_wrong_spans_are_named(text: str, why: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(why)):
        parse_span(text)


@pytest.mark.parametrize(
    ("texts", "accepted"),
    [
        ([], True),
        (["09:00-13:00", "14:00-21:00"], True),
        # touching is one opening written as two
        (["09:00-13:00", "13:00-21:00"], True),
        # overlapping by a minute
        (["09:00-13:01", "13:00-21:00"], False),
        # out of order
        (["14:00-21:00", "09:00-13:00"], False),
    ],
)
def test_a_day_has_its_spans_in_order(texts: list[str], *, accepted: bool) -> None:
    if accepted:
        assert len(parse_day(texts)) == len(texts)
    else:
        with pytest.raises(ValueError, match="overlaps"):
            parse_day(texts)


NINE_TO_NINE = (Span(540, 1260),)


@pytest.mark.parametrize(
    ("zone", "days", "special", "why"),
    [
        # no such zone, a folder of zones, a path out of the folder
        ("Europe/Londn", (NINE_TO_NINE,) * 7, {}, "no time zone"),
        ("Europe", (NINE_TO_NINE,) * 7, {}, "no time zone"),
        ("../etc/passwd", (NINE_TO_NINE,) * 7, {}, "no time zone"),
        # six days
        ("UTC", (NINE_TO_NINE,) * 6, {}, "seven days"),
        # spans that never went through the parser are checked all the same, special days too
        ("UTC", ((Span(-1, 60),), *(NINE_TO_NINE,) * 6), {}, "leaves the day"),
        ("UTC", (NINE_TO_NINE,) * 7, {date(2026, 1, 1): (Span(60, 60),)}, "ends before"),
    ],
)
def test_impossible_hours_are_refused(
    zone: str, days: tuple[tuple[Span, ...], ...], special: dict[date, tuple[Span, ...]], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        OpeningHours(zone, days, special_days=special)


# --- the value ---


def test_equal_by_value_whatever_was_asked_before() -> None:
    special = {date(2026, 12, 24): parse_day(["09:00-13:00"])}
    exceptions = {"special_days": special, "holidays": HolidayRule("GB", "ENG")}
    asked, fresh = (every_day("Europe/London", "09:00-21:00", **exceptions) for _ in range(2))
    asked.is_open(utc("2026-06-01T10:00"))
    assert asked == fresh
    assert hash(asked) == hash(fresh)
    assert asked != every_day("Europe/London", "09:00-21:00", special_days=special)
    assert asked != every_day("Europe/Dublin", "09:00-21:00", special_days=special, holidays=asked.holidays)


def test_changing_what_was_given_changes_nothing() -> None:
    special = {date(2026, 6, 1): parse_day(["09:00-13:00"])}
    hours = every_day("UTC", "09:00-21:00", special_days=special)
    special.clear()
    assert not hours.is_open(utc("2026-06-01T14:00"))


def test_hours_move_to_another_zone() -> None:
    here = every_day("Europe/London", "08:00-21:00")
    there = here.in_zone("America/New_York")
    assert there == every_day("America/New_York", "08:00-21:00")
    assert there.in_zone("Europe/London") == here
    assert here.in_zone("America/New_York") is there  # with its tables


# --- what is open, and when next ---

LONDON = every_day("Europe/London", "09:00-21:00")
LUNCH = week(
    "Europe/London", *[["09:00-13:00", "14:00-18:30"]] * 5, ["10:00-16:00"], []
)  # closed on Sundays, shut at noon
BAR = every_day("UTC", "00:00-02:00", "20:00-24:00")
HOLIDAYS = every_day(
    "Europe/London",
    "09:00-21:00",
    closed_days=frozenset({date(2026, 6, 3), date(2026, 6, 4)}),
    special_days={
        date(2026, 6, 4): parse_day(["10:00-12:00"]),
        date(2026, 6, 5): (),
        date(2026, 12, 26): parse_day(["11:00-15:00"]),
    },
    holidays=HolidayRule("GB", "ENG"),
)

AUCKLAND = every_day("Pacific/Auckland", "00:00-24:00", holidays=HolidayRule("NZ"))
NEW_YORK_ON_HOLIDAY = every_day("America/New_York", "00:00-24:00", holidays=HolidayRule("US"))


@pytest.mark.parametrize(
    ("hours", "at", "opens"),
    [
        # open: the moment itself, to the microsecond
        (LONDON, "2026-01-05T10:00:00.000001", "2026-01-05T10:00:00.000001"),
        # an opening's first moment is open, its closing moment is not
        (LONDON, "2026-01-05T09:00", "2026-01-05T09:00"),
        (LONDON, "2026-01-05T20:59:59.999999", "2026-01-05T20:59:59.999999"),
        (LONDON, "2026-01-05T21:00", "2026-01-06T09:00"),
        # in summer nine o'clock in London is eight in UTC
        (LONDON, "2026-07-05T22:00", "2026-07-06T08:00"),
        # over lunch
        (LUNCH, "2026-01-05T13:00", "2026-01-05T14:00"),
        # Saturday evening to Monday
        (LUNCH, "2026-01-10T16:00", "2026-01-12T09:00"),
        # midnight closes nothing where spans touch
        (BAR, "2026-01-06T00:00", "2026-01-06T00:00"),
        (BAR, "2026-01-06T02:00", "2026-01-06T20:00"),
        # from one year to the next
        (LONDON, "2026-12-31T22:00", "2027-01-01T09:00"),
        (BAR, "2027-01-01T00:00", "2027-01-01T00:00"),
        # a closed day; a special day on a closed day wins; a special day without spans is closed
        (HOLIDAYS, "2026-06-03T10:00", "2026-06-04T09:00"),
        (HOLIDAYS, "2026-06-04T12:00", "2026-06-06T08:00"),
        # Christmas Day is closed, Boxing Day has hours of its own, the Monday in lieu is closed
        (HOLIDAYS, "2026-12-25T10:00", "2026-12-26T11:00"),
        (HOLIDAYS, "2026-12-27T22:00", "2026-12-29T09:00"),
        # New Year's Day belongs to the next year's holidays
        (HOLIDAYS, "2026-12-31T22:00", "2027-01-02T09:00"),
        # Auckland's first of January begins in the old year's UTC
        (every_day("Pacific/Auckland", "00:00-01:00"), "2026-12-31T10:59", "2026-12-31T11:00"),
        # and is a holiday then already, of the year to come; so is the 2nd
        (AUCKLAND, "2026-12-31T11:00", "2027-01-02T11:00"),
        # New York's New Year of 2022 was kept on Friday 31 December, until 05:00 of the new year's UTC
        (NEW_YORK_ON_HOLIDAY, "2022-01-01T04:00", "2022-01-02T05:00"),
    ],
)
def test_next_opening(hours: OpeningHours, at: str, opens: str) -> None:
    assert hours.next_opening(utc(at)) == utc(opens)
    assert hours.is_open(utc(at)) is (at == opens)


# --- how much open time, and until when ---


@pytest.mark.parametrize(
    ("hours", "start", "span", "due"),
    [
        # inside the day
        (LONDON, "2026-01-05T10:00:30", 2 * MINUTE, "2026-01-05T10:02:30"),
        # a lead from the night: opens 09:00, due 09:02
        (LONDON, "2026-01-05T02:13:14", 2 * MINUTE, "2026-01-05T09:02"),
        # used up exactly at closing: due at closing, not at the next opening
        (LONDON, "2026-01-05T20:58", 2 * MINUTE, "2026-01-05T21:00"),
        # one microsecond more is due in the morning
        (LONDON, "2026-01-05T20:58", timedelta(seconds=120, microseconds=1), "2026-01-06T09:00:00.000001"),
        # the same on the year's last evening
        (LONDON, "2026-12-31T20:58", 2 * MINUTE, "2026-12-31T21:00"),
        # the rest of the two minutes waits for the morning
        (LONDON, "2026-01-05T20:59", 2 * MINUTE, "2026-01-06T09:01"),
        # three hours over lunch and closing
        (LUNCH, "2026-01-05T12:00", 7 * HOUR, "2026-01-06T10:30"),
        # over the weekend
        (LUNCH, "2026-01-10T15:00", 2 * HOUR, "2026-01-12T10:00"),
        # four hours in one go across midnight
        (BAR, "2026-01-05T22:00", 4 * HOUR, "2026-01-06T02:00"),
        # over the turn of the year, and over a whole year
        (LONDON, "2026-12-31T20:30", HOUR, "2027-01-01T09:30"),
        (LONDON, "2025-12-31T20:00", 366 * 12 * HOUR, "2027-01-01T20:00"),
    ],
)
def test_open_time(hours: OpeningHours, start: str, span: timedelta, due: str) -> None:
    assert hours.add(utc(start), span) == utc(due)
    assert hours.between(utc(start), utc(due)) == span


def test_no_open_time_is_due_at_the_next_opening() -> None:
    assert LONDON.add(utc("2026-01-05T02:00"), ZERO) == utc("2026-01-05T09:00")
    assert LONDON.add(utc("2026-01-05T10:00"), ZERO) == utc("2026-01-05T10:00")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        # the same moment, backwards, all in the night
        ("2026-01-05T10:00", "2026-01-05T10:00"),
        ("2026-01-05T11:00", "2026-01-05T10:00"),
        ("2026-01-05T21:00", "2026-01-06T09:00"),
    ],
)
def test_no_open_time_between(start: str, end: str) -> None:
    assert LONDON.between(utc(start), utc(end)) == ZERO


def test_moments_may_come_in_any_zone_and_go_out_utc() -> None:
    tokyo = datetime(2026, 1, 6, 5, 59, tzinfo=ZoneInfo("Asia/Tokyo"))  # 20:59 of the day before in London
    due = LONDON.add(tokyo, 2 * MINUTE)
    assert due == utc("2026-01-06T09:01")
    assert due.tzinfo is UTC
    assert LONDON.next_opening(tokyo).tzinfo is UTC
    assert LONDON.between(tokyo, due) == 2 * MINUTE
    assert LONDON.is_open(tokyo)


def test_naive_moments_and_negative_spans_are_refused() -> None:
    naive = datetime(2026, 1, 5, 10, 0)  # noqa: DTZ001  the mistake under test
    with pytest.raises(ValueError, match="without a time zone"):
        LONDON.is_open(naive)
    with pytest.raises(ValueError, match="backwards"):
        LONDON.add(utc("2026-01-05T10:00"), -MINUTE)


# --- daylight saving: what the wall clock shows ---

LORD_HOWE = every_day("Australia/Lord_Howe", "01:00-04:00")


@pytest.mark.parametrize(
    ("hours", "start", "end", "open_time"),
    [
        # spring forward at 01:00 UTC: 01:00-04:00 has two real hours
        (every_day("Europe/London", "01:00-04:00"), "2026-03-29T00:00", "2026-03-29T12:00", 2 * HOUR),
        # autumn, 02:00 becomes 01:00: four
        (every_day("Europe/London", "01:00-04:00"), "2026-10-25T00:00", "2026-10-25T12:00", 4 * HOUR),
        # wholly in the hour that is skipped: never open that day
        (every_day("Europe/London", "01:10-01:50"), "2026-03-29T00:00", "2026-03-29T12:00", ZERO),
        # wholly in the repeated hour: open twice
        (every_day("Europe/London", "01:10-01:50"), "2026-10-25T00:00", "2026-10-25T12:00", 80 * MINUTE),
        # ends in the repeated hour: open, shut, open again until the second 01:30
        (every_day("Europe/London", "00:30-01:30"), "2026-10-24T12:00", "2026-10-25T12:00", 90 * MINUTE),
        # Lord Howe moves by half an hour, at 02:00 local
        (LORD_HOWE, "2026-10-03T12:00", "2026-10-04T00:00", 150 * MINUTE),
        (LORD_HOWE, "2026-04-04T12:00", "2026-04-05T00:00", 210 * MINUTE),
        # Sao Paulo skipped midnight itself
        (every_day("America/Sao_Paulo", "00:00-02:00"), "2017-10-15T00:00", "2017-10-15T12:00", HOUR),
        # and repeated the last hour of a Saturday, on the Saturday's date
        (every_day("America/Sao_Paulo", "23:00-24:00"), "2018-02-17T12:00", "2018-02-18T12:00", 2 * HOUR),
        # Samoa had no 30 December 2011: from the 29th at noon to the 31st at noon is one day of hours
        (every_day("Pacific/Apia", "09:00-17:00"), "2011-12-29T22:00", "2011-12-30T22:00", 8 * HOUR),
        # around the clock nothing is lost or doubled
        (always_open("Europe/London"), "2026-01-01T00:00", "2027-01-01T00:00", 8760 * HOUR),
    ],
)
def test_daylight_saving(hours: OpeningHours, start: str, end: str, open_time: timedelta) -> None:
    assert hours.between(utc(start), utc(end)) == open_time


def test_a_repeated_span_closes_in_between() -> None:
    hours = every_day("Europe/London", "00:30-01:30")
    assert hours.add(utc("2026-10-24T23:30"), 61 * MINUTE) == utc("2026-10-25T01:01")
    assert hours.next_opening(utc("2026-10-25T00:30")) == utc("2026-10-25T01:00")


def test_opening_in_the_skipped_hour_is_the_jump() -> None:
    hours = every_day("Europe/London", "01:30-04:00")
    assert hours.next_opening(utc("2026-03-29T00:00")) == utc("2026-03-29T01:00")


def test_intervals_that_touch_are_one() -> None:
    assert len(always_open("Europe/London").intervals(2026)) == 1  # midnights and clock changes cut nothing
    assert len(BAR.intervals(2026)) == 366  # 364 nights, and both halves of New Year's
    assert [interval.end - interval.start for interval in BAR.intervals(2026)[:2]] == [2 * HOUR, 6 * HOUR]


# --- never open ---


@pytest.mark.parametrize(
    "hours",
    [
        # all days closed
        week("UTC", [], [], [], [], [], [], []),
        # open on one day only, long ago
        OpeningHours("UTC", ((),) * 7, special_days={date(2020, 1, 1): parse_day(["09:00-10:00"])}),
        # two calendars that never meet
        intersection([every_day("UTC", "09:00-12:00"), every_day("UTC", "12:00-15:00")]),
    ],
)
def test_never_open(hours: Calendar) -> None:
    at = utc("2026-01-05T10:00")
    with pytest.raises(NeverOpen, match="not one opening in all of 2027"):
        hours.next_opening(at)
    with pytest.raises(NeverOpen, match="not one opening in all of 2027"):
        hours.add(at, MINUTE)
    assert not hours.is_open(at)
    assert hours.between(at, utc("2028-01-05T10:00")) == ZERO


def test_a_search_reaches_to_the_end_of_the_next_year() -> None:
    hours = OpeningHours("UTC", ((),) * 7, special_days={date(2027, 12, 31): parse_day(["23:59-24:00"])})
    assert hours.next_opening(utc("2026-01-01T00:00")) == utc("2027-12-31T23:59")
    with pytest.raises(NeverOpen):
        hours.next_opening(utc("2025-12-31T23:59"))


def test_the_ends_of_time_are_closed() -> None:
    with pytest.raises(NeverOpen):
        LONDON.next_opening(datetime.max.replace(tzinfo=UTC))
    assert not LONDON.is_open(datetime.min.replace(tzinfo=UTC))


# --- two calendars at once ---

NEW_YORK = every_day("America/New_York", "08:00-21:00")  # 13:00-02:00 UTC in winter


@pytest.mark.parametrize(
    ("at", "meets"),
    [
        # both open
        ("2026-01-05T15:00", "2026-01-05T15:00"),
        # the dealership is open, the person still asleep
        ("2026-01-05T09:00", "2026-01-05T13:00"),
        # the person may be called, the dealership is shut: only the next day do both hold
        ("2026-01-05T21:00", "2026-01-06T13:00"),
        # America changes its clocks three weeks before Europe
        ("2026-03-09T09:00", "2026-03-09T12:00"),
        # over the turn of the year
        ("2026-12-31T23:00", "2027-01-01T13:00"),
    ],
)
def test_first_open_in_all(at: str, meets: str) -> None:
    assert first_open_in_all([LONDON, NEW_YORK], utc(at)) == utc(meets)
    assert first_open_in_all([NEW_YORK, LONDON], utc(at)) == utc(meets)
    assert open_in_all([LONDON, NEW_YORK], utc(at)) is (at == meets)


def test_callable_open_time() -> None:
    both = intersection([LONDON, NEW_YORK])  # 13:00-21:00 UTC
    assert both.between(utc("2026-01-05T09:00"), utc("2026-01-06T14:00")) == 9 * HOUR
    assert both.add(utc("2026-01-05T09:00"), 9 * HOUR) == utc("2026-01-06T14:00")
    assert intersection([LONDON, NEW_YORK]) is both  # its tables are kept


def test_one_calendar_or_none() -> None:
    assert intersection([LONDON]) is LONDON
    assert intersection([]).next_opening(utc("2026-01-05T02:00")) == utc("2026-01-05T02:00")
    assert open_in_all([], utc("2026-01-05T02:00"))


# --- everything equals a minute-by-minute walk ---

ZONES = (
    "UTC",
    "Europe/London",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)
# Where clocks jump, years meet and Samoa lost a day: half of the examples begin shortly before one of these.
CRITICAL = tuple(
    utc(text)
    for text in (
        "2005-10-30T01:00",  # London, autumn
        "2026-03-29T01:00",  # London, spring
        "2026-03-08T07:00",  # New York, spring
        "2026-11-01T06:00",  # New York, autumn
        "2017-10-15T03:00",  # Sao Paulo, spring, at midnight
        "2018-02-18T02:00",  # Sao Paulo, autumn, at midnight
        "2011-12-30T10:00",  # Apia, the skipped day
        "2019-04-06T14:00",  # Apia, autumn
        "2026-04-04T15:00",  # Lord Howe, autumn, half an hour
        "2026-10-03T15:30",  # Lord Howe, spring
        "2012-01-01T00:00",  # the year's end, a leap year's beginning
        "2025-01-01T00:00",  # a leap year's end
    )
)
LOOKED_AT = 3 * 24 * 60  # minutes of the walk


@st.composite
def days_of_spans(draw: st.DrawFn) -> tuple[Span, ...]:
    # Hours and half hours often, so that spans meet clock changes and midnight; odd minutes too.
    minutes = st.one_of(st.integers(0, 48).map(lambda n: n * 30), st.integers(0, 1440))
    cuts = sorted(draw(st.sets(minutes, max_size=6)))
    return tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    anywhere = st.datetimes(datetime(2005, 1, 1), datetime(2035, 12, 28))  # noqa: DTZ001  made aware below
    if draw(st.booleans()):
        return draw(anywhere).replace(tzinfo=UTC)
    before = draw(st.timedeltas(ZERO, timedelta(days=2)))
    return draw(st.sampled_from(CRITICAL)) - before


@st.composite
def calendars(draw: st.DrawFn, start: datetime) -> OpeningHours:
    dates = st.integers(-1, 5).map(lambda n: (start + timedelta(days=n)).date())
    return OpeningHours(
        draw(st.sampled_from(ZONES)),
        tuple(draw(days_of_spans()) for _ in range(7)),
        closed_days=draw(st.frozensets(dates, max_size=2)),
        special_days=draw(st.dictionaries(dates, days_of_spans(), max_size=2)),
        holidays=draw(st.sampled_from((None, None, HolidayRule("GB", "ENG"), HolidayRule("US")))),
    )


def spans_of(hours: OpeningHours, on: date) -> tuple[Span, ...]:
    if on in hours.special_days:
        return hours.special_days[on]
    if on in hours.closed_days or (hours.holidays and on in holiday_dates(*hours.holidays, on.year)):
        return ()
    return hours.week[on.weekday()]


def walk(hours: OpeningHours, start: datetime) -> Iterator[tuple[datetime, bool]]:
    """The rule said as plainly as can be: each UTC minute, and whether the wall clock shows open time."""
    zone = ZoneInfo(hours.zone)
    spans: dict[date, tuple[Span, ...]] = {}
    first = start.replace(second=0, microsecond=0)
    for minutes in range(LOOKED_AT):
        at = first + minutes * MINUTE
        shown = at.astimezone(zone)
        on, minute = shown.date(), shown.hour * 60 + shown.minute
        if on not in spans:
            spans[on] = spans_of(hours, on)
        yield at, any(start <= minute < end for start, end in spans[on])


def pieces_walked(hours: OpeningHours, start: datetime) -> list[tuple[datetime, datetime, bool]]:
    return [(max(at, start), at + MINUTE, is_open) for at, is_open in walk(hours, start)]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), moments(), st.timedeltas(ZERO, timedelta(hours=30)))
def test_equals_a_minute_by_minute_walk(data: st.DataObject, start: datetime, span: timedelta) -> None:
    hours = data.draw(calendars(start))
    opens: datetime | None = None
    due: datetime | None = None
    passed = ZERO
    pieces = pieces_walked(hours, start)
    for at, end, is_open in pieces:
        assert hours.is_open(at) is is_open
        assert hours.is_open(end - timedelta(microseconds=1)) is is_open
        assert hours.between(start, at) == passed
        if not is_open:
            continue
        opens = opens or at
        if due is None and passed + (end - at) >= span:
            due = at + (span - passed)
        passed += end - at
    walked_until = pieces[-1][1]
    assert hours.between(start, walked_until) == passed
    _assert_found(hours, start, ZERO, opens, walked_until)
    _assert_found(hours, start, span, due if span else opens, walked_until)


def _assert_found(
    hours: OpeningHours, start: datetime, span: timedelta, expected: datetime | None, walked_until: datetime
) -> None:
    """`add` finds what the walk found; where the walk ended first, it finds something later or nothing."""
    try:
        found = hours.add(start, span)
    except NeverOpen:
        assert expected is None
    else:
        assert found == expected if expected else found >= walked_until
        if not span:
            assert hours.next_opening(start) == found


@settings(max_examples=60, deadline=None)
@given(st.data(), moments(), st.timedeltas(timedelta(microseconds=1), timedelta(days=900)))
def test_adding_undoes_measuring_over_years(data: st.DataObject, start: datetime, span: timedelta) -> None:
    hours = data.draw(calendars(start))
    try:
        due = hours.add(start, span)
    except NeverOpen:
        assert not any(hours.week)
        return
    assert hours.between(start, due) == span
    assert hours.between(start, due - timedelta(microseconds=1)) == span - timedelta(microseconds=1)


@settings(max_examples=60, deadline=None)
@given(st.data(), moments())
def test_an_intersection_is_open_when_all_are(data: st.DataObject, start: datetime) -> None:
    members = [data.draw(calendars(start)) for _ in range(data.draw(st.integers(2, 3)))]
    both = intersection(members)
    passed = ZERO
    for step in range(LOOKED_AT // 7):  # a minute in seven; changes of state in between are measured below
        at = start + 7 * step * MINUTE
        assert both.is_open(at) is open_in_all(members, at)
    for at in (start + minutes * MINUTE for minutes in range(24 * 60)):
        # Hours begin and end on whole minutes, so a minute counted from `start` is cut at one edge at most.
        edge = (at + MINUTE).replace(second=0, microsecond=0)
        passed += (edge - at) * open_in_all(members, at)
        passed += (at + MINUTE - edge) * open_in_all(members, edge)
    assert both.between(start, start + timedelta(days=1)) == passed
