"""Moments of the invented past and future, told from the demo's present."""

from datetime import UTC, datetime, time, timedelta

from bdc_desk.cadence.hours import OpeningHours, parse_day
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.demo.people import CLOSES, OPENS, ZONE

_DAY = parse_day([f"{OPENS:02}:00-{CLOSES}:00"])
_LOOK_BACK = timedelta(days=7)


class Days:
    """Turns "two days ago at 10:05" and "12 minutes of opening time ago" into moments (UTC)."""

    def __init__(self, at: datetime) -> None:
        """`at`: the demo's present, aware."""
        self.present = at.astimezone(UTC)
        self._opening = OpeningHours(zone=ZONE, week=(_DAY,) * 7)

    def day(self, days_ago: int, clock: str) -> datetime:
        """The dealership's wall clock `clock` ("10:05"), so many days ago; -1 is tomorrow."""
        on = self.present.astimezone(zone_of(ZONE)).date() - timedelta(days=days_ago)
        return datetime.combine(on, time.fromisoformat(clock), zone_of(ZONE)).astimezone(UTC)

    def ago(self, minutes: float) -> datetime:
        """So many minutes of opening time before the present: early in the morning that is last evening."""
        start = self.present - _LOOK_BACK
        span = self._opening.between(start, self.present) - timedelta(minutes=minutes)
        return self._opening.add(start, span)

    def ahead(self, minutes: float) -> datetime:
        """So many minutes of opening time after the present: promises are made for opening hours."""
        return self._opening.add(self.present, timedelta(minutes=minutes))

    def just(self, seconds: float) -> datetime:
        """So many seconds ago by the wall clock: who writes at night writes at night."""
        return self.present - timedelta(seconds=seconds)
