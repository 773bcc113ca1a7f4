"""`assess`: everything that a lead's log means at a moment. Pure and total: whatever the log holds, there is
a standing.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bdc_desk.cadence.callbacks import callbacks, open_callback
from bdc_desk.cadence.clocks import escalations, first_call_stop, first_touch_stop, marks, run_clock
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.erased import as_erased
from bdc_desk.cadence.gate import Gate, next_counting
from bdc_desk.cadence.history import Call, History
from bdc_desk.cadence.kinds import ClosingReason, Evidence, Flag, Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.mails import mail_standings
from bdc_desk.cadence.numbers import (
    Dialling,
    do_not_call,
    has_usable_number,
    is_unread,
    last_words_on_dead_numbers,
    number_fields,
)
from bdc_desk.cadence.plan import Case, next_step, rest_until, silence_of, without_a_number
from bdc_desk.cadence.policy import Policies, Policy
from bdc_desk.cadence.queue import QueueRow, section
from bdc_desk.cadence.reasons import Reason, because
from bdc_desk.cadence.sayable import NEED_SECOND_PERSON, closings, may_reopen, outcomes
from bdc_desk.cadence.standing import Attempt, Stage, Standing
from bdc_desk.cadence.visits import ask_shown_from, shown, visits

NOT_NUMBERED = 1 << 62
"""Stands for the number of an arrival that waits for one: after all that have one."""
REJUDGED_EVERY = timedelta(minutes=15)
"""How often the row of a customer who did not ask for the call is concluded anew."""


def fold(policies: Policies, lead: Lead, entries: Iterable[Entry]) -> History:
    """Sort a lead's entries (in the order of the log, `clock set back` entries among them)."""
    entries = tuple(entries)
    set_backs = [
        (entry.seal.no, entry.moment_of("to") or entry.made_at)
        for entry in entries
        if entry.kind == Kind.CLOCK_SET_BACK and entry.seal is not None and entry.stands
    ]
    policy = policies.current
    history = History(lead.id, policy.gap, policy.join_within, set_backs, policy.zone)
    for entry in entries:
        history.add(entry)
    return history


def assess(policies: Policies, lead: Lead, entries: Iterable[Entry], now: datetime) -> Standing | None:
    """The lead's standing at `now` (aware UTC); None for a lead that has not arrived."""
    history = fold(policies, lead, entries)
    return standing_of(policies.current, lead, history, now) if history.rounds else None


def standing_of(policy: Policy, lead: Lead, history: History, now: datetime) -> Standing:
    """Conclude from a folded history what stands at `now`."""
    told_callbacks = callbacks(policy, history)
    callback = open_callback(told_callbacks) if history.closing is None else None
    dialling = Dialling(policy, lead, history, promised=callback is not None)
    first_call = replace(
        run_clock(policy, history, dialling, first_call_stop(history), now),
        marks=marks(policy, history, dialling),
    )
    case = Case(policy, lead, history, dialling, first_call, callback, now)
    gate = Gate(policy, history)
    step = next_step(case)
    counts_again = next_counting(policy, history, now)
    usable = has_usable_number(history)
    unread = is_unread(history) and not usable
    closed = history.closing is not None
    silence = silence_of(case)
    # A purchase ends the enquiry's clock. "Not interested", said in a call too short to count, does not: else
    # two keys and four seconds would quiet an escalation.
    ended = silence is not None and silence[1].code == "silence.purchase"
    runs = (usable or unread) and not closed and dialling.forbidden is None and not ended
    rest = [until for until in (rest_until(case), silence[0] if silence else None) if until is not None]
    call_from = dialling.lead_from(now)
    standing = Standing(
        lead=lead.id,
        now=now,
        stage=_stage(history),
        round=history.round.number,
        arrived_at=history.round.arrived_at,
        owner=owner_of(lead, history),
        first_call=first_call if runs or first_call.stopped_at else replace(first_call, marks=()),
        first_touch=run_clock(policy, history, dialling, first_touch_stop(history), now),
        attempts=attempts_of(policy, history),
        counted=gate.found.calls,
        days=gate.found.days,
        parts=gate.found.parts,
        next_step=step,
        callback=callback,
        callbacks=told_callbacks,
        numbers=tuple(dialling.number(fields, now) for fields in number_fields(history)),
        templates=gate.templates(told(counts_again, policy.zone, now) if counts_again else None),
        outcomes=outcomes(policy, is_open=open_call(history) is not None),
        closings=closings(history, gate.not_reached()),
        escalations=escalations(history, first_call, now) if runs or closed or first_call.stopped_at else (),
        closed_as=_closed_as(history),
        closing_confirmed=_closing_confirmed(history),
        open_attempt=_id(open_call(history)),
        unconfirmed=unconfirmed(history, lead),
        misfits=tuple(words for _, words in history.misfits),
        no_number=without_a_number(case),
        waiting=tuple(entry.id for entry in history.waiting),
        usable_number=usable,
        unread=unread,
        dialogue=gate.found.dialogue,
        appointment_at=history.appointment_at(),
        silence=silence[1] if silence else None,
        voice=_voice(history),
        call_from=call_from if call_from > now else None,
        rest_until=max(rest, default=None),
        forbidden=dialling.forbidden,
        section=None,
        place_why=step.why,
        arrival_no=history.round.arrival.seal.no if history.round.arrival.seal else NOT_NUMBERED,
        shown=shown(history),
        ask_shown_from=None if closed else ask_shown_from(policy, history),
        mails=mail_standings(history.mails.values()),
        visits=visits(policy, history, now),
        may_reopen=may_reopen(history),
    )
    if history.erased is not None:
        return as_erased(standing, history.moment(history.erased), policy.zone)
    return replace(standing, section=None if closed else section(row_of(policy, standing), now))


