"""When a dealership is open, and when the law lets a person be called (domain.md, Two clocks, two calendars).

One rule says what is open: a moment is open if and only if the wall clock shows, at that moment, a time in a
span of the date it shows. So daylight saving needs no cases of its own: an hour that the clock skips is no
time at all, an hour it repeats is open twice, a date it skips (Samoa, 30 December 2011) never comes.

Speed is a shape: each calendar keeps, for each UTC year it was asked about, its open intervals with running
sums, and every question is a bisect. The tables are a memory of the value, no part of it: equality and hash
ignore them, and two threads that build the same one do the work twice and no harm.
"""

import re
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bdc_desk.cadence.holiday_dates import holiday_dates
from bdc_desk.errors import BdcDeskError

ZERO = timedelta(0)
DAY = timedelta(days=1)
DAY_MINUTES = 24 * 60
# Years whose every neighbouring date Python can still name; outside them nothing is ever open.
FIRST_YEAR, LAST_YEAR = 2, 9998
SPAN_FORM = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")


class NeverOpen(BdcDeskError):
    """The calendar has no opening in the rest of the year asked about nor in the whole year after it."""


class Span(NamedTuple):
    """Open time of a local day: minutes since midnight on the wall clock, `start` included, `end` not."""

    start: int
    end: int


class Interval(NamedTuple):
    """Open time between two moments, aware UTC, `start` included, `end` not."""

    start: datetime
    end: datetime


class HolidayRule(NamedTuple):
    """Whose public holidays are closed days: see `holiday_dates` for the codes."""

    country: str
    region: str = ""


def parse_span(text: str) -> Span:
    """Read "09:00-21:00". 24:00 may be the end. ValueError says in a sentence what was expected."""
    form = SPAN_FORM.fullmatch(text)
    if form is None:
        raise ValueError(f'"{text}" is no span of the day: "09:00-21:00" is the form expected.')
    hour, minute, end_hour, end_minute = map(int, form.groups())
    if minute > 59 or end_minute > 59:
        raise ValueError(f'"{text}" has a minute past 59.')
    span = Span(hour * 60 + minute, end_hour * 60 + end_minute)
    _check_day((span,))
    return span


def parse_day(texts: Iterable[str]) -> tuple[Span, ...]:
    """Read the spans of one day; none means closed. ValueError also where they overlap or are unordered."""
    day = tuple(map(parse_span, texts))
    _check_day(day)
    return day


def _check_day(day: Sequence[Span]) -> None:
    for span in day:
        if span.end > DAY_MINUTES or span.start < 0:
            raise ValueError(f"{_words(span)} leaves the day: 24:00 is its end.")
        if span.start >= span.end:
            raise ValueError(
                f"{_words(span)} ends before it has begun. Hours past midnight are two spans: "
                "one until 24:00, and one from 00:00 on the next day."
            )
    for earlier, later in pairwise(day):
        if later.start < earlier.end:
            raise ValueError(f"{_words(later)} overlaps {_words(earlier)} or stands after it out of order.")


def _words(span: Span) -> str:
    return f"{span.start // 60:02}:{span.start % 60:02}-{span.end // 60:02}:{span.end % 60:02}"


class _Table:
    """The open intervals of one UTC year, and how much open time has passed at each one's end."""

    __slots__ = ("_ends", "_starts", "_sums", "intervals", "total")

    def __init__(self, intervals: Sequence[Interval]) -> None:
        self.intervals = intervals
        self._starts = [interval.start for interval in intervals]
        self._ends = [interval.end for interval in intervals]
        self._sums = list(accumulate(end - start for start, end in intervals))
        self.total = self._sums[-1] if self._sums else ZERO

    def elapsed(self, at: datetime) -> timedelta:
        """Open time from the year's beginning to `at`."""
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return ZERO
        end = self._ends[place]
        return self._sums[place] - (end - at) if at < end else self._sums[place]

    def moment(self, elapsed: timedelta) -> datetime:
        """The earliest moment at which `elapsed`, more than zero and at most `total`, has passed."""
        place = bisect_left(self._sums, elapsed)
        return self._ends[place] - (self._sums[place] - elapsed)

    def is_open(self, at: datetime) -> bool:
        """Whether `at` lies in an interval."""
        place = bisect_right(self._starts, at) - 1
        return place >= 0 and at < self._ends[place]

    def next_opening(self, at: datetime) -> datetime | None:
        """The first open moment at or after `at`, None where the year has none."""
        place = bisect_right(self._ends, at)
        return max(at, self._starts[place]) if place < len(self._ends) else None


