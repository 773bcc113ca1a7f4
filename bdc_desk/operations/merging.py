"""A person's word on who is who: two customers are one, or are two people (docs/log.md, Who is who).

Nothing is moved or copied: the word is an entry, the customers are concluded from it, and taking it back
leaves exactly what was.
"""

from dataclasses import dataclass

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.writing import Outcome, Work, working


@dataclass(frozen=True, slots=True)
class Merged:
    """Two customers became one; `entry` undoes it."""

    entry: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class KeptApart:
    """Two customers are two people; `entry` undoes it."""

    entry: str
    changes: Changes


def merge(desk: Desk, lead: str, other: str) -> Merged:
    """Say that the customers of two leads are one: one salesperson (the older lead's), one do-not-call, one
    claim. Raises Refused where they are one already, or a lead is not here.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        if _are_one(work, lead, other):
            raise Refused("These two are one customer already.", code="one already")
        entry = _say(work, Kind.MERGED, lead, {"with": other})
    return Merged(entry.id, outcome.changes)


def keep_apart(desk: Desk, lead: str, other: str) -> KeptApart:
    """Say that the customers of two leads are two people: nobody is asked again, and what they share (a
    number, a name: father and son) ties them no more. It holds against a merge of these two leads that was
    said before.

    Raises Refused where it is said already, a lead is not here, or a merge of others of their leads ties
    them.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        together = _are_one(work, lead, other)
        if not together and _standing(work, Kind.KEPT_APART, lead, other):
            raise Refused("It is said already that these are two people.", code="apart already")
        entry = _say(work, Kind.KEPT_APART, lead, {"from": other})
        work.project_so_far()
        if _are_one(work, lead, other):
            raise Refused(
                "Other enquiries of these two were merged, so they stay one customer. "
                "Take that merge back first.",
                code="merged",
            )
    return KeptApart(entry.id, outcome.changes)


def undo_merge(desk: Desk, entry: str) -> Changes:
    """Take a merge back, and with it what colleagues said of the same two leads meanwhile. Raises Refused
    where there is nothing to take back.
    """
    return _take_back(desk, entry, Kind.MERGED, Kind.MERGE_WITHDRAWN)


def undo_keep_apart(desk: Desk, entry: str) -> Changes:
    """Take "two people" back. Raises Refused where there is nothing to take back."""
    return _take_back(desk, entry, Kind.KEPT_APART, Kind.KEPT_APART_WITHDRAWN)


_FIELDS = {Kind.MERGED: "with", Kind.KEPT_APART: "from"}
_NAMED_BY = {Kind.MERGE_WITHDRAWN: "merge", Kind.KEPT_APART_WITHDRAWN: "apart"}


def _are_one(work: Work, lead: str, other: str) -> bool:
    """Whether both are one customer's. Raises Refused for a lead that is not here, or the same twice."""
    if lead == other:
        raise Refused("That is one and the same enquiry.", code="same lead")
    rows = [work.unit.lead_row(one) for one in (lead, other)]
    if rows[0] is None or rows[1] is None:
        raise Refused("There is no such lead in this profile.", code="no lead")
    if any(row is not None and row.summary.get("erased") for row in rows):
        raise Refused("One of the two was erased: nobody knows who it was.", code="erased")
    return rows[0].customer == rows[1].customer


def _say(work: Work, kind: Kind, lead: str, body: dict[str, str]) -> Entry:
    return work.append(kind, body, lead=lead, round_=work.history(lead).round.number)


def _standing(work: Work, kind: Kind, lead: str, other: str) -> list[tuple[History, Entry]]:
    """The standing words of this kind on the two leads, whichever they were written on."""
    found = []
    for one, another in ((lead, other), (other, lead)):
        if work.unit.lead_row(one) is not None:
            history = work.history(one)
            words = history.ties.standing(kind)
            found += [(history, entry) for entry in words if entry.body[_FIELDS[kind]] == another]
    return found


def _take_back(desk: Desk, entry: str, kind: Kind, by: Kind) -> Changes:
    outcome = Outcome()
    with working(desk, outcome) as work:
        said = work.unit.entry(entry)
        if said is None or said.kind != kind or said.lead is None:
            raise Refused("There is nothing to take back here.", code="entry")
        words = _standing(work, kind, said.lead, said.text_of(_FIELDS[kind]) or "")
        if all(one.id != entry for _, one in words):
            raise Refused("This was taken back already.", code="withdrawn")
        for history, one in words:
            work.append(by, {_NAMED_BY[by]: one.id}, lead=history.lead, round_=history.round.number)
    return outcome.changes
