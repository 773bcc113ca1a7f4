"""What the counter says of a number that is known, and the ways to save that it offers. Pure; no Qt.

Households share numbers: another name is another person until somebody says otherwise (domain.md, The lead).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bdc_desk.cadence.local_time import MONTHS
from bdc_desk.operations.identity import names_agree, normal_name
from bdc_desk.operations.searching import KnownCustomer
from bdc_desk.ui import words


@dataclass(frozen=True, slots=True)
class Way:
    """One way to save. `onto`: the open lead that it goes to, None for a new enquiry. `name`: the known
    customer's, for a new enquiry of somebody whose name was not typed. `who`: the choice among several.
    """

    label: str
    onto: str | None = None
    name: str = ""
    who: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways, the one that Enter takes first. `undecided`: Enter takes none, the person says who it is."""

    ways: tuple[Way, ...]
    undecided: bool = False


NEW = "New enquiry"
SAVE = Ways((Way("Save"),))


def known_words(name: str, known: Sequence[KnownCustomer], now: datetime, zone: tzinfo) -> str:
    """Who has the number: "Known: Pat Sample, with Kim Ro, open lead: Skoda Octavia (3 Mar)". `name`: what is
    typed as the name so far; `zone`: the dealership's.
    """
    if not known:
        return ""
    if len(known) > 1:
        return f"{words.count(len(known), 'customer')} have this number: who is it?"
    (one,) = known
    begin = "Known" if _agrees(name, one) else "Known under another name"
    return f"{begin}: {_who(one)}, {_lead_words(one, now, zone)}"


def warning_words(known: Sequence[KnownCustomer]) -> str:
    """Who of them asked not to be called; "" for nobody."""
    names = " and ".join(one.name or "The customer" for one in known if one.do_not_call)
    if not names:
        return ""
    return f"Do not call: {names} asked so. It stays blocked until a second person confirms a new wish."


def ways_for(name: str, known: Sequence[KnownCustomer], now: datetime, zone: tzinfo) -> Ways:
    """The ways to save what is typed, with `name` as the name."""
    if not known:
        return SAVE
    if len(known) == 1:
        return _ways_for_one(name, known[0])
    agreeing = [one for one in known if normal_name(name) and normal_name(one.name) and _agrees(name, one)]
    new = Way("Somebody else: a new enquiry", hint="Another person of this number.")
    ways = [_way_among_several(one, now, zone) for one in known]
    if len(agreeing) == 1:
        first = _way_among_several(agreeing[0], now, zone)
        return Ways((first, *(way for way in ways if way != first), new))
    if agreeing or not normal_name(name):
        return Ways((*ways, new), undecided=True)
    return Ways((new, *ways))


def _ways_for_one(name: str, one: KnownCustomer) -> Ways:
    if not _agrees(name, one):
        onto = Way(f"Save on {_possessive(one.name)} open lead", onto=one.open_lead)
        return Ways((Way(NEW), onto) if one.open_lead else (Way(NEW),))
    new = Way(NEW, name=one.name)
    if one.open_lead is None:
        return Ways((Way("Save", name=one.name),))
    return Ways((Way("Save on the open lead", onto=one.open_lead), new))


def _way_among_several(one: KnownCustomer, now: datetime, zone: tzinfo) -> Way:
    car = _car_words(one, now, zone)
    before = f"New enquiry; {words.count(one.leads, 'lead')} so far, the last: {car}"
    hint = f"Saves on the open lead: {car}" if one.open_lead else before
    return Way(_who(one), onto=one.open_lead, name=one.name, who=one.customer, hint=hint)


def _agrees(name: str, one: KnownCustomer) -> bool:
    return names_agree(normal_name(name), normal_name(one.name))


def _who(one: KnownCustomer) -> str:
    with_owner = f"with {one.owner}" if one.owner else "nobody's customer yet"
    return f"{one.name or 'no name'}, {with_owner}"


def _lead_words(one: KnownCustomer, now: datetime, zone: tzinfo) -> str:
    car = _car_words(one, now, zone)
    if one.open_lead:
        return f"open lead: {car}"
    return f"no open lead, {words.count(one.leads, 'lead')} so far, the last: {car}"


def _car_words(one: KnownCustomer, now: datetime, zone: tzinfo) -> str:
    return f"{one.car or 'no car named'} ({day_words(one.arrived_at, now, zone)})"


def day_words(at: datetime, now: datetime, zone: tzinfo) -> str:
    """A day on the dealership's calendar: "today", "yesterday", "3 Mar", "3 Mar 2024"."""
    day, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if (today - day).days in {0, 1}:
        return "today" if day == today else "yesterday"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def _possessive(name: str) -> str:
    return f"{name}'s" if name else "the known"