def row_of(
    policy: Policy,
    standing: Standing,
    *,
    customer: str = "",
    name: str = "",
    car: str = "",
    source: str = "",
    kind: str = "",
    number: str = "",
) -> QueueRow:
    """The queue row of an open lead, with its stored moments."""
    clock = standing.first_call
    opening, arrived_at = policy.opening, standing.arrived_at
    called = clock.stopped_at is not None
    todo = standing.no_number
    by_a_person = todo is not None and todo.what in {"add a number", "write"}
    waits = todo is not None and not standing.unread and not by_a_person
    blocked = standing.forbidden or (todo.why if todo is not None and waits else None)
    callback = standing.callback
    ages = policy.suggest
    return QueueRow(
        lead=standing.lead,
        customer=customer,
        name=name,
        car=car,
        source=source,
        kind=kind,
        number=number,
        owner=standing.owner,
        stage=standing.stage,
        round=standing.round,
        arrived_at=arrived_at,
        opens_at=clock.opens_at,
        called=called,
        counted=standing.counted,
        planned=len(policy.plan),
        due_why=str(standing.next_step.why),
        marks=() if called else clock.marks,
        callback_at=callback.promised_at if callback else None,
        remind_at=callback.promised_at - policy.remind if callback else None,
        due_at=standing.next_step.due_at,
        call_from=standing.call_from,
        fresh_until=None if called else opening.add(arrived_at, ages.fresh),
        warm_until=None if called else opening.add(arrived_at, ages.warm),
        escalating_from=None if called else opening.add(arrived_at, ages.escalating),
        rest_until=standing.rest_until,
        stale_at=_stale_at(policy, standing),
        blocked=str(blocked) if blocked else "",
        unread=standing.unread or by_a_person,
        sequence=standing.arrival_no,
        promised_by=callback.promised_by if callback else None,
        ask_from=standing.ask_shown_from,
    )


def _stale_at(policy: Policy, standing: Standing) -> datetime:
    """When the law's answer may change without an entry: the call stops being one asked for, or call hours
    pass.
    """
    requested_until = standing.arrived_at + policy.requested_for
    return requested_until if requested_until > standing.now else standing.now + REJUDGED_EVERY


def _stage(history: History) -> Stage:
    if history.closing is not None:
        return Stage.NOT_REACHED if history.closing.kind == Kind.NOT_REACHED else Stage.CLOSED
    if history.round.appointments or history.achieved(Flag.APPOINTMENT):
        return Stage.APPOINTMENT
    contacts = any(entry.body.get("dialogue") is True for entry in history.round.contacts)
    if contacts or history.achieved(Flag.DIALOGUE):
        return Stage.DIALOGUE
    made = any(call.outcome is not None for call in history.calls_of(history.round.number))
    return Stage.TRYING if made else Stage.NEW


def owner_of(lead: Lead, history: History) -> str | None:
    """Whose customer it is: by the latest hand-over, by an earlier lead of the customer, named in the
    enquiry, the salesperson who first had a dialogue, else by the customer's later leads (domain.md, The
    lead: ownership lasts, staff never own). Every lead of the customer concludes the same.
    """
    at, elsewhere_at = history.handed_over_at, lead.handed_over_at
    if at is not None and (elsewhere_at is None or elsewhere_at <= at):
        return history.owner
    if elsewhere_at is not None:
        return lead.owner
    named = history.owner if not lead.salespeople or history.owner in lead.salespeople else None
    if lead.owner is not None and lead.owner_since is None:
        return named or lead.owner
    own = named or _first_dialogue(lead, history)
    if own is None or lead.owner is None or lead.owner_since is None:
        return own or lead.owner
    return min((lead.owner_since, lead.owner), (history.rounds[0].arrived_at, own))[1]


