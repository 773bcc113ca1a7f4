"""Moments as leads and mails write them, to aware UTC. The unclear is a fault, what is guessed is said."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bdc_desk.intake.plain_text import shown

_CLOCK: Final = (
    r"(?P<hour>\d\d?)[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,](?P<part>\d{1,9}))?)?"
    r"\s?(?P<half>[AaPp]\.?[Mm]\.?)?(?:\s?(?:[Uu]hr|uur))?"
    r"\s?(?P<offset>[Zz]|UTC|GMT|[A-Z]{2,4}T|(?:GMT|UTC)?[+-]\d\d?(?::?\d{1,2})?)?"
)
_BETWEEN: Final = r"(?:[Tt]|,?\s{1,3}(?:at|um|om|@|-)?\s{0,3})"
_YEAR_FIRST: Final = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d\d?)[-/.](?P<day>\d\d?){_BETWEEN}{_CLOCK}", re.ASCII
)
_YEAR_LAST: Final = re.compile(
    rf"(?P<one>\d\d?)(?P<mark>[-/.])(?P<two>\d\d?)[-/.](?P<year>\d{{4}}){_BETWEEN}{_CLOCK}", re.ASCII
)
_MAIL_DATE: Final = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d\d?\s+[A-Za-z]{3}\s+\d{4}\s+\d\d?:\d\d(?::\d\d)?\s+(?:[+-]\d{4}|GMT|UTC?|Z|[ECMP][SD]T)"
    r"(?:\s+\([A-Za-z ]{1,40}\))?",
    re.ASCII,
)
_TEMPLATE: Final = "2000-03-30T15:30:20"
"""The moment in the specification's example, which forms copy (adf.md, Malformations 24)."""
_HOURS: Final = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1,
    "CEST": 2, "WET": 0, "WEST": 1, "EET": 2, "EEST": 3,
}  # fmt: skip
"""Zones by their letters where those mean one thing; BST and IST do not."""
_MONTH_FIRST: Final = frozenset({"US"})
_DAY_FIRST: Final = frozenset(
    "AT AU BE BG BR CH CY CZ DE DK ES FI FR GB GR HR IE IT LU MT NL NO NZ PL PT RO SI SK".split()  # noqa: SIM905  reads better
)
"""Countries where a date with strokes has one order; where both are in use (CA, PH, ZA) none is guessed."""
_FIRST_YEAR: Final = 1990
"""No enquiry was mailed before; such a year is a clock that was never set."""


class MomentFault(Exception):
    """The moment cannot be told; `str()` is the end of a sentence: "... is not a date that can be read"."""


def requested(text: str, *, now: datetime, zone: str, country: str | None = None) -> datetime:
    """The moment of a `requestdate`, aware UTC, as `request_moment` tells it."""
    return request_moment(text, now=now, zone=zone, country=country)[0]


def request_moment(
    text: str, *, now: datetime, zone: str, country: str | None = None
) -> tuple[datetime, str]:
    """The moment of a `requestdate`, aware UTC, and a repair in words or "".

    Without an offset it is local time in `zone` (IANA). Read are dates with a time of day: ISO 8601, a
    mail's, and days, months and years in other orders, where the order is certain or that of the dealership's
    `country` (ISO 3166 alpha-2). Others ("2/9/2020 6:26PM" is two dates), the specification's example and the
    future raise MomentFault (adf.md, A reader that keeps them, 8).
    """
    line = " ".join(text.split())
    if line.startswith(_TEMPLATE):
        raise MomentFault(
            f"{shown(text)} is the example of the ADF specification: the form never filled it in"
        )
    if _MAIL_DATE.fullmatch(line):
        return received(line, now=now), ""
    found = _YEAR_FIRST.fullmatch(line) or _YEAR_LAST.fullmatch(line)
    if found is None:
        raise MomentFault(f"{shown(text)} is not a date and time that can be told for certain")
    month, day, repair = _month_and_day(found, text, country)
    try:
        hour = _hour(int(found["hour"]), found["half"])
        micro = int((found["part"] or "0")[:6].ljust(6, "0"))
        offset, short = _offset(found["offset"], zone)
        minute, second = int(found["minute"]), int(found["second"] or 0)
        local = datetime(int(found["year"]), month, day, hour, minute, second, micro, offset)
        moment = local.astimezone(UTC)
    except (ValueError, OverflowError) as fault:
        raise MomentFault(f"{shown(text)} is not a date and time that exists") from fault
    if short:
        repair = f"The request date {shown(text)} has half an offset: read as whole hours"
    return _past(moment, now, text), repair


