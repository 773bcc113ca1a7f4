"""One queue for all leads: where a row stands, what it shows, and which call is suggested next.

A row holds stored moments, so that its place at any `now` needs no log and no calendar (domain.md, The
queue).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from heapq import nsmallest

from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.reasons import because
from bdc_desk.cadence.standing import Mark, Section, Stage, Step


class Badge(StrEnum):
    """The word beside a row's shape (ux.md, Tokens)."""

    NEW = "NEW"
    OVER_2 = "2 MIN"
    OVER_15 = "15 MIN"
    ESCALATED = "ESCALATED"
    CALLBACK = "CALLBACK"
    RETRY = "RETRY"
    LATER = "LATER"
    DECIDE = "DECIDE"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An open lead in the queue. All moments aware UTC.

    `opens_at`: where the opening-time age begins. `marks`: of a running first call clock, else empty.
    `remind_at`: from when a callback stands in the first section. `call_from`: before it the law forbids the
    call.
    `rest_until`: not suggested before, after an attempt that did not count.
    `stale_at`: from when the row must be concluded anew, because the law's answer changes without an entry.
    `fresh_until`, `warm_until`, `escalating_from`: stored moments of the suggestion's ages (policy,
    [suggest]).
    `unread`: a person has to put something right first: read the mail, put a number in.
    `sequence`: the number of the running round's arrival in the log, 0 where it is unknown: of leads of the
    same moment the one received first stands first.
    `blocked`: why nobody may call at all ("" when they may). `due_why`: why it is here, in words.
    `promised_by`: the id of the person who promised the callback. `ask_from`: from when it is asked whether
    the customer came to the appointment (no call, so no law and no blocking holds it back).
    """

    lead: str
    customer: str
    name: str
    car: str
    source: str
    kind: str
    number: str
    owner: str | None
    stage: Stage
    round: int
    arrived_at: datetime
    opens_at: datetime
    called: bool
    counted: int
    planned: int
    due_why: str
    marks: tuple[Mark, ...] = ()
    callback_at: datetime | None = None
    remind_at: datetime | None = None
    due_at: datetime | None = None
    call_from: datetime | None = None
    fresh_until: datetime | None = None
    warm_until: datetime | None = None
    escalating_from: datetime | None = None
    rest_until: datetime | None = None
    stale_at: datetime | None = None
    blocked: str = ""
    unread: bool = False
    sequence: int = 0
    promised_by: str | None = None
    ask_from: datetime | None = None


SECTIONS = tuple(Section)
Place = tuple[int, datetime, int, str]


def section(row: QueueRow, now: datetime) -> Section:
    """The section of the queue the row stands in at `now` (domain.md, The queue)."""
    if row.remind_at is not None and row.remind_at <= now and not row.blocked:
        return Section.CALLBACKS
    if _asks(row, now) and (row.called or row.blocked):
        return Section.RETRIES
    if row.blocked or (row.call_from is not None and now < row.call_from):
        return Section.LATER
    if not row.called:
        return Section.NEVER_CALLED  # a promise for next week does not hide who was never called
    if row.callback_at is None and row.due_at is not None and row.due_at <= now:
        return Section.RETRIES
    return Section.LATER


def _asks(row: QueueRow, now: datetime) -> bool:
    """Whether somebody has to say whether the customer came to the appointment."""
    return row.ask_from is not None and row.ask_from <= now


def place(row: QueueRow, now: datetime) -> Place:
    """The key by which rows sort: section, its moment, the order of arrival, then the lead's id so that no
    two are equal.
    """
    where = section(row, now)
    if where is Section.NEVER_CALLED:
        moment = row.arrived_at
    elif where is Section.RETRIES and row.ask_from is not None and _asks(row, now):
        moment = row.ask_from
    else:
        moment = row.callback_at or row.due_at or row.call_from or row.arrived_at
    return SECTIONS.index(where), moment, row.sequence, row.lead


def next_change(row: QueueRow, now: datetime) -> datetime | None:
    """The next stored moment after `now` at which the row's section or badge may change; None: never by the
    clock.
    """
    moments = [row.opens_at, row.remind_at, row.callback_at, row.due_at, row.call_from, row.ask_from]
    moments.append(row.rest_until)  # the words change
    moments += [mark.due_at for mark in row.marks]
    return min((moment for moment in moments if moment is not None and moment > now), default=None)


def why_here(row: QueueRow, now: datetime, zone: str) -> str:
    """Why the row stands where it stands, in words that stay true as time passes."""
    where = section(row, now)
    asks = where is Section.RETRIES and _asks(row, now)
    return row.due_why if asks else _why_to_call(row, where, now, zone)


def _why_to_call(row: QueueRow, where: Section, now: datetime, zone: str) -> str:
    if row.callback_at is not None and not row.blocked:
        code = "next.callback" if now < row.callback_at else "next.overdue callback"
        return str(because(code, at=told(row.callback_at, zone, now)))
    if row.blocked:
        return row.blocked
    if row.call_from is not None and now < row.call_from:
        return str(because("next.call hours", at=told(row.call_from, zone, now)))
    rests = row.rest_until is not None and now < row.rest_until
    if where is not Section.NEVER_CALLED or row.unread or rests:
        return row.due_why
    if now < row.opens_at and row.marks:
        opens, due = told(row.opens_at, zone, now), told(row.marks[0].due_at, zone, row.opens_at)
        return str(because("next.opens", opens=opens, due=due))
    return str(because("next.first call"))


def badge(row: QueueRow, now: datetime) -> Badge:
    """The row's word: its highest mark passed, or what it waits for."""
    where = section(row, now)
    if where is Section.CALLBACKS or (row.callback_at is not None and where is Section.LATER):
        return Badge.CALLBACK
    if not row.called and not row.blocked:
        passed = [mark.step for mark in row.marks if mark.due_at <= now]
        if not passed:
            return Badge.NEW
        return {Step.MARK_2: Badge.OVER_2, Step.MARK_15: Badge.OVER_15}.get(passed[-1], Badge.ESCALATED)
    if where is Section.RETRIES:
        return Badge.DECIDE if row.counted >= row.planned or _asks(row, now) else Badge.RETRY
    return Badge.LATER