def _first_dialogue(lead: Lead, history: History) -> str | None:
    """The salesperson who first had a dialogue, by when it was."""
    dialogues = [
        (call.began, call.entry.agent)
        for call in history.calls.values()
        if call.achieved(Flag.DIALOGUE) and call.entry.agent in lead.salespeople
    ]
    for one in history.rounds:
        dialogues += [
            (history.happened_at(entry), entry.agent)
            for entry in one.contacts
            if entry.body.get("dialogue") is True and entry.agent in lead.salespeople
        ]
    return min(dialogues)[1] if dialogues else None


def _closed_as(history: History) -> ClosingReason | None:
    reason = history.closing.text_of("reason") if history.closing else None
    return ClosingReason(reason) if reason in set(ClosingReason) else None


def _closing_confirmed(history: History) -> bool | None:
    if history.closing is None or history.closing_confirmed:
        return history.closing_confirmed
    return False if _needs_second(history.closing) else None


def _voice(history: History) -> str:
    if history.closing is None:
        return "sales"
    return "service" if _closed_as(history) is ClosingReason.SOLD else "manufacturer"


def unconfirmed(history: History, lead: Lead) -> tuple[str, ...]:
    """Ids of the entries that wait for a second person's word, in the order of the log: typed attempts,
    exceptions, closings, dead numbers, and an enquiry after a do-not-call (domain.md, The gate; The lead).
    """
    waiting = [*_typed_and_claimed(history), *last_words_on_dead_numbers(history)]
    if history.closing is not None and _needs_second(history.closing):
        waiting.append(history.closing)
    refused = do_not_call(history, lead)
    if refused is not None and refused.code == "number.unconfirmed":
        waiting.append(history.arrivals[-1])
    found = {entry.id for entry in waiting} - history.confirmed.keys() - history.sent_back.keys()
    return tuple(sorted(found, key=history.position.__getitem__))


def _typed_and_claimed(history: History) -> list[Entry]:
    """The attempts typed in afterwards and the exceptions, of all rounds."""
    waiting = [
        call.outcome
        for call in history.calls.values()
        if call.outcome and call.outcome.body.get("qualified") == "if confirmed"
    ]
    return waiting + [entry for one in history.rounds for entry in one.exceptions]


def _needs_second(closing: Entry) -> bool:
    return closing.text_of("reason") in NEED_SECOND_PERSON


def open_call(history: History) -> Call | None:
    """The call of the running round that was begun and has no outcome yet, however long ago: it is asked
    for.
    """
    return history.open_call()


def _id(call: Call | None) -> str | None:
    return call.entry.id if call else None


def attempts_of(policy: Policy, history: History) -> tuple[Attempt, ...]:
    """Every call of the lead, in the order of the log, with whether it counts and why (not)."""
    return tuple(_attempt(policy, history, call) for call in history.calls.values())


def _attempt(policy: Policy, history: History, call: Call) -> Attempt:
    said = call.outcome
    counted = any(call.entry.id in one.counting for one in history.rounds)
    evidence = call.entry.text_of("evidence")
    return Attempt(
        id=call.entry.id,
        round=call.entry.round,
        agent=call.entry.agent,
        number=call.entry.text_of("number") or "",
        evidence=Evidence(evidence) if evidence in set(Evidence) else Evidence.TYPED,
        began=call.began,
        span=None if call.span is None else timedelta(seconds=call.span),
        rang=said.span_of("rang") if said else None,
        talked=said.span_of("talked") if said else None,
        outcome=said.text_of("outcome") if said else None,
        outcome_entry=said.id if said else None,
        flags=call.flags,
        qualified=call.qualified,
        counted=counted,
        why=_why(policy, call, counted=counted),
    )


def _why(policy: Policy, call: Call, *, counted: bool) -> Reason:
    if counted:
        return because("attempt.counts")
    if call.not_dialled:
        return because("attempt.not dialled")
    if call.outcome is None:
        return because("attempt.withdrawn" if call.was_withdrawn else "attempt.open")
    if call.qualified:
        return because("attempt.gap", gap=_span_in_words(policy.gap))
    return _kept_reason(call.outcome)


def _kept_reason(outcome: Entry) -> Reason:
    """The reason the entry keeps: judged once, when it was written; words of an unknown code are shown as
    they are.
    """
    try:
        reason = because(outcome.body["why"], **outcome.body.get("values", {}))
        str(reason)
    except (KeyError, TypeError, ValueError, IndexError):
        return because("attempt.unjudged")
    return reason


def _span_in_words(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"
