"""A call made elsewhere, written down afterwards: evidence D, which counts once a second person confirms it
(domain.md, Attempts).
"""

from datetime import datetime, timedelta

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Evidence, Kind
from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.policy import OutcomeRule
from bdc_desk.errors import Refused
from bdc_desk.operations import calling
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.writing import Outcome, Work, working

TYPED = "typed"
"""The way of a call that this desk did not dial (docs/log.md, `dialled`)."""

LONGEST = timedelta(hours=4)
"""A call said to be longer was surely typed wrong."""


def type_call(
    desk: Desk,
    lead: str,
    number_ref: str,
    began: datetime,
    span: timedelta,
    outcome: str,
    *,
    callback_at: datetime | None = None,
    appointment_at: datetime | None = None,
) -> tuple[str, Changes]:
    """Write a whole call down in one transaction; its attempt. `began` (aware): when it was dialled; `span`:
    until it ended. It is judged now: whether it overlaps another call of the person, and all else.

    Raises Refused: the lead is closed or has no such number or outcome, the call lies in the future or before
    the enquiry, or a promise is for a time that has passed.
    """
    done = Outcome()
    with working(desk, done) as work:
        rule = _rule(work, outcome)
        history = work.history(lead)
        _refuse_lead(work, history, number_ref)
        _refuse_times(work, history, began, span)
        calling.refuse_past(work, callback_at)
        calling.refuse_past(work, appointment_at)
        attempt = _write_call(work, history, number_ref, began, span)
        written = work.history(lead)
        calling.write_outcome(work, written, written.calls[attempt], rule, appointment_at)
        if callback_at is not None:
            body = {"promised_at": micros(callback_at), "attempt": attempt}
            work.append(Kind.CALLBACK_SET, body, lead=lead, round_=history.round.number)
    return attempt, done.changes


def take_back_typed(desk: Desk, lead: str, attempt: str) -> Changes:
    """A call that was typed on the wrong lead or wrongly: its outcome is withdrawn, and it never rang there.

    Raises Refused where it has no outcome, or is a colleague's.
    """
    changes = calling.withdraw_outcome(desk, lead, attempt)
    return changes | calling.say_not_dialled(desk, lead, attempt)


def _rule(work: Work, outcome: str) -> OutcomeRule:
    rule = work.around.policy.outcome(outcome)
    if rule is None:
        raise Refused("The policy has no such outcome.", code="no outcome")
    return rule


def _write_call(work: Work, history: History, number: str, began: datetime, span: timedelta) -> str:
    """The dial and the end: the attempt."""
    dialled = work.append(
        Kind.DIALLED,
        {"number": number, "way": TYPED, "evidence": Evidence.TYPED.value, "began": micros(began)},
        lead=history.lead,
        round_=history.round.number,
    )
    body = {"attempt": dialled.id, "span": round(span.total_seconds(), 3)}
    work.append(Kind.ENDED, body, lead=history.lead, round_=history.round.number)
    return dialled.id


def _refuse_lead(work: Work, history: History, number: str) -> None:
    standing = work.standing_of(history)
    if standing.section is None:
        raise Refused("The lead is closed. Reopen it to write a call down.", code="closed")
    if all(one.ref != number for one in standing.numbers):
        raise Refused("The customer has no such number. Shift+F5 adds one.", code="number")


def _refuse_times(work: Work, history: History, began: datetime, span: timedelta) -> None:
    if span <= timedelta():
        raise Refused("Say how long the call took, ringing included: 3:05 is 3 minutes 5.", code="span")
    if span > LONGEST:
        raise Refused("No call takes over four hours: say how long it took.", code="span")
    if began + span > work.now:
        raise Refused("That call would end in the future: say when it was.", code="future")
    arrived_at = history.round.arrived_at
    if began < arrived_at:
        came = told(arrived_at, work.around.policy.zone, work.now)
        raise Refused(f"The enquiry came at {came}: a call before it is no answer to it.", code="before")
