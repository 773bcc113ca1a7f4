"""Whether a call qualifies, by all that the log holds when its outcome is said: judged once when it is
written, and by `verify` again (domain.md, Attempts).
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bdc_desk.cadence.assess import NOT_NUMBERED
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.history import Call, History
from bdc_desk.cadence.kinds import Evidence, Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.numbers import Dialling, is_requested
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.qualification import Facts, Qualification, qualify
from bdc_desk.cadence.reasons import Reason

LOOK_BACK = timedelta(hours=12)
"""How far back another call of the same person is looked for that might overlap."""


ROUNDING = timedelta(seconds=2)
"""How far the timing may exceed the log's own time: two clocks, and the time it takes to write.

Spans and overlaps go by the desk's own clock (`Entry.at`): in a team the seal may have moved the moments of a
desk whose clock was off, all to one.
"""


def began_at(dial: Entry) -> datetime:
    """When the call began by the desk's own clock (UTC): when it was dialled, or, of one typed in afterwards,
    when its author says it was made.
    """
    if dial.body.get("evidence") != Evidence.TYPED:
        return dial.at
    return min(dial.moment_of("began") or dial.at, dial.at)


@dataclass(frozen=True, slots=True)
class Timed:
    """A call that was dialled and ended; one typed in was over when it was typed in. `no`: the number of the
    entry that ended it, `desk`: where.
    """

    began: datetime
    ended: datetime
    attempt: str
    no: int
    desk: str


class TimedCalls:
    """Who was on the phone when, by the dials and ends of the log."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """`entries`: dials and ends in the order of the log; others are passed over."""
        dials: dict[str, Entry] = {}
        self._by_agent: dict[str, list[Timed]] = {}
        for entry in entries:
            if entry.kind == Kind.DIALLED:
                dials[entry.id] = entry
            dial = dials.get(str(entry.body.get("attempt"))) if entry.kind == Kind.ENDED else None
            span = entry.span_of("span")
            if dial is not None and span is not None:
                began = began_at(dial)
                timed = Timed(
                    began,
                    began + span if began == dial.at else min(began + span, dial.at),
                    dial.id,
                    entry.seal.no if entry.seal else NOT_NUMBERED,
                    entry.desk,
                )
                self._by_agent.setdefault(dial.agent, []).append(timed)
        for calls in self._by_agent.values():
            calls.sort(key=lambda one: one.began)

    def overlaps(self, call: Call, said: Entry | None = None) -> bool:
        """Whether another call of the same person overlaps this one in time; `said`: by what its author could
        know, on that desk, when this outcome was written.
        """
        if call.span is None:
            return False
        began, calls = began_at(call.entry), self._by_agent.get(call.entry.agent, [])
        end = began + timedelta(seconds=call.span)
        first = bisect_left(calls, began - LOOK_BACK, key=lambda one: one.began)
        last = bisect_left(calls, end, key=lambda one: one.began)
        return any(
            one.ended > began and one.attempt != call.entry.id and (said is None or _known(one, said))
            for one in calls[first:last]
        )


def _known(one: Timed, said: Entry) -> bool:
    """Whether the author of `said` could know of that call: made on the same desk before, or pulled by
    then.
    """
    if one.desk == said.desk:
        return said.seal is None or one.no < said.seal.no
    return one.no <= said.seen


def judge(
    policy: Policy, lead: Lead, history: History, call: Call, flags: frozenset[str], *, overlaps: bool
) -> Qualification:
    """Whether the call qualifies by `policy`, its outcome carrying `flags`. `history`: as it stood before the
    outcome.
    """
    number = _number_then(history, call)
    dialling = Dialling(policy, lead, history, promised=_was_promised(history, call))
    lawful = number is not None and (
        _was_requested(policy, history, call) or dialling.number_from(number, call.began) <= call.began
    )
    hours = dialling.hours_in_words(number, call.began) if number is not None else ""
    facts = Facts(
        evidence=Evidence(call.entry.body.get("evidence", "D")),
        flags=flags,
        span=_span(history, call),
        number_known=number is not None,
        may_dial=lawful,
        refusal=Reason("attempt.call hours", {"hours": hours}) if number is not None else None,
        overlaps=overlaps,
    )
    return qualify(policy, facts)


def _span(history: History, call: Call) -> timedelta | None:
    """The span that was timed, but no longer than the log's own time between dial and end. Where a clock was
    set back in between, the timing alone can tell. Of a call typed in afterwards it is what was said: dial
    and end were written at once.
    """
    if call.span is None:
        return None
    timed = timedelta(seconds=call.span)
    if call.entry.body.get("evidence") == Evidence.TYPED:
        return timed
    ends = (
        entry
        for entry in history.by_id.values()
        if entry.kind == Kind.ENDED and entry.body.get("attempt") == call.entry.id
    )
    end = next(ends, None)
    passed = end.at - call.entry.at if end is not None else timed
    return timed if passed < timedelta() else min(timed, passed + ROUNDING)


def _number_then(history: History, call: Call) -> dict[str, object] | None:
    """The number of the lead that was dialled: also one that the customer corrected during the call."""
    entries = sorted([*history.arrivals, *history.edits], key=lambda entry: -history.position[entry.id])
    for entry in entries:
        for one in entry.body.get("numbers") or ():
            if one.get("ref") == call.entry.body.get("number"):
                return dict(one)
    return None


def _was_promised(history: History, call: Call) -> bool:
    """Whether a call back was agreed when the call began, also where it was taken back since."""
    return any(
        history.moment(entry) <= call.began and history.cancelled.get(entry.id, call.began) >= call.began
        for entry in history.callbacks
    )


def _was_requested(policy: Policy, history: History, call: Call) -> bool:
    """Whether the enquiry of the call's own round asked for it: another may have come during the call."""
    return any(
        is_requested(policy, one.arrived_at, call.began, promised=False)
        for one in history.rounds
        if one.number == call.entry.round
    )
