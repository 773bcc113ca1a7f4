"""What the list of people says of each, and how a day of return is read."""

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from bdc_desk.cadence.local_time import DAYS, MONTHS, zone_of
from bdc_desk.operations.people import People, PersonLine
from bdc_desk.ui import words
from bdc_desk.ui.call.time_words import parse


def role_words(role: str) -> str:
    """A role as people say it; one that is not known here as it is."""
    tell = QCoreApplication.translate
    known = {
        "salesperson": tell("People", "salesperson"),
        "enquiry": tell("People", "enquiry staff"),
        "manager": tell("People", "sales manager"),
        "principal": tell("People", "dealer principal"),
    }
    return known.get(role, role)


def person_hint(line: PersonLine, people: People) -> str:
    """Role, whether they are here, and who covers them: "salesperson · away until Mon 9 Mar: Lee covers"."""
    tell = QCoreApplication.translate
    here = ""
    if line.person == people.me:
        here = tell("People", "you")
    elif people.in_team:
        here = tell("People", "at a desk now") if line.present else tell("People", "at no desk")
    return words.dotted(role_words(line.role), here, away_words(line, people))


def away_words(line: PersonLine, people: People) -> str:
    """Who covers them until when; "" for somebody who is not away."""
    if line.deputy is None:
        return ""
    tell = QCoreApplication.translate
    if line.until is None:
        return tell("People", "away: {name} covers").format(name=line.deputy_name)
    day = day_words(line.until, people.now, zone_of(people.zone))
    return tell("People", "away until {day}: {name} covers").format(day=day, name=line.deputy_name)


def day_words(at: datetime, now: datetime, zone: tzinfo) -> str:
    """A day on the dealership's calendar: "tomorrow", "Mon 9 Mar", "Mon 4 Jan 2027"."""
    day, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if day == today + timedelta(days=1):
        return QCoreApplication.translate("People", "tomorrow")
    year = "" if day.year == today.year else f" {day.year}"
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}{year}"


def parse_return(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The begin of the day that `text` names ("mon", "9 mar", "tomorrow"), aware UTC; None where it names
    none, or one that has begun.
    """
    at = parse(f"{text.strip()} 0:00", now, zone) if text.strip() else None
    return at if at is not None and at > now else None
