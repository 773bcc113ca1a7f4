"""Is it a call? Whether an attempt qualifies, judged once when its outcome is written (domain.md,
Attempts).
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bdc_desk.cadence.kinds import Evidence, Flag
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.reasons import Reason, because

SYSTEMS_WORD = frozenset({Evidence.TELEPHONE_SYSTEM, Evidence.SOFTPHONE})
DEAD_LINE = frozenset({Flag.ENGAGED, Flag.DEAD_NUMBER})
NOTHING = timedelta()


class Verdict(StrEnum):
    """What the entry keeps: `if confirmed` counts once a second person confirms it."""

    YES = "yes"
    NO = "no"
    IF_CONFIRMED = "if confirmed"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an attempt when its outcome is written. At evidence C `span` is all that the desk
    timed.
    """

    evidence: Evidence
    flags: frozenset[str]
    span: timedelta | None
    rang: timedelta | None = None
    talked: timedelta | None = None
    number_known: bool = True
    may_dial: bool = True
    refusal: Reason | None = None
    overlaps: bool = False


@dataclass(frozen=True, slots=True)
class Qualification:
    """The verdict with its reason, and the spans it was judged by."""

    verdict: Verdict
    why: Reason
    rang: timedelta | None
    talked: timedelta | None


def qualify(policy: Policy, facts: Facts) -> Qualification:
    """Judge an attempt: a number of the lead, inside call hours, evidence high enough, rang or talked long
    enough, no overlap with another call of the same agent. A dead or engaged line needs the telephone
    system's word.
    """
    rang, talked = spans(facts)
    why = _refusal(policy, facts, rang, talked)
    if why is not None:
        return Qualification(Verdict.NO, why, rang, talked)
    if facts.evidence is Evidence.TYPED and policy.lowest_evidence is not Evidence.TYPED:
        return Qualification(Verdict.IF_CONFIRMED, because("attempt.typed"), rang, talked)
    return Qualification(Verdict.YES, because("attempt.qualified"), rang, talked)


def spans(facts: Facts) -> tuple[timedelta | None, timedelta | None]:
    """Ring and talk. At evidence C and D one span is known: talk when somebody was reached, else ringing."""
    if facts.evidence in SYSTEMS_WORD:
        return facts.rang, facts.talked
    return (None, facts.span) if Flag.REACHED in facts.flags else (facts.span, None)


def _refusal(policy: Policy, facts: Facts, rang: timedelta | None, talked: timedelta | None) -> Reason | None:
    if not facts.number_known:
        return because("attempt.foreign number")
    if not facts.may_dial:
        return facts.refusal or because("attempt.do not call")
    if facts.evidence is not Evidence.TYPED and facts.evidence > policy.lowest_evidence:
        return because("attempt.evidence", evidence=facts.evidence.value, lowest=policy.lowest_evidence.value)
    if facts.overlaps:
        return because("attempt.overlap")
    if DEAD_LINE & facts.flags and facts.evidence not in SYSTEMS_WORD:
        return because("attempt.engaged")
    return _too_short(policy, rang, talked)


def _too_short(policy: Policy, rang: timedelta | None, talked: timedelta | None) -> Reason | None:
    """Why neither was long enough, or None where one was. A telephone system tells both, and a talk of 0 s
    when nobody answered: then the ringing is what was too short.
    """
    if rang is None and talked is None:
        return because("attempt.untimed")
    short_talk = _short("attempt.talked", talked or NOTHING, policy.talk)
    short_ring = _short("attempt.rang", rang or NOTHING, policy.ring)
    if short_talk is None or short_ring is None:
        return None
    return short_talk if talked else short_ring


def _short(code: str, found: timedelta, needed: timedelta) -> Reason | None:
    if found >= needed:
        return None
    return because(code, found=int(found.total_seconds()), needed=int(needed.total_seconds()))
