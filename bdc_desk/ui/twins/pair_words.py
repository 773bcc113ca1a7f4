"""Two customers side by side: what is the same, what differs. No widgets."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from bdc_desk.operations.identity import normal_name
from bdc_desk.operations.twins import Side, Twins
from bdc_desk.ui import words
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate


class Likeness(StrEnum):
    """How the two values of a line are to each other; the value is the word on the screen."""

    SAME = QT_TRANSLATE_NOOP("Likeness", "same")
    SHARED = QT_TRANSLATE_NOOP("Likeness", "shared")
    DIFFERS = QT_TRANSLATE_NOOP("Likeness", "differs")
    ONE_SIDE = QT_TRANSLATE_NOOP("Likeness", "one side only")
    NONE = ""


@dataclass(frozen=True, slots=True)
class PairLine:
    """One line: what it is about, both values, how they are to each other."""

    about: str
    one: str
    other: str
    likeness: Likeness = Likeness.NONE


def pair_lines(pair: Twins, now: datetime, zone: tzinfo) -> list[PairLine]:
    """The lines at `now`; `zone`: the dealership's. What only informs carries no likeness."""
    one, other = pair.one, pair.other
    names = _likeness((normal_name(one.name),), (normal_name(other.name),))
    addresses = _likeness((_plain(one.address),), (_plain(other.address),))
    nobody = translate("Pair", "nobody yet")
    return [
        PairLine(translate("Pair", "Name"), one.name, other.name, names),
        _several(translate("Pair", "Numbers"), one.phones, other.phones),
        _several(translate("Pair", "Email"), one.emails, other.emails),
        PairLine(translate("Pair", "Address"), one.address, other.address, addresses),
        PairLine(translate("Pair", "Owner"), one.owner or nobody, other.owner or nobody),
        PairLine(translate("Pair", "Leads"), _leads(one, now, zone), _leads(other, now, zone)),
        PairLine(translate("Pair", "Calls"), str(one.attempts), str(other.attempts)),
        PairLine(
            translate("Pair", "Last"),
            words.moment(one.last_at, now, zone),
            words.moment(other.last_at, now, zone),
        ),
    ]


def line_words(pairs: tuple[Twins, ...]) -> str:
    """The line on a lead's page: "May be the same person as Pat Sampel (the same number, another name)"."""
    if not pairs:
        return ""
    first = pairs[0]
    why = first.why[:1].lower() + first.why[1:]
    said = translate("Pair", "May be the same person as {name} ({why})")
    if len(pairs) > 1:
        said = translate("Pair", "May be the same person as {name} ({why}), and {n} more", "", len(pairs) - 1)
    return said.format(name=_name(first.other), why=why)


def merged_words(pair: Twins) -> str:
    """What merging would do, before it is done."""
    owner = owner_after(pair)
    owned = (
        translate("Pair", "{name} stays owner").format(name=owner)
        if owner
        else translate("Pair", "nobody owns the customer yet")
    )
    total = len(pair.one.leads) + len(pair.other.leads)
    said = translate(
        "Pair", "Merged they are one customer with {n} lead(s); {owned}. It can be undone later.", "", total
    )
    return said.format(owned=owned)


def owner_after(pair: Twins) -> str:
    """Whose the customer is after merging: the first owner stays (domain.md, The lead)."""
    sides = sorted((pair.one, pair.other), key=_first_arrival)
    return next((side.owner for side in sides if side.owner), "")


def _first_arrival(side: Side) -> datetime:
    return min((lead.arrived_at for lead in side.leads), default=side.last_at)


def _several(about: str, one: tuple[str, ...], other: tuple[str, ...]) -> PairLine:
    likeness = _likeness(tuple(map(_plain, one)), tuple(map(_plain, other)))
    return PairLine(about, "\n".join(one), "\n".join(other), likeness)


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    left, right = {value for value in one if value}, {value for value in other if value}
    if not left and not right:
        return Likeness.NONE
    if not left or not right:
        return Likeness.ONE_SIDE
    if left == right:
        return Likeness.SAME
    return Likeness.SHARED if left & right else Likeness.DIFFERS


def _leads(side: Side, now: datetime, zone: tzinfo) -> str:
    newest_first = sorted(side.leads, key=lambda lead: lead.arrived_at, reverse=True)
    lines = [
        words.dotted(
            lead.car or translate("Rows", "no car named"),
            lead.source,
            words.moment(lead.arrived_at, now, zone),
        )
        for lead in newest_first[:MOST_LEADS]
    ]
    left = len(newest_first) - MOST_LEADS
    return "\n".join(lines + ([translate("Pair", "and {n} earlier", "", left)] if left > 0 else []))


MOST_LEADS = 4


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _name(side: Side) -> str:
    return side.name or translate("Pair", "somebody without a name")