@dataclass(frozen=True)
class Calendar(ABC):
    """Open time on the line of moments. They go in aware and come out UTC; a naive one raises ValueError."""

    _tables: dict[int, _Table] = field(default_factory=dict, init=False, repr=False, compare=False)
    _joined: dict[tuple["Calendar", ...], "Calendar"] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @abstractmethod
    def _build(self, begin: datetime, end: datetime) -> list[Interval]:
        """What is open in the UTC year from `begin` to `end`, in order, no two touching."""

    def intervals(self, year: int) -> Sequence[Interval]:
        """What is open in a UTC year, in order, no two touching; cut at the year's ends."""
        return self._table(year).intervals

    def is_open(self, at: datetime) -> bool:
        """Whether `at` is open: an opening's first moment is, its closing moment is not."""
        at = _utc(at)
        return self._table(at.year).is_open(at)

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself if it is open, else when it next opens. Raises NeverOpen."""
        at = _utc(at)
        table = self._table(at.year)
        opening = table.next_opening(at)
        if opening is None:
            opening = self._open_table(at.year + 1).intervals[0].start
        return opening

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Real elapsed open time from `start` to `end`, zero if `end` is not later."""
        start, end = _utc(start), _utc(end)
        if end <= start:
            return ZERO
        passed = self._table(end.year).elapsed(end) - self._table(start.year).elapsed(start)
        for year in range(start.year, end.year):
            passed += self._table(year).total
        return passed

    def add(self, start: datetime, span: timedelta) -> datetime:
        """The earliest moment at which `span` of real open time has passed since `start`.

        A span of zero gives the next opening; one used up exactly at closing gives the closing moment.
        Raises NeverOpen, and ValueError for a negative span.
        """
        start = _utc(start)
        if span <= ZERO:
            if span < ZERO:
                raise ValueError("Open time cannot be counted backwards: the span is negative.")
            return self.next_opening(start)
        year, table = start.year, self._table(start.year)
        elapsed = table.elapsed(start) + span
        while elapsed > table.total:
            elapsed -= table.total
            year += 1
            table = self._open_table(year)
        return table.moment(elapsed)

    def _table(self, year: int) -> _Table:
        table = self._tables.get(year)
        if table is None:
            table = self._tables[year] = _Table(self._year(year))
        return table

    def _year(self, year: int) -> list[Interval]:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return []
        return self._build(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC))

    def _open_table(self, year: int) -> _Table:
        """The table of a year that a search has come to: a whole year without an opening ends it."""
        table = self._table(year)
        if not table.intervals:
            raise NeverOpen(
                f"There is not one opening in all of {year}: check the hours, closed days and time zones."
            )
        return table

    def meeting(self, others: tuple["Calendar", ...]) -> "Calendar":
        """The calendar that is open when this one and all `others` are; remembered, with its tables."""
        joined = self._joined.get(others)
        if joined is None:
            joined = self._joined[others] = Intersection((self, *others))
        return joined


def _utc(at: datetime) -> datetime:
    if at.tzinfo is UTC:
        return at
    if at.utcoffset() is None:
        raise ValueError("A moment without a time zone has no place in a calendar.")
    return at.astimezone(UTC)


