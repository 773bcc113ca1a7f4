"""Work on a lead beside the calls: notes, promises, details, hand-overs, closings, a second person's word."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason, Kind
from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.sayable import NOT_REACHED
from bdc_desk.errors import Refused
from bdc_desk.operations.calling import refuse_past
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Phone
from bdc_desk.operations.naming import details_of
from bdc_desk.operations.receiving import merged_phones, number_fields, personal_phones
from bdc_desk.operations.views import DetailsForm
from bdc_desk.operations.writing import Outcome, Work, working
from bdc_desk.storage.rows import NoteDraft

NOTE_LIMIT = 50_000
"""Letters in one entry."""
EDITED = frozenset({"first", "last", "full", "emails", "address"})
"""What an edit of the details tells beside the numbers; the customer's words stay with the arrival."""
REASON_LIMIT = 200
"""Letters of a reason, which is a few words."""


def keep_note_draft(desk: Desk, lead: str, text: str) -> None:
    """Keep what is being typed, so that nothing typed is lost; it becomes an entry when it is left. Nothing
    is kept of a customer who was erased meanwhile.
    """
    with desk.store.unit() as unit:
        if unit.is_erased(lead):
            return
        if text.strip():
            unit.put_note_draft(NoteDraft(lead, desk.person, text, desk.clock.now()))
        else:
            unit.remove_note_draft(lead)


def write_note(desk: Desk, lead: str, text: str) -> Changes:
    """A note that was left: one entry, a very long one several. Nothing but white space writes nothing."""
    outcome, told = Outcome(), text.strip()
    with working(desk, outcome) as work:
        for begin in range(0, len(told), NOTE_LIMIT):
            _write(work, lead, Kind.NOTE, {}, {"text": told[begin : begin + NOTE_LIMIT]})
        work.unit.remove_note_draft(lead)
    return outcome.changes


def set_callback(desk: Desk, lead: str, promised_at: datetime) -> Changes:
    """Promise a call at `promised_at` (UTC); a promise made before is moved to it. Raises Refused for a past
    time.
    """
    return promise_callback(desk, lead, promised_at)[1]


def promise_callback(desk: Desk, lead: str, promised_at: datetime) -> tuple[str, Changes]:
    """As `set_callback`; with the id of the promise, by which `take_back_callback` takes it back."""
    outcome = Outcome()
    with working(desk, outcome) as work:
        refuse_past(work, promised_at)
        history = work.history(lead)
        if work.standing_of(history).section is None:
            raise Refused("The lead is closed. Reopen it to promise a call.", code="closed")
        body = {"promised_at": micros(promised_at), "attempt": None}
        entry = work.append(Kind.CALLBACK_SET, body, lead=lead, round_=history.round.number)
    return entry.id, outcome.changes


def take_back_callback(desk: Desk, lead: str, promise: str) -> Changes:
    """The promise with this id was a mistake of a moment ago; one that it moved stands again, as far as its
    time has not passed. Raises Refused where it does not stand any more.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        history = work.history(lead)
        standing = work.standing_of(history).callback
        if standing is None or standing.entry != promise:
            raise Refused("This promise does not stand any more.", code="no promise")
        _write(work, lead, Kind.CALLBACK_CANCELLED, {"callback": promise}, {"reason": "taken back"})
        before = [one for one in history.callbacks if one.id not in history.cancelled and one.id != promise]
        moved = before[-1].moment_of("promised_at") if before else None
        if moved is not None and moved > work.now and not _was_answered(history, before[-1].id, promise):
            _write(work, lead, Kind.CALLBACK_SET, {"promised_at": micros(moved), "attempt": None})
    return outcome.changes


def _was_answered(history: History, before: str, after: str) -> bool:
    """Whether a call was begun between two promises, which may have answered the first."""
    return any(
        history.position[before] < history.position[call] < history.position[after] for call in history.calls
    )


def cancel_callback(desk: Desk, lead: str, reason: str) -> Changes:
    """Take the lead's open promise back; one that had passed stays a broken one. Raises Refused without a
    reason, or where no promise is open.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        promise = work.standing(lead).callback
        if promise is None:
            raise Refused("No call is promised to this customer.", code="no promise")
        if not reason.strip():
            raise Refused("Say why in a few words: somebody was promised a call.", code="reason")
        details = {"reason": reason.strip()[:REASON_LIMIT]}
        _write(work, lead, Kind.CALLBACK_CANCELLED, {"callback": promise.entry}, details)
    return outcome.changes


