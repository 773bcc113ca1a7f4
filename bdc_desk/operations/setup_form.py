"""What a person fills in at the first start, and what is wrong with it in words. Nothing is written here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import available_timezones

from phonenumbers import SUPPORTED_REGIONS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ROLES = ("salesperson", "enquiry", "manager", "principal")
"""The roles of docs/log.md, `person added`."""

DIAL_WAYS = ("by hand", "tel")
"""The ways of docs/log.md, `dialled`."""

NAME_LIMIT = 120
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else who works at this desk. `role`: one of ROLES."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class SetupForm:
    """A dealership and its first person.

    `country`: ISO 3166 alpha-2. `region`: a subdivision for regional holidays, or "". `zone`: IANA.
    `hours`: for each of WEEKDAYS its opening spans in local time, "09:00-21:00"; none = closed.
    """

    name: str
    country: str
    region: str
    zone: str
    hours: Mapping[str, tuple[str, ...]]
    person_name: str
    role: str = ROLES[0]
    dial_way: str = DIAL_WAYS[0]
    people: tuple[Colleague, ...] = ()


def spans(text: str) -> tuple[str, ...]:
    """Opening spans as typed ("9-12, 13:00-18:00"), in order, each as "09:00-12:00"; "" is closed: no span.

    ValueError says in words what cannot be read, ends before it begins, or overlaps. The day ends at 24:00.
    """
    found = sorted(_span(part.strip()) for part in text.split(",") if part.strip())
    for (_, end), (begin, _) in pairwise(found):
        if begin < end:
            raise ValueError(f"two spans overlap at {_told(begin)}")
    return tuple(f"{_told(begin)}-{_told(end)}" for begin, end in found)


def faults(form: SetupForm) -> dict[str, str]:
    """What has to be put right before a dealership can be set up: a sentence a field; empty when all is well.

    Fields are named as in SetupForm; a weekday's hours as "hours.monday".
    """
    found: dict[str, str] = {}
    found |= _name_fault("name", form.name, "Give the dealership's name.")
    found |= _name_fault("person_name", form.person_name, "Give your name: it stands beside your calls.")
    if form.country not in SUPPORTED_REGIONS:
        found["country"] = (
            "Choose the country by its ISO 3166 code (GB, US, NL ...): holidays and number formats follow "
            "from it."
        )
    if form.zone not in available_timezones():
        found["zone"] = "Choose a time zone from the list: every clock runs in it."
    if form.role not in ROLES:
        found["role"] = "Choose what you do."
    if form.dial_way not in DIAL_WAYS:
        found["dial_way"] = "Choose how calls are dialled."
    return found | _hours_faults(form.hours) | _people_faults(form)


def _name_fault(field: str, value: str, advice: str) -> dict[str, str]:
    if not value.strip():
        return {field: advice}
    return {field: f"At most {NAME_LIMIT} letters."} if len(value) > NAME_LIMIT else {}


def _people_faults(form: SetupForm) -> dict[str, str]:
    """Two people of one name could not be told apart in the attempt log."""
    found: dict[str, str] = {}
    taken = {form.person_name.strip().casefold()}
    for place, one in enumerate(form.people):
        name = one.name.strip().casefold()
        if name in taken:
            found[f"people.{place}"] = "Somebody has this name already: add a letter or a second name."
        elif len(one.name) > NAME_LIMIT:
            found[f"people.{place}"] = f"At most {NAME_LIMIT} letters."
        elif one.role not in ROLES:
            found[f"people.{place}"] = "Choose what this colleague does."
        taken.add(name)
    return found


def _hours_faults(hours: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for day in WEEKDAYS:
        try:
            spans(", ".join(hours.get(day, ())))
        except ValueError as fault:
            found[f"hours.{day}"] = str(fault)
    if not any(hours.get(day) for day in WEEKDAYS):
        found["hours"] = "Open on one day at least: the clocks run in opening hours only."
    return found


def _span(text: str) -> tuple[int, int]:
    """Minutes since midnight of a span's begin and end."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” is not a span: write 09:00-18:00")
    begin, end = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    if begin >= 24 * 60 or end > 24 * 60:
        raise ValueError(f"“{text}”: a day has 24 hours")
    if end <= begin:
        raise ValueError(f"“{text}” ends before it begins")
    return begin, end


def _minutes(hour: str, minute: str | None) -> int:
    if int(minute or 0) > 59:
        raise ValueError(f"“{hour}:{minute}”: an hour has 60 minutes")
    return int(hour) * 60 + int(minute or 0)


def _told(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
