"""What a mail says in the customer's language beside its text: greetings, dates, the way to hear no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bdc_desk.cadence.local_time import zone_of


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. `days` from Monday; `moment` takes day, number, month and time; `named` takes a name.

    A greeting by "Mr" or "Mrs" would need a gender, which no enquiry tells: so by name, or in general.
    `first_only`: a greeting takes the first name alone where there is one.
    """

    days: tuple[str, ...]
    months: tuple[str, ...]
    moment: str
    named: str
    surname: str
    unnamed: str
    first_only: bool
    regards: str
    stop: str
    visit: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH: Final = Phrases(
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=_words("January February March April May June July August September October November December"),
    moment="{day} {number} {month} at {time}",
    named="Dear {name}",
    surname="Dear {name}",
    unnamed="Hello",
    first_only=True,
    regards="Kind regards",
    stop="If you would rather not get emails from us, just reply with STOP.",
    visit="Appointment at {dealership}",
)
DUTCH: Final = Phrases(
    days=("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    months=_words("januari februari maart april mei juni juli augustus september oktober november december"),
    moment="{day} {number} {month} om {time} uur",
    named="Beste {name}",
    surname="Geachte heer of mevrouw {name}",
    unnamed="Geachte heer of mevrouw",
    first_only=True,
    regards="Met vriendelijke groet,",
    stop="Ontvangt u liever geen e-mails van ons? Beantwoord deze e-mail dan met STOP.",
    visit="Afspraak bij {dealership}",
)
GERMAN: Final = Phrases(
    days=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=_words("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    moment="{day}, {number}. {month}, um {time} Uhr",
    named="Guten Tag {name}",
    surname="Guten Tag {name}",
    unnamed="Guten Tag",
    first_only=False,
    regards="Mit freundlichen Grüßen",
    stop="Wenn Sie keine E-Mails mehr von uns erhalten möchten, antworten Sie einfach mit STOP.",
    visit="Termin bei {dealership}",
)
PHRASES: Final[Mapping[str, Phrases]] = {"en": ENGLISH, "nl": DUTCH, "de": GERMAN}
"""By the code of the language; all that there are texts in."""


def phrases_of(language: str) -> Phrases:
    """The words of that language; English where there are none."""
    return PHRASES.get(language, ENGLISH)


def salutation(first: str, last: str, full: str, language: str = "en") -> str:
    """The greeting without its comma: "Dear Zoë", "Beste Jan", "Guten Tag Jan Muster"."""
    told = phrases_of(language)
    if first and (told.first_only or not last):
        return told.named.format(name=first)
    if first:
        return told.named.format(name=f"{first} {last}")
    if last:
        return told.surname.format(name=last)
    return told.named.format(name=full) if full else told.unnamed


def in_full(at: datetime, zone: str, language: str = "en") -> str:
    """A moment as a letter says it: "Friday 6 March at 14:30" in the zone's time.

    Written out: strftime's names follow the process's locale, not the customer's language.
    """
    local, told = at.astimezone(zone_of(zone)), phrases_of(language)
    day, month = told.days[local.weekday()], told.months[local.month - 1]
    return told.moment.format(day=day, number=local.day, month=month, time=f"{local:%H:%M}")
