"""What a row of the queue says, as plain values: cells for the eye, a sentence for the ear. No widgets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bdc_desk.cadence.queue import Badge, QueueRow, badge, section, why_here
from bdc_desk.cadence.standing import Section
from bdc_desk.ui import words
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.reason_words import badge_words, say
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate

Age = Callable[[QueueRow, datetime], timedelta]
"""A row's age in opening time at a moment."""

SECTION_TITLES = {
    Section.CALLBACKS: QT_TRANSLATE_NOOP("QueueSections", "Callbacks now"),
    Section.NEVER_CALLED: QT_TRANSLATE_NOOP("QueueSections", "Never called"),
    Section.RETRIES: QT_TRANSLATE_NOOP("QueueSections", "Retries due"),
    Section.LATER: QT_TRANSLATE_NOOP("QueueSections", "Later"),
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
        name=row.name or translate("Rows", "No name given"),
        car=row.car or translate("Rows", "No car named"),
        source=words.dotted(row.source, "" if row.kind == "internet" else row.kind),
        number=row.number or translate("Rows", "no number"),
        attempts=translate("Rows", "{counted} of {planned}").format(counted=row.counted, planned=row.planned),
        why=say(why_here(row, now, zone)),
        clock=clock(row, now, age),
        owner=owner,
        holder=holder.name if holder else "",
        held=holder.held(now) if holder else "",
        is_next=is_next,
    )


def car_words(row: QueueRow) -> str:
    """Car and source, as the second line tells them."""
    source = words.dotted(row.source, "" if row.kind == "internet" else row.kind)
    return words.dotted(row.car or translate("Rows", "No car named"), source)


def clock(row: QueueRow, now: datetime, age: Age) -> str:
    """The running figure of a row: a never called lead's age, else how long until or since what is due."""
    where = section(row, now)
    if where is Section.NEVER_CALLED:
        return words.age(age(row, now))
    due_at = row.callback_at or row.due_at or row.call_from
    if row.blocked or due_at is None:
        return ""
    if now < due_at:
        return translate("Rows", "in {span}").format(span=words.wait(due_at - now))
    late = translate("Rows", "{span} late") if row.callback_at else translate("Rows", "due {span}")
    return late.format(span=words.wait(now - due_at))


def sentence(row: QueueRow, shown: RowCells) -> str:
    """The whole row in words, for a screen reader and the tooltip."""
    parts = [
        f"{shown.name}, {shown.car}",
        shown.source,
        badge_words(shown.badge).lower(),
        _waiting(shown) if not row.called else shown.clock,
        translate("Rows", "{attempts} calls").format(attempts=shown.attempts),
        shown.number,
        shown.why,
        translate("Rows", "owner {name}").format(name=shown.owner) if shown.owner else "",
        _in_hand(shown),
        translate("Rows", "suggested next call") if shown.is_next else "",
    ]
    return ". ".join(part for part in parts if part) + "."


def _in_hand(shown: RowCells) -> str:
    if shown.held:
        return translate("Holder", "{name} is on it, {held}").format(name=shown.holder, held=shown.held)
    return translate("Rows", "{name} has it in hand").format(name=shown.holder) if shown.holder else ""


def _waiting(shown: RowCells) -> str:
    return translate("Rows", "waiting {span}").format(span=shown.clock) if shown.clock else ""
