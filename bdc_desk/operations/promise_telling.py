"""What became of promised calls, in words: kept, by whom where a colleague did, or not."""

from collections.abc import Mapping
from datetime import datetime

from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Flag
from bdc_desk.cadence.standing import Callback, Standing
from bdc_desk.operations.desk import Surroundings


def promises_told(around: Surroundings, history: History, standing: Standing) -> Mapping[str, str]:
    """By the entry that promised; none for a promise that is open, or was moved while it could be kept."""
    return {
        promise.entry: _words(around, history, standing, promise)
        for promise in standing.callbacks
        if promise.kept is not None
    }


def _words(around: Surroundings, history: History, standing: Standing, promise: Callback) -> str:
    agent = _answered_by(around, history, standing, promise)
    passed_on = f", passed on to {around.name_of(agent)}" if agent not in {None, promise.promised_by} else ""
    return f"kept{passed_on}" if promise.kept else f"not kept{passed_on}"


def _answered_by(around: Surroundings, history: History, standing: Standing, promise: Callback) -> str | None:
    """Who made the first call that answers the promise, by the engine's rule; None where nobody's did: a
    customer who rang or came first kept it for the one who promised.
    """
    said_at = history.moment(history.by_id[promise.entry])
    reminds_at = promise.promised_at - around.policy.remind
    calls = [
        (attempt.began, attempt.agent)
        for attempt in standing.attempts
        if attempt.qualified
        and attempt.began > said_at
        and (attempt.began >= reminds_at or Flag.REACHED in attempt.flags)
    ]
    first = min(calls, default=None)
    if first is None or _spoken_before(history, said_at, first[0]):
        return None
    return first[1]


def _spoken_before(history: History, since: datetime, until: datetime) -> bool:
    contacts = [contact for one in history.rounds for contact in one.contacts]
    spoken = [history.happened_at(one) for one in contacts if one.body.get("dialogue") is True]
    return any(since < at < until for at in spoken)
