"""Two customers side by side: what is the same, what differs. Pure; no Qt."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from bdc_desk.operations.identity import normal_name
from bdc_desk.operations.twins import Side, Twins
from bdc_desk.ui import words


class Likeness(StrEnum):
    """How the two values of a line are to each other; the value is the word on the screen."""

    SAME = "same"
    SHARED = "shared"
    DIFFERS = "differs"
    ONE_SIDE = "one side only"
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
    return [
        PairLine("Name", one.name, other.name, names),
        _several("Numbers", one.phones, other.phones),
        _several("Email", one.emails, other.emails),
        PairLine("Address", one.address, other.address, addresses),
        PairLine("Owner", one.owner or "nobody yet", other.owner or "nobody yet"),
        PairLine("Leads", _leads(one, now, zone), _leads(other, now, zone)),
        PairLine("Calls", str(one.attempts), str(other.attempts)),
        PairLine("Last", words.moment(one.last_at, now, zone), words.moment(other.last_at, now, zone)),
    ]


def line_words(pairs: tuple[Twins, ...]) -> str:
    """The line on a lead's page: "May be the same person as Pat Sampel (the same number, another name)"."""
    if not pairs:
        return ""
    first = pairs[0]
    why = first.why[:1].lower() + first.why[1:]
    more = f", and {len(pairs) - 1} more" if len(pairs) > 1 else ""
    return f"May be the same person as {_name(first.other)} ({why}){more}"


def merged_words(pair: Twins) -> str:
    """What merging would do, before it is done."""
    owner = owner_after(pair)
    owned = f"{owner} stays owner" if owner else "nobody owns the customer yet"
    total = len(pair.one.leads) + len(pair.other.leads)
    return f"Merged they are one customer with {words.count(total, 'lead')}; {owned}. It can be undone later."


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
        words.dotted(lead.car or "no car named", lead.source, words.moment(lead.arrived_at, now, zone))
        for lead in newest_first[:MOST_LEADS]
    ]
    left = len(newest_first) - MOST_LEADS
    return "\n".join(lines + ([f"and {left} earlier"] if left > 0 else []))


MOST_LEADS = 4


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _name(side: Side) -> str:
    return side.name or "somebody without a name"
