"""The two clocks of a round, derived from the log and never from a field that somebody can edit
(domain.md).
"""

from datetime import datetime, timedelta

from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Flag
from bdc_desk.cadence.numbers import Dialling
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.standing import Escalation, Mark, RunClock, Step


def first_call_stop(history: History) -> datetime | None:
    """When the first call clock stopped: the beginning of the first qualified attempt, or a live dialogue
    with a customer who called or came. An outcome that says dialogue of a call too short stops nothing.
    """
    number = history.round.number
    stops = [call.began for call in history.calls_of(number) if call.qualified]
    stops += [
        history.happened_at(entry) for entry in history.round.contacts if entry.body.get("dialogue") is True
    ]
    return min(stops, default=None)


def first_touch_stop(history: History) -> datetime | None:
    """When the first contact of any kind was: reported beside the first call, never merged with it. A
    voicemail is one however short it is; a talk only of a qualified call.
    """
    number = history.round.number
    calls = history.calls_of(number)
    stops = [call.began for call in calls if call.qualified or Flag.VOICEMAIL in call.flags]
    return min([*stops, *history.touched(number)], default=None)


def run_clock(
    policy: Policy, history: History, dialling: Dialling, stop: datetime | None, now: datetime
) -> RunClock:
    """The clock from the round's arrival to `stop`, or to `now` while it runs; without marks."""
    arrived_at = history.round.arrived_at
    end = max(arrived_at, stop if stop is not None else now)
    elapsed = policy.opening.between(arrived_at, end)
    callable_from = dialling.first_open(arrived_at)
    return RunClock(
        began_at=arrived_at,
        opens_at=policy.opening.next_opening(arrived_at),
        stopped_at=None if stop is None else end,
        elapsed=elapsed,
        callable_elapsed=min(elapsed, policy.opening.between(callable_from, end)),
    )


def marks(policy: Policy, history: History, dialling: Dialling) -> tuple[Mark, ...]:
    """The four steps of the first call clock: 2 and 15 minutes, then the escalations."""
    minutes = (*policy.marks, *policy.escalations)
    return tuple(
        _mark(policy, history, dialling, step, each) for step, each in zip(Step, minutes, strict=True)
    )


def _mark(policy: Policy, history: History, dialling: Dialling, step: Step, minutes: int) -> Mark:
    arrival = history.round.arrival
    at = policy.opening.add(history.round.arrived_at, timedelta(minutes=minutes))
    due_at = dialling.first_open(at) if dialling.lead_from(at) > at else at
    imported_at = history.moment(arrival)
    return Mark(
        step=step,
        minutes=minutes,
        at=at,
        due_at=due_at,
        silent=due_at <= imported_at and history.round.arrived_at < imported_at,
    )


def escalations(history: History, clock: RunClock, now: datetime) -> tuple[Escalation, ...]:
    """The escalations that fell due while nobody had called, up to the closing of a closed lead: each step
    once, with who acknowledged it.
    """
    ends = [clock.stopped_at] if clock.stopped_at is not None else []
    if history.closing is not None:
        ends.append(history.moment(history.closing))
    due = [
        mark
        for mark in clock.marks[2:]
        if mark.due_at <= now and not mark.silent and all(mark.due_at < end for end in ends)
    ]
    return tuple(
        Escalation(mark.step, mark.due_at, history.round.acknowledged.get(mark.step)) for mark in due
    )
