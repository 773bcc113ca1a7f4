"""What is due next, when and why: promises, the plan of attempts, follow-ups, silence (domain.md,
Attempts).
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bdc_desk.cadence.counting import part_of_day
from bdc_desk.cadence.history import Call, History
from bdc_desk.cadence.kinds import Flag, Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.local_time import told, zone_of
from bdc_desk.cadence.numbers import Dialling, has_number_to_dial, has_usable_number, is_unread
from bdc_desk.cadence.policy import PlanStep, Policy
from bdc_desk.cadence.reasons import Reason, because
from bdc_desk.cadence.standing import Callback, NextStep, RunClock
from bdc_desk.cadence.visits import ask_shown_from, visit

SEARCH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Case:
    """A lead at a moment, with what was concluded of it so far."""

    policy: Policy
    lead: Lead
    history: History
    dialling: Dialling
    first_call: RunClock
    callback: Callback | None
    now: datetime

    def told(self, at: datetime) -> str:
        """A moment in the dealership's time, with its day, for words that are kept."""
        return told(at, self.policy.zone)

    @property
    def calls(self) -> list[Call]:
        """The running round's calls that were made."""
        return [call for call in self.history.calls_of(self.history.round.number) if not call.not_dialled]


def next_step(case: Case) -> NextStep:
    """What is due next, and when. While a call is open its outcome is asked for first, whatever is due
    then.
    """
    step = _due_step(case)
    if case.history.open_call() is None or case.history.closing is not None:
        return step
    return NextStep("open call", step.due_at, because("next.open call"))


def _due_step(case: Case) -> NextStep:
    """The first rule that has something to say decides."""
    for rule in (
        _closed,
        _came,
        _forbidden,
        _silent,
        _promised,
        _no_number,
        _number_gone,
        _appointment,
        _first_call,
        _follow_up,
    ):
        step = rule(case)
        if step is not None:
            return step
    return _planned(case)


def _closed(case: Case) -> NextStep | None:
    closing = case.history.closing
    if closing is None:
        return None
    if closing.kind == Kind.NOT_REACHED:
        return NextStep("closed", None, because("next.not reached"))
    return NextStep("closed", None, because("next.closed", reason=closing.body.get("reason", "")))


def _came(case: Case) -> NextStep | None:
    """From the evening of the appointment it is asked whether the customer came: no call, so nothing that
    forbids one holds it back. Only a promised call whose time has come goes before it.
    """
    at, ask_from = case.history.appointment_at(), ask_shown_from(case.policy, case.history)
    if at is None or ask_from is None or case.now < ask_from:
        return None
    if case.callback is not None and case.callback.promised_at - case.policy.remind <= case.now:
        return None
    return NextStep("say shown", ask_from, because("next.say shown", at=case.told(at)))


def _forbidden(case: Case) -> NextStep | None:
    why = case.dialling.forbidden
    return NextStep("do not call", None, why) if why is not None else None


def _silent(case: Case) -> NextStep | None:
    silence = silence_of(case)
    if silence is None or case.callback is not None:
        return None
    until, why = silence
    return NextStep("silent", until, because("next.silent", at=case.told(until), why=why))


def silence_of(case: Case) -> tuple[datetime, Reason] | None:
    """Until when sales should leave the customer alone, and why: a purchase since the enquiry, or a recent
    no. An enquiry that came after them is an answer asked for, and breaks the silence.
    """
    ends = []
    bought = case.lead.purchased_at
    if bought is not None and bought >= case.history.round.arrived_at:
        ends.append((bought + case.policy.silent_after_purchase, because("silence.purchase")))
    ends += [
        (call.began + case.policy.silent_after_not_interested, because("silence.not interested"))
        for call in case.calls
        if Flag.NOT_INTERESTED in call.flags
    ]
    latest = max(ends, key=lambda end: end[0], default=None)
    return latest if latest is not None and latest[0] > case.now else None


def _promised(case: Case) -> NextStep | None:
    callback = case.callback
    if callback is None:
        return None
    code = "next.callback" if case.now < callback.promised_at else "next.overdue callback"
    return NextStep("callback", callback.promised_at, because(code, at=case.told(callback.promised_at)))


def without_a_number(case: Case) -> NextStep | None:
    """What there is to do where nobody can be called: read the mail, write, put a number in. The same at
    every `now`.
    """
    return _no_number(case) or _number_gone(case)


def _number_gone(case: Case) -> NextStep | None:
    """The number was edited away and nothing else can be dialled: the clock runs on."""
    if has_number_to_dial(case.history) or not has_usable_number(case.history):
        return None
    return NextStep("add a number", case.first_call.marks[0].due_at, because("next.add number"))


def _no_number(case: Case) -> NextStep | None:
    if has_usable_number(case.history):
        return None
    if is_unread(case.history):
        return NextStep("read the mail", case.first_call.marks[0].due_at, because("next.read"))
    written_at = _written_at(case)
    if written_at is not None:
        return NextStep("no number", None, because("next.emailed", at=case.told(written_at)))
    details = case.history.details
    if details is not None and details.body.get("emails") == 0:
        return NextStep("add a number", case.history.round.arrived_at, because("next.no way"))
    return NextStep("write", case.history.round.arrived_at, because("next.email"))


def _written_at(case: Case) -> datetime | None:
    """When the customer was last written to in the running round; None for never, or where it came back."""
    round_ = case.history.round.number
    mails = (mail for mail in case.history.mails.values() if mail.asked.round == round_ and mail.is_touch)
    return max((mail.touched_at for mail in mails if mail.touched_at is not None), default=None)


