"""One question, several judges: may this email be asked for, may "not reached" be said?

A `Tale` writes a lead's log as plain lines, before any judge has seen it. A `Judge` takes lines and questions
and answers with verdicts: the engine here, SQLite in `verdict_sqlite`, another database beside them. Rules
are the two policies below, in both forms: values for the engine, `rules` for the databases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Protocol
from uuid import NAMESPACE_DNS, UUID, uuid5
from zoneinfo import ZoneInfo

from bdc_desk.cadence.assess import fold
from bdc_desk.cadence.entry import STANDS, Entry, Seal, micros
from bdc_desk.cadence.gate import Gate
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.policy import Needs, Policies, Policy, TemplateRule, rules_for_databases
from tests.helpers.lead_log import default_policy
from tests.helpers.plain_log import DESK

ANN, BEN, CEM = "ann", "ben", "cem"
LONDON = ZoneInfo("Europe/London")
BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)
ODD = "Öffnet's \"so\" \\ 100%"
"""A template's name that quotes, escapes and paths would stumble over."""


def fixed_id(name: str) -> str:
    """An id that is the same in every tale, so that judges may keep what tales have in common."""
    return str(uuid5(NAMESPACE_DNS, f"{name}.example.test"))


LEAD, OTHER_LEAD = fixed_id("lead"), fixed_id("other lead")


def _policy(
    version: str, gap: int, parts: tuple[int, ...], not_reached: Needs, **templates: Needs
) -> Policy:
    """The default policy with other rules of the gate; `gap` in seconds, names with spaces for `_`."""
    named = {name.replace("_", " "): needs for name, needs in templates.items()}
    return replace(
        default_policy(),
        version=version,
        gap=timedelta(seconds=gap),
        part_hours=parts,
        not_reached=not_reached,
        templates=tuple(
            TemplateRule(name, name, needs) for name, needs in {**named, ODD: Needs(calls=1)}.items()
        ),
    )


FIRST = _policy(
    "first",
    7200,
    (12, 17),
    Needs(4, 3, 2),
    **{f"call_{count}": Needs(calls=count) for count in range(1, 6)},
    days_2=Needs(days=2),
    days_3=Needs(days=3),
    parts_2=Needs(parts=2),
    parts_3=Needs(parts=3),
    spread=Needs(4, 3, 2),
    talk=Needs(dialogue=True),
    visit=Needs(appointment=True),
    all=Needs(1, 1, 1, dialogue=True, appointment=True),
)
SECOND = _policy(
    "second",
    3600,
    (10, 13, 18),
    Needs(3, 2, 1),
    **{f"call_{count}": Needs(calls=need) for count, need in ((1, 2), (2, 2), (3, 4), (4, 3))},
    parts_2=Needs(parts=2),
    parts_4=Needs(parts=4),
    talk=Needs(calls=1, dialogue=True),
    new=Needs(calls=1),
)
POLICIES = {policy.version: policy for policy in (FIRST, SECOND)}
TEMPLATES = sorted({rule.name for policy in POLICIES.values() for rule in policy.templates} | {"none such"})


@dataclass(frozen=True, slots=True)
class Line:
    """An entry before it is numbered. `at` is aware UTC, `offset` the seal's, in seconds."""

    id: str
    kind: str
    body: Mapping[str, Any]
    at: datetime
    agent: str
    lead: str | None
    round: int
    offset: int


