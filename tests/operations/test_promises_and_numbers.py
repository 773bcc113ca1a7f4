"""A promise taken back, and one more number of the customer."""

import pytest

from bdc_desk.errors import Refused
from bdc_desk.operations.lead_work import (
    add_number,
    cancel_callback,
    promise_callback,
    set_callback,
    take_back_callback,
)
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.typed_number import read_number
from tests.helpers.desks import HOUR, MINUTE, Staffed, phone


def test_a_promise_is_taken_back_with_a_reason(here: Staffed) -> None:
    lead = here.lead()
    set_callback(here.ana, lead, here.clock.now() + HOUR)
    with pytest.raises(Refused, match="why"):
        cancel_callback(here.ana, lead, " ")
    cancel_callback(here.ben, lead, "came in person")
    assert here.standing(lead).callback is None
    with pytest.raises(Refused, match="No call is promised"):
        cancel_callback(here.ben, lead, "came in person")


def test_a_promise_of_a_moment_ago_is_taken_back_and_the_one_it_moved_stands_again(here: Staffed) -> None:
    lead, now = here.lead(), here.clock.now()
    first, _ = promise_callback(here.ana, lead, now + HOUR)
    second, _ = promise_callback(here.ana, lead, now + 3 * HOUR)
    take_back_callback(here.ana, lead, second)
    assert [one.promised_at for one in here.standing(lead).callbacks] == [now + HOUR]
    for gone in (first, second):
        with pytest.raises(Refused, match="does not stand"):
            take_back_callback(here.ana, lead, gone)


def test_one_that_was_answered_does_not_stand_again(here: Staffed) -> None:
    lead, now = here.lead(), here.clock.now()
    promise_callback(here.ana, lead, now + HOUR)
    here.call(lead, "dialogue", 2 * MINUTE)
    promise, _ = promise_callback(here.ana, lead, now + 3 * HOUR)
    take_back_callback(here.ana, lead, promise)
    assert here.standing(lead).callback is None


def test_the_history_says_what_became_of_promises(here: Staffed) -> None:
    lead = here.lead()
    for by in (here.ana, here.cy, None):
        set_callback(here.ana, lead, here.clock.now() + HOUR)
        here.clock.advance(HOUR)
        if by is not None:
            here.call(lead, "no answer", by=by)
        here.clock.advance(HOUR)
    cancel_callback(here.ana, lead, "forgot it")
    set_callback(here.ana, lead, here.clock.now() + HOUR)
    told = [
        one.text.partition(": ")[2] for one in lead_view(here.ana, lead).timeline if "romised" in one.text
    ]
    assert told == ["kept", "kept, passed on to Cy Novak", "not kept", "forgot it", ""]


def test_one_whose_time_has_passed_stays_a_broken_one(here: Staffed) -> None:
    lead = here.lead()
    set_callback(here.ana, lead, here.clock.now() + HOUR)
    here.clock.advance(3 * HOUR)
    cancel_callback(here.ana, lead, "forgot")
    assert [one.kept for one in here.standing(lead).callbacks] == [False]


def test_a_typed_number_joins_those_known(here: Staffed) -> None:
    lead = here.lead(1)
    ref, _ = add_number(here.ana, lead, read_number("020 7946 0155", "GB"))
    phones = lead_view(here.ana, lead).phones
    assert [one.e164 for one in phones] == ["+442079460001", "+442079460155"]
    assert phones[1].ref == ref
    assert lead_view(here.ana, lead).emails == ("person1@example.test",)
    here.clock.advance(MINUTE)


def test_one_that_is_known_is_chosen_and_is_no_entry(here: Staffed) -> None:
    lead = here.lead(1, phones=(phone(1), phone(2)))
    before = here.count()
    assert add_number(here.ana, lead, read_number("+44 20 7946 0002", "GB"))[0] == "n2"
    assert here.count() == before


def test_one_that_cannot_be_dialled_is_refused(here: Staffed) -> None:
    lead = here.lead()
    with pytest.raises(Refused, match="check the digits"):
        add_number(here.ana, lead, read_number("020 79", "GB"))
    assert here.kinds(lead) == ["arrival"]