def received(text: str, *, now: datetime) -> datetime:
    """The moment at the end of a mail's Received line, aware UTC; MomentFault if unreadable or future."""
    date = text.rpartition(";")[2].strip()[:100]
    try:
        moment = parsedate_to_datetime(date)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return _past(aware.astimezone(UTC), now, date)
    except (ValueError, TypeError, IndexError, OverflowError) as fault:
        raise MomentFault(f"{shown(date)} is not a date that can be read") from fault


def _past(moment: datetime, now: datetime, text: str) -> datetime:
    if moment > now:
        raise MomentFault(f"{shown(text)} lies in the future")
    if moment.year < _FIRST_YEAR:
        raise MomentFault(f"{shown(text)} lies before {_FIRST_YEAR}")
    return moment


def _month_and_day(found: re.Match[str], text: str, country: str | None) -> tuple[int, int, str]:
    """The month and the day, and a repair where their order was not written."""
    if found.re is _YEAR_FIRST:
        return int(found["month"]), int(found["day"]), ""
    one, two = int(found["one"]), int(found["two"])
    if found["mark"] == ".":
        return two, one, ""  # only countries that begin with the day write dots
    lawful = {(month, day) for month, day in ((one, two), (two, one)) if 1 <= month <= 12 and 1 <= day <= 31}
    here = (country or "").upper()
    if here in _MONTH_FIRST | _DAY_FIRST and len(lawful) > 1:
        lawful = {(one, two) if here in _MONTH_FIRST else (two, one)}
    if len(lawful) != 1:
        raise MomentFault(f"{shown(text)} is not a date and time that can be told for certain")
    month, day = lawful.pop()
    order = "month first" if (month, day) == (one, two) and one != two else "day first"
    return month, day, f"The request date {shown(text)} was read with the {order}"


def _hour(hour: int, half: str | None) -> int:
    """The hour of 24; raises ValueError for one that no clock shows."""
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half[0] in "Pp" else 0)


def _offset(written: str | None, zone: str) -> tuple[tzinfo, bool]:
    """The offset as written, else the zone, and whether half of it is missing; or ValueError."""
    if written is None:
        return _zone(zone), False
    if written in {"Z", "z", "UTC", "GMT"}:
        return UTC, False
    if written.isalpha():
        return timezone(timedelta(hours=_HOURS.get(written, 99))), False
    sign, digits = re.fullmatch(r"(?:GMT|UTC)?([+-])(.*)", written, re.ASCII).groups()  # type: ignore[union-attr]  # the pattern above let it in
    hours, colon, minutes = digits.partition(":")
    if not colon and len(digits) > 2:
        hours, minutes = digits[:-2], digits[-2:]
    span = timedelta(hours=int(hours), minutes=int(minutes or 0))
    short = len(minutes) == 1 or (not minutes and len(hours) == 1)
    if span > timedelta(hours=14) or int(minutes or 0) > 59 or (len(minutes) == 1 and minutes != "0"):
        raise ValueError(written)
    return timezone(-span if sign == "-" else span), short


def _zone(zone: str) -> tzinfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise MomentFault(f'has no offset, and the time zone "{zone[:40]}" is not known') from fault