@dataclass(frozen=True, slots=True)
class Question:
    """May this template be asked for (None: may "not reached" be said) in this round, at `at`?"""

    template: str | None
    round: int
    at: datetime

    @property
    def kind(self) -> Kind:
        """The kind of the entry that asks."""
        return Kind.NOT_REACHED if self.template is None else Kind.EMAIL_ASKED


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge says, and why (in its own words)."""

    opens: bool
    why: str


class Judge(Protocol):
    """Whoever decides. A shared database is one more class with this method."""

    def judge(self, lines: Sequence[Line], questions: Sequence[Question]) -> list[Verdict]:
        """Answer each question as if nothing but the lines had been written."""


class EngineJudge:
    """The cadence engine, over the folded history of the sealed lines."""

    def judge(self, lines: Sequence[Line], questions: Sequence[Question]) -> list[Verdict]:
        """As `Judge` says."""
        entries = [_sealed(line, no) for no, line in enumerate(lines, start=1)]
        policies = Policies(
            tuple(
                (no, POLICIES[line.body["version"]])
                for no, line in enumerate(lines, start=1)
                if line.kind == Kind.POLICY_USED
            )
        )
        own = [entry for entry in entries if entry.lead == LEAD or entry.kind == Kind.CLOCK_SET_BACK]
        history = fold(policies, Lead(LEAD), own)
        gate = Gate(policies.current, history)
        return [self._answer(gate, question, history.round.number) for question in questions]

    def _answer(self, gate: Gate, question: Question, running: int) -> Verdict:
        if question.round != running:  # the engine itself only ever asks for the running round
            return Verdict(opens=False, why="not the running round")
        if question.template is None:
            missing = gate.not_reached()
            return Verdict(missing is None, str(missing))
        opens, why = gate.template(question.template)
        return Verdict(opens, str(why))


def _sealed(line: Line, no: int) -> Entry:
    seal = Seal(DESK.chain, no, line.at, line.at, timedelta(seconds=line.offset), STANDS, b"")
    return Entry(
        id=line.id,
        dealership=DESK.dealership,
        lead=line.lead,
        round=line.round,
        kind=line.kind,
        agent=line.agent,
        desk=DESK.desk,
        desk_seq=no,
        at=line.at,
        seen=no - 1,
        policy="",
        body=line.body,
        seal=seal,
    )


def offset_at(at: datetime) -> int:
    """London's offset from UTC, in seconds."""
    return int((at.astimezone(LONDON).utcoffset() or timedelta()).total_seconds())


def number(ref: str = "n1", *, possible: bool = True) -> dict[str, Any]:
    """A number of the lead."""
    return {"ref": ref, "possible": possible, "zones": ["Europe/London"]}


@dataclass(frozen=True, slots=True)
class Made:
    """The lines of one call, and the number it went to."""

    dial: Line
    outcome: Line | None = None


