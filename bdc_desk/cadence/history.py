"""The fold: a lead's entries in the order of the log, sorted out by what they are about.

Mutable inside, frozen outside (design.md, Speed). Nothing is judged here but identity, form and who came
first: an entry that names nothing, comes too late or is of an unknown kind is kept in `misfits` and changes
nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar

from bdc_desk.cadence.counting import Counting
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import ClosingReason, Evidence, ExceptionReason, Flag, Kind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.mails import Mail
from bdc_desk.cadence.reasons import because
from bdc_desk.cadence.ties import Ties


@dataclass(slots=True)
class Call:
    """A call attempt while it is folded. `began` is the effective moment, `offset` the seal's; `flags` are
    those of the standing outcome, none while there is none.
    """

    entry: Entry
    began: datetime
    offset: timedelta
    outcome: Entry | None = None
    span: float | None = None
    not_dialled: bool = False
    confirmed_by: str | None = None
    was_withdrawn: bool = False
    flags: frozenset[str] = frozenset()

    def say(self, outcome: Entry) -> None:
        """The outcome stands."""
        self.outcome, self.confirmed_by, self.flags = outcome, None, frozenset(outcome.texts_of("flags"))

    def take_back(self) -> None:
        """The outcome was withdrawn; the call itself stays."""
        self.outcome, self.was_withdrawn, self.flags = None, True, frozenset()

    @property
    def qualified(self) -> bool:
        """Qualified as judged when it was written, or confirmed since by a second person."""
        verdict = self.outcome.body.get("qualified") if self.outcome else None
        return verdict == "yes" or (verdict == "if confirmed" and self.confirmed_by is not None)

    def achieved(self, flag: Flag) -> bool:
        """Whether the outcome says so of a qualified call. What speaks for the agent (reached, dialogue,
        appointment) is believed of no other: four seconds are no dialogue, whatever key was pressed.
        """
        return self.qualified and flag in self.flags


@dataclass(slots=True)
class Round:
    """One round of the lead: its arrival, and what stands in it."""

    number: int
    arrival: Entry
    arrived_at: datetime
    counting: Counting
    contacts: list[Entry] = field(default_factory=list)
    exceptions: list[Entry] = field(default_factory=list)
    appointments: list[Entry] = field(default_factory=list)
    visits: list[Entry] = field(default_factory=list)
    touches: list[datetime] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)


class History:
    """Everything a lead's log says, sorted. Feed entries in the order of the log with `add`."""

    def __init__(
        self,
        lead: str,
        gap: timedelta,
        join_within: timedelta,
        set_backs: Iterable[tuple[int, datetime]] = (),
        zone: str = "UTC",
    ) -> None:
        """`gap`: between counted attempts. `join_within`: enquiries so near to each other are one round.
        `set_backs`: number and moment of every `clock set back`. `zone`: the dealership's (IANA), for entries
        that have no seal yet.
        """
        self.lead = lead
        self._gap, self._join_within = gap, join_within
        self._zone = zone
        self._set_backs = tuple(set_backs)
        self.rounds: list[Round] = []
        self.calls: dict[str, Call] = {}
        self.calls_by_outcome: dict[str, Call] = {}
        self.arrivals: list[Entry] = []
        self.edits: list[Entry] = []
        self.details: Entry | None = None
        self.callbacks: list[Entry] = []
        self.cancelled: dict[str, datetime] = {}
        self.mails: dict[str, Mail] = {}
        self.mail_wishes: list[Entry] = []
        self.closing: Entry | None = None
        self.closing_confirmed: bool | None = None
        self.do_not_calls: list[Entry] = []
        self.owner: str | None = None
        self._owner_entry: Entry | None = None
        self.confirmed: dict[str, str] = {}
        self.sent_back: dict[str, str] = {}
        self.ties = Ties()
        self.by_id: dict[str, Entry] = {}
        self.position: dict[str, int] = {}
        self.misfits: list[tuple[Entry, str]] = []
        self.too_late: list[tuple[Entry, Entry | None]] = []  # each with what had been decided before
        self.waiting: list[Entry] = []
        self.erased: Entry | None = None

    @property
    def round(self) -> Round:
        """The running round. Only once the lead has arrived."""
        return self.rounds[-1]

    def moment(self, entry: Entry) -> datetime:
        """The entry's effective moment: as sealed, but not later than a clock correction sealed after it."""
        return self._not_after_set_backs(entry.made_at, entry)

    def _not_after_set_backs(self, moment: datetime, entry: Entry) -> datetime:
        if not self._set_backs:
            return moment
        no = entry.seal.no if entry.seal else None
        later = (to for number, to in self._set_backs if no is not None and number > no)
        return min((moment, *later))

    def add(self, entry: Entry) -> None:
        """Fold one more entry; an entry that was refused folds as if never made."""
        if not entry.stands or entry.kind == Kind.CLOCK_SET_BACK:
            return
        fold = self._FOLDS.get(entry.kind)
        self.position[entry.id] = len(self.position)
        if fold is None:
            self._misfit(entry, "misfit.unknown kind")
        elif not self.rounds and entry.kind != Kind.ARRIVAL:
            self._misfit(entry, "misfit.no arrival")
        else:
            self.by_id[entry.id] = entry
            try:
                fold(self, entry)
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                self._misfit(entry, "misfit.form")

    def _misfit(self, entry: Entry, code: str) -> None:
        self.misfits.append((entry, str(because(code, kind=entry.kind))))

    def _too_late(self, entry: Entry, first: Entry | None) -> None:
        """What has one value was decided before (design.md, The log): kept, and changes nothing."""
        self._misfit(entry, "misfit.too late")
        self.too_late.append((entry, first))

    def _arrival(self, entry: Entry) -> None:
        made_at = self.moment(entry)
        arrived_at = min(entry.moment_of("arrived_at") or made_at, made_at)
        if not self.rounds or entry.round > self.round.number:
            self.rounds.append(Round(entry.round, entry, arrived_at, Counting(self._gap)))
            self.closing = None
            self.closing_confirmed = None
        elif entry.round == self.round.number and self.round.arrived_at - arrived_at <= self._join_within:
            # Read in another order than they came: the clock runs from the first (domain.md, Two clocks).
            self.round.arrived_at = min(self.round.arrived_at, arrived_at)
        self.arrivals.append(entry)
        self.details = entry
        named = entry.body.get("owner")
        if isinstance(named, str) and self.owner is None:
            self.owner, self._owner_entry = named, entry

    @property
    def handed_over_at(self) -> datetime | None:
        """When the owner was set by a hand-over; None where the owner was named in the enquiry, or nobody
        was.
        """
        first = self._owner_entry
        return self.moment(first) if first is not None and first.kind == Kind.OWNER_SET else None

    def _details(self, entry: Entry) -> None:
        entry.body["numbers"]
        self.edits.append(entry)
        self.details = entry

    def _contact(self, entry: Entry) -> None:
        self._round_of(entry).contacts.append(entry)
        if entry.body.get("dialogue") is True:
            self._round_of(entry).touches.append(self.happened_at(entry))

    def happened_at(self, entry: Entry) -> datetime:
        """When what the entry tells of happened: never later than the entry."""
        made_at = self.moment(entry)
        return min(entry.moment_of("happened_at") or made_at, made_at)

    def _owner_set(self, entry: Entry) -> None:
        first = self._owner_entry
        if first is not None and _unseen(first, entry):
            self._too_late(entry, first)
            return
        self.owner, self._owner_entry = _text(entry, "owner"), entry

    def _dialled(self, entry: Entry) -> None:
        made_at = self.moment(entry)
        began = made_at
        if entry.body.get("evidence") != Evidence.DESK:
            began = self._not_after_set_backs(min(entry.moment_of("began") or made_at, made_at), entry)
        self._round_of(entry)
        self.calls[entry.id] = Call(entry, began, entry.seal.offset if entry.seal else self._offset(made_at))

    def _offset(self, at: datetime) -> timedelta:
        """The dealership's offset from UTC, as the seal of a provisional entry will have it."""
        return at.astimezone(zone_of(self._zone)).utcoffset() or timedelta()

    def _call(self, entry: Entry) -> Call | None:
        call = self.calls.get(entry.body["attempt"])
        if call is None or call.entry.round != entry.round:
            self._misfit(entry, "misfit.names nothing")
            return None
        return call

    def _not_dialled(self, entry: Entry) -> None:
        call = self._call(entry)
        if call is not None and call.outcome is None:
            call.not_dialled = True

    def _ended(self, entry: Entry) -> None:
        call = self._call(entry)
        span = entry.span_of("span")
        if span is None:
            self._misfit(entry, "misfit.form")
        elif call is not None and call.span is None:
            call.span = span.total_seconds()

    def _outcome(self, entry: Entry) -> None:
        call = self._call(entry)
        if call is None:
            return
        if call.outcome is not None or call.not_dialled:
            self._too_late(entry, call.outcome)
            return
        call.say(entry)
        self.calls_by_outcome[entry.id] = call
        if entry.body.get("qualified") == "yes":
            self._round_of(entry).counting.offer(call.entry.id, call.began, call.offset)

    def _outcome_withdrawn(self, entry: Entry) -> None:
        call = self._call(entry)
        if call is None:
            return
        if call.outcome is None or call.outcome.id != entry.body["outcome"]:
            self._too_late(entry, call.outcome)
            return
        self._round_of(entry).counting.withdraw(call.entry.id)
        call.take_back()

    def _confirmed(self, entry: Entry) -> None:
        named = self._named_by_another(entry)
        if named is None:
            return
        self.confirmed.setdefault(named.id, entry.agent)
        call = self.calls_by_outcome.get(named.id)
        waits = call is not None and call.outcome is not None and call.outcome.id == named.id
        if call is not None and waits and named.body.get("qualified") == "if confirmed":
            call.confirmed_by = call.confirmed_by or entry.agent
            self._round_of(named).counting.offer(call.entry.id, call.began, call.offset)
        if self.closing is not None and self.closing.id == named.id and self.closing_confirmed is None:
            self.closing_confirmed = True

    def _sent_back(self, entry: Entry) -> None:
        named = self._named_by_another(entry)
        if named is None:
            return
        self.sent_back.setdefault(named.id, entry.agent)
        if self.closing is not None and self.closing.id == named.id and not self.closing_confirmed:
            self.closing, self.closing_confirmed = None, None

    def _named_by_another(self, entry: Entry) -> Entry | None:
        """The entry that is confirmed or sent back, unless by its own author (domain.md, The gate: never
        one's own).
        """
        named = self.by_id.get(entry.body["entry"])
        if named is None or named.agent == entry.agent:
            self._misfit(entry, "misfit.names nothing")
            return None
        return named

    def _callback_set(self, entry: Entry) -> None:
        if (
            self.callbacks
            and _unseen(self.callbacks[-1], entry)
            and self.callbacks[-1].id not in self.cancelled
        ):
            self._too_late(entry, self.callbacks[-1])
            return
        if entry.moment_of("promised_at") is None:
            self._misfit(entry, "misfit.form")
            return
        self.callbacks.append(entry)

    def _callback_cancelled(self, entry: Entry) -> None:
        if all(callback.id != entry.body["callback"] for callback in self.callbacks):
            self._misfit(entry, "misfit.names nothing")
            return
        self.cancelled.setdefault(entry.body["callback"], self.moment(entry))

    def _appointment(self, entry: Entry) -> None:
        self._round_of(entry).appointments.append(entry)

    def _exception(self, entry: Entry) -> None:
        self._round_of(entry).exceptions.append(entry)
        if entry.body.get("reason") == ExceptionReason.DO_NOT_CALL:
            self.do_not_calls.append(entry)

    def _asked(self, entry: Entry) -> None:
        if entry.seal is None:
            self.waiting.append(entry)
        self.mails[entry.id] = Mail(entry, self.moment(entry))

    def _handed_over(self, entry: Entry) -> None:
        mail = self._mail(entry)
        mail.handed_over = True
        mail.gone(self.moment(entry))

    def _left(self, entry: Entry) -> None:
        mail = self._mail(entry)
        mail.left_at = self.moment(entry)
        mail.gone(mail.left_at)

    def _mail_withdrawn(self, entry: Entry) -> None:
        mail = self._mail(entry)
        if not mail.withdrawn:
            mail.withdrawn, mail.withdrawn_why = True, entry.text_of("why") or ""

    def _bounced(self, entry: Entry) -> None:
        self._mail(entry).came_back(entry)

    def _mail_wish(self, entry: Entry) -> None:
        if not isinstance(entry.body["may_mail"], bool):
            raise TypeError(entry.kind)
        self.mail_wishes.append(entry)

    def _visit(self, entry: Entry) -> None:
        self._round_of(entry).visits.append(entry)

    def _mail(self, entry: Entry) -> Mail:
        return self.mails[entry.body["asked"]]

    def _outside_email(self, entry: Entry) -> None:
        self._round_of(entry).touches.append(self.happened_at(entry))

    def _closed(self, entry: Entry) -> None:
        if entry.kind == Kind.CLOSED and entry.body["reason"] == ClosingReason.DO_NOT_CALL:
            self.do_not_calls.append(entry)  # the wish stands, also where the closing comes too late
        if self.closing is not None or entry.round != self.round.number:
            self._too_late(entry, self.closing)
            return
        if entry.kind == Kind.NOT_REACHED and entry.seal is None:
            self.waiting.append(entry)  # it stands only once the shared database has accepted it
            return
        self.closing, self.closing_confirmed = entry, None

    def _reopened(self, _entry: Entry) -> None:
        self.closing, self.closing_confirmed = None, None

    def _erased(self, entry: Entry) -> None:
        """The person is erased once it is sealed; facts that desks wrote unseen still count after it."""
        if entry.seal is None:
            self.waiting.append(entry)
        elif self.erased is None:
            self.erased = entry

    def _acknowledged(self, entry: Entry) -> None:
        self._round_of(entry).acknowledged.setdefault(_text(entry, "step"), entry.agent)

    def _tied(self, entry: Entry) -> None:
        self.ties.add(entry)

    def _nothing(self, _entry: Entry) -> None:
        """A note says nothing to the engine."""

    def _round_of(self, entry: Entry) -> Round:
        """The round an entry was written in. Raises KeyError where there is none: a misfit."""
        for one in reversed(self.rounds):
            if one.number == entry.round:
                return one
        raise KeyError(entry.round)

    def standing_exceptions(self) -> list[Entry]:
        """The running round's exceptions that nobody has sent back."""
        return [entry for entry in self.round.exceptions if entry.id not in self.sent_back]

    def open_call(self) -> Call | None:
        """The call of the running round that was begun and has no outcome yet, however long ago: it is asked
        for.
        """
        calls = self.calls_of(self.round.number) if self.rounds else []
        return next((call for call in reversed(calls) if call.outcome is None and not call.not_dialled), None)

    def calls_of(self, number: int) -> list[Call]:
        """The calls of a round, in the order of the log."""
        return [call for call in self.calls.values() if call.entry.round == number]

    def appointment_at(self) -> datetime | None:
        """The moment of the running round's latest appointment, where one is known: an entry of its own, or
        said with the outcome of a qualified call.
        """
        latest = self.appointment()
        return latest.moment_of("appointment_at") if latest else None

    def appointment(self) -> Entry | None:
        """The entry that told of that appointment."""
        said = [call.outcome for call in self.calls_of(self.round.number) if call.qualified]
        told = [entry for entry in said if entry and entry.moment_of("appointment_at") is not None]
        entries = [*self.round.appointments, *told]
        return max(entries, key=lambda entry: self.position[entry.id], default=None)

    def touched(self, number: int) -> list[datetime]:
        """When the customer of a round was touched by anything but a call: contacts, and mails but for those
        that came back for good.
        """
        mails = [mail for mail in self.mails.values() if mail.asked.round == number and mail.is_touch]
        others = [at for one in self.rounds if one.number == number for at in one.touches]
        return others + [mail.touched_at for mail in mails if mail.touched_at is not None]

    def achieved(self, flag: Flag) -> bool:
        """Whether a qualified call of the running round has an outcome with the flag."""
        return any(call.achieved(flag) for call in self.calls_of(self.round.number))

    _FOLDS: ClassVar[dict[str, Callable[["History", Entry], Any]]] = {
        Kind.ARRIVAL: _arrival,
        Kind.CONTACT_RECEIVED: _contact,
        Kind.DETAILS_EDITED: _details,
        Kind.OWNER_SET: _owner_set,
        Kind.DIALLED: _dialled,
        Kind.NOT_DIALLED: _not_dialled,
        Kind.ENDED: _ended,
        Kind.OUTCOME: _outcome,
        Kind.OUTCOME_WITHDRAWN: _outcome_withdrawn,
        Kind.NOTE: _nothing,
        Kind.CALLBACK_SET: _callback_set,
        Kind.CALLBACK_CANCELLED: _callback_cancelled,
        Kind.APPOINTMENT_SET: _appointment,
        Kind.SHOWN: _visit,
        Kind.NO_SHOW: _visit,
        Kind.EXCEPTION: _exception,
        Kind.CONFIRMED: _confirmed,
        Kind.SENT_BACK: _sent_back,
        Kind.EMAIL_ASKED: _asked,
        Kind.HANDED_OVER: _handed_over,
        Kind.EMAIL_LEFT: _left,
        Kind.EMAIL_WITHDRAWN: _mail_withdrawn,
        Kind.EMAIL_BOUNCED: _bounced,
        Kind.OUTSIDE_EMAIL: _outside_email,
        Kind.MAIL_WISH: _mail_wish,
        Kind.NOT_REACHED: _closed,
        Kind.CLOSED: _closed,
        Kind.REOPENED: _reopened,
        Kind.ACKNOWLEDGED: _acknowledged,
        Kind.TOOK_OVER: _acknowledged,
        Kind.MERGED: _tied,
        Kind.MERGE_WITHDRAWN: _tied,
        Kind.KEPT_APART: _tied,
        Kind.KEPT_APART_WITHDRAWN: _tied,
        Kind.ERASED: _erased,
    }


def _text(entry: Entry, field: str) -> str:
    """The text in a body field. Raises KeyError where it is absent or of another form: a misfit."""
    found = entry.text_of(field)
    if found is None:
        raise KeyError(field)
    return found


def _unseen(first: Entry, later: Entry) -> bool:
    """Whether the author of `later` had not seen `first`, so that the first decision stands (design.md, The
    log).
    """
    return first.desk != later.desk and first.seal is not None and later.seen < first.seal.no
