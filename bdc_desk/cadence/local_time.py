"""Moments told in a zone's own time."""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Written out: strftime's names follow the process's locale; the same log says the same on every desk."""


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises ZoneInfoNotFoundError for an unknown one."""
    return ZoneInfo(name)


def day_told(day: date) -> str:
    """A day with its weekday: "Tue 24 Nov"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def told(moment: datetime, zone: str, now: datetime | None = None) -> str:
    """`moment` in the zone's time: "14:10" on the day of `now`, else "Tue 24 Nov 14:10".

    Without `now` always with the day: for words that are kept.
    """
    local = moment.astimezone(zone_of(zone))
    if now is not None and local.date() == now.astimezone(zone_of(zone)).date():
        return f"{local:%H:%M}"
    return f"{day_told(local.date())} {local:%H:%M}"