def set_appointment(desk: Desk, lead: str, appointment_at: datetime) -> Changes:
    """Write down when the customer will come (UTC); a later one takes its place. Raises Refused for a past
    time.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        refuse_past(work, appointment_at)
        if work.standing(lead).section is None:
            raise Refused("The lead is closed. Reopen it to make an appointment.", code="closed")
        _write(work, lead, Kind.APPOINTMENT_SET, {"appointment_at": micros(appointment_at)})
    return outcome.changes


def edit_details(desk: Desk, lead: str, form: DetailsForm, phones: Sequence[Phone]) -> Changes:
    """Write the customer's details anew, where they differ; old values are kept in the log. `phones`: the
    form's numbers, read.

    A number keeps its ref, and with it what was found out about it.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        history = work.history(lead)
        told = merged_phones(phones, history, keep_others=False)
        emails = [email.strip() for email in form.emails if email.strip()]
        before = history.details
        details = {
            "first": form.first.strip(),
            "last": form.last.strip(),
            "full": form.full.strip(),
            "emails": emails,
            "phones": personal_phones(told),
            "address": form.address.strip(),
        }
        zone = before.body.get("zone") if before else None
        body = {"numbers": number_fields(told), "emails": len(emails), "zone": zone}
        if _differs(history, body, details):
            _write(work, lead, Kind.DETAILS_EDITED, body, details)
    return outcome.changes


