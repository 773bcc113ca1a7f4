"""domain.md, Attempts: which attempt qualifies, to the second, and what is said of the others."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bdc_desk.cadence.kinds import Evidence
from bdc_desk.cadence.qualification import Facts, Verdict, qualify, spans
from bdc_desk.cadence.reasons import because
from tests.helpers.lead_log import default_policy

A, B, C, D = Evidence
YES, NO, IF_CONFIRMED = Verdict


def facts(evidence: Evidence = C, flags: str = "", span: float | None = None, **rest: Any) -> Facts:
    for key in ("rang", "talked"):
        if key in rest:
            rest[key] = timedelta(seconds=rest[key])
    whole = None if span is None else timedelta(seconds=span)
    return Facts(evidence, frozenset(flags.split(", ") if flags else ()), whole, **rest)


@pytest.mark.parametrize(
    ("what", "verdict", "why"),
    [
        # --- ringing 15 s, talk 10 s, to the second ---
        (facts(span=15), YES, "qualified"),
        (facts(span=14.999), NO, "rang 14 s, 15 s needed"),
        (facts(span=10, flags="reached"), YES, "qualified"),
        (facts(span=9.999, flags="reached"), NO, "talked 9 s, 10 s needed"),
        # at C one span is known: a voicemail is nobody answering, so it stands for ringing
        (facts(span=12, flags="voicemail"), NO, "rang 12 s, 15 s needed"),
        (facts(span=None), NO, "not timed"),
        # --- a telephone system tells both: either is enough ---
        (facts(A, rang=15), YES, "qualified"),
        (facts(A, rang=20, talked=0), YES, "qualified"),
        (facts(B, rang=2, talked=10), YES, "qualified"),
        (facts(A, rang=20, talked=3, flags="reached"), YES, "qualified"),
        (facts(A, rang=14, talked=9, flags="reached"), NO, "talked 9 s, 10 s needed"),
        (facts(A, rang=14, talked=0), NO, "rang 14 s, 15 s needed"),
        # its own spans, not the desk's
        (facts(A, span=60), NO, "not timed"),
        # --- evidence ---
        (facts(D, span=20), IF_CONFIRMED, "typed in afterwards: counts once a second person confirms it"),
        (facts(D, span=14), NO, "rang 14 s, 15 s needed"),
        # --- engaged lines and dead numbers: the system's word, or it does not count ---
        (facts(C, "engaged", 30), NO, "engaged or dead line: only the telephone system's word counts"),
        (facts(C, "dead number", 30), NO, "engaged or dead line: only the telephone system's word counts"),
        (facts(D, "engaged", 30), NO, "engaged or dead line: only the telephone system's word counts"),
        (facts(A, "engaged", rang=15), YES, "qualified"),
        (facts(B, "dead number", rang=15), YES, "qualified"),
        # a wrong number is a person who answered
        (facts(C, "reached, wrong number", 10), YES, "qualified"),
        # --- whose number, when, and by whom ---
        (facts(span=60, number_known=False), NO, "not a number of this customer"),
        (facts(span=60, may_dial=False), NO, "the customer asked not to be called"),
        (
            facts(span=60, may_dial=False, refusal=because("attempt.call hours", hours="08:00-21:00")),
            NO,
            "outside lawful call hours (08:00-21:00 there)",
        ),
        (facts(span=60, overlaps=True), NO, "overlaps another call of the same person"),
    ],
)
def test_qualified(what: Facts, verdict: Verdict, why: str) -> None:
    found = qualify(default_policy(), what)
    assert (found.verdict, str(found.why)) == (verdict, why)


@pytest.mark.parametrize(
    ("lowest", "evidence", "verdict"),
    [
        # only a telephone system
        (A, A, YES),
        (A, B, NO),
        (A, C, NO),
        # typed ones always have the second person's way
        (A, D, IF_CONFIRMED),
        (B, B, YES),
        (B, C, NO),
        # a dealership that trusts what is typed
        (D, D, YES),
        (D, A, YES),
    ],
)
def test_evidence_is_high_enough(lowest: Evidence, evidence: Evidence, verdict: Verdict) -> None:
    policy = replace(default_policy(), lowest_evidence=lowest)
    seconds = timedelta(seconds=20)
    found = qualify(policy, Facts(evidence, frozenset(), span=seconds, rang=seconds))
    assert found.verdict == verdict
    assert verdict is not NO or str(found.why) == f"evidence {evidence} is below {lowest}"


@pytest.mark.parametrize(
    ("what", "rang", "talked"),
    [
        # the desk's one span stands for ringing when nobody answered, for talk when somebody did
        (facts(C, span=30), 30, None),
        (facts(C, "reached", 30), None, 30),
        (facts(D, "reached", 30), None, 30),
        # a telephone system knows both
        (facts(A, "reached", 30, rang=8, talked=22), 8, 22),
    ],
)
def test_what_the_spans_stand_for(what: Facts, rang: float | None, talked: float | None) -> None:
    found = [None if span is None else span.total_seconds() for span in spans(what)]
    assert found == [rang, talked]
