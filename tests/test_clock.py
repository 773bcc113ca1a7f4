"""The clocks that are not the system's."""

from datetime import UTC, datetime, timedelta

from bdc_desk.clock import FixedClock, ShiftedClock


def test_a_shifted_clock_goes_on_with_the_other() -> None:
    clock = FixedClock(datetime(2026, 3, 2, 3, 0, tzinfo=UTC))
    shifted = ShiftedClock(clock, timedelta(hours=7))
    assert shifted.now() == datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    clock.advance(timedelta(seconds=5))
    assert shifted.now() == datetime(2026, 3, 2, 10, 0, 5, tzinfo=UTC)
    assert shifted.elapsed() == clock.elapsed()


def test_a_fixed_clock_that_is_set_lets_no_time_pass() -> None:
    clock = FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    clock.set(datetime(2026, 3, 2, 8, 0, tzinfo=UTC))
    assert clock.elapsed() == 0
