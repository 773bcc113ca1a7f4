"""What a row of the queue says, as plain values: cells for the eye, a sentence for the ear. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bdc_desk.cadence.queue import Badge, QueueRow, badge, section, why_here
from bdc_desk.cadence.standing import Section
from bdc_desk.ui import words

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
    """The texts of one row at one moment; none is shortened here. `clock` is the only one that a tick
    changes.
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
    is_next: bool


def cells(
    row: QueueRow,
    now: datetime,
    age: Age,
    owner: str = "",
    holder: str = "",
    *,
    zone: str = "UTC",
    is_next: bool = False,
) -> RowCells:
    """What the row shows at `now`. `owner`, `holder`: names, "" for nobody. `zone`: the
    dealership's (IANA).
    """
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
        holder=holder,
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
        f"{shown.holder} has it in hand" if shown.holder else "",
        "suggested next call" if shown.is_next else "",
    ]
    return ". ".join(part for part in parts if part) + "."
