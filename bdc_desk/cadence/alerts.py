"""Moments that the agent must notice: each mark once, also after sleep or a stepped clock (domain.md, Two
clocks), and who hears it.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bdc_desk.cadence.queue import QueueRow
from bdc_desk.cadence.standing import Step


class AlertKind(StrEnum):
    """What the alert is about."""

    OVER_2 = "over 2 min"
    OVER_15 = "over 15 min"
    ESCALATED = "escalated"
    CALLBACK = "callback soon"
    CALLBACK_DUE = "callback due"
    CALLBACK_PASSED = "callback passed on"


LEADING = frozenset({"manager", "principal"})
"""The roles to which an uncalled lead escalates (domain.md, Escalation)."""

KINDS = {
    Step.MARK_2: AlertKind.OVER_2,
    Step.MARK_15: AlertKind.OVER_15,
    Step.ESCALATION_1: AlertKind.ESCALATED,
    Step.ESCALATION_2: AlertKind.ESCALATED,
}


@dataclass(frozen=True, slots=True)
class Alert:
    """One moment of one round of one lead. Equal alerts are the same moment: heard once."""

    kind: AlertKind
    lead: str
    round: int
    due_at: datetime


def between(
    since: datetime, now: datetime, rows: Iterable[QueueRow], heard: AbstractSet[Alert] = frozenset()
) -> tuple[Alert, ...]:
    """The alerts that fell due after `since` and not after `now`, by when they were due, without those in
    `heard`.

    The caller keeps `now` as its next `since`, also when the clock was stepped back, and adds what it sounded
    to `heard`: then a clock that runs over the same minutes twice alerts once. Silent marks and customers who
    may not be called are left out.
    """
    if now <= since:
        return ()
    due = {alert for row in rows for alert in _alerts(row) if since < alert.due_at <= now}
    return tuple(sorted(due - heard, key=lambda alert: (alert.due_at, alert.lead, alert.kind)))


def passed(now: datetime, rows: Iterable[QueueRow]) -> tuple[Alert, ...]:
    """Every moment that has passed: what is heard already when a desk starts, and said in one line."""
    return tuple(alert for row in rows for alert in _alerts(row) if alert.due_at <= now)


def alert_moments(row: QueueRow) -> tuple[datetime, ...]:
    """When the row's alerts fall due: to look at a row only when its moment has come."""
    return tuple([due_at for _, due_at in _due(row)])


def _alerts(row: QueueRow) -> Iterable[Alert]:
    return [Alert(kind, row.lead, row.round, due_at) for kind, due_at in _due(row)]


def _due(row: QueueRow) -> list[tuple[AlertKind, datetime]]:
    if row.blocked:
        return []
    found = []
    if row.remind_at is not None and row.callback_at is not None:
        # As long after the promised time as the reminder came before it (policy, `remind_minutes`).
        passed_on = row.callback_at + (row.callback_at - row.remind_at)
        found += [
            (AlertKind.CALLBACK, row.remind_at),
            (AlertKind.CALLBACK_DUE, row.callback_at),
            (AlertKind.CALLBACK_PASSED, passed_on),
        ]
    if not row.called:
        found += [(KINDS[mark.step], mark.due_at) for mark in row.marks if not mark.silent]
    return found


def whose(kind: AlertKind, row: QueueRow) -> str | None:
    """The `owner` that `hears` wants: the lead's, and of a promise nobody owns the one who made it."""
    if kind in {AlertKind.CALLBACK, AlertKind.CALLBACK_DUE}:
        return row.owner or row.promised_by
    return row.owner


def hears(
    kind: AlertKind,
    *,
    person: str,
    role: str,
    owner: str | None,
    deputy: str | None,
    holder: str | None,
    present: AbstractSet[str],
) -> bool:
    """Whether a ready desk at which `person` sits sounds the alert (domain.md, Two clocks: who hears a mark).

    `owner`: as `whose` says, `deputy`: of that owner now, `holder`: who has the customer in hand;
    `present`: who is at a desk now, `person` among them. A holder, owner or deputy who is at no desk hears
    nothing, so the next in line do: nothing is ever heard by nobody.
    """
    if kind is AlertKind.ESCALATED and role in LEADING:
        return True
    if holder in present:
        return person == holder
    if kind is AlertKind.CALLBACK_PASSED:
        return True  # nobody kept it: whoever is ready may take it (domain.md, Callbacks and claims)
    first = next((one for one in (owner, deputy) if one in present), None)
    return first is None or person == first
