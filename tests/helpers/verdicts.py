"""One question, several judges: may this email be asked for, may "not reached" be said?

A `Tale` (`verdict_tale`) writes a lead's log as plain lines, before any judge has seen it. A `Judge` takes
lines and questions and answers with verdicts: the engine here, SQLite in `verdict_sqlite`, PostgreSQL in
`verdict_postgres`. Rules are the two policies below, in both forms: values for the engine, `rules` for the
databases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import NAMESPACE_DNS, uuid5
from zoneinfo import ZoneInfo

from bdc_desk.cadence.assess import fold
from bdc_desk.cadence.entry import STANDS, Entry, Seal
from bdc_desk.cadence.gate import Gate
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.policy import Needs, Policies, Policy, TemplateRule
from tests.helpers.lead_log import default_policy
from tests.helpers.plain_log import DESK

ANN, BEN, CEM = "ann", "ben", "cem"
LONDON = ZoneInfo("Europe/London")
ODD = 'Öffnet\'s "so" \\ 100%'
"""A template's name that quotes, escapes and paths would stumble over."""


def fixed_id(name: str) -> str:
    """An id that is the same in every tale, so that judges may keep what tales have in common."""
    return str(uuid5(NAMESPACE_DNS, f"{name}.example.test"))


LEAD, OTHER_LEAD = fixed_id("lead"), fixed_id("other lead")


def _policy(version: str, gap: int, parts: tuple[int, ...], not_reached: Needs, **templates: Needs) -> Policy:
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
    """An entry before it is numbered, and what its seal will say. `at` is aware UTC, `offset` in seconds;
    `sealed_at`: the moment that the seal gives it, where that is not its own.
    """

    id: str
    kind: str
    body: Mapping[str, Any]
    at: datetime
    agent: str
    lead: str | None
    round: int
    offset: int
    sealed_at: datetime | None = None
    verdict: str = STANDS


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
    """Whoever decides."""

    def judge(self, lines: Sequence[Line], questions: Sequence[Question]) -> list[Verdict]:
        """Answer each question as if nothing but the lines had been written."""


class EngineJudge:
    """The cadence engine, over the folded history of the sealed lines."""

    def judge(self, lines: Sequence[Line], questions: Sequence[Question]) -> list[Verdict]:
        """As `Judge` says."""
        entries = [sealed(line, no) for no, line in enumerate(lines, start=1)]
        policies = Policies(
            tuple(
                (no, POLICIES[line.body["version"]])
                for no, line in enumerate(lines, start=1)
                if line.kind == Kind.POLICY_USED and line.verdict == STANDS
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


def sealed(line: Line, no: int) -> Entry:
    """The line as the engine sees it once it has that number."""
    at = line.sealed_at or line.at
    seal = Seal(DESK.chain, no, at, at, timedelta(seconds=line.offset), line.verdict, b"")
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