def _appointment(case: Case) -> NextStep | None:
    """Until it is asked whether the customer came."""
    at, ask_from = case.history.appointment_at(), ask_shown_from(case.policy, case.history)
    if at is None or ask_from is None:
        return None
    due_at = at if case.now < at else ask_from
    return NextStep("appointment", due_at, because("next.appointment", at=case.told(at)))


def _first_call(case: Case) -> NextStep | None:
    clock = case.first_call
    if clock.stopped_at is not None:
        return None
    due_at = clock.marks[0].due_at
    callable_from = case.dialling.lead_from(case.now)
    if callable_from > case.now:
        return NextStep(
            "first call", callable_from, because("next.first call from", at=case.told(callable_from))
        )
    if clock.opens_at > clock.began_at and not case.policy.opening.between(clock.began_at, case.now):
        due = told(due_at, case.policy.zone, clock.opens_at)
        why = because("next.opens", opens=case.told(clock.opens_at), due=due)
        return NextStep("first call", due_at, why)
    rest = rest_until(case)
    if rest is not None and rest > case.now:
        return NextStep("first call", due_at, because("next.rest", at=case.told(rest)))
    return NextStep("first call", due_at, because("next.first call"))


def _follow_up(case: Case) -> NextStep | None:
    """After a dialogue the plan of unanswered calls has no say: the policy's follow-up does."""
    called = [call.began for call in case.calls if call.qualified]
    missed = _missed_at(case)
    if missed is not None and all(at < missed for at in called):
        at = case.dialling.first_open(missed)
        return NextStep("follow up", at, because("next.no show", at=case.told(at)))
    met = _met_at(case)
    if not met:
        return None
    last = max([*met, *called])
    at = last if case.policy.follow_up_at_once else next_opening_day(case.policy, last)
    at = case.dialling.first_open(at)
    return NextStep("follow up", at, because("next.follow up", at=case.told(at)))


def _missed_at(case: Case) -> datetime | None:
    """When it was said that the customer did not come to the latest appointment; None where it was not."""
    word = visit(case.history)
    return case.history.moment(word) if word is not None and word.kind == Kind.NO_SHOW else None


def _met_at(case: Case) -> list[datetime]:
    """When there was a dialogue, or the customer came: at the appointment, whenever it was said."""
    history, word = case.history, visit(case.history)
    met = [call.began for call in case.calls if call.achieved(Flag.DIALOGUE)]
    met += [
        history.happened_at(entry) for entry in history.round.contacts if entry.body.get("dialogue") is True
    ]
    if word is not None and word.kind == Kind.SHOWN:
        said_at = history.moment(word)
        met.append(min(history.appointment_at() or said_at, said_at))
    return met


def next_opening_day(policy: Policy, after: datetime) -> datetime:
    """The first opening on a later local day than `after`."""
    local = after.astimezone(zone_of(policy.zone))
    tomorrow = datetime.combine(local.date() + timedelta(days=1), time(), zone_of(policy.zone))
    return policy.opening.next_opening(tomorrow)


def _planned(case: Case) -> NextStep:
    counted = case.history.round.counting.counted
    plan = case.policy.plan
    if len(counted) >= len(plan):
        return NextStep(
            "decide", counted[-1].began if counted else case.now, because("next.decide", counted=len(counted))
        )
    step = plan[len(counted)]
    at = planned_at(case, step)
    code = "next.retry other part" if step.other_part else "next.retry"
    return NextStep("retry", at, because(code, number=len(counted) + 1, planned=len(plan), at=case.told(at)))


def planned_at(case: Case, step: PlanStep) -> datetime:
    """The first moment that fits the step: its day, its span after the last counted attempt, open, lawful,
    and where the plan says so in another part of the day.
    """
    counted = case.history.round.counting.counted
    first, last = (counted[0], counted[-1]) if counted else (None, None)
    earliest = rest_until(case) or case.history.round.arrived_at
    if first is not None and last is not None:
        earliest = max(earliest, last.began + max(step.after, case.policy.gap))
        earliest = max(earliest, _midnight(case.policy, first.began, step.day - 1))
    at = case.dialling.first_open(earliest)
    if not step.other_part or last is None:
        return at
    return _in_other_part(case, at, part_of_day(last.local, case.policy.part_hours))


def _in_other_part(case: Case, at: datetime, done: int) -> datetime:
    """The first open and lawful moment from `at` that lies in another part of the day than `done`."""
    start = at
    for _ in range(SEARCH_DAYS * (len(case.policy.part_hours) + 1)):
        if part_of_day(at.astimezone(zone_of(case.policy.zone)), case.policy.part_hours) != done:
            return at
        at = case.dialling.first_open(_next_part(case.policy, at))
    return start


def _next_part(policy: Policy, at: datetime) -> datetime:
    zone = zone_of(policy.zone)
    local = at.astimezone(zone)
    hours = [hour for hour in policy.part_hours if hour > local.hour]
    if hours:
        return datetime.combine(local.date(), time(hours[0]), zone)
    return datetime.combine(local.date() + timedelta(days=1), time(), zone)


def _midnight(policy: Policy, at: datetime, days: int) -> datetime:
    zone = zone_of(policy.zone)
    return datetime.combine(at.astimezone(zone).date() + timedelta(days=days), time(), zone)


def rest_until(case: Case) -> datetime | None:
    """Until when the lead rests after an attempt that did not count, so that nobody redials
    nuisance-fashion.
    """
    counting = case.history.round.counting
    ended = [call for call in case.calls if call.outcome is not None and call.entry.id not in counting]
    last = max((call.began for call in ended), default=None)
    return last + case.policy.retry_after_uncounted if last is not None else None
