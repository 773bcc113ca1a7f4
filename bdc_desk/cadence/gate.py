"""Call first, then email: what opens a template, and when "not reached" may be said (domain.md, The gate).

The databases judge the same by docs/log.md; a property test demands one verdict.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Flag
from bdc_desk.cadence.numbers import has_usable_number, is_unread
from bdc_desk.cadence.policy import Needs, Policy
from bdc_desk.cadence.reasons import Reason, because
from bdc_desk.cadence.standing import TemplateStanding


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the running round."""

    calls: int
    days: int
    parts: int
    dialogue: bool
    appointment: bool


def found(policy: Policy, history: History) -> Found:
    """Count what stands in the running round."""
    counting = history.round.counting
    contacts = any(entry.body.get("dialogue") is True for entry in history.round.contacts)
    return Found(
        calls=len(counting.counted),
        days=len(counting.days()),
        parts=len(counting.parts(policy.part_hours)),
        dialogue=contacts or history.achieved(Flag.DIALOGUE),
        appointment=bool(history.round.appointments) or history.achieved(Flag.APPOINTMENT),
    )


class Gate:
    """The gate of one lead at a moment."""

    def __init__(self, policy: Policy, history: History) -> None:
        """Judge by the policy in force now."""
        self._policy = policy
        self._history = history
        self.found = found(policy, history)

    def missing(self, needs: Needs) -> Reason | None:
        """What is missing in words, or None where nothing is."""
        have = self.found
        reasons = []
        if have.calls < needs.calls or have.days < needs.days:
            reasons.append(self._calls_missing(needs))
        elif have.parts < needs.parts:
            reasons.append(
                because(
                    "gate.parts",
                    have=have.calls,
                    need=needs.calls,
                    parts=have.parts,
                    need_parts=needs.parts,
                    other=self._other_parts(),
                )
            )
        if needs.dialogue and not have.dialogue:
            reasons.append(because("gate.dialogue"))
        if needs.appointment and not have.appointment:
            reasons.append(because("gate.appointment"))
        return (
            reduce(lambda one, other: because("gate.and", one=one, other=other), reasons) if reasons else None
        )

    def _calls_missing(self, needs: Needs) -> Reason:
        have = self.found
        if needs.days <= 1:
            return because("gate.calls", have=have.calls, need=needs.calls)
        return because(
            "gate.calls days", have=have.calls, need=needs.calls, days=have.days, need_days=needs.days
        )

    def _other_parts(self) -> str:
        done = self._history.round.counting.parts(self._policy.part_hours)
        left = [part for part in range(len(self._policy.part_hours) + 1) if part not in done]
        return " or ".join(str(part_in_words(part, self._policy.part_hours)) for part in left)

    def not_reached(self) -> Reason | None:
        """Why "not reached" may not be said, or None where it may."""
        if self._history.closing is not None:
            return because("gate.closed")
        return self.missing(self._policy.not_reached)

    def template(self, name: str) -> tuple[bool, Reason]:
        """Whether the template is open now, and why (not)."""
        if self._policy.template(name) is not None and self._history.closing is not None:
            return False, because("gate.closed")
        return self.earned(name)

    def earned(self, name: str) -> tuple[bool, Reason]:
        """Whether what stands in the round opens the template, whatever closed the lead meanwhile, and why
        (not): a mail that was asked for before a sale still leaves (domain.md, The gate).
        """
        rule = self._policy.template(name)
        if rule is None:
            return False, because("gate.unknown")
        missing = self.missing(rule.needs)
        if missing is None:
            return True, _open_words(rule.needs)
        return self._way_past(missing)

    def _way_past(self, missing: Reason) -> tuple[bool, Reason]:
        exceptions = self._history.standing_exceptions()
        if exceptions:
            return True, because("gate.exception", reason=exceptions[0].body.get("reason", ""))
        if not has_usable_number(self._history) and not is_unread(self._history):
            return True, because("gate.no number")
        return False, missing

    def templates(self, next_try: str | None) -> tuple[TemplateStanding, ...]:
        """Every template of the policy; `next_try`: when the next attempt may count, in words."""
        return tuple(self._standing(rule.name, rule.label, next_try) for rule in self._policy.templates)

    def _standing(self, name: str, label: str, next_try: str | None) -> TemplateStanding:
        is_open, why = self.template(name)
        if not is_open and next_try and why.code in {"gate.calls", "gate.calls days", "gate.parts"}:
            why = because("gate.next", missing=why, at=next_try)
        return TemplateStanding(name, label, is_open, why)


def _open_words(needs: Needs) -> Reason:
    if needs.calls == 1:
        return because("gate.open one")
    return because("gate.open", need=needs.calls) if needs.calls else because("gate.open free")


def next_counting(policy: Policy, history: History, now: datetime) -> datetime | None:
    """The first moment at which an attempt would count again, where the gap still forbids it now."""
    blocking = [
        one.began + policy.gap for one in history.round.counting.counted if abs(now - one.began) < policy.gap
    ]
    return max(blocking, default=None)


def part_in_words(part: int, part_hours: tuple[int, ...]) -> Reason:
    """A part of the day: "before 12:00", "between 12:00 and 17:00", "from 17:00"."""
    if part == 0:
        return because("part.before", hour=part_hours[0])
    if part == len(part_hours):
        return because("part.after", hour=part_hours[-1])
    return because("part.between", hour=part_hours[part - 1], until=part_hours[part])