def add_number(desk: Desk, lead: str, phone: Phone) -> tuple[str, Changes]:
    """One more number of the customer beside those known, as an edit of the details; its ref. One that the
    lead has already is no entry. Raises Refused for one that cannot be read as a whole number.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        if phone.e164 is None:
            raise Refused("That is no whole number that can be dialled: check the digits.", code="number")
        history = work.history(lead)
        told = merged_phones([phone], history)
        ref, before = str(told[0]["ref"]), history.details
        known = before.body.get("numbers") or () if before else ()
        if all(one.get("ref") != ref for one in known):
            added = [*told[1:], told[0]]  # the first number stays the first
            kept = {key: value for key, value in details_of(history).items() if key in EDITED}
            details = {**kept, "phones": personal_phones(added)}
            body = {
                "numbers": number_fields(added),
                "emails": len(details.get("emails") or ()),
                "zone": before.body.get("zone") if before else None,
            }
            _write(work, lead, Kind.DETAILS_EDITED, body, details)
    return ref, outcome.changes


def _differs(history: History, body: Mapping[str, Any], details: Mapping[str, Any]) -> bool:
    """Whether an edit changes anything: saving what stands there already is no entry."""
    known, before = details_of(history), history.details
    same = all((known.get(key) or type(value)()) == value for key, value in details.items())
    return before is None or not same or before.body.get("numbers") != body["numbers"]


def hand_over(desk: Desk, lead: str, owner: str, reason: str) -> Changes:
    """Make `owner` (a salesperson's id) the owner of the customer. Raises Refused without a reason, and for
    anybody else: enquiry staff never own.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        if owner not in work.around.salespeople:
            raise Refused("Only a salesperson can own a customer.", code="owner")
        if not reason.strip():
            raise Refused("Say why in a few words: a hand-over is an event with a reason.", code="reason")
        _write(work, lead, Kind.OWNER_SET, {"owner": owner}, {"reason": reason.strip()[:REASON_LIMIT]})
    return outcome.changes


def say_not_reached(desk: Desk, lead: str) -> tuple[str, Changes]:
    """Close the lead as not reached; the entry's id. In a team it stands only once the shared database has
    accepted it (`teamwork.judged`). Raises Refused with what is missing (domain.md, The gate).
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        history = work.history(lead)
        sayable = next(one for one in work.standing_of(history).closings if one.name == NOT_REACHED)
        if not sayable.allowed:
            raise Refused(f"Not reached: {sayable.why}.", code=sayable.why.code)
        if any(entry.kind == Kind.NOT_REACHED for entry in history.waiting):
            raise Refused("Not reached is said already and waits for the shared database.", code="waits")
        entry = work.append(Kind.NOT_REACHED, {}, lead=lead, round_=history.round.number)
    return entry.id, outcome.changes


def close_lead(desk: Desk, lead: str, reason: ClosingReason, words: str = "") -> Changes:
    """Close the lead; `words` in the agent's own. Some reasons count only once a second person confirmed
    them.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        if work.standing(lead).section is None:
            raise Refused("The lead is closed already.", code="closed")
        details = {"words": words.strip()} if words.strip() else None
        _write(work, lead, Kind.CLOSED, {"reason": reason.value}, details)
    return outcome.changes


def reopen(desk: Desk, lead: str, reason: str) -> Changes:
    """Open a closed lead again. Raises Refused for an open one."""
    outcome = Outcome()
    with working(desk, outcome) as work:
        if work.standing(lead).section is not None:
            raise Refused("The lead is open.", code="open")
        _write(work, lead, Kind.REOPENED, {}, {"reason": reason} if reason else None)
    return outcome.changes


def say_exception(desk: Desk, lead: str, reason: ExceptionReason, words: str) -> Changes:
    """A lawful way past the calls, with the customer's own words. Raises Refused without them, and where a
    second person sent the same reason back in this round: saying it again would overrule them.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        if not words.strip():
            raise Refused("Write down the customer's own words.", code="words")
        _refuse_sent_back(work, lead, reason)
        _write(work, lead, Kind.EXCEPTION, {"reason": reason.value}, {"words": words.strip()})
    return outcome.changes


def _refuse_sent_back(work: Work, lead: str, reason: ExceptionReason) -> None:
    history = work.history(lead)
    said = {one.id for one in history.round.exceptions if one.body.get("reason") == reason.value}
    for entry in history.by_id.values():
        named = entry.text_of("entry") if entry.kind == Kind.SENT_BACK else None
        if named in said and history.sent_back.get(named) == entry.agent:
            name = work.around.name_of(entry.agent)
            at = told(history.moment(entry), work.around.policy.zone, work.now)
            raise Refused(
                f"{name} sent this back ({at}): the same reason cannot be said again of this enquiry. Speak "
                "to them or to a manager; a call opens the emails.",
                code="sent back",
            )


def say_contact(desk: Desk, lead: str, how: str, *, dialogue: bool) -> Changes:
    """What the customer did: `how` is call, visit, mail or chat."""
    outcome = Outcome()
    with working(desk, outcome) as work:
        body = {"how": how, "dialogue": dialogue, "happened_at": micros(work.now)}
        _write(work, lead, Kind.CONTACT_RECEIVED, body)
    return outcome.changes


def confirm(desk: Desk, lead: str, entry: str) -> Changes:
    """A second person's word for an entry. Raises Refused for one's own."""
    return _second_word(desk, lead, entry, Kind.CONFIRMED)


def send_back(desk: Desk, lead: str, entry: str) -> Changes:
    """A second person's word against an entry. Raises Refused for one's own."""
    return _second_word(desk, lead, entry, Kind.SENT_BACK)


def _second_word(desk: Desk, lead: str, entry: str, kind: Kind) -> Changes:
    outcome = Outcome()
    with working(desk, outcome) as work:
        named = work.history(lead).by_id.get(entry)
        if named is None:
            raise Refused("There is no such entry on this lead.", code="entry")
        if named.agent == desk.person:
            raise Refused("Never one's own: a second person has to look at it.", code="own")
        work.append(kind, {"entry": entry}, lead=lead, round_=named.round)
    return outcome.changes


def _write(
    work: Work, lead: str, kind: Kind, body: Mapping[str, Any], details: Mapping[str, Any] | None = None
) -> None:
    work.append(kind, body, lead=lead, round_=work.history(lead).round.number, details=details)
