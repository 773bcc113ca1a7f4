"""Moments told in a zone's own time."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=512)
def zone_of(name: str) -> ZoneInfo:
    """The IANA zone of that name. Raises ZoneInfoNotFoundError for an unknown one."""
    return ZoneInfo(name)


def told(moment: datetime, zone: str, now: datetime | None = None) -> str:
    """`moment` in the zone's time: "14:10" on the day of `now`, else "Tue 24 Nov 14:10".

    Without `now` always with the day: for words that are kept.
    """
    local = moment.astimezone(zone_of(zone))
    if now is not None and local.date() == now.astimezone(zone_of(zone)).date():
        return f"{local:%H:%M}"
    return f"{local:%a} {local.day} {local:%b %H:%M}"
