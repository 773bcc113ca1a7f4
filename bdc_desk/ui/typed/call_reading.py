"""How a call that was made elsewhere is read as it is typed: its moments, what is still missing, in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from bdc_desk.cadence.kinds import Flag
from bdc_desk.cadence.policy import OutcomeRule
from bdc_desk.ui import words
from bdc_desk.ui.call.time_words import parse
from bdc_desk.ui.typed.past_words import parse_began, parse_span

PROMISES = frozenset({Flag.CALLBACK, Flag.APPOINTMENT})
NUMBER, BEGAN, SPAN, OUTCOME, PROMISED = "number", "began", "span", "outcome", "promised"
"""The fields of the form, as `Fault` names them."""


@dataclass(frozen=True, slots=True)
class TypedCall:
    """What was typed: a number's ref, when it began (UTC), how long it took, the outcome's name, and the
    promised moments (UTC) where the outcome asks for one.
    """

    number: str
    began: datetime
    span: timedelta
    outcome: str
    label: str
    callback_at: datetime | None = None
    appointment_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that is missing or cannot be: in words, and the field to put it right in."""

    words: str
    field: str


@dataclass(frozen=True, slots=True)
class When:
    """Beside what the form is read: `zone` is the dealership's, `arrived_at` when the enquiry came."""

    now: datetime
    zone: tzinfo
    arrived_at: datetime

    def told(self, at: datetime) -> str:
        """A moment as the person says it now."""
        return words.moment(at, self.now, self.zone)


class CallReading:
    """The form's texts at one moment, read."""

    def __init__(
        self, when: When, *, number: str, began: str, span: str, promised: str, rule: OutcomeRule | None
    ) -> None:
        """`rule`: the outcome that was chosen."""
        self._when, self._number, self._rule = when, number, rule
        self._has_began, self._has_span = bool(began.strip()), bool(span.strip())
        self.began = parse_began(began, when.now, when.zone)
        self.span = parse_span(span)
        at = parse(promised, when.now, when.zone)
        self.promised_at = at if at is not None and at > when.now else None

    @property
    def asks_when(self) -> bool:
        """Whether the outcome makes a promise, whose moment is asked for."""
        return self._rule is not None and bool(PROMISES & self._rule.flags)

    @property
    def is_appointment(self) -> bool:
        """Whether that promise is the customer's visit."""
        return self._rule is not None and Flag.APPOINTMENT in self._rule.flags

    def echo(self) -> str:
        """How the times are read; "" while nothing is typed."""
        tell, told = QCoreApplication.translate, []
        if self._has_began and self.began is None:
            told.append(tell("TypedCall", "Not a time yet"))
        elif self._has_began and self.began is not None:
            told.append(tell("TypedCall", "began {at}").format(at=self._when.told(self.began)))
        if self._has_span and self.span is not None:
            told.append(tell("TypedCall", "took {span}").format(span=words.timer(self.span)))
        if self.asks_when and self.promised_at is not None:
            told.append(tell("TypedCall", "for {at}").format(at=self._when.told(self.promised_at)))
        return words.dotted(*told)

    def fault(self) -> Fault | None:
        """What stands in the way of writing it, the first of it; None for a whole call."""
        tell = QCoreApplication.translate
        if not self._number:
            return Fault(tell("TypedCall", "The customer has no number: Shift+F5 adds one."), NUMBER)
        return self._began_fault() or self._span_fault() or self._outcome_fault()

    def call(self) -> TypedCall | None:
        """The call; None while `fault` finds something."""
        if self.fault() is not None or self.began is None or self.span is None or self._rule is None:
            return None
        at = self.promised_at if self.asks_when else None
        calls, comes = (None, at) if self.is_appointment else (at, None)
        return TypedCall(self._number, self.began, self.span, self._rule.name, self._rule.label, calls, comes)

    def _began_fault(self) -> Fault | None:
        tell, when, began = QCoreApplication.translate, self._when, self.began
        if began is None:
            return Fault(tell("TypedCall", "When was it? Type 10:32, yesterday 16:20 or 12 min ago."), BEGAN)
        if began > when.now:
            text = tell("TypedCall", "{at} is still to come: say when it was.")
            return Fault(text.format(at=when.told(began)), BEGAN)
        if began < when.arrived_at:
            text = tell("TypedCall", "The enquiry came at {at}: a call before it is no answer to it.")
            return Fault(text.format(at=when.told(when.arrived_at)), BEGAN)
        return None

    def _span_fault(self) -> Fault | None:
        tell = QCoreApplication.translate
        if self.span is None or self.span <= timedelta():
            text = tell("TypedCall", "How long did it take, ringing included? 3:05 is three minutes five.")
            return Fault(text, SPAN)
        if self.began is not None and self.began + self.span > self._when.now:
            text = tell("TypedCall", "It would still run: it began earlier or took less long.")
            return Fault(text, SPAN)
        return None

    def _outcome_fault(self) -> Fault | None:
        tell = QCoreApplication.translate
        if self._rule is None:
            return Fault(tell("TypedCall", "What came of it? Choose below by its digit."), OUTCOME)
        if self.asks_when and self.promised_at is None:
            text = tell("TypedCall", "For when? Type a time to come: 17:30, tomorrow 10:15.")
            return Fault(text, PROMISED)
        return None
