"""Making a call: begun, ended, its outcome said, and taken back (domain.md, Attempts)."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.history import Call, History
from bdc_desk.cadence.kinds import Evidence, Kind
from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.policy import OutcomeRule
from bdc_desk.cadence.qualification import Qualification
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.judging import LOOK_BACK, TimedCalls, judge
from bdc_desk.operations.projecting import lead_in_context
from bdc_desk.operations.writing import Outcome, Work, working
from bdc_desk.storage.rows import Claim

HELD = "claimed"
"""Code of the refusal while a colleague has the customer in hand."""

BY_HAND = "by hand"
TEL = "tel"


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call that was begun and has no outcome yet."""

    lead: str
    attempt: str
    number: str
    began: datetime


def claim(desk: Desk, lead: str) -> Changes:
    """Take the customer in hand for the policy's minutes, or renew it. Raises Refused while a colleague holds
    it.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        _claim(work, lead)
    return outcome.changes


def _claim(work: Work, lead: str, *, although_claimed: bool = False) -> None:
    row = work.unit.lead_row(lead)
    if row is None:
        raise Refused("There is no such lead in this profile.", code="no lead")
    held = work.unit.claims_on(row.customer)
    theirs = next((one for one in held if not _is_own(work, one) and _holds(work, one)), None)
    if theirs is not None and not although_claimed:
        name = work.around.name_of(theirs.holder)
        until = told(theirs.until, work.around.policy.zone, work.now)
        raise Refused(f"{name} is on it until {until}. Choose another lead.", code=HELD)
    own = next((one for one in held if _is_own(work, one)), None)
    work.unit.put_claim(
        Claim(
            customer=row.customer,
            holder=work.desk.person,
            token=own.token if own and own.customer == row.customer else secrets.token_hex(8),
            until=work.now + work.around.policy.claim,
            desk=work.desk_id if work.is_in_team else "",
            taken_at=own.taken_at if own and _holds(work, own) else work.now,
        )
    )
    work.moved(Data.CLAIMS)


def _is_own(work: Work, held: Claim) -> bool:
    """Whether this desk's person holds it here. The same person at another desk is a colleague."""
    return held.holder == work.desk.person and held.desk in {"", work.desk_id}


def _holds(work: Work, held: Claim) -> bool:
    """Whether the lease runs still. One that ends later than a new one would is from before the clock was set
    back.
    """
    if work.is_in_team:
        return work.now < held.until  # the shared database's own time
    return work.now < held.until <= work.now + work.around.policy.claim


def _release(work: Work, lead: str) -> None:
    """The outcome ends the claim: colleagues may have the customer again."""
    row = work.unit.lead_row(lead)
    for held in work.unit.claims_on(row.customer) if row else ():
        if _is_own(work, held):
            work.unit.release(held.customer)
            work.moved(Data.CLAIMS)


def dial(
    desk: Desk, lead: str, number: str, way: str = BY_HAND, *, although_claimed: bool = False
) -> tuple[OpenCall, Changes]:
    """Begin a call to the lead's number with this ref: claims the customer and writes the attempt before the
    phone rings. `although_claimed`: the agent was warned that a colleague may be on it, and calls anyway.

    Raises Refused: the law, the customer or a colleague says no, or another call is open.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        _refuse_second_call(work)
        history = work.history(lead)
        _refuse_dial(work, history, number)
        _claim(work, lead, although_claimed=although_claimed)
        entry = work.append(
            Kind.DIALLED,
            {"number": number, "way": way, "evidence": Evidence.DESK.value, "began": micros(work.now)},
            lead=lead,
            round_=history.round.number,
        )
        begun = OpenCall(lead, entry.id, number, work.now)
        _remember(work, lead, work.desk.person)
    return begun, outcome.changes


def _refuse_second_call(work: Work) -> None:
    """One agent's attempts cannot overlap: a call without an outcome is finished first."""
    begun = _open_call(work)
    if begun is None:
        return
    row = work.unit.lead_row(begun.lead)
    name = row.name if row else begun.lead
    raise Refused(f"A call to {name} is still open. Say what came of it first.", code="call open")


