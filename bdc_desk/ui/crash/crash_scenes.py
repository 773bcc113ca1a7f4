"""The program's own mistakes, to be drawn."""

from collections.abc import Callable

from bdc_desk.clock import FixedClock
from bdc_desk.ui.crash.crash_session import CrashSession
from bdc_desk.ui.scene_steps import take_next
from bdc_desk.ui.workplace import Workplace

ACCOUNT = """BDC Desk 1.0, Python 3.11, Qt 6.11, Windows 11
2026-03-04 10:40:00 UTC, 3 times

Traceback (most recent call last):
  File "bdc_desk/ui/background.py", line 120, in _attempt
    result = work()
  File "bdc_desk/operations/reading.py", line 88, in lead_view
    name = people[owner]
KeyError: [text]"""


def _crash(work: Workplace, _clock: FixedClock) -> None:
    """A mistake made three times; the details are the same on every machine."""
    take_next(work)
    session = work.window.findChild(CrashSession)
    assert isinstance(session, CrashSession)  # noqa: S101 - the composition root made it
    session._fill("KeyError", ACCOUNT, 3)  # noqa: SLF001 - a real trace would be another on every machine
    session.panel.show_beside()


CRASH_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {"crash": _crash}
