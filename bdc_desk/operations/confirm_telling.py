"""What waits for a second person's word, told in sentences."""

from datetime import datetime, timedelta

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.standing import Escalation, Step
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.naming import number_shown, phone_of

_STEPS = {
    Step.ESCALATION_1: "goes to the dealer principal",
    Step.ESCALATION_2: "would be offered to another dealership",
}


def told_entry(about: Surroundings, history: History, entry: Entry, kind: str, now: datetime) -> str:
    """The entry as what is asked: "Call of 10:32, 3 min, Dialogue: typed in by Kim Ro". `kind`: what is
    asked, as `Asks` has it.
    """
    name, zone = about.name_of(entry.agent), about.policy.zone
    if kind == "attempt":
        return _typed_call(about, history, entry, now)
    if kind == "dead number":
        number = number_shown(phone_of(history, entry.text_of("number") or "")) or "A number"
        at = told(history.moment(entry), zone, now)
        return f"{number} found dead or wrong twice, the last time at {at} by {name}: is it?"
    if kind == "exception":
        return f"Exception “{entry.body.get('reason', '')}”, which opens the emails: said by {name}"
    if kind == "new request":
        at = told(history.moment(entry), zone, now)
        return f"A new enquiry of {at} after “do not call”: confirmed, the customer may be called again"
    return f"Closed as {entry.body.get('reason', '')} by {name}"


def _typed_call(about: Surroundings, history: History, entry: Entry, now: datetime) -> str:
    call = history.calls_by_outcome[entry.id]
    rule = about.policy.outcome(entry.text_of("outcome") or "")
    parts = [
        f"Call of {told(call.began, about.policy.zone, now)}",
        _span(call.span),
        rule.label if rule else entry.text_of("outcome") or "",
    ]
    return f"{', '.join(part for part in parts if part)}: typed in by {about.name_of(entry.agent)}"


def _span(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{int(seconds)} s" if seconds < 60 else f"{round(seconds / 60)} min"


def told_escalation(about: Surroundings, one: Escalation, now: datetime) -> str:
    """An escalation: after how long, since when, and to whom."""
    first, second = about.policy.escalations
    minutes = first if one.step is Step.ESCALATION_1 else second
    after = timedelta(minutes=minutes)
    span = f"{minutes // 60} h" if after % timedelta(hours=1) == timedelta() else f"{minutes} min"
    at = told(one.due_at, about.policy.zone, now)
    return f"Not called within {span}, since {at}: {_STEPS.get(one.step, 'escalated')}"


def words_of(history: History, entry: Entry) -> str:
    """The customer's own words, or the reason that was given; of a closing both, because who confirms it has
    to see what the customer wrote. "" where there are none any more.
    """
    field = "comments" if entry.kind == Kind.ARRIVAL else "words"
    said = str((entry.details or {}).get(field) or "")
    if entry.kind != Kind.CLOSED or not history.arrivals:
        return said
    wrote = str((history.arrivals[-1].details or {}).get("comments") or "").strip()
    return "\n".join(part for part in (said, f"The customer wrote: {wrote}" if wrote else "") if part)
