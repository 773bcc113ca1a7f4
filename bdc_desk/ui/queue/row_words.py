"""What a row of the queue says, as plain values: cells for the eye, a sentence for the ear. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bdc_desk.cadence.queue import Badge, QueueRow, badge, section, why_here
from bdc_desk.cadence.standing import Section
from bdc_desk.ui import words
from bdc_desk.ui.holder import Holder

Age = Callable[[QueueRow, datetime], timedelta]
"""A row's age in opening time at a moment."""

SECTION_TITLES = {
    Section.CALLBACKS: "Callbacks now",
    Section.NEVER_CALLED: "Never called",
    Section.RETRIES: "Retries due",
    Section.LATER: "Later",
}


@dataclass(frozen=True, slots=True)
class RowCells:
    """The texts of one row at one moment; none is shortened here. `clock` and `held` are the only ones that a
    tick changes. `held`: how long a colleague is on it, "" where `holder` is nobody or sits here.
    """

    badge: Badge
    name: str
    car: str
    source: str
    number: str
    attempts: str
    why: str
    clock: str
    owner: str
    holder: str
    held: str
    is_next: bool


def cells(
    row: QueueRow,
    now: datetime,
    age: Age,
    owner: str = "",
    holder: Holder | None = None,
    *,
    zone: str = "UTC",
    is_next: bool = False,
) -> RowCells:
    """What the row shows at `now`. `owner`: a name, "" for nobody. `zone`: the dealership's (IANA)."""
    return RowCells(
        badge=badge(row, now),
        name=row.name or "No name given",
        car=row.car or "No car named",
        source=words.dotted(row.source, "" if row.kind == "internet" else row.kind),
        number=row.number or "no number",
        attempts=f"{row.counted} of {row.planned}",
        why=why_here(row, now, zone),
        clock=clock(row, now, age),
        owner=owner,
        holder=holder.name if holder else "",
        held=holder.held(now) if holder else "",
        is_next=is_next,
    )


def clock(row: QueueRow, now: datetime, age: Age) -> str:
    """The running figure of a row: a never called lead's age, else how long until or since what is due."""
    where = section(row, now)
    if where is Section.NEVER_CALLED:
        return words.age(age(row, now))
    due_at = row.callback_at or row.due_at or row.call_from
    if row.blocked or due_at is None:
        return ""
    if now < due_at:
        return f"in {words.wait(due_at - now)}"
    return f"{words.wait(now - due_at)} late" if row.callback_at else f"due {words.wait(now - due_at)}"


def sentence(row: QueueRow, shown: RowCells) -> str:
    """The whole row in words, for a screen reader and the tooltip."""
    parts = [
        f"{shown.name}, {shown.car}",
        shown.source,
        shown.badge.value.lower(),
        f"waiting {shown.clock}" if not row.called and shown.clock else shown.clock,
        f"{shown.attempts} calls",
        shown.number,
        shown.why,
        f"owner {shown.owner}" if shown.owner else "",
        _in_hand(shown),
        "suggested next call" if shown.is_next else "",
    ]
    return ". ".join(part for part in parts if part) + "."


def _in_hand(shown: RowCells) -> str:
    if shown.held:
        return f"{shown.holder} is on it, {shown.held}"
    return f"{shown.holder} has it in hand" if shown.holder else ""
