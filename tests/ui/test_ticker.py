from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from bdc_desk.clock import FixedClock
from bdc_desk.ui.ticker import Ticker

AT = datetime(2026, 3, 12, 10, 0, 0, 990_000, tzinfo=UTC)


def test_it_ticks_at_the_second_with_the_clocks_moment_until_stopped(qtbot: QtBot) -> None:
    clock = FixedClock(AT)
    ticker = Ticker(clock)
    ticker.start()
    with qtbot.waitSignal(ticker.ticked) as tick:
        clock.advance(timedelta(milliseconds=5))
    assert tick.args == [clock.now()]
    ticker.stop()
    with qtbot.assertNotEmitted(ticker.ticked, wait=30):
        pass


def test_the_wait_ends_just_past_the_next_second() -> None:
    clock = FixedClock(AT.replace(microsecond=250_000))
    assert Ticker(clock)._until_next_second() == 751
    clock.set(AT.replace(microsecond=0))
    assert Ticker(clock)._until_next_second() == 1001
