"""The living demo's enquiries."""

from datetime import UTC, datetime, timedelta

from bdc_desk.demo import Trickle
from bdc_desk.operations.reading import queue
from bdc_desk.operations.receiving import receive_lead
from tests.demo.conftest import WEDNESDAY, Inventing

NOW = datetime(2026, 3, 4, 11, tzinfo=UTC)


def test_the_same_number_is_the_same_enquiry() -> None:
    assert Trickle().next_arrival(7, NOW) == Trickle().next_arrival(7, NOW)
    assert Trickle().next_arrival(7, NOW) != Trickle().next_arrival(8, NOW)


def test_hundreds_are_people_of_their_own_with_invented_numbers() -> None:
    drafts = [Trickle().next_arrival(n, NOW) for n in range(500)]
    assert len({draft.key for draft in drafts}) == 500
    assert len({(draft.first, draft.last) for draft in drafts}) == 500
    numbers = {draft.phones[0].e164 for draft in drafts}
    assert len(numbers) == 500
    assert all(number is not None and number.startswith("+442079460") for number in numbers)
    assert all(draft.emails[0].endswith("@example.test") for draft in drafts)


def test_one_comes_every_20_to_60_seconds() -> None:
    pauses = [Trickle().pause(n) for n in range(300)]
    assert pauses == [Trickle().pause(n) for n in range(300)]
    assert min(pauses) >= timedelta(seconds=20)
    assert max(pauses) <= timedelta(seconds=60)
    assert len(set(pauses)) > 20


def test_arrivals_are_new_customers_in_the_invented_dealership(inventing: Inventing) -> None:
    desk = inventing(WEDNESDAY)
    before = len(queue(desk))
    received = [receive_lead(desk, Trickle().next_arrival(n, desk.clock.now())) for n in range(20)]
    assert not any(one.again or one.already_here for one in received)
    assert len(queue(desk)) == before + 20


def test_a_kept_demo_that_begins_again_at_nought_goes_on(inventing: Inventing) -> None:
    desk = inventing(WEDNESDAY)
    receive_lead(desk, Trickle().next_arrival(0, desk.clock.now()))
    received = receive_lead(desk, Trickle().next_arrival(0, desk.clock.now() + timedelta(days=1)))
    assert not received.already_here
    assert received.again