def suggested(
    rows: Iterable[QueueRow], now: datetime, taken: frozenset[str] = frozenset()
) -> QueueRow | None:
    """The call to make next (ux.md, The agent's window): broken promises; uncalled leads about to escalate;
    those still fresh, oldest first; those still warm; then the oldest; then due retries.

    `taken`: customers whom a colleague has in hand. Who may not be called now is not suggested.
    """
    best = suggested_order(rows, now, taken, most=1)
    return best[0] if best else None


def suggested_order(
    rows: Iterable[QueueRow], now: datetime, taken: frozenset[str] = frozenset(), *, most: int | None = None
) -> tuple[QueueRow, ...]:
    """The calls to make now, in the order in which `suggested` would name them. `most`: so many of them."""
    free = (row for row in rows if row.customer not in taken)
    ranked = [(rank, row) for row in free if (rank := suggestion_rank(row, now)) is not None]
    best = nsmallest(len(ranked) if most is None else most, ranked, key=lambda one: one[0])
    return tuple(row for _, row in best)


def next_turn(row: QueueRow, now: datetime) -> datetime | None:
    """The next stored moment after `now` at which the row may be suggested otherwise; None: never by the
    clock.
    """
    moments = (next_change(row, now), row.fresh_until, row.warm_until, row.escalating_from, row.rest_until)
    return min((moment for moment in moments if moment is not None and moment > now), default=None)


def suggestion_rank(row: QueueRow, now: datetime) -> Place | None:
    """The key by which calls are suggested, the least first; None where the row's call is not one to make
    now.
    """
    waits = max(row.call_from or now, row.rest_until or now)
    if row.blocked or waits > now:
        return None
    if row.callback_at is not None:
        return (0, row.callback_at, row.sequence, row.lead) if row.callback_at <= now else None
    if not row.called and now < row.opens_at:
        return None  # the night's leads are due at opening, not before
    if not row.called:
        return _uncalled_rank(row, now), row.arrived_at, row.sequence, row.lead
    if row.due_at is not None and row.due_at <= now:
        return 5, row.due_at, row.sequence, row.lead
    return None


def _uncalled_rank(row: QueueRow, now: datetime) -> int:
    if row.unread and not row.marks:
        return 5  # nobody to call: calls go before writing
    if row.escalating_from is not None and row.escalating_from <= now:
        return 1
    if row.fresh_until is not None and now < row.fresh_until:
        return 2
    if row.warm_until is not None and now < row.warm_until:
        return 3
    return 4
