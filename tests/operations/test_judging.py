"""domain.md, Attempts: a call typed in afterwards (D) is judged by when it was made, not by when it was
typed.
"""

from datetime import timedelta

import pytest

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Evidence, Kind
from bdc_desk.operations.judging import began_at
from bdc_desk.operations.lead_work import confirm, send_back
from bdc_desk.operations.typed_calls import type_call
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.writing import working
from tests.helpers.desks import HOUR, MINUTE, MONDAY, SECOND, Staffed

TALK = 3 * MINUTE


def typed(here: Staffed, lead: str, ago: timedelta, span: timedelta = TALK, said: str = "dialogue") -> str:
    """Ana types a call in that began so long ago; the attempt."""
    return type_call(here.ana, lead, "n1", here.clock.now() - ago, span, said)[0]


def verdicts(here: Staffed, lead: str) -> list[tuple[str, str]]:
    """What the outcomes keep, in their order: the verdict and its reason's code."""
    return [(one.body["qualified"], one.body["why"]) for one in here.entries(lead, Kind.OUTCOME)]


@pytest.mark.parametrize(
    ("span", "said", "verdict"),
    [
        (TALK, "dialogue", ("if confirmed", "attempt.typed")),
        (15 * SECOND, "no answer", ("if confirmed", "attempt.typed")),
        # all that a call on the desk must fulfil, it must
        (14 * SECOND, "no answer", ("no", "attempt.rang")),
        (9 * SECOND, "dialogue", ("no", "attempt.talked")),
        (TALK, "engaged", ("no", "attempt.engaged")),
    ],
)
def test_it_is_believed_its_own_span_and_counts_if_confirmed(
    here: Staffed, span: timedelta, said: str, verdict: tuple[str, str]
) -> None:
    lead = here.lead()
    here.clock.advance(HOUR)
    typed(here, lead, 30 * MINUTE, span, said)
    assert verdicts(here, lead) == [verdict]
    assert verify(here.ana) == []


def test_it_counts_once_another_person_confirms_it(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(HOUR)
    typed(here, lead, 30 * MINUTE)
    assert here.standing(lead).counted == 0
    confirm(here.ben, lead, here.entries(lead, Kind.OUTCOME)[0].id)
    standing = here.standing(lead)
    assert (standing.counted, standing.dialogue) == (1, True)
    assert standing.attempts[0].began == MONDAY + 30 * MINUTE
    assert standing.first_call.stopped_at == MONDAY + 30 * MINUTE
    assert verify(here.ana) == []


def test_one_sent_back_never_counts(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(HOUR)
    typed(here, lead, 30 * MINUTE)
    send_back(here.ben, lead, here.entries(lead, Kind.OUTCOME)[0].id)
    assert (here.standing(lead).counted, here.standing(lead).unconfirmed) == (0, ())


def test_call_hours_are_those_of_its_beginning(here: Staffed) -> None:
    lead, old = here.lead(1), here.lead(2)
    here.clock.advance(timedelta(days=40))  # not a requested call any more; ten o'clock again
    typed(here, lead, 13 * HOUR)  # nine in the evening, as typed in the morning
    typed(here, old, HOUR)
    assert verdicts(here, lead) == [("no", "attempt.call hours")]
    assert verdicts(here, old) == [("if confirmed", "attempt.typed")]
    assert verify(here.ana) == []


@pytest.mark.parametrize(
    ("ago", "verdict"),
    [
        # the call on the desk lasted from 10:30 to 10:33
        (33 * MINUTE, ("if confirmed", "attempt.typed")),
        (32 * MINUTE + 59 * SECOND, ("no", "attempt.overlap")),
        (30 * MINUTE, ("no", "attempt.overlap")),
        (27 * MINUTE + SECOND, ("no", "attempt.overlap")),
        (27 * MINUTE, ("if confirmed", "attempt.typed")),
    ],
)
def test_it_overlaps_by_when_it_was_made(here: Staffed, ago: timedelta, verdict: tuple[str, str]) -> None:
    first, lead = here.lead(1), here.lead(2)
    here.clock.advance(30 * MINUTE)
    here.call(first, "dialogue", TALK)
    here.clock.advance(27 * MINUTE)
    typed(here, lead, ago)  # at eleven
    assert verdicts(here, lead) == [verdict]
    assert verify(here.ana) == []


def test_the_moment_it_was_typed_at_is_no_call(here: Staffed) -> None:
    """Typed in between two calls, or while one is under way, it takes nothing from them."""
    first, second, lead = here.lead(1), here.lead(2), here.lead(3)
    here.clock.advance(2 * HOUR)
    typed(here, lead, HOUR)
    here.call(first, "dialogue", TALK)  # begun at that very moment
    with working(here.ana) as work:
        begun = work.append(
            Kind.DIALLED,
            {"number": "n1", "way": "by hand", "evidence": Evidence.DESK.value, "began": micros(work.now)},
            lead=second,
            round_=1,
        )
    here.clock.advance(MINUTE)
    typed(here, lead, 90 * MINUTE)
    assert here.standing(second).open_attempt == begun.id
    assert verdicts(here, first) == [("yes", "attempt.qualified")]
    for one in here.entries(lead, Kind.DIALLED):
        assert began_at(one) < one.at
    assert verify(here.ana) == []


def test_two_typed_calls_at_one_time_overlap(here: Staffed) -> None:
    first, second = here.lead(1), here.lead(2)
    here.clock.advance(2 * HOUR)
    typed(here, first, HOUR)
    typed(here, second, HOUR - MINUTE)
    assert verdicts(here, second) == [("no", "attempt.overlap")]


def test_a_typed_call_was_over_when_it_was_typed(here: Staffed) -> None:
    """Whatever span another program gave it: what is called afterwards does not lie in it."""
    first, lead = here.lead(1), here.lead(2)
    here.clock.advance(HOUR)
    with working(here.ana) as work:
        dialled = work.append(
            Kind.DIALLED,
            {"number": "n1", "way": "typed", "evidence": "D", "began": micros(work.now - MINUTE)},
            lead=lead,
            round_=1,
        )
        work.append(Kind.ENDED, {"attempt": dialled.id, "span": 3600.0}, lead=lead, round_=1)
    here.clock.advance(10 * MINUTE)
    here.call(first, "dialogue", TALK)
    assert verdicts(here, first) == [("yes", "attempt.qualified")]
