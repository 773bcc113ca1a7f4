"""A lead's log told line by line, before any judge has seen it.

tale = tale_of(Random(1), BEGIN + timedelta(days=1))
tale.call()
tale.wait(hours=2).call("dialogue")
SqliteJudge(source).judge(tale.lines, [tale.ask("call 2")])
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.policy import Policy, rules_for_databases
from tests.helpers.verdicts import ANN, BEN, FIRST, LEAD, Line, Question, fixed_id, offset_at

BEGIN = datetime(2026, 1, 5, 9, tzinfo=UTC)


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

    def so_far(self, length: int) -> "Tale":
        """The tale as it stood when it had so many lines."""
        lines = self.lines[:length]
        own = max(line.round for line in lines if line.lead == LEAD)
        return Tale(self.dice, lines[-1].at, own, lines)

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
        """Any line; `by`, `id`, `round`, `lead`, `offset`, `sealed_at` in place of the usual ones."""
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
            sealed_at=how.pop("sealed_at", None),
        )
        assert not how, f"no such fields: {how}"
        self.lines.append(line)
        return line

    def use(self, policy: Policy, **how: Any) -> Line:
        """Put a policy in force."""
        return self.write(
            Kind.POLICY_USED, {"version": policy.version, "rules": rules_for_databases(policy)}, **how
        )

    def arrive(self, *numbers: Mapping[str, Any], grade: str = "ok", bare: bool = False, **how: Any) -> Line:
        """An enquiry of the running round, with `n1` unless told otherwise; `bare`: with no number at all."""
        told = [] if bare else list(numbers or (number(),))
        body = {"kind": "internet", "numbers": told, "grade": grade}
        return self.write(Kind.ARRIVAL, body, **how)

    def arrive_anew(self, *numbers: Mapping[str, Any], bare: bool = False) -> Line:
        """An enquiry that begins a new round."""
        self.round += 1
        return self.arrive(*numbers, bare=bare)

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
    dice: Random,
    start: datetime,
    *numbers: Mapping[str, Any],
    grade: str = "ok",
    bare: bool = False,
    policy: Policy = FIRST,
) -> Tale:
    """A tale whose lead has arrived under a policy; it goes on at `start`."""
    tale = Tale(dice)
    tale.use(policy, id=fixed_id(policy.version))
    plain = not numbers and grade == "ok" and not bare
    tale.arrive(*numbers, grade=grade, bare=bare, id=fixed_id("arrival") if plain else None)
    tale.now = start
    return tale
