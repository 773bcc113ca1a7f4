"""`NextCalls` answers what `suggested_order` answers over all rows, whatever came before."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.cadence.queue import QueueRow, suggested_order
from bdc_desk.ui.queue.next_calls import NEVER, NextCalls
from tests.helpers.queue_rows import NOW, many, minutes, never_called, to_retry

ROWS = many(40)
STEPS = st.lists(
    st.tuples(
        st.integers(-30, 240),
        st.lists(st.sampled_from(ROWS), max_size=4, unique_by=lambda row: row.lead),
        st.lists(st.sampled_from([row.lead for row in ROWS]), max_size=3),
        st.sets(st.sampled_from([row.customer for row in ROWS]), max_size=3),
    ),
    max_size=8,
)


@given(st.lists(st.sampled_from(ROWS), unique_by=lambda row: row.lead), STEPS)
def test_the_order_is_that_of_all_rows(
    rows: list[QueueRow], steps: list[tuple[int, list[QueueRow], list[str], set[str]]]
) -> None:
    calls, now, there = NextCalls(), NOW, {row.lead: row for row in rows}
    calls.fill(rows, now)
    for minute, (passed, changed, gone, taken) in enumerate(steps):
        now += minutes(passed)
        renewed = [replace(row, rest_until=now + minutes(minute)) for row in changed]
        there |= {row.lead: row for row in renewed}
        there = {lead: row for lead, row in there.items() if lead not in gone}
        calls.note(renewed, now)
        calls.forget(gone)
        calls.pass_time(now)
        for most in (1, 5):
            assert calls.best(most, taken) == suggested_order(
                there.values(), now, frozenset(taken), most=most
            )


def test_it_knows_when_the_clock_changes_it() -> None:
    calls = NextCalls()
    assert calls.next_turn() == NEVER
    calls.fill([to_retry(1, due_in=30)], NOW)
    assert calls.best(1) == ()
    assert calls.next_turn() == NOW + minutes(30)
    calls.pass_time(NOW + minutes(30))
    assert [row.lead for row in calls.best(1)] == [to_retry(1, due_in=30).lead]


def test_a_row_that_comes_again_is_suggested_once() -> None:
    calls = NextCalls()
    row = never_called(1)
    calls.fill([row], NOW)
    calls.forget([row.lead])
    calls.note([row], NOW)
    assert calls.best(5) == (row,)
    assert calls.best(5) == (row,)
