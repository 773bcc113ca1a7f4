"""Who sits at the desk is kept; an open call comes first."""

import pytest

from bdc_desk.errors import Refused
from bdc_desk.operations import pins
from bdc_desk.operations.calling import dial
from bdc_desk.operations.seat import WRONG_PIN, sit_down
from tests.helpers.desks import Staffed


def test_the_next_start_is_for_who_sat_down(here: Staffed) -> None:
    assert sit_down(here.ana, here.ben.person).person == here.ben.person
    with here.store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    assert identity.person == here.ben.person


def test_nobody_unknown_sits_down(here: Staffed) -> None:
    with pytest.raises(Refused, match="nobody of that id"):
        sit_down(here.ana, "nobody")


def test_an_open_call_comes_first(here: Staffed) -> None:
    dial(here.ana, here.lead(), "n1")
    with pytest.raises(Refused, match="still open"):
        sit_down(here.ana, here.ben.person)
    assert sit_down(here.ben, here.cy.person).person == here.cy.person  # Ben has none open


def test_who_has_a_pin_gives_it_before_anything_changes(here: Staffed) -> None:
    pins.set_pin(here.ben, "4711")
    for pin, why in (("", "has a PIN"), ("0000", "not Ben Ito's PIN")):
        with pytest.raises(Refused, match=why) as refused:
            sit_down(here.ana, here.ben.person, pin)
        assert refused.value.code == WRONG_PIN
    with here.store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    assert identity.person == here.ana.person
    assert sit_down(here.ana, here.ben.person, "4711").person == here.ben.person
    assert sit_down(here.ben, here.cy.person).person == here.cy.person  # Cy has none
