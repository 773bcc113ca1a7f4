"""What several scenes do on their way."""

from datetime import timedelta

from bdc_desk.clock import FixedClock
from bdc_desk.ui.workplace import Workplace


def take_next(work: Workplace) -> None:
    """Select the suggested next call."""
    work.window.queue.select(work.feed.next_lead or "")


def pass_time(work: Workplace, clock: FixedClock, seconds: int) -> None:
    """Let seconds pass; the desk ticks once at their end."""
    clock.advance(timedelta(seconds=seconds))
    work.tick(clock.now())