def _refuse_dial(work: Work, history: History, number: str) -> None:
    standing = work.standing_of(history)
    if standing.section is None:
        raise Refused("The lead is closed. Reopen it to call.", code="closed")
    found = next((one for one in standing.numbers if one.ref == number), None)
    if found is None:
        raise Refused("The customer has no such number.", code="number")
    if not found.may_dial:
        raise Refused(f"Not now: {found.why}.", code=found.why.code)


def open_call_of(desk: Desk) -> OpenCall | None:
    """The call of the desk's person that has no outcome yet: also one that a crash left open."""
    with desk.store.unit() as unit:
        return _open_call(Work(desk, unit))


def _open_call(work: Work) -> OpenCall | None:
    """The last begun of the person's calls without an outcome."""
    person = work.desk.person
    found = (call for lead in reversed(_noted(work, person)) for call in _own_open(work, lead, person))
    return next(found, None)


def _own_open(work: Work, lead: str, person: str) -> list[OpenCall]:
    """The open calls of the person on this lead, in whatever round: each is asked for."""
    history = work.history(lead)
    if history.erased is not None:
        return []  # nobody is asked about a customer who was erased
    return [
        OpenCall(lead, call.entry.id, str(call.entry.body.get("number", "")), call.began)
        for call in reversed(history.calls.values())
        if call.outcome is None and not call.not_dialled and call.entry.agent == person
    ]


def _remember(work: Work, lead: str, person: str) -> None:
    """A note of the desk's own, to find open calls quickly; the log alone says whether they are open."""
    others = [one for one in _noted(work, person) if one != lead and _own_open(work, one, person)]
    work.unit.put_setting(_key(person), json.dumps({"leads": [*others, lead]}))


def _noted(work: Work, person: str) -> list[str]:
    return list(json.loads(work.unit.setting(_key(person)) or "{}").get("leads", ()))


def _key(person: str) -> str:
    return f"open call {person}"


def end_call(desk: Desk, lead: str, attempt: str, span: timedelta) -> Changes:
    """End the timing of a call. `span`: since it was dialled, by a clock that never steps."""
    outcome = Outcome()
    with working(desk, outcome) as work:
        call = _call(work, work.history(lead), attempt)
        if call.span is None:
            _end(work, lead, call, span)
    return outcome.changes


def _end(work: Work, lead: str, call: Call, span: timedelta) -> None:
    body = {"attempt": call.entry.id, "span": max(0.0, round(span.total_seconds(), 3))}
    work.append(Kind.ENDED, body, lead=lead, round_=call.entry.round)


def _call(work: Work, history: History, attempt: str) -> Call:
    """A call of the desk's own person. Raises Refused for a colleague's: nobody says what came of that."""
    call = history.calls.get(attempt)
    if call is None:
        raise Refused("There is no such call on this lead.", code="no call")
    if call.entry.agent != work.desk.person:
        raise Refused(f"This is {work.around.name_of(call.entry.agent)}'s call.", code="not own")
    return call


def give_outcome(
    desk: Desk,
    lead: str,
    attempt: str,
    outcome: str,
    *,
    callback_at: datetime | None = None,
    appointment_at: datetime | None = None,
) -> Changes:
    """Say what came of a call: judged once, now, by the policy in force. `callback_at`: when a call was
    promised, `appointment_at`: when the customer comes (UTC).

    Raises Refused: no such outcome, the call has one already, or the promised time has passed.
    """
    done = Outcome()
    with working(desk, done) as work:
        rule = work.around.policy.outcome(outcome)
        history = work.history(lead)
        call = _call(work, history, attempt)
        refuse_outcome(rule, call)
        refuse_past(work, callback_at)
        refuse_past(work, appointment_at)
        assert rule is not None  # noqa: S101 - refused above
        write_outcome(work, history, call, rule, appointment_at)
        if callback_at is not None:
            body = {"promised_at": micros(callback_at), "attempt": attempt}
            work.append(Kind.CALLBACK_SET, body, lead=lead, round_=call.entry.round)
        _release(work, lead)
    return done.changes


