"""What the counter says of a number that is known, and the ways to save that it offers. No widgets.

Households share numbers: another name is another person until somebody says otherwise (domain.md, The lead).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bdc_desk.operations.identity import names_agree, normal_name
from bdc_desk.operations.searching import KnownCustomer
from bdc_desk.ui import words
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate


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


NEW = QT_TRANSLATE_NOOP("Counter", "New enquiry")


def save_only() -> Ways:
    """The one way where nobody is known."""
    return Ways((_save(),))


def known_words(name: str, known: Sequence[KnownCustomer], now: datetime, zone: tzinfo) -> str:
    """Who has the number: "Known: Pat Sample, with Kim Ro, open lead: Skoda Octavia (3 Mar)". `name`: what is
    typed as the name so far; `zone`: the dealership's.
    """
    if not known:
        return ""
    if len(known) > 1:
        return translate("Counter", "{n} customers have this number: who is it?", "", len(known))
    (one,) = known
    begin = (
        translate("Counter", "Known: {who}")
        if _agrees(name, one)
        else translate("Counter", "Known under another name: {who}")
    )
    return begin.format(who=f"{_who(one)}, {_lead_words(one, now, zone)}")


def warning_words(known: Sequence[KnownCustomer]) -> str:
    """Who of them asked not to be called; "" for nobody."""
    names = translate("Counter", " and ").join(
        one.name or translate("Counter", "The customer") for one in known if one.do_not_call
    )
    if not names:
        return ""
    told = translate(
        "Counter",
        "Do not call: {names} asked so. It stays blocked until a second person confirms a new wish.",
    )
    return told.format(names=names)


def ways_for(name: str, known: Sequence[KnownCustomer], now: datetime, zone: tzinfo) -> Ways:
    """The ways to save what is typed, with `name` as the name."""
    if not known:
        return save_only()
    if len(known) == 1:
        return _ways_for_one(name, known[0])
    agreeing = [one for one in known if normal_name(name) and normal_name(one.name) and _agrees(name, one)]
    new = Way(
        translate("Counter", "Somebody else: a new enquiry"),
        hint=translate("Counter", "Another person of this number."),
    )
    ways = [_way_among_several(one, now, zone) for one in known]
    if len(agreeing) == 1:
        first = _way_among_several(agreeing[0], now, zone)
        return Ways((first, *(way for way in ways if way != first), new))
    if agreeing or not normal_name(name):
        return Ways((*ways, new), undecided=True)
    return Ways((new, *ways))


def _ways_for_one(name: str, one: KnownCustomer) -> Ways:
    if not _agrees(name, one):
        onto = Way(_save_on(one.name), onto=one.open_lead)
        return Ways((_new(), onto) if one.open_lead else (_new(),))
    new = _new(one.name)
    if one.open_lead is None:
        return Ways((_save(one.name),))
    return Ways((Way(translate("Counter", "Save on the open lead"), onto=one.open_lead), new))


def _way_among_several(one: KnownCustomer, now: datetime, zone: tzinfo) -> Way:
    car = _car_words(one, now, zone)
    hint = (
        translate("Counter", "Saves on the open lead: {car}")
        if one.open_lead
        else translate("Counter", "New enquiry; {n} lead(s) so far, the last: {car}", "", one.leads)
    ).format(car=car)
    return Way(_who(one), onto=one.open_lead, name=one.name, who=one.customer, hint=hint)


def _agrees(name: str, one: KnownCustomer) -> bool:
    return names_agree(normal_name(name), normal_name(one.name))


def _who(one: KnownCustomer) -> str:
    with_owner = (
        translate("Holder", "with {name}").format(name=one.owner)
        if one.owner
        else translate("States", "nobody's customer yet")
    )
    return f"{one.name or translate('Counter', 'no name')}, {with_owner}"


def _lead_words(one: KnownCustomer, now: datetime, zone: tzinfo) -> str:
    car = _car_words(one, now, zone)
    if one.open_lead:
        return translate("Counter", "open lead: {car}").format(car=car)
    told = translate("Counter", "no open lead, {n} lead(s) so far, the last: {car}", "", one.leads)
    return told.format(car=car)


def _car_words(one: KnownCustomer, now: datetime, zone: tzinfo) -> str:
    return f"{one.car or translate('Rows', 'no car named')} ({day_words(one.arrived_at, now, zone)})"


def day_words(at: datetime, now: datetime, zone: tzinfo) -> str:
    """A day on the dealership's calendar: "today", "yesterday", "3 Mar", "3 Mar 2024"."""
    day, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if (today - day).days in {0, 1}:
        return translate("Counter", "today") if day == today else translate("Counter", "yesterday")
    return words.date_words(day, with_year=day.year != today.year)


def _save_on(name: str) -> str:
    if not name:
        return translate("Counter", "Save on the known open lead")
    return translate("Counter", "Save on {name}'s open lead").format(name=name)


def _save(name: str = "") -> Way:
    return Way(translate("Counter", "Save"), name=name)


def _new(name: str = "") -> Way:
    return Way(translate("Counter", NEW), name=name)
