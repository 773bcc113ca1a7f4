"""When a call was made and how long it took, as an agent types it afterwards: "10:32", "12 min ago"; "3:05".

Pure: no Qt, no clock.
"""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo

_AGO = re.compile(r"(\d{1,4}) ?(m|min|mins|minutes?|h|hrs?|hours?)(?: (\d{1,2})(?: ?min)?)?(?: ago)?")
_CLOCK = re.compile(r"(today |yesterday )?(?:at )?(\d{1,2})[:.h](\d{2}) ?(am|pm)?")
_SPAN = re.compile(r"(\d{1,3}):([0-5]\d)")
_SPAN_WORDS = re.compile(r"(?:(\d{1,3}) ?(?:m|min|mins|minutes?))? ?(?:(\d{1,4}) ?(?:s|sec|secs|seconds?))?")


def parse_began(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The moment (aware UTC) that `text` names on a clock in `zone`; None when it names none. A time without
    a day is today's, also where it is still to come: the caller says so in words.
    """
    words = " ".join(text.lower().split())
    ago = _AGO.fullmatch(words)
    if ago:
        return (now - _ago(ago)).astimezone(UTC)
    found = _CLOCK.fullmatch(words)
    at = _clock(found) if found else None
    if found is None or at is None:
        return None
    day = now.astimezone(zone).date()
    if found[1] == "yesterday ":
        day -= timedelta(days=1)
    return datetime.combine(day, at, zone).astimezone(UTC)


def parse_span(text: str) -> timedelta | None:
    """How long a call took: "3:05" (minutes and seconds), "3 min", "40 s", "3" (minutes); None for none."""
    words = " ".join(text.lower().split())
    if words.isdecimal() and len(words) <= 3:
        return timedelta(minutes=int(words))
    found = _SPAN.fullmatch(words)
    if found:
        return timedelta(minutes=int(found[1]), seconds=int(found[2]))
    told = _SPAN_WORDS.fullmatch(words)
    if told is None or not words:
        return None
    return timedelta(minutes=int(told[1] or 0), seconds=int(told[2] or 0))


def _ago(found: re.Match[str]) -> timedelta:
    amount, minutes = int(found[1]), int(found[3] or 0)
    whole = timedelta(hours=amount) if found[2].startswith("h") else timedelta(minutes=amount)
    return whole + timedelta(minutes=minutes)


def _clock(found: re.Match[str]) -> time | None:
    hour, minute, half = int(found[2]), int(found[3]), found[4]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
