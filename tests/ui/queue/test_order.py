from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.cadence.queue import QueueRow, badge, place
from bdc_desk.ui.queue.order import RowOrder
from tests.helpers.queue_rows import NOW, many, minutes, never_called, to_retry, with_callback


def test_only_rows_whose_moment_has_come_are_due() -> None:
    order = RowOrder(lambda _row: True)
    order.fill([never_called(1, waited=1.5), never_called(2, waited=0.5), to_retry(3, due_in=30)], NOW)
    assert order.due(NOW) == []
    assert [row.lead for row in order.due(NOW + minutes(0.5))] == ["lead-000001"]
    assert order.due(NOW + minutes(0.5)) == []


def test_a_moment_that_was_taken_back_is_not_due() -> None:
    order = RowOrder(lambda _row: True)
    order.fill([to_retry(1, due_in=5)], NOW)
    order.note(to_retry(1, due_in=60), NOW)
    assert order.due(NOW + minutes(10)) == []
    assert len(order.due(NOW + minutes(60))) == 1


@given(
    st.lists(st.sampled_from(many(40)), unique_by=lambda row: row.lead),
    st.lists(st.integers(1, 90), max_size=6),
)
def test_places_and_badges_follow_the_clock(rows: list[QueueRow], steps: list[int]) -> None:
    order, now = RowOrder(lambda _row: True), NOW
    order.fill(rows, now)
    for step in steps:
        now += minutes(step)
        for row in order.due(now):
            order.take(row.lead)
            order.note(row, now)
            order.put(place(row, now))
    assert [order.at(at) for at in range(len(order))] == sorted(rows, key=lambda row: place(row, now))
    assert +order.badges == Counter(badge(row, now) for row in rows)


def test_sections_have_bounds_and_empty_ones_are_left_out() -> None:
    order = RowOrder(lambda _row: True)
    order.fill([never_called(1), never_called(2), with_callback(3, promised_in=90)], NOW)
    assert order.starts() == [(1, 0, 2), (3, 2, 3)]


@given(
    st.lists(st.sampled_from(many(40)), unique_by=lambda row: row.lead),
    st.lists(st.tuples(st.integers(0, 90), st.lists(st.sampled_from(many(60)), max_size=9)), max_size=5),
)
def test_what_comes_in_one_go_stands_as_if_all_were_sorted_anew(
    rows: list[QueueRow], steps: list[tuple[int, list[QueueRow]]]
) -> None:
    order, anew, now = RowOrder(), RowOrder(), NOW
    order.fill(rows, now)
    for step, coming in steps:
        now += minutes(step)
        order.merge({row.lead: row for row in coming}.values(), now)
        anew.fill({**order.rows, **{row.lead: row for row in coming}}.values(), now)
        assert [order.at(at) for at in range(len(order))] == [anew.at(at) for at in range(len(anew))]
        assert (+order.badges, order.starts(), order.reminded) == (+anew.badges, anew.starts(), anew.reminded)
        assert all(
            order.index(place(row, now)) == at for at, row in enumerate(map(order.at, range(len(order))))
        )


def test_reminders_are_counted_when_they_come_and_while_the_promise_stands() -> None:
    order = RowOrder()
    order.fill([with_callback(1, promised_in=90)], NOW)
    assert order.reminded == set()
    order.merge((), NOW + minutes(90))
    assert order.reminded == {with_callback(1, promised_in=90).lead}
    order.forget(with_callback(1, promised_in=90).lead)
    assert order.reminded == set()
