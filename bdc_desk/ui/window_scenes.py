"""The window as a whole, to be drawn: locked, a PIN asked for, closing with leads that wait."""

from collections.abc import Callable
from dataclasses import replace

from bdc_desk.clock import FixedClock
from bdc_desk.operations import pins
from bdc_desk.operations.reading import around
from bdc_desk.ui.scene_steps import take_next
from bdc_desk.ui.workplace import Workplace


def _locked(work: Workplace, _clock: FixedClock) -> None:
    take_next(work)
    work.day.window.lock.lock()


def _locked_by_pin(work: Workplace, _clock: FixedClock) -> None:
    take_next(work)
    pins.set_pin(work.desk, "4711")
    colleague = next(one for one in around(work.desk).people.values() if one.role == "enquiry")
    pins.set_pin(replace(work.desk, person=colleague.id), "4711")
    lock = work.day.window.lock
    lock.lock()
    lock.page.unlock_asked.emit("1234")


def _pin(work: Workplace, _clock: FixedClock) -> None:
    take_next(work)
    next(action for action in work.day.window.actions() if action.name == "pin").act()


def _closing(work: Workplace, _clock: FixedClock) -> None:
    take_next(work)
    work.day.window.mind_closing()
    work.window.close()


WINDOW_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {
    "locked": _locked,
    "locked-pin": _locked_by_pin,
    "pin": _pin,
    "closing-window": _closing,
}
