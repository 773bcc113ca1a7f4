import pytest

from bdc_desk.cadence.queue import Badge, QueueRow
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.queue.row_words import cells, sentence
from tests.helpers.queue_rows import NOW, age, minutes, never_called, to_retry, with_callback


@pytest.mark.parametrize(
    ("row", "clock"),
    [
        (never_called(1, waited=0.8), "0:48"),
        (never_called(1, waited=3.5), "3 min"),
        (never_called(1, waited=125), "2 h 05"),
        (with_callback(1, promised_in=6), "in 6 min"),
        (with_callback(1, promised_in=-7), "7 min late"),
        (to_retry(1, due_in=-12), "due 12 min"),
        (to_retry(1, due_in=75), "in 1 h 15"),
        (to_retry(1, due_in=3 * 1440), "in 3 d"),
        # Night: may be called from nine, so it waits with a time instead of an age.
        (never_called(1, waited=1, call_from=NOW + minutes(540)), "in 9 h 00"),
        # Nobody may call, so nothing runs.
        (to_retry(1, due_in=-5, blocked="do not call"), ""),
    ],
)
def test_the_clock_says_age_wait_or_delay(row: QueueRow, clock: str) -> None:
    assert cells(row, NOW, age).clock == clock


def test_a_row_without_name_car_or_number_says_so() -> None:
    shown = cells(never_called(1, number="", car=""), NOW, age)
    assert (shown.car, shown.number) == ("No car named", "no number")


def test_the_sentence_tells_the_whole_row() -> None:
    row = never_called(1, waited=17, name="Jon Petersen", owner="p1")
    shown = cells(row, NOW, age, owner="Ana Cruz", holder=Holder("Ben Ito"), is_next=True)
    assert shown.badge is Badge.OVER_15
    assert sentence(row, shown) == (
        "Jon Petersen, Corolla Hybrid. Website. 15 min. waiting 17 min. 0 of 4 calls. +44 20 7946 0123. "
        "Call now: never called. owner Ana Cruz. Ben Ito has it in hand. suggested next call."
    )


def test_a_colleague_on_it_is_told_with_how_long() -> None:
    row = never_called(1, waited=17, name="Jon Petersen")
    shown = cells(row, NOW, age, holder=Holder("Ben Ito", NOW - minutes(2 / 3)))
    assert (shown.holder, shown.held) == ("Ben Ito", "0:40")
    assert "Ben Ito is on it, 0:40." in sentence(row, shown)
