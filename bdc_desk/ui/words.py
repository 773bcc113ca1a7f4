"""How moments and spans are said on screens. Zones are tzinfo objects; times of day have 24 hours in every
language, because a promise of "5:30" must not be taken for the morning's.
"""

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QDate, QLocale

from bdc_desk.cadence.local_time import DAYS, MONTHS
from bdc_desk.ui.translation import is_english, number_words, translate

MINUTE = 60
HOUR = 3600


def age(span: timedelta) -> str:
    """A lead's age: "0:48" below two minutes (the clock that counts seconds), then "3 min", then "2 h 05"."""
    seconds = max(0, int(span.total_seconds()))
    if seconds < 2 * MINUTE:
        return f"{seconds // MINUTE}:{seconds % MINUTE:02d}"
    if seconds < HOUR:
        return translate("Words", "{minutes} min").format(minutes=seconds // MINUTE)
    hours, minutes = seconds // HOUR, f"{seconds % HOUR // MINUTE:02d}"
    return translate("Words", "{hours} h {minutes}").format(hours=hours, minutes=minutes)


def wait(span: timedelta) -> str:
    """How long until or since a moment, by the wall clock: "0:48", "6 min", "2 h 05", "3 d"."""
    if span >= timedelta(days=2):
        return translate("Words", "{days} d").format(days=span.days)
    return age(span)


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
    if days == 1:
        return translate("Words", "tomorrow {time}").format(time=f"{local:%H:%M}")
    if days == -1:
        return translate("Words", "yesterday {time}").format(time=f"{local:%H:%M}")
    if 1 < days < 7:
        return f"{day_name(local.weekday())} {local:%H:%M}"
    return f"{date_words(local, with_year=local.year != today.year)} {local:%H:%M}"


def day_name(weekday: int) -> str:
    """A day of the week in short, 0 for Monday: "Mon", in the window's language."""
    if is_english():
        return DAYS[weekday]
    return QLocale().standaloneDayName(weekday + 1, QLocale.FormatType.ShortFormat)


def date_words(day: date, *, with_year: bool) -> str:
    """A date: "12 Mar", "12 Mar 2024"; in another language as that one writes it."""
    if is_english():
        return f"{day.day} {MONTHS[day.month - 1]}{f' {day.year}' if with_year else ''}"
    pattern = translate("Words", "d MMM yyyy") if with_year else translate("Words", "d MMM")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 lead", "1,200 leads". For English only: `translate` has plurals for all."""
    return f"{number_words(number)} {one if number == 1 else many or one + 's'}"


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
