"""Moments as leads and mails write them, to aware UTC. Nothing is guessed: what is not clear is a fault."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bdc_desk.intake.plain_text import shown

_ISO: Final = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)[Tt ]\s?(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?([Zz]|[+-]\d\d:?\d\d)?",
    re.ASCII,
)
_FIRST_YEAR: Final = 1990
"""No enquiry was mailed before; such a year is a clock that was never set."""


class MomentFault(Exception):
    """The moment cannot be told; `str()` is the end of a sentence: "... is not a date that can be read"."""


def requested(text: str, *, now: datetime, zone: str) -> datetime:
    """The moment of a `requestdate`, aware UTC; without an offset it is local time in `zone` (IANA).

    Read are ISO 8601 dates with a time of day. Others ("2/9/2020 6:26PM" is two dates) raise MomentFault, and
    so does the future (adf.md, A reader that keeps them, 8).
    """
    found = _ISO.fullmatch(text)
    if found is None:
        raise MomentFault(f"{shown(text)} is not a date and time that can be told for certain")
    year, month, day, hour, minute, second = (int(group or 0) for group in found.groups()[:6])
    try:
        micro = int((found[7] or "0")[:6].ljust(6, "0"))
        moment = datetime(year, month, day, hour, minute, second, micro, _offset(found[8], zone)).astimezone(
            UTC
        )
    except (ValueError, OverflowError) as fault:
        raise MomentFault(f"{shown(text)} is not a date and time that exists") from fault
    return _past(moment, now, text)


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


def _offset(written: str | None, zone: str) -> tzinfo:
    """The offset as written, else the zone; raises ValueError for an offset that cannot be."""
    if written is None:
        return _zone(zone)
    if written in "Zz":
        return UTC
    digits = written[1:].replace(":", "")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if span > timedelta(hours=14) or int(digits[2:]) > 59:
        raise ValueError(written)
    return timezone(-span if written[0] == "-" else span)


def _zone(zone: str) -> tzinfo:
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise MomentFault(f'has no offset, and the time zone "{zone[:40]}" is not known') from fault
