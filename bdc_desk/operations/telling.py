"""Entries told in plain words, for the timeline and for `show`."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from bdc_desk.cadence.entry import NOTHING, Entry
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.standing import Standing
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.naming import number_shown, phone_of
from bdc_desk.operations.promise_telling import promises_told
from bdc_desk.operations.second_word import word_told

_PLAIN: Mapping[str, str] = {
    Kind.NOT_DIALLED: "The number was not dialled",
    Kind.DETAILS_EDITED: "Details edited",
    Kind.HANDED_OVER: "Email handed to the mail program (unproven)",
    Kind.OUTSIDE_EMAIL: "Email sent outside the desk",
    Kind.NOT_REACHED: "Closed: not reached",
    Kind.ACKNOWLEDGED: "Escalation acknowledged",
    Kind.TOOK_OVER: "Taken over",
    Kind.CLOCK_SET_BACK: "The computer's clock was set back",
    Kind.MERGE_WITHDRAWN: "Merge taken back",
    Kind.KEPT_APART_WITHDRAWN: "“Two people” taken back",
}

_WITHDRAWN: Mapping[str, str] = {
    "taken back": "taken back",
    "closed": "the window was closed before it left",
    "refused": "the mail server refused it",
    "permission": "the permission ran out before it left",
    "not sent": "it did not leave, by a person's word",
    "not open any more": "it was locked again before it left",
    "unwanted": "the customer wants no emails, or the lead was closed, before it left",
    "address changed": "the address was taken out before it left",
}
"""Why a mail did not leave, by the codes of the log."""


class Telling:
    """Tells one lead's entries."""

    def __init__(
        self, around: Surroundings, history: History, standing: Standing, others: Mapping[str, str] = NOTHING
    ) -> None:
        """`standing`: says of each attempt whether it counts. `others`: customers' names by lead, of those
        that this one was merged with or kept apart from.
        """
        self._around = around
        self._history = history
        self._others = others
        self._attempts = {attempt.id: attempt for attempt in standing.attempts}
        self._promises = promises_told(around, history, standing)

    def words(self, entry: Entry) -> str:
        """The entry in words; an unknown kind is named as it is."""
        tell = self._WORDS.get(entry.kind)
        words = tell(self, entry) if tell else entry.kind
        return words if entry.stands else f"Refused: {words} ({entry.seal.verdict if entry.seal else ''})"

    def _arrival(self, entry: Entry) -> str:
        source = entry.body.get("source") or entry.body.get("kind", "")
        again = "" if entry.id == self._history.rounds[0].arrival.id else " again"
        return f"Enquiry received{again}: {source}"

    def _contact(self, entry: Entry) -> str:
        spoken = ", a dialogue" if entry.body.get("dialogue") else ""
        return f"Contact from the customer: {entry.body.get('how', '')}{spoken}{_quoted(entry, 'words')}"

    def _dialled(self, entry: Entry) -> str:
        number = number_shown(phone_of(self._history, str(entry.body.get("number", ""))))
        return f"Call begun to {number or 'a number'}"

    def _ended(self, entry: Entry) -> str:
        return f"Call ended after {_seconds(entry.body.get('span'))}, timed by the desk"

    def _outcome(self, entry: Entry) -> str:
        rule = self._around.policy.outcome(str(entry.body.get("outcome")))
        label = rule.label if rule else str(entry.body.get("outcome"))
        attempt = self._attempts.get(str(entry.body.get("attempt")))
        if attempt is None or attempt.outcome_entry != entry.id:
            return f"{label} (taken back)"
        if attempt.counted:
            return f"{label}: counts"
        return f"{label}: does not count ({attempt.why})"

    def _withdrawn(self, _entry: Entry) -> str:
        return "Outcome withdrawn"

    def _note(self, entry: Entry) -> str:
        return f"Note{_quoted(entry, 'text')}"

    def _callback(self, entry: Entry) -> str:
        at = entry.moment_of("promised_at")
        words = f"Call promised for {told(at, self._around.policy.zone) if at else 'an unknown time'}"
        fate = self._promises.get(entry.id)
        return f"{words}: {fate}" if fate else words

    def _callback_cancelled(self, entry: Entry) -> str:
        reason = _reason(entry)
        return f"Promised call taken back{f': {reason}' if reason else ''}"

    def _owner(self, entry: Entry) -> str:
        reason = _reason(entry)
        return (
            f"Handed over to {self._around.name_of(entry.body.get('owner'))}{f': {reason}' if reason else ''}"
        )

    def _exception(self, entry: Entry) -> str:
        return f"Exception: {entry.body.get('reason', '')}{_quoted(entry, 'words')}"

    def _asked(self, entry: Entry) -> str:
        rule = self._around.policy.template(str(entry.body.get("template")))
        return f"Email asked for: {rule.label if rule else entry.body.get('template')}"

    def _left(self, entry: Entry) -> str:
        return "Email left (a person's word)" if entry.body.get("said") is True else "Email left"

    def _mail_withdrawn(self, entry: Entry) -> str:
        why = _WITHDRAWN.get(entry.text_of("why") or "", "")
        return f"Email withdrawn{f': {why}' if why else ''}"

    def _bounced(self, entry: Entry) -> str:
        came = "Email came back" if entry.body.get("permanent") is True else "Email delayed"
        why = entry.text_of("why") or ""
        return f"{came}{f' ({why})' if why not in {'', 'other'} else ''}{_quoted(entry, 'said')}"

    def _mail_wish(self, entry: Entry) -> str:
        wants = "wants emails again" if entry.body.get("may_mail") is True else "wants no emails"
        return f"The customer {wants}{_quoted(entry, 'words')}"

    def _closed(self, entry: Entry) -> str:
        return f"Closed: {entry.body.get('reason', '')}{_quoted(entry, 'words')}"

    def _reopened(self, entry: Entry) -> str:
        reason = _reason(entry)
        return f"Reopened{f': {reason}' if reason else ''}"

    def _erased(self, entry: Entry) -> str:
        waits = "" if entry.seal else " (waits for the shared database)"
        return f"Customer erased: {entry.text_of('reason') or ''}{waits}"

    def _appointment(self, entry: Entry) -> str:
        at = entry.moment_of("appointment_at")
        return f"Appointment {told(at, self._around.policy.zone)}" if at else "Appointment"

    def _visit(self, entry: Entry) -> str:
        at = entry.moment_of("appointment_at")
        about = f" (appointment {told(at, self._around.policy.zone)})" if at else ""
        came = entry.kind == Kind.SHOWN
        return f"{'Shown: the customer came' if came else 'No-show: the customer did not come'}{about}"

    def _merged(self, entry: Entry) -> str:
        return f"Merged with {self._other(entry, 'with')}: one customer"

    def _kept_apart(self, entry: Entry) -> str:
        return f"Kept apart from {self._other(entry, 'from')}: two people"

    def _other(self, entry: Entry, field: str) -> str:
        return self._others.get(entry.text_of(field) or "", "another enquiry")

    def _second_word(self, entry: Entry) -> str:
        said = "Confirmed" if entry.kind == Kind.CONFIRMED else "Sent back"
        return f"{said} {word_told(self._around, self._history, entry)}"

    def _plain(self, entry: Entry) -> str:
        return _PLAIN.get(entry.kind, entry.kind)

    _WORDS: ClassVar[Mapping[str, Callable[["Telling", Entry], str]]] = {
        Kind.ARRIVAL: _arrival,
        Kind.CONTACT_RECEIVED: _contact,
        Kind.DIALLED: _dialled,
        Kind.ENDED: _ended,
        Kind.OUTCOME: _outcome,
        Kind.OUTCOME_WITHDRAWN: _withdrawn,
        Kind.NOTE: _note,
        Kind.CALLBACK_SET: _callback,
        Kind.CALLBACK_CANCELLED: _callback_cancelled,
        Kind.OWNER_SET: _owner,
        Kind.EXCEPTION: _exception,
        Kind.EMAIL_ASKED: _asked,
        Kind.EMAIL_LEFT: _left,
        Kind.EMAIL_WITHDRAWN: _mail_withdrawn,
        Kind.EMAIL_BOUNCED: _bounced,
        Kind.MAIL_WISH: _mail_wish,
        Kind.CLOSED: _closed,
        Kind.REOPENED: _reopened,
        Kind.ERASED: _erased,
        Kind.APPOINTMENT_SET: _appointment,
        Kind.SHOWN: _visit,
        Kind.NO_SHOW: _visit,
        Kind.CONFIRMED: _second_word,
        Kind.SENT_BACK: _second_word,
        Kind.MERGED: _merged,
        Kind.KEPT_APART: _kept_apart,
        **dict.fromkeys(_PLAIN, _plain),
    }


def _quoted(entry: Entry, field: str) -> str:
    if entry.details is None:
        return ""
    words = str(entry.details.get(field) or "")
    return f": {words}" if words else ""


def _reason(entry: Entry) -> str:
    """Why, in a person's words: they lie with the details, in older entries in the body."""
    told = (entry.details or {}).get("reason")
    return str(told) if told else entry.text_of("reason") or ""


def _seconds(span: Any) -> str:  # noqa: ANN401 - a field of the log
    if not isinstance(span, (int, float)):
        return "an unknown time"
    return f"{int(span) // 60}:{int(span) % 60:02}"
