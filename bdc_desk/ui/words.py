"""How moments and spans are said on screens. All functions are pure; zones are tzinfo objects."""

from datetime import datetime, timedelta, tzinfo

from bdc_desk.cadence.local_time import DAYS, MONTHS

MINUTE = 60
HOUR = 3600


def age(span: timedelta) -> str:
    """A lead's age: "0:48" below two minutes (the clock that counts seconds), then "3 min", then "2 h 05"."""
    seconds = max(0, int(span.total_seconds()))
    if seconds < 2 * MINUTE:
        return f"{seconds // MINUTE}:{seconds % MINUTE:02d}"
    if seconds < HOUR:
        return f"{seconds // MINUTE} min"
    return f"{seconds // HOUR} h {seconds % HOUR // MINUTE:02d}"


def wait(span: timedelta) -> str:
    """How long until or since a moment, by the wall clock: "0:48", "6 min", "2 h 05", "3 d"."""
    return f"{span.days} d" if span >= timedelta(days=2) else age(span)


def timer(span: timedelta) -> str:
    """A running timer: "0:12", "12:04", "1:02:03"."""
    seconds = max(0, int(span.total_seconds()))
    if seconds < HOUR:
        return f"{seconds // MINUTE}:{seconds % MINUTE:02d}"
    return f"{seconds // HOUR}:{seconds % HOUR // MINUTE:02d}:{seconds % MINUTE:02d}"


def time_of_day(at: datetime, zone: tzinfo) -> str:
    """The time of an aware moment on a clock in `zone`: "17:30"."""
    return at.astimezone(zone).strftime("%H:%M")


def moment(at: datetime, now: datetime, zone: tzinfo) -> str:
    """A moment seen from `now`: "17:30", "tomorrow 09:00", "yesterday 09:00", "Mon 09:00", "12 Mar 09:00"."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    days = (local.date() - today).days
    if days == 0:
        return f"{local:%H:%M}"
    if days in {-1, 1}:
        return f"{'tomorrow' if days == 1 else 'yesterday'} {local:%H:%M}"
    if 1 < days < 7:
        return f"{DAYS[local.weekday()]} {local:%H:%M}"
    month = MONTHS[local.month - 1]
    return f"{local.day} {month} {'' if local.year == today.year else f'{local.year} '}{local:%H:%M}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 lead", "2 leads", "1,200 leads". `many` defaults to `one` + "s"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def initials(name: str) -> str:
    """Up to two letters for a person's name: "Ana Cruz" gives "AC"; empty for no name."""
    parts = name.split()
    if not parts:
        return ""
    letters = parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")
    return letters.upper()


def dotted(*parts: str) -> str:
    """The parts that are not empty, set apart by middle dots."""
    return " · ".join(part for part in parts if part)