def refuse_outcome(rule: OutcomeRule | None, call: Call) -> None:
    """Raise Refused where nothing (more) can be said of this call, or not this."""
    if rule is None:
        raise Refused("The policy has no such outcome.", code="no outcome")
    if call.outcome is not None:
        raise Refused("This call has its outcome. Ctrl+Z takes it back.", code="has outcome")
    if call.not_dialled:
        raise Refused("This number was not dialled.", code="not dialled")


def refuse_past(work: Work, promised_at: datetime | None) -> None:
    """Nothing can be promised for a time that has passed. Raises Refused."""
    if promised_at is not None and promised_at <= work.now:
        raise Refused("That time has passed. Choose a later one.", code="past")


def write_outcome(
    work: Work, history: History, call: Call, rule: OutcomeRule, appointment_at: datetime | None
) -> None:
    """Judge the call by all that is known now, and write the verdict with what came of it. `history`: folded
    with the call's dial and end. `appointment_at`: when the customer comes (UTC).
    """
    judged = _judged(work, history, call, rule)
    body: Mapping[str, Any] = {
        "attempt": call.entry.id,
        "outcome": rule.name,
        "flags": sorted(flag.value for flag in rule.flags),
        "number": call.entry.body.get("number"),
        "evidence": call.entry.body.get("evidence"),
        "began": micros(call.began),
        "rang": _seconds(judged.rang),
        "talked": _seconds(judged.talked),
        "qualified": judged.verdict.value,
        "why": judged.why.code,
        "values": dict(judged.why.values),
        **({"appointment_at": micros(appointment_at)} if appointment_at else {}),
    }
    work.append(Kind.OUTCOME, body, lead=history.lead, round_=call.entry.round)


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()


def _judged(work: Work, history: History, call: Call, rule: OutcomeRule) -> Qualification:
    """The verdict, by all that is known now."""
    context = lead_in_context(work.unit, work.around, history.lead)
    since = min(call.began, call.entry.at) - LOOK_BACK  # a typed call began before it was written
    timed = TimedCalls(work.unit.entries_of_kinds(Kind.DIALLED, Kind.ENDED, start=since))
    return judge(
        work.around.policy, context, history, call, frozenset(rule.flags), overlaps=timed.overlaps(call)
    )


def withdraw_outcome(desk: Desk, lead: str, attempt: str) -> Changes:
    """Take an outcome back: a later entry that names it; the promise made with it goes too. The call itself
    stays.

    Raises Refused where there is no outcome to take back.
    """
    done = Outcome()
    with working(desk, done) as work:
        history = work.history(lead)
        call = _call(work, history, attempt)
        if call.outcome is None:
            raise Refused("There is no outcome to take back.", code="no outcome")
        for entry in history.callbacks:
            if entry.body.get("attempt") == attempt and entry.id not in history.cancelled:
                body = {"callback": entry.id, "reason": "outcome withdrawn"}
                work.append(Kind.CALLBACK_CANCELLED, body, lead=lead, round_=call.entry.round)
        body = {"attempt": attempt, "outcome": call.outcome.id}
        work.append(Kind.OUTCOME_WITHDRAWN, body, lead=lead, round_=call.entry.round)
        _remember(work, lead, call.entry.agent)
    return done.changes


def say_not_dialled(desk: Desk, lead: str, attempt: str) -> Changes:
    """The number was not dialled after all: the attempt stands in the log as such and does not count; the
    customer is free for colleagues again, unless another call to them is open here.

    Raises Refused where an outcome was said, or this already.
    """
    done = Outcome()
    with working(desk, done) as work:
        call = _call(work, work.history(lead), attempt)
        if call.outcome is not None:
            raise Refused("This call has its outcome already.", code="has outcome")
        if call.not_dialled:
            raise Refused("That is said already.", code="not dialled")
        work.append(Kind.NOT_DIALLED, {"attempt": attempt}, lead=lead, round_=call.entry.round)
        if not _own_open(work, lead, work.desk.person):
            _release(work, lead)
    return done.changes
