"""Shown or no-show: asked the same evening, said once, corrected by the opposite word."""

from datetime import timedelta

import pytest

from bdc_desk.errors import Refused
from bdc_desk.operations.appointments import say_no_show, say_shown
from bdc_desk.operations.lead_work import set_appointment
from bdc_desk.operations.verifying import verify
from tests.helpers.desks import HOUR, Staffed


@pytest.fixture
def lead(here: Staffed) -> str:
    """An appointment at two; it is ten."""
    made = here.lead()
    set_appointment(here.ana, made, here.clock.now() + 4 * HOUR)
    return made


def test_before_the_time_has_come_nobody_can_say(here: Staffed, lead: str) -> None:
    with pytest.raises(Refused, match="not before"):
        say_shown(here.ana, lead)
    with pytest.raises(Refused, match="no appointment"):
        say_shown(here.ana, here.lead(2))


def test_the_evening_asks_and_the_word_answers(here: Staffed, lead: str) -> None:
    here.clock.advance(8 * HOUR)
    assert here.standing(lead).next_step.what == "say shown"
    say_shown(here.ana, lead)
    standing = here.standing(lead)
    assert standing.shown is True
    assert standing.next_step.what != "say shown"
    (said,) = here.entries(lead, "shown")
    assert said.moment_of("appointment_at") == standing.appointment_at


def test_the_opposite_word_corrects_and_the_same_again_is_refused(here: Staffed, lead: str) -> None:
    here.clock.advance(timedelta(hours=5))
    say_shown(here.ana, lead)
    with pytest.raises(Refused, match="said already"):
        say_shown(here.ben, lead)
    say_no_show(here.ben, lead)
    assert here.standing(lead).shown is False
    assert here.kinds(lead)[-2:] == ["shown", "no show"]
    assert verify(here.ana) == []
