"""A call at this desk, from F5 to its outcome: written before the phone rings, judged when the outcome is
said.

One call at a time. The session lives beside the selection: choosing another lead does not move the open call.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.kinds import Flag
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.standing import Attempt
from bdc_desk.contact.dialling import Dialler
from bdc_desk.errors import Refused
from bdc_desk.operations import calling
from bdc_desk.operations.calling import OpenCall
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import lead_standing
from bdc_desk.operations.views import LeadView, PhoneView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.undo import Done, UndoStack

UNDO = timedelta(seconds=8)
PAUSE = timedelta(seconds=5)
"""For so long "it was not dialled" can be taken back: no entry takes it back later."""
PROMISES = frozenset({Flag.CALLBACK, Flag.APPOINTMENT})
"""Flags of outcomes that name a moment: it is asked before the outcome is said."""
RENEW_EVERY = 60.0
"""Seconds between renewals of the claim while a call is open."""


class CallState(Enum):
    """What F5 and the number keys mean now."""

    READY = auto()
    CALLING = auto()
    WRAP_UP = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """An outcome that was said, for as long as it can be taken back: by `done`."""

    lead: str
    attempt: str
    name: str
    label: str
    until: datetime
    counted: bool
    why: str
    done: Done | None = None


class CallSession(QObject):
    """The state of calling at this desk. It shows nothing: whoever draws listens to `changed`."""

    changed = Signal()
    refused = Signal(str)
    outcome_said = Signal(object)
    """Carries a `Said`."""
    taken_back = Signal(str)
    asked_not_dialled = Signal(object, str)
    """The open call turned out not to have been dialled, which is written after a pause: carries what takes
    it back (`Done`) and the number.
    """
    said_not_dialled = Signal(str, str)
    """And now it is written: carries the customer's name and the number."""
    recovered_call = Signal(str)
    """A call that was open when the program ended waits for its outcome: carries its lead."""
    time_wanted = Signal(str)
    """An outcome that makes a promise (a call, an appointment) was chosen: its name; `say` goes on."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        dialler: Dialler,
        parent: QObject,
        undo: UndoStack | None = None,
    ) -> None:
        """`dialler`: what is done with the number, by hand or by the system. `undo`: the window's Ctrl+Z."""
        super().__init__(parent)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self.dialler = dialler
        self.state = CallState.READY
        self.call: OpenCall | None = None
        self.number_text = ""
        self.name = ""
        self.local_zone = ""
        """The customer's (IANA), "" where it is not known: what is promised in the call is told by it."""
        self.recovered = False
        self._undo = undo or UndoStack(self)
        self._doing: Done | None = None
        self._pause: Done | None = None
        self._write_at: datetime | None = None
        self._since = 0.0
        self._began = 0.0
        self._not_kept: timedelta | None = None
        """How long the call lasted, where that could not be written: it is written with its outcome."""
        self._renewed = 0.0
        self._busy = False

    def elapsed(self) -> float:
        """Seconds since the state began."""
        return self._desk.clock.elapsed() - self._since

    def find_open_call(self) -> None:
        """Ask for a call that a crash left open: it waits for its outcome."""
        self._lanes.storage(lambda: calling.open_call_of(self._desk), self._found)

    def press(self, view: LeadView | None, phone: PhoneView | None) -> None:
        """F5: begin a call to `phone` of `view`, or end the timing of the one that runs."""
        if self.state is CallState.CALLING:
            self._end()
        elif self.state is CallState.WRAP_UP:
            self.refused.emit(
                self.tr("Say what came of the call to {name} first: a number key.").format(name=self.name)
            )
        elif view is None or phone is None:
            self.refused.emit(
                self.tr("Choose a lead with a number first: J/K moves, Space takes the suggested call.")
            )
        else:
            self.begin(view, phone)

    def begin(self, view: LeadView, phone: PhoneView, *, although_claimed: bool = False) -> None:
        """Begin a call where none runs. `although_claimed`: whatever is known of colleagues' claims here."""
        if self.state is CallState.READY and not self._busy:
            self._begin(view, phone, although_claimed=although_claimed)

    def choose(self, name: str, policy: Policy) -> None:
        """A number key or an outcome button: say it, or ask first for when the call is promised."""
        if self.call is None:
            self.refused.emit(self.tr("Begin a call first: F5."))
            return
        self._dialled_after_all()
        rule = policy.outcome(name)
        if rule is not None and PROMISES & rule.flags:
            if self.state is CallState.CALLING:
                self._end()
            self.time_wanted.emit(name)
            return
        self.say(name, rule.label if rule else name)

    def say(
        self,
        name: str,
        label: str,
        *,
        callback_at: datetime | None = None,
        appointment_at: datetime | None = None,
    ) -> None:
        """Say what came of the open call."""
        call = self.call
        if call is None or self._busy:
            return
        self._dialled_after_all()
        ended = self._span() if self.state is CallState.CALLING else self._not_kept
        self._busy = True
        late = self.tr("Nothing to take back: an outcome can be taken back for eight seconds.")
        what = self.tr("the call to {name}: {outcome}").format(name=self.name, outcome=label)
        self._doing = self._undo.begin(self._desk.clock.now(), what, late)

        def work() -> tuple[Changes, Attempt]:
            changes = Changes()
            if ended is not None:
                changes = calling.end_call(self._desk, call.lead, call.attempt, ended)
            changes |= calling.give_outcome(
                self._desk,
                call.lead,
                call.attempt,
                name,
                callback_at=callback_at,
                appointment_at=appointment_at,
            )
            attempts = lead_standing(self._desk, call.lead).attempts
            return changes, next(one for one in attempts if one.id == call.attempt)

        self._lanes.storage(work, lambda done: self._said(call, label, *done), self._failed)

    def _take_back(self, said: Said) -> None:
        """Take the last outcome back, within eight seconds: the call waits for another one."""
        self._busy = True
        self._hub.taking_back.emit(said.lead)
        self._lanes.storage(
            lambda: calling.withdraw_outcome(self._desk, said.lead, said.attempt),
            lambda changes: self._withdrawn(said, changes),
            self._failed,
        )

    def _is_free(self) -> bool:
        """Whether no call runs and nothing is being written about one."""
        return self.state is CallState.READY and not self._busy

    def not_dialled(self) -> None:
        """Shift+N: the system was handed the number but did not dial it, or F5 was pressed by mistake. It is
        written after a pause, in which the call goes on and Ctrl+Z takes the word back.
        """
        if self.call is None:
            self.refused.emit(self.tr("No call is open: nothing was dialled."))
            return
        if self._busy or self._pause is not None:
            return
        now = self._desk.clock.now()
        what = self.tr("the call to {name}: not dialled").format(name=self.name)
        self._pause, self._write_at = self._undo.begin(now, what), now + PAUSE
        self._undo.offer(self._pause, self._take_back_not_dialled, self._write_at)
        self.asked_not_dialled.emit(self._pause, self.number_text)

    @property
    def says_not_dialled(self) -> bool:
        """Whether "it was not dialled" was said of the open call and is not written yet."""
        return self._pause is not None

    def _dialled_after_all(self) -> None:
        """Whoever says what came of the call, or takes the word back, dialled it."""
        pause, self._pause = self._pause, None
        self._undo.forget(pause)

    def _take_back_not_dialled(self) -> None:
        self._dialled_after_all()
        self.taken_back.emit(self.tr("“Not dialled”"))

    def write_not_dialled(self, then: Callable[[], None] = lambda: None) -> None:
        """What was said is written now: its pause is over, the window closes, or the person goes on (`then`).
        Nothing where nothing was said.
        """
        call, pause = self.call, self._pause
        if call is None or pause is None or self._busy:
            return
        self._busy, self._pause, pause.take_back = True, None, None
        name, number = self.name, self.number_text

        def done(changes: Changes) -> None:
            self._over(changes)
            self.said_not_dialled.emit(name, number)
            then()

        self._lanes.storage(
            lambda: calling.say_not_dialled(self._desk, call.lead, call.attempt), done, self._failed
        )

    def tick(self) -> None:
        """An open call renews its claim, in a team the sync says so to the others; and what was said of a
        call that was not dialled is written after its pause.
        """
        if self._write_at is not None and self._desk.clock.now() >= self._write_at:
            self.write_not_dialled()
        call, now = self.call, self._desk.clock.elapsed()
        if call is not None and now - self._renewed >= RENEW_EVERY:
            self._renewed = now
            self._renew(call.lead)

    def _renew(self, lead: str) -> None:
        self._lanes.storage(
            lambda: calling.claim(self._desk, lead),
            self._hub.tell,
            lambda why: self.refused.emit(str(why)),
        )

    def _begin(self, view: LeadView, phone: PhoneView, *, although_claimed: bool) -> None:
        self._busy = True
        self.name, self.number_text, self.local_zone = view.name, phone.shown, view.local_zone
        what = self.tr("the call to {name}").format(name=view.name)
        self._doing = self._undo.begin(self._desk.clock.now(), what)

        def work() -> tuple[OpenCall, Changes]:
            return calling.dial(
                self._desk, view.lead, phone.ref, self.dialler.way, although_claimed=although_claimed
            )

        self._lanes.storage(work, lambda begun: self._begun(begun, phone), self._failed)

    def _begun(self, begun: tuple[OpenCall, Changes], phone: PhoneView) -> None:
        self._busy = False
        self.call, changes = begun
        self.recovered, self._doing = False, None
        self._enter(CallState.CALLING)
        self._began = self._renewed = self._since
        self._hub.tell(changes)
        if not self.dialler.dial(phone.e164 or phone.typed) and self.dialler.way != calling.BY_HAND:
            self.refused.emit(
                self.tr("The system did not take the number: dial it by hand, it is {number}.").format(
                    number=phone.shown
                )
            )

    def _span(self) -> timedelta:
        return timedelta(seconds=self._desk.clock.elapsed() - self._began)

    def _end(self) -> None:
        call, span = self.call, self._span()
        if call is None or self._busy:
            return
        self._not_kept = span
        self._enter(CallState.WRAP_UP)
        self._lanes.storage(
            lambda: calling.end_call(self._desk, call.lead, call.attempt, span), self._ended, self._failed
        )

    def _ended(self, changes: Changes) -> None:
        self._not_kept = None
        self._hub.tell(changes)

    def _said(self, call: OpenCall, label: str, changes: Changes, attempt: Attempt) -> None:
        until, done = self._desk.clock.now() + UNDO, self._doing
        self._doing = None
        said = Said(call.lead, call.attempt, self.name, label, until, attempt.counted, str(attempt.why), done)
        self._over(changes)
        if done is not None:
            self._undo.offer(done, lambda: self._take_back(said), until, self._is_free)
        self.outcome_said.emit(said)

    def _over(self, changes: Changes) -> None:
        self._busy = False
        self.call = self._pause = self._not_kept = None
        self._enter(CallState.READY)
        self._hub.tell(changes)

    def _withdrawn(self, said: Said, changes: Changes) -> None:
        self.recovered = self._busy = False
        self.name = said.name
        self.call = OpenCall(said.lead, said.attempt, "", self._desk.clock.now())
        self._enter(CallState.WRAP_UP)
        self._hub.tell(changes)
        self.taken_back.emit(said.label)

    def _found(self, call: OpenCall | None) -> None:
        if call is None:
            return
        self.call, self.recovered = call, True
        self._enter(CallState.WRAP_UP)
        self.recovered_call.emit(call.lead)

    def name_call(self, view: LeadView) -> None:
        """Name a recovered call by its lead, once that was read."""
        call = self.call
        if call is None or call.lead != view.lead or self.name:
            return
        self.name, self.local_zone = view.name, view.local_zone
        self.number_text = next((phone.shown for phone in view.phones if phone.ref == call.number), "")

    def _enter(self, state: CallState) -> None:
        self.state = state
        self._since = self._desk.clock.elapsed()
        self.changed.emit()

    def _failed(self, why: Exception) -> None:
        self._busy, doing, self._doing = False, self._doing, None
        self._undo.forget(doing)
        self.refused.emit(str(why))
        if isinstance(why, Refused) and why.code == "call open" and self.call is None:
            self.find_open_call()
