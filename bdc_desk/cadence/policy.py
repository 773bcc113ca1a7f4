"""The dealership's rules as values. Numbers are the policy's, the rules' shape is the engine's
(domain.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.hours import OpeningHours, Span
from bdc_desk.cadence.kinds import Evidence, Flag


@dataclass(frozen=True, slots=True)
class Needs:
    """What must stand in the round before something may be said or sent (domain.md, The gate)."""

    calls: int = 0
    days: int = 0
    parts: int = 0
    dialogue: bool = False
    appointment: bool = False


@dataclass(frozen=True, slots=True)
class TemplateRule:
    """An email template and what opens it."""

    name: str
    label: str
    needs: Needs


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """An outcome and its flags. `key`: the number key that says it, or None."""

    name: str
    label: str
    key: int | None
    flags: frozenset[Flag]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """When one attempt of the plan is due: calendar day since the first, span since the last, part of the
    day.
    """

    day: int
    after: timedelta
    other_part: bool


@dataclass(frozen=True, slots=True)
class SuggestRule:
    """The ages (opening time) that order the suggested next call (ux.md)."""

    escalating: timedelta
    fresh: timedelta
    warm: timedelta


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the rules. `version` is the digest of `text`, "" for a policy that was never an
    entry.
    """

    version: str
    text: str = field(repr=False)
    zone: str
    country: str
    region: str
    opening: OpeningHours
    call_week: tuple[tuple[Span, ...], ...]
    requested_for: timedelta
    marks: tuple[int, int]
    escalations: tuple[int, int]
    follow_up_at_once: bool
    ring: timedelta
    talk: timedelta
    gap: timedelta
    lowest_evidence: Evidence
    part_hours: tuple[int, ...]
    open_call: timedelta
    retry_after_uncounted: timedelta
    plan: tuple[PlanStep, ...]
    not_reached: Needs
    remind: timedelta
    kept_within: timedelta
    join_within: timedelta
    same_customer: timedelta
    claim: timedelta
    permission: timedelta
    silent_after_purchase: timedelta
    silent_after_not_interested: timedelta
    suggest: SuggestRule
    lead_eur: float
    late_lead_eur: float
    keep_backups: timedelta
    outcomes: tuple[OutcomeRule, ...]
    templates: tuple[TemplateRule, ...]

    def outcome(self, name: str) -> OutcomeRule | None:
        """The outcome of that name, or None where this policy has none."""
        return next((rule for rule in self.outcomes if rule.name == name), None)

    def template(self, name: str) -> TemplateRule | None:
        """The template of that name, or None where this policy has none."""
        return next((rule for rule in self.templates if rule.name == name), None)

    def call_hours(self, zone: str) -> OpeningHours:
        """The lawful call hours of a person who lives in `zone` (IANA)."""
        return _call_hours(self.call_week, zone)


@lru_cache(maxsize=256)
def _call_hours(week: tuple[tuple[Span, ...], ...], zone: str) -> OpeningHours:
    """One calendar a zone, so that its table is built once."""
    return OpeningHours(zone=zone, week=week)


@dataclass(frozen=True, slots=True)
class Policies:
    """Every version that was in force, by the number of the entry that put it there, lowest first."""

    versions: Sequence[tuple[int, Policy]]

    @property
    def current(self) -> Policy:
        """The policy in force now: what is open or due is judged by it."""
        return self.versions[-1][1]

    def for_entry(self, entry: Entry) -> Policy:
        """The policy in force for an entry: the last one sealed before it (design.md, The log)."""
        if entry.seal is None:
            return self.current
        before = [policy for no, policy in self.versions if no < entry.seal.no]
        return before[-1] if before else self.versions[0][1]


def rules_for_databases(policy: Policy) -> Mapping[str, Any]:
    """The gate in the small form that the databases judge (docs/log.md, `rules`): integers and booleans
    only.
    """
    return {
        "zone": policy.zone,
        "gap": int(policy.gap.total_seconds()),
        "parts": list(policy.part_hours),
        "permission": int(policy.permission.total_seconds()),
        "templates": {rule.name: _plain(rule.needs) for rule in policy.templates},
        "not_reached": {
            key: value for key, value in _plain(policy.not_reached).items() if type(value) is int
        },
    }


def _plain(needs: Needs) -> dict[str, int | bool]:
    return {
        "calls": needs.calls,
        "days": needs.days,
        "parts": needs.parts,
        "dialogue": needs.dialogue,
        "appointment": needs.appointment,
    }
