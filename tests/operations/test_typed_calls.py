"""Calls made elsewhere and typed in afterwards: evidence D."""

from datetime import timedelta

import pytest

from bdc_desk.cadence.kinds import ClosingReason, Evidence
from bdc_desk.errors import Refused
from bdc_desk.operations.calling import open_call_of
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.lead_work import close_lead, confirm, reopen
from bdc_desk.operations.typed_calls import take_back_typed, type_call
from bdc_desk.operations.verifying import verify
from tests.helpers.desks import HOUR, MINUTE, SECOND, Staffed

THREE = 3 * MINUTE + 5 * SECOND


def typed(
    here: Staffed, lead: str, ago: timedelta = 12 * MINUTE, by: Desk | None = None, **more: object
) -> str:
    began = here.clock.now() - ago
    outcome = str(more.pop("outcome", "dialogue"))
    return type_call(by or here.ana, lead, "n1", began, THREE, outcome, **more)[0]  # type: ignore[arg-type]


@pytest.fixture
def lead(here: Staffed) -> str:
    made = here.lead()
    here.clock.advance(HOUR)
    return made


def test_it_stands_with_its_own_times_and_waits_for_a_second_person(here: Staffed, lead: str) -> None:
    attempt = typed(here, lead)
    (found,) = here.standing(lead).attempts
    assert found.id == attempt
    assert (found.evidence, found.span, found.talked) == (Evidence.TYPED, THREE, THREE)
    assert found.began == here.clock.now() - 12 * MINUTE
    assert (found.qualified, found.counted) == (False, False)
    assert "second person" in str(found.why)
    assert here.standing(lead).unconfirmed == (found.outcome_entry,)
    assert here.kinds(lead) == ["arrival", "dialled", "ended", "outcome"]


def test_it_counts_once_another_confirms_it_and_never_by_ones_own_word(here: Staffed, lead: str) -> None:
    typed(here, lead)
    (said,) = here.standing(lead).unconfirmed
    with pytest.raises(Refused, match="Never one's own"):
        confirm(here.ana, lead, said)
    confirm(here.ben, lead, said)
    standing = here.standing(lead)
    assert standing.attempts[0].counted
    assert standing.first_call.stopped_at == standing.attempts[0].began
    assert verify(here.ana) == []


def test_one_that_overlaps_another_call_of_the_person_is_written_and_says_so(
    here: Staffed, lead: str
) -> None:
    other = here.lead(2)
    here.call(other, "dialogue", 5 * MINUTE)
    typed(here, lead, ago=4 * MINUTE)
    assert "overlaps" in str(here.standing(lead).attempts[0].why)
    assert here.standing(lead).unconfirmed == ()


def test_typing_it_during_no_call_makes_no_later_call_overlap(here: Staffed, lead: str) -> None:
    typed(here, lead, ago=30 * MINUTE)
    other = here.lead(2)
    here.call(other, "dialogue")
    assert here.standing(other).attempts[0].counted


def test_a_promise_and_an_appointment_are_written_with_it(here: Staffed, lead: str) -> None:
    at = here.clock.now() + 3 * HOUR
    typed(here, lead, outcome="callback", callback_at=at)
    callback = here.standing(lead).callback
    assert callback is not None
    assert callback.promised_at == at


@pytest.mark.parametrize(
    ("ago", "span", "why"),
    [
        (2 * HOUR, THREE, "The enquiry came at"),
        (MINUTE, THREE, "in the future"),
        (-MINUTE, SECOND, "in the future"),
        (12 * MINUTE, timedelta(), "how long the call took"),
        (12 * MINUTE, -MINUTE, "how long the call took"),
        (12 * MINUTE, 5 * HOUR, "over four hours"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(
    here: Staffed, lead: str, ago: timedelta, span: timedelta, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        type_call(here.ana, lead, "n1", here.clock.now() - ago, span, "dialogue")
    assert here.kinds(lead) == ["arrival"]


def test_neither_to_another_number_nor_with_an_unknown_outcome_nor_on_a_closed_lead(
    here: Staffed, lead: str
) -> None:
    began = here.clock.now() - 12 * MINUTE
    with pytest.raises(Refused, match="no such number"):
        type_call(here.ana, lead, "n7", began, THREE, "dialogue")
    with pytest.raises(Refused, match="no such outcome"):
        type_call(here.ana, lead, "n1", began, THREE, "miracle")
    close_lead(here.ana, lead, ClosingReason.LOST)
    with pytest.raises(Refused, match="closed"):
        typed(here, lead)
    reopen(here.ana, lead, "rang again")
    assert typed(here, lead)


def test_taken_back_it_stands_as_never_dialled_and_nobody_is_asked_for_it(here: Staffed, lead: str) -> None:
    at = here.clock.now() + 3 * HOUR
    attempt = typed(here, lead, outcome="callback", callback_at=at)
    take_back_typed(here.ana, lead, attempt)
    standing = here.standing(lead)
    assert (standing.callback, standing.unconfirmed, standing.open_attempt) == (None, (), None)
    assert open_call_of(here.ana) is None
    assert here.kinds(lead)[-3:] == ["callback cancelled", "outcome withdrawn", "not dialled"]
