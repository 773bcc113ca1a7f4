"""Erasing a customer, to be drawn."""

from collections.abc import Callable

from bdc_desk.clock import FixedClock
from bdc_desk.ui.scene_steps import take_next
from bdc_desk.ui.workplace import Workplace


def _erase(work: Workplace, _clock: FixedClock) -> None:
    """What will go, and the name half typed."""
    take_next(work)
    work.window.notice.leave()
    work.day.erasing.open()
    work.day.erasing.panel.typed.setText("Er")


ERASE_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {"erase": _erase}
"""By the name that `bdc-desk demo --screen` takes."""
