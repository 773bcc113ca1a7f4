"""Promised calls: open, kept or broken, concluded from the log (domain.md, Callbacks and claims)."""

from collections.abc import Iterator
from datetime import datetime

from bdc_desk.cadence.entry import Entry, moment
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Flag
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.standing import Callback


def callbacks(policy: Policy, history: History) -> tuple[Callback, ...]:
    """Every promise, oldest first, without those cancelled or moved to another time while they could still be
    kept: a promise that is taken back afterwards was broken.
    """
    told = (_callback(policy, history, place) for place in range(len(history.callbacks)))
    return tuple(callback for callback in told if callback is not None)


def _callback(policy: Policy, history: History, place: int) -> Callback | None:
    entry = history.callbacks[place]
    promised_at = moment(entry.body["promised_at"])
    last = promised_at + policy.kept_within
    taken_back = _taken_back_at(history, place)
    answered_at = min(_answers(policy, history, entry), default=None)
    if answered_at is not None and (taken_back is None or answered_at <= taken_back):
        return Callback(entry.id, promised_at, entry.agent, answered_at <= last)
    if taken_back is None:
        return Callback(entry.id, promised_at, entry.agent, None)
    return Callback(entry.id, promised_at, entry.agent, kept=False) if taken_back > last else None


def _taken_back_at(history: History, place: int) -> datetime | None:
    """When the promise was cancelled or moved: a later promise takes the place of the one before it."""
    ends = [history.moment(entry) for entry in history.callbacks[place + 1 : place + 2]]
    cancelled_at = history.cancelled.get(history.callbacks[place].id)
    return min([*ends, cancelled_at] if cancelled_at is not None else ends, default=None)


def _answers(policy: Policy, history: History, entry: Entry) -> Iterator[datetime]:
    """When the promise was answered: by a qualified call begun after it, made about the promised time or
    later or any that reached the customer, and by a live dialogue of a customer who called or came. The talk
    in which it was promised is no answer.
    """
    promised_at, since = moment(entry.body["promised_at"]), history.position[entry.id]
    for call in history.calls.values():
        if not call.qualified or history.position[call.entry.id] < since:
            continue
        if call.began >= promised_at - policy.remind or Flag.REACHED in call.flags:
            yield call.began
    for contact in [contact for one in history.rounds for contact in one.contacts]:
        if contact.body.get("dialogue") is True and history.position[contact.id] > since:
            at = history.happened_at(contact)
            if at > history.moment(entry):
                yield at


def open_callback(told: tuple[Callback, ...]) -> Callback | None:
    """The promise that still stands: an overdue one stands until somebody calls."""
    return next((callback for callback in reversed(told) if callback.kept is None), None)
