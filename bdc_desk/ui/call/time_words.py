"""A moment as an agent types it with one hand on the phone: "17:30", "tomorrow 10:15", "mon 9", "in 2 h".

Pure: no Qt, no clock. Dates with slashes are not read, because 3/4 is in March here and in April there.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

FURTHEST = timedelta(days=366)
"""What is promised for later than this was surely typed wrong."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june",
           "july", "august", "september", "october", "november", "december")  # fmt: skip
_SPAN = re.compile(
    r"(?:in |\+ ?)(\d{1,4}) ?(m|min|mins|minutes?|h|hrs?|hours?|d|days?)(?: (\d{1,2})(?: ?min)?)?"
)
_CLOCK = re.compile(r"(?:at )?(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm|a\.m\.|p\.m\.)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.? ([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2})")
_TIME_AT_END = re.compile(
    r"(?:^|.*? )((?:at )?(?:\d{1,2}[:.h]\d{2}|\d{1,2})(?: ?(?:am|pm|a\.m\.|p\.m\.))?|noon)$"
)


def parse(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment that `text` names, aware UTC; None when it names none.

    `now` is aware; days and times are those of `zone`. A time without a day is today's, even when it has
    passed: the caller says so in words. A weekday is the next one, today included while its time is still to
    come. A time that a change of clocks skips is the one an hour later; one that comes twice is the first.
    """
    words = " ".join(text.lower().replace(",", " ").split())
    span = _SPAN.fullmatch(words)
    if span:
        return _after(span, now)
    split = _TIME_AT_END.fullmatch(words)
    at = _clock(split[1]) if split else None
    if split is None or at is None:
        return None
    local = now.astimezone(zone)
    day = _day(words[: -len(split[1])].strip(), local, at)
    return None if day is None else _moment(day, at, now, zone)


def _after(span: re.Match[str], now: datetime) -> datetime | None:
    amount, unit, minutes = int(span[1]), span[2][0], int(span[3] or 0)
    if minutes and unit != "h":
        return None
    length = {"m": timedelta(minutes=amount), "h": timedelta(hours=amount), "d": timedelta(days=amount)}[unit]
    length += timedelta(minutes=minutes)
    return (now + length).astimezone(UTC) if length <= FURTHEST else None


def _moment(day: date, at: time, now: datetime, zone: tzinfo) -> datetime | None:
    moment = datetime.combine(day, at, zone).astimezone(UTC)
    return moment if abs(moment - now) <= FURTHEST else None


def _clock(words: str) -> time | None:
    if words == "noon":
        return time(12)
    found = _CLOCK.fullmatch(words)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(words: str, local: datetime, at: time) -> date | None:
    words = words.removesuffix(" at").removeprefix("on ").removeprefix("next ").strip()
    today = local.date()
    if words in {"", "today"}:
        return today
    if words in {"tomorrow", "tom", "tmrw"}:
        return today + timedelta(days=1)
    weekday = _place(words.removesuffix("."), _DAYS)
    if weekday is not None:
        ahead = (weekday - today.weekday()) % 7
        return today + timedelta(days=ahead or (0 if at > local.time() else 7))
    return _dated(words, today)


def _dated(words: str, today: date) -> date | None:
    iso, named = _ISO_DAY.fullmatch(words), _DAY_MONTH.fullmatch(words)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if named is None:
        return None
    month = _place(named[2] or named[3], _MONTHS)
    day = int(named[1] or named[4])
    if month is None:
        return None
    this_year = _date(today.year, month + 1, day)
    return this_year if this_year and this_year >= today else _date(today.year + 1, month + 1, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Which of the names the word begins, given at least its first three letters ("thurs", "sept")."""
    if len(word) < 3:
        return None
    return next((place for place, name in enumerate(names) if name.startswith(word)), None)