@dataclass(frozen=True)
class OpeningHours(Calendar):
    """A week of local hours and its exceptions: a dealership's opening hours or a person's lawful call hours.

    `zone` is an IANA name. `week` has seven days, Monday first, each with its spans in order; () is closed.
    `closed_days` are closed; so are public holidays where `holidays` names whose. `special_days` have spans
    of their own, whatever else is said of them. Spans may touch, also at midnight.
    Raises ValueError, a sentence, where the zone is unknown or spans overlap, are unordered or leave the day.
    An unknown country or region in `holidays` shows when a year is first needed: ask `holiday_dates` before.
    """

    zone: str
    week: tuple[tuple[Span, ...], ...]
    closed_days: frozenset[date] = frozenset()
    special_days: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)
    holidays: HolidayRule | None = None
    _zoned: dict[str, "OpeningHours"] = field(default_factory=dict, init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check what was given, and take copies that nobody else can change."""
        _zone_info(self.zone)
        if len(self.week) != 7:
            raise ValueError(f"A week has seven days, Monday first; {len(self.week)} were given.")
        for day in (*self.week, *self.special_days.values()):
            _check_day(day)
        object.__setattr__(self, "special_days", MappingProxyType(dict(self.special_days)))
        special = frozenset(self.special_days.items())
        value = (self.zone, self.week, self.closed_days, special, self.holidays)
        # Kept: calendars are keys in the hot path (`meeting`), and hashing a week costs microseconds.
        object.__setattr__(self, "_hash", hash(value))

    def __hash__(self) -> int:
        """By value."""
        return self._hash

    def in_zone(self, zone: str) -> "OpeningHours":
        """The same hours on the wall clocks of another zone: the call hours where the person lives."""
        if zone == self.zone:
            return self
        there = self._zoned.get(zone)
        if there is None:
            there = self._zoned[zone] = replace(self, zone=zone)
        return there

    def _build(self, begin: datetime, end: datetime) -> list[Interval]:
        holidays = self._holidays((begin - DAY).year, (end + DAY).year)
        return _merged(
            Interval(max(opens, start), min(closes, stop))
            for start, stop, offset in _stretches(_zone_info(self.zone), begin, end)
            for midnight, spans in self._days(start + offset, stop + offset, holidays)
            for opens, closes in _moments(midnight - offset, spans)
            if closes > start and opens < stop
        )

    def _holidays(self, first_year: int, last_year: int) -> frozenset[date]:
        if self.holidays is None:
            return frozenset()
        years = range(first_year, last_year + 1)
        return frozenset().union(*(holiday_dates(*self.holidays, year) for year in years))

    def _days(
        self, first: datetime, last: datetime, holidays: frozenset[date]
    ) -> Iterator[tuple[datetime, tuple[Span, ...]]]:
        """The midnights of local days and their spans; a wall clock's time is here written as if UTC."""
        midnight = first.replace(hour=0, minute=0, second=0)
        while midnight < last:
            yield midnight, self._spans(midnight.date(), holidays)
            midnight += DAY

    def _spans(self, on: date, holidays: frozenset[date]) -> tuple[Span, ...]:
        special = self.special_days.get(on)
        if special is not None:
            return special
        if on in self.closed_days or on in holidays:
            return ()
        return self.week[on.weekday()]


def always_open(zone: str = "UTC") -> OpeningHours:
    """A calendar that never closes."""
    return OpeningHours(zone, ((Span(0, DAY_MINUTES),),) * 7)


def _zone_info(zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as fault:  # unknown, ill-formed, a folder of zones ("Europe")
        raise ValueError(f'"{zone}" is no time zone: an IANA name is expected ("Europe/London").') from fault


def _stretches(
    zone: ZoneInfo, begin: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """Cut the time from `begin` to `end` where the zone's offset from UTC changes; each piece has its offset.

    One look a day finds every change: from 2000 to 2040 no zone changes and changes back within a day (all
    zones were compared with a look every 3 hours), and after a change the search goes on from there.
    """
    start = at = begin
    offset = _offset(zone, at)
    while at < end:
        next_look = min(at + DAY, end)
        if _offset(zone, next_look) == offset:
            at = next_look
            continue
        at = _change(zone, at, next_look, offset)
        if at < end:
            yield start, at, offset
            start, offset = at, _offset(zone, at)
    yield start, end, offset


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or ZERO


def _change(zone: ZoneInfo, at: datetime, later: datetime, offset: timedelta) -> datetime:
    """The second at which the zone leaves `offset`, after `at` and not after `later`."""
    seconds = range((later - at) // timedelta(seconds=1))
    changed = bisect_left(seconds, x=True, key=lambda s: _offset(zone, at + timedelta(seconds=s)) != offset)
    return at + timedelta(seconds=changed)


def _moments(midnight: datetime, spans: Sequence[Span]) -> Iterator[Interval]:
    for span in spans:
        yield Interval(midnight + timedelta(minutes=span.start), midnight + timedelta(minutes=span.end))


def _merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Intervals in order, with those that touch made one."""
    merged: list[Interval] = []
    for interval in intervals:
        if merged and merged[-1].end == interval.start:
            merged[-1] = Interval(merged[-1].start, interval.end)
        else:
            merged.append(interval)
    return merged


@dataclass(frozen=True)
class Intersection(Calendar):
    """Open when all of its calendars are: what is due to a person who may also be called then."""

    calendars: tuple[Calendar, ...]

    def _build(self, begin: datetime, end: datetime) -> list[Interval]:
        years = (calendar.intervals(begin.year) for calendar in self.calendars)
        return reduce(_overlap, years, [Interval(begin, end)])


def _overlap(one: Sequence[Interval], other: Sequence[Interval]) -> list[Interval]:
    """What two ordered lists of intervals have in common, in one walk over both."""
    common: list[Interval] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i].start, other[j].start), min(one[i].end, other[j].end)
        if start < end:
            common.append(Interval(start, end))
        if one[i].end == end:
            i += 1
        else:
            j += 1
    return common


def intersection(calendars: Sequence[Calendar]) -> Calendar:
    """The calendar that is open when all of `calendars` are; of none, one that is always open."""
    if not calendars:
        return always_open()
    first, *others = calendars
    return first.meeting(tuple(others)) if others else first


def open_in_all(calendars: Sequence[Calendar], at: datetime) -> bool:
    """Whether `at` is open in every one of `calendars`."""
    return all(calendar.is_open(at) for calendar in calendars)


def first_open_in_all(calendars: Sequence[Calendar], at: datetime) -> datetime:
    """The first moment at or after `at` at which all calendars are open; else NeverOpen."""
    return intersection(calendars).next_opening(at)
