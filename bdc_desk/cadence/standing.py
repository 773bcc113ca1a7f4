"""What the engine concludes about a lead at a moment. All moments are aware UTC, all spans timedeltas."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bdc_desk.cadence.kinds import ClosingReason, Evidence
from bdc_desk.cadence.reasons import Reason


class Stage(StrEnum):
    """How far the lead is in its running round."""

    NEW = "new"
    TRYING = "trying"
    DIALOGUE = "in dialogue"
    APPOINTMENT = "appointment"
    NOT_REACHED = "not reached"
    CLOSED = "closed"
    ERASED = "erased"


class Section(StrEnum):
    """The queue's sections in their order (domain.md, The queue)."""

    CALLBACKS = "callbacks"
    NEVER_CALLED = "never called"
    RETRIES = "retries due"
    LATER = "later"


class Step(StrEnum):
    """A point of the first call clock."""

    MARK_2 = "2 min"
    MARK_15 = "15 min"
    ESCALATION_1 = "escalated to the dealer principal"
    ESCALATION_2 = "offered to another dealership"


@dataclass(frozen=True, slots=True)
class Mark:
    """When a step of the first call clock falls.

    `at` is the opening-hours moment, `due_at` the first moment at or after it at which the customer may also
    be called.
    `silent`: it had passed before the lead was imported; shown and counted, never alerted or escalated.
    """

    step: Step
    minutes: int
    at: datetime
    due_at: datetime
    silent: bool


@dataclass(frozen=True, slots=True)
class RunClock:
    """A clock from arrival to what stops it, in opening time. `stopped_at` None: still running."""

    began_at: datetime
    opens_at: datetime
    stopped_at: datetime | None
    elapsed: timedelta
    callable_elapsed: timedelta
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One call attempt of the lead, and whether it counts."""

    id: str
    round: int
    agent: str
    number: str
    evidence: Evidence
    began: datetime
    span: timedelta | None
    rang: timedelta | None
    talked: timedelta | None
    outcome: str | None
    outcome_entry: str | None
    flags: frozenset[str]
    qualified: bool
    counted: bool
    why: Reason


@dataclass(frozen=True, slots=True)
class TemplateStanding:
    """Whether an email template is open, and what is missing where it is not."""

    name: str
    label: str
    is_open: bool
    why: Reason


@dataclass(frozen=True, slots=True)
class Sayable:
    """Whether an outcome or a closing may be said now, and why not."""

    name: str
    label: str
    allowed: bool
    why: Reason
    needs_second_person: bool = False


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is due next. `due_at` None: nothing by the clock (decide, closed, no number)."""

    what: str
    due_at: datetime | None
    why: Reason


@dataclass(frozen=True, slots=True)
class Callback:
    """A promised call. `kept` is None while the promise is open."""

    entry: str
    promised_at: datetime
    promised_by: str
    kept: bool | None


@dataclass(frozen=True, slots=True)
class Escalation:
    """A step of the escalation that has fallen due, and who acknowledged it."""

    step: Step
    due_at: datetime
    acknowledged_by: str | None


@dataclass(frozen=True, slots=True)
class NumberStanding:
    """One of the lead's numbers: may it be dialled now, and why (not)."""

    ref: str
    usable: bool
    may_dial: bool
    why: Reason


@dataclass(frozen=True, slots=True)
class MailStanding:
    """One email that was asked for, and what became of it.

    `asked`: the id of its `email asked`, `asked_at` when (UTC), `agent` by whom.
    `state`: "waits" (for the shared database), "asked" (judged, no fate yet), "left", "handed over" (to the
    mail program, unproven), "withdrawn", "bounced" (it had left and came back). A notice that it is only
    delayed leaves the state as it was.
    `why`: the code of the bounce, the delay or the withdrawal (docs/log.md), "" where there is none.
    """

    asked: str
    template: str
    asked_at: datetime
    agent: str
    state: str
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything concluded about one lead at `now`.

    `voice`: who owns communication with the customer (domain.md, Who may say what when): sales, service,
    manufacturer.
    `call_from`: before it the law forbids the call (None: it may be made now). `rest_until`: not suggested
    before.
    `closing_confirmed`: whether a second person did, None where the closing needs none or there is none.
    `forbidden`: why nobody may call at all. `unconfirmed`: ids of entries that wait for a second person's
    word. `arrival_no`: the seal's number of the running round's arrival, a very high one while it has
    none. `waiting`: ids of the entries that ask and that the shared database has not accepted yet.
    `no_number`: what there is to do where no number is usable, None where one is.
    `shown`: whether the customer came to the running round's latest appointment, None while nobody said.
    `ask_shown_from`: from when that is asked (the same evening), None where it was said, there is no
    appointment or its time is not known. `visits`: "shown" and "no show", and whether each may be said now.
    `erased_at`: when the customer was erased (UTC), None where nobody was: then nothing may be said or done.
    `may_reopen`: on a closed lead, else None. `mails`: the emails asked for, oldest first.
    """

    lead: str
    now: datetime
    stage: Stage
    round: int
    arrived_at: datetime
    owner: str | None
    first_call: RunClock
    first_touch: RunClock
    attempts: tuple[Attempt, ...]
    counted: int
    days: int
    parts: int
    next_step: NextStep
    callback: Callback | None
    callbacks: tuple[Callback, ...]
    numbers: tuple[NumberStanding, ...]
    templates: tuple[TemplateStanding, ...]
    outcomes: tuple[Sayable, ...]
    closings: tuple[Sayable, ...]
    escalations: tuple[Escalation, ...]
    closed_as: ClosingReason | None
    closing_confirmed: bool | None
    open_attempt: str | None
    unconfirmed: tuple[str, ...]
    misfits: tuple[str, ...]
    usable_number: bool
    unread: bool
    dialogue: bool
    appointment_at: datetime | None
    silence: Reason | None
    voice: str
    call_from: datetime | None
    rest_until: datetime | None
    forbidden: Reason | None
    section: Section | None
    place_why: Reason
    arrival_no: int = 0
    waiting: tuple[str, ...] = ()
    no_number: NextStep | None = None
    shown: bool | None = None
    ask_shown_from: datetime | None = None
    mails: tuple[MailStanding, ...] = ()
    visits: tuple[Sayable, ...] = ()
    may_reopen: Sayable | None = None
    erased_at: datetime | None = None