@dataclass
class Tale:
    """A lead's log while it is told. `now` moves only forward, unless the clock is set back."""

    dice: Random
    now: datetime = BEGIN
    round: int = 1
    lines: list[Line] = field(default_factory=list)

    def fork(self) -> "Tale":
        """The same tale so far, to be told on in another way."""
        return Tale(self.dice, self.now, self.round, list(self.lines))

    def wait(self, span: timedelta | None = None, **spans: float) -> "Tale":
        """Let time pass."""
        self.now += timedelta(**spans) if span is None else span
        return self

    def new_id(self) -> str:
        """An id no other line has."""
        return str(UUID(int=self.dice.getrandbits(128), version=4))

    def ask(self, template: str | None, round: int | None = None) -> Question:
        """The question, asked now."""
        return Question(template, self.round if round is None else round, self.now)

    def write(self, kind: str, body: Mapping[str, Any] | None = None, **how: Any) -> Line:
        """Any line; `by`, `id`, `round`, `lead`, `offset` in place of the usual ones."""
        lead = how.pop("lead", None if kind in {Kind.POLICY_USED, Kind.CLOCK_SET_BACK} else LEAD)
        line = Line(
            id=how.pop("id", None) or self.new_id(),
            kind=str(kind),
            body=dict(body or {}),
            at=self.now,
            agent=how.pop("by", ANN),
            lead=lead,
            round=how.pop("round", self.round) if lead else 0,
            offset=how.pop("offset", offset_at(self.now)),
        )
        assert not how, f"no such fields: {how}"
        self.lines.append(line)
        return line

    def use(self, policy: Policy, **how: Any) -> Line:
        """Put a policy in force."""
        return self.write(
            Kind.POLICY_USED, {"version": policy.version, "rules": rules_for_databases(policy)}, **how
        )

    def arrive(self, *numbers: Mapping[str, Any], grade: str = "ok", **how: Any) -> Line:
        """An enquiry of the running round, with `n1` unless told otherwise."""
        body = {"kind": "internet", "numbers": list(numbers or (number(),)), "grade": grade}
        return self.write(Kind.ARRIVAL, body, **how)

    def arrive_anew(self, *numbers: Mapping[str, Any]) -> Line:
        """An enquiry that begins a new round."""
        self.round += 1
        return self.arrive(*numbers)

    def edit(self, *numbers: Mapping[str, Any], **more: Any) -> Line:
        """Details edited; no number where none is named."""
        return self.write(Kind.DETAILS_EDITED, {"numbers": list(numbers), "emails": 1, "zone": None, **more})

    def dial(
        self, number: str = "n1", evidence: str = "C", began: datetime | None = None, **how: Any
    ) -> Line:
        """Begin a call; `began` only of one typed in afterwards (D)."""
        body = {"number": number, "way": "by hand", "evidence": evidence, "began": micros(began or self.now)}
        return self.write(Kind.DIALLED, body, **how)

    def say(self, dial: Line | str, *flags: str, qualified: str = "yes", **how: Any) -> Line:
        """The outcome of a call that was begun, or of an attempt nobody knows."""
        named = dial if isinstance(dial, Line) else None
        body = {
            "attempt": named.id if named else dial,
            "outcome": "no answer",
            "flags": list(flags),
            "number": named.body["number"] if named else "n1",
            "evidence": named.body["evidence"] if named else "C",
            "qualified": qualified,
        }
        return self.write(Kind.OUTCOME, body, **({"round": named.round} if named else {}) | how)

    def call(
        self, *flags: str, qualified: str = "yes", number: str = "n1", lead: str = LEAD, by: str = ANN
    ) -> Made:
        """A call and its outcome, at one moment."""
        dial = self.dial(number, lead=lead, by=by)
        return Made(dial, self.say(dial, *flags, qualified=qualified, lead=lead, by=by))

    def typed(self, began: datetime, *flags: str, by: str = ANN) -> Made:
        """A call typed in afterwards: it counts once it is confirmed."""
        dial = self.dial(evidence="D", began=began, by=by)
        return Made(dial, self.say(dial, *flags, qualified="if confirmed", by=by))

    def withdraw(self, call: Made, outcome: object = None) -> Line:
        """Take the outcome of a call back, or another one."""
        said = outcome if outcome is not None or call.outcome is None else call.outcome.id
        return self.write(
            Kind.OUTCOME_WITHDRAWN, {"attempt": call.dial.id, "outcome": said}, round=call.dial.round
        )

    def confirm(self, entry: Line | None, by: str = BEN) -> Line:
        """Somebody confirms a line."""
        return self.write(Kind.CONFIRMED, {"entry": entry.id if entry else self.new_id()}, by=by)

    def send_back(self, entry: Line | None, by: str = BEN) -> Line:
        """Somebody sends a line back."""
        return self.write(Kind.SENT_BACK, {"entry": entry.id if entry else self.new_id()}, by=by)

    def except_(self, reason: str = "email only", **how: Any) -> Line:
        """A lawful way past the calls."""
        return self.write(Kind.EXCEPTION, {"reason": reason}, **how)

    def close(self, reason: str = "lost", **how: Any) -> Line:
        """Close the lead."""
        return self.write(Kind.CLOSED, {"reason": reason}, **how)

    def reopen(self, **how: Any) -> Line:
        """Open it again."""
        return self.write(Kind.REOPENED, {"reason": "It was a mistake."}, **how)

    def note(self, **how: Any) -> Line:
        """A line that says nothing to the gate."""
        return self.write(Kind.NOTE, **how)

    def contact(self, *, dialogue: bool = True, **how: Any) -> Line:
        """The customer called."""
        body = {"how": "call", "dialogue": dialogue, "happened_at": micros(self.now)}
        return self.write(Kind.CONTACT_RECEIVED, body, **how)

    def set_back(self, to: datetime) -> Line:
        """The clock is corrected."""
        back_from, self.now = micros(self.now), to
        return self.write(Kind.CLOCK_SET_BACK, {"back_from": back_from, "to": micros(to)})


def tale_of(
    dice: Random, start: datetime, *numbers: Mapping[str, Any], grade: str = "ok", policy: Policy = FIRST
) -> Tale:
    """A tale whose lead has arrived under a policy; it goes on at `start`."""
    tale = Tale(dice)
    tale.use(policy, id=fixed_id(policy.version))
    plain = not numbers and grade == "ok"
    tale.arrive(*numbers, grade=grade, id=fixed_id("arrival") if plain else None)
    tale.now = start
    return tale
