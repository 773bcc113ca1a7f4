"""Promised calls: open, kept or broken, concluded from the log (domain.md, Callbacks and claims)."""

from bdc_desk.cadence.entry import Entry, moment
from bdc_desk.cadence.history import Call, History
from bdc_desk.cadence.kinds import Flag
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.standing import Callback


def callbacks(policy: Policy, history: History) -> tuple[Callback, ...]:
    """Every promise that was not cancelled or moved to another time, oldest first."""
    standing = [entry for entry in history.callbacks if entry.id not in history.cancelled]
    told = []
    for place, entry in enumerate(standing):
        answer = _answer(policy, history, entry)
        moved = place + 1 < len(standing) and answer is None
        if not moved:
            told.append(_callback(policy, entry, answer))
    return tuple(told)


def _callback(policy: Policy, entry: Entry, answer: Call | None) -> Callback:
    promised_at = moment(entry.body["promised_at"])
    kept = None if answer is None else answer.began <= promised_at + policy.kept_within
    return Callback(entry.id, promised_at, entry.agent, kept)


def _answer(policy: Policy, history: History, entry: Entry) -> Call | None:
    """The first call after the promise that answers it: made about the promised time or later, or any that reached the
    customer.
    """
    promised_at = moment(entry.body["promised_at"])
    since = history.position[entry.id]
    for call in sorted(history.calls.values(), key=lambda one: one.began):
        if call.outcome is None or history.position[call.outcome.id] < since:
            continue
        if call.began >= promised_at - policy.remind or Flag.REACHED in call.flags:
            return call
    return None


def open_callback(told: tuple[Callback, ...]) -> Callback | None:
    """The promise that still stands: an overdue one stands until somebody calls."""
    return next((callback for callback in reversed(told) if callback.kept is None), None)
