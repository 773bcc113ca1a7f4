"""The lead's numbers: which are usable, and which may be dialled now (domain.md, Attempts; Two clocks, two
calendars).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.history import Call, History
from bdc_desk.cadence.hours import NeverOpen, OpeningHours, Span, first_open_in_all
from bdc_desk.cadence.kinds import Flag, Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.local_time import told, zone_of
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.reasons import Reason, because
from bdc_desk.cadence.standing import NumberStanding

DEAD = frozenset({Flag.WRONG_NUMBER, Flag.DEAD_NUMBER})
DEAD_TWICE_APART = timedelta(hours=2)


def number_fields(history: History) -> tuple[Mapping[str, Any], ...]:
    """The numbers of the latest arrival or edit, as the log holds them."""
    return _fields_of(history.details)


def _fields_of(details: Entry | None) -> tuple[Mapping[str, Any], ...]:
    found = details.body.get("numbers") if details else None
    if not isinstance(found, (list, tuple)):
        return ()
    return tuple(one for one in found if isinstance(one, Mapping) and isinstance(one.get("ref"), str))


def is_usable(history: History, number: Mapping[str, Any]) -> bool:
    """False when it is impossible, or was found dead or wrong twice at least 2 h apart."""
    if not number.get("possible"):
        return False
    return not _found_dead(history, number["ref"])


def _found_dead(history: History, ref: str) -> list[Call]:
    """The calls that found the number dead or wrong, in the order of the log; none where they do not
    suffice.
    """
    calls = [
        call
        for call in history.calls.values()
        if call.outcome and DEAD & call.flags and call.outcome.body.get("number") == ref
    ]
    began = [call.began for call in calls]
    return calls if began and max(began) - min(began) >= DEAD_TWICE_APART else []


def last_words_on_dead_numbers(history: History) -> list[Entry]:
    """For each number that outcomes made unusable the latest of them: a second person confirms it."""
    refs = dict.fromkeys(number["ref"] for number in round_numbers(history))
    found = (_found_dead(history, ref) for ref in refs)
    return [calls[-1].outcome for calls in found if calls and calls[-1].outcome]


def has_usable_number(history: History) -> bool:
    """Whether anything is left to call: concluded by the engine, never claimed (domain.md, The gate). A
    number that stood in the round and was edited away still counts until it is found dead: taking it out
    opens nothing.
    """
    return any(is_usable(history, number) for number in round_numbers(history))


def round_numbers(history: History) -> tuple[Mapping[str, Any], ...]:
    """Every number that stood in the running round, edited away or not."""
    running = history.round.number
    entries = [entry for entry in (*history.arrivals, *history.edits) if entry.round == running]
    return tuple(number for entry in entries for number in _fields_of(entry))


def has_number_to_dial(history: History) -> bool:
    """Whether one of the numbers in force can be dialled at all."""
    return any(is_usable(history, number) for number in number_fields(history))


def is_unread(history: History) -> bool:
    """A mail that could not be read, and that nobody has put right yet: its numbers are not none, they are
    unknown. So the clock runs (design.md, A lead arrives), and "no usable number" is not concluded from it.
    """
    details = history.details
    return details is not None and details.kind == Kind.ARRIVAL and details.body.get("grade") == "unreadable"


def calendars(policy: Policy, zone: object, zones: object) -> tuple[OpeningHours, ...]:
    """The lawful call hours that must all be open: of the address; else of the dealership's zone if it is
    among the number's or none is known; else of every zone of the number.
    """
    known = [name for name in zones if _is_zone(name)] if isinstance(zones, (list, tuple)) else []
    if isinstance(zone, str) and _is_zone(zone):
        known = [zone]
    elif not known or policy.zone in known:
        known = [policy.zone]
    return tuple(policy.call_hours(name) for name in known)


def _is_zone(name: object) -> bool:
    try:
        return isinstance(name, str) and zone_of(name) is not None
    except (OSError, ValueError, KeyError):
        return False


def is_requested(policy: Policy, arrived_at: datetime, at: datetime, *, promised: bool) -> bool:
    """Whether a call at `at` is one the customer asked for: an agreed callback, or an enquiry of the last
    days.
    """
    return promised or arrived_at <= at < arrived_at + policy.requested_for


def do_not_call(history: History, lead: Lead) -> Reason | None:
    """Why nobody may call the customer at all, or None. Do-not-call always stands; a new enquiry after it
    opens the phone again only once a second person confirmed it (domain.md, The lead).
    """
    wishes, elsewhere_at = _wishes(history), lead.do_not_call_at
    if not wishes and elsewhere_at is None:
        return None
    said = max((history.position[wish.id] for wish in wishes), default=-1)
    later = [
        arrival
        for arrival in history.arrivals
        if history.position[arrival.id] > said
        and (elsewhere_at is None or history.moment(arrival) > elsewhere_at)
    ]
    if any(arrival.id in history.confirmed for arrival in later):
        return None
    return because("number.unconfirmed") if later else because("number.do not call")


def do_not_call_at(history: History) -> datetime | None:
    """When the customer last said so on this lead, aware UTC; None where it was not said, or a later enquiry
    was confirmed.
    """
    if do_not_call(history, Lead(history.lead)) is None:
        return None
    return max(history.moment(wish) for wish in _wishes(history))


def _wishes(history: History) -> list[Entry]:
    """The entries that say do not call, and stand."""
    said = [
        call.outcome for call in history.calls.values() if call.outcome and Flag.DO_NOT_CALL in call.flags
    ]
    return said + history.do_not_calls


class Dialling:
    """Whether and when the lead's numbers may be dialled."""

    def __init__(self, policy: Policy, lead: Lead, history: History, *, promised: bool) -> None:
        """`promised`: a callback is agreed and open."""
        self._policy = policy
        self._history = history
        self._promised = promised
        self._forbidden = do_not_call(history, lead)

    @property
    def forbidden(self) -> Reason | None:
        """Why nobody may call at all, or None."""
        return self._forbidden

    def number(self, fields: Mapping[str, Any], now: datetime) -> NumberStanding:
        """One number at `now`: usable, and dialled when, with the reason."""
        usable = is_usable(self._history, fields)
        why = self._refusal(fields, now, usable=usable)
        if why is not None:
            return NumberStanding(fields["ref"], usable, may_dial=False, why=why)
        requested = self._is_requested(now)
        why = because("number.requested" if requested else "number.ok")
        return NumberStanding(fields["ref"], usable, may_dial=True, why=why)

    def _is_requested(self, at: datetime) -> bool:
        return is_requested(self._policy, self._history.round.arrived_at, at, promised=self._promised)

    def _refusal(self, fields: Mapping[str, Any], now: datetime, *, usable: bool) -> Reason | None:
        if self._forbidden is not None:
            return self._forbidden
        if not usable:
            return because("number.unusable" if fields.get("possible") else "number.impossible")
        opens = self.number_from(fields, now)
        if opens > now:
            return because(
                "number.hours", hours=self.hours_in_words(fields, now), at=self._told_there(fields, opens)
            )
        return None

    def number_from(self, fields: Mapping[str, Any], at: datetime) -> datetime:
        """The first moment at or after `at` at which the law lets somebody dial this number."""
        if self._is_requested(at):
            return at
        try:
            return first_open_in_all(self._calendars(fields), at)
        except NeverOpen:  # the number's zones have no lawful hour in common: judge by the first
            return self._calendars(fields)[0].next_opening(at)

    def lead_from(self, at: datetime) -> datetime:
        """The first moment at or after `at` at which one of the usable numbers may be dialled; `at` without
        any.
        """
        usable = [fields for fields in number_fields(self._history) if is_usable(self._history, fields)]
        return min((self.number_from(fields, at) for fields in usable), default=at)

    def first_open(self, at: datetime) -> datetime:
        """The first moment at or after `at` at which the dealership is open and one usable number may be
        dialled.
        """
        opening = self._policy.opening.next_opening(at)
        if self._is_requested(opening):
            return opening
        usable = [fields for fields in number_fields(self._history) if is_usable(self._history, fields)]
        return min((self._both_open(fields, opening) for fields in usable), default=opening)

    def _both_open(self, fields: Mapping[str, Any], at: datetime) -> datetime:
        """The first moment both calendars are open; where they never meet, the first lawful one: somebody
        must be told.
        """
        try:
            return first_open_in_all((self._policy.opening, *self._calendars(fields)), at)
        except NeverOpen:
            return self.number_from(fields, at)

    def _calendars(self, fields: Mapping[str, Any]) -> tuple[OpeningHours, ...]:
        details = self._history.details
        return calendars(self._policy, details.body.get("zone") if details else None, fields.get("zones"))

    def hours_in_words(self, fields: Mapping[str, Any], at: datetime) -> str:
        """The lawful call hours of that day where the customer is: "08:00-21:00"."""
        calendar = self._calendars(fields)[0]
        spans = calendar.week[at.astimezone(zone_of(calendar.zone)).weekday()]
        return ", ".join(map(_clock_words, spans)) or "none today"

    def _told_there(self, fields: Mapping[str, Any], moment: datetime) -> str:
        return told(moment, self._calendars(fields)[0].zone)


def _clock_words(span: Span) -> str:
    return f"{span.start // 60:02}:{span.start % 60:02}-{span.end // 60:02}:{span.end % 60:02}"
