"""Why: every verdict of the engine carries a reason, a code with values, told in words from one table.

The words stand in one table so that another language is another table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

WORDS: dict[str, str] = {
    # attempts: why one counts or not
    "attempt.counts": "counts",
    "attempt.open": "no outcome yet",
    "attempt.not dialled": "was not dialled",
    "attempt.withdrawn": "outcome withdrawn",
    "attempt.foreign number": "not a number of this customer",
    "attempt.call hours": "outside lawful call hours ({hours} there)",
    "attempt.do not call": "the customer asked not to be called",
    "attempt.evidence": "evidence {evidence} is below {lowest}",
    "attempt.typed": "typed in afterwards: counts once a second person confirms it",
    "attempt.engaged": "engaged or dead line: only the telephone system's word counts",
    "attempt.untimed": "not timed",
    "attempt.rang": "rang {found} s, {needed} s needed",
    "attempt.talked": "talked {found} s, {needed} s needed",
    "attempt.overlap": "overlaps another call of the same person",
    "attempt.gap": "less than {gap} from another that counts",
    "attempt.qualified": "qualified",
    "attempt.unjudged": "was not judged when it was written",
    # numbers
    "number.ok": "may be called now",
    "number.requested": "may be called: the customer asked for it",
    "number.impossible": "impossible number",
    "number.unusable": "found dead or wrong twice",
    "number.do not call": "do not call: the customer asked so",
    "number.hours": "lawful call hours there: {hours}; from {at}",
    "number.unconfirmed": "asked not to be called; the new request waits for a second person's word",
    # the gate
    "gate.open": "open: {need} calls made",
    "gate.open one": "open: 1 call made",
    "gate.open free": "open",
    "gate.exception": "open: {reason}",
    "gate.no number": "open: no usable number",
    "gate.closed": "the lead is closed",
    "gate.calls": "{have} of {need} calls",
    "gate.calls days": "{have} of {need} calls, day {days} of {need_days}",
    "gate.parts": "{have} of {need} calls, {parts} of {need_parts} parts of the day: call {other}",
    "gate.dialogue": "needs a dialogue",
    "gate.appointment": "needs an appointment",
    "gate.unknown": "no such template in the policy",
    "gate.next": "{missing}; next try after {at}",
    "gate.and": "{one}; {other}",
    # outcomes and closings
    "say.ok": "may be said now",
    "say.no call": "begin a call first (F5)",
    "say.closed": "already closed",
    "say.erased": "the customer was erased",
    "say.no appointment": "no appointment",
    "say.not before": "not before {at}",
    "say.said already": "said already",
    "say.second person": "counts once a second person confirms it",
    # next step
    "next.first call": "Call now: never called",
    "next.opens": "opens {opens}, due {due}",
    "next.first call from": "First call: may be called from {at} (call hours there)",
    "next.call hours": "may be called from {at} (call hours there)",
    "next.callback": "Call back as promised at {at}",
    "next.overdue callback": "Promised call of {at} is overdue",
    "next.retry": "Call {number} of {planned} from {at}",
    "next.retry other part": "Call {number} of {planned} from {at}, in another part of the day",
    "next.decide": "Decide: {counted} calls made, the plan is done",
    "next.follow up": "Follow up from {at}",
    "next.appointment": "Appointment {at}",
    "next.say shown": "Did the customer come to the appointment of {at}? Say shown or no-show (Ctrl+Enter)",
    "next.no show": "Did not come to the appointment: follow up from {at}",
    "next.email": "No usable number: write",
    "next.emailed": "No usable number: written {at}, the answer is awaited",
    "next.no way": "No usable number and no address: put one in (F2), or close the lead",
    "next.rest": "Called, but no call counts yet: again from {at}",
    "next.add number": "No number to dial is left: put one in (F2)",
    "next.read": "Read the mail: it could not be read automatically",
    "next.open call": "Say what came of the call",
    "next.colleague's call": "{name} is on a call with the customer",
    "next.silent": "Silent until {at}: {why}",
    "next.closed": "Closed: {reason}",
    "next.not reached": "Closed: not reached",
    "next.erased": "Erased {at}: nothing is kept of this customer",
    # silence
    "silence.purchase": "bought a car from us lately",
    "silence.not interested": "said no lately",
    # a day's parts
    "part.before": "before {hour}:00",
    "part.between": "between {hour}:00 and {until}:00",
    "part.after": "from {hour}:00",
    # misfits in the log
    "misfit.unknown kind": "unknown kind of entry: {kind}",
    "misfit.no arrival": "{kind} before the lead arrived",
    "misfit.names nothing": "{kind} names no entry of this lead",
    "misfit.too late": "{kind}: already decided by an earlier entry",
    "misfit.form": "{kind}: a field is missing or of another form",
    # needs you: decided by a colleague before the shared database had it
    "late.closed": "{name} had closed the lead before this reached the shared database. "
    "The first word stands.",
    "late.callback set": "{name} had promised another time before this reached the shared database. "
    "The first word stands.",
    "late.owner set": "{name} had handed the customer over before this reached the shared database. "
    "The first word stands.",
    "late.other": "This had been decided before it reached the shared database. The first word stands.",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A code of the table and the values its sentence needs (already formatted for the dealership's zone)."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence for a person."""
        return WORDS[self.code].format(**self.values)


def because(code: str, **values: Any) -> Reason:  # noqa: ANN401 - values of a sentence are of any kind
    """A reason of the table; an unknown code is a mistake of ours and raises KeyError at once."""
    WORDS[code]
    return Reason(code, values)
