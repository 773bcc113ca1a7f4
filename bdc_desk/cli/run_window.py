"""`bdc-desk run`: the window, or a clear word and a way on where there is no display."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from bdc_desk.clock import SystemClock
from bdc_desk.errors import BdcDeskError, SurroundingsFault
from bdc_desk.settings import make_profile, profile_at

if TYPE_CHECKING:
    from bdc_desk.operations.setup_form import SetupForm

UNSEEN = ("offscreen", "minimal")
"""Qt's platforms that no person looks at."""


def run(arguments: argparse.Namespace) -> int:
    """Open the window on the profile, or one that says why it does not open, with the ways out. Raises
    SurroundingsFault where nobody would see either.
    """
    refuse_without_display()
    while True:
        try:
            return _run(arguments.profile)
        except SurroundingsFault as fault:
            if os.environ.get("QT_QPA_PLATFORM") in UNSEEN:
                raise
            print(f"bdc-desk: {fault}", file=sys.stderr)
            from bdc_desk.trouble import show_trouble  # noqa: PLC0415 - in trouble only

            if not show_trouble(profile_at(arguments.profile), fault):
                return 1
        except BdcDeskError:
            raise
        except Exception as fault:
            if os.environ.get("QT_QPA_PLATFORM") in UNSEEN or not _try_again(arguments.profile, fault):
                raise


def _try_again(folder: str | None, fault: Exception) -> bool:
    """Tell what nobody foresaw, before there is a window that could say it; whether to try once more."""
    from bdc_desk.trouble import show_trouble  # noqa: PLC0415 - in trouble only

    words = (
        f"BDC Desk made a mistake while it started ({type(fault).__name__}). What was saved is safe. Copy "
        "the details for whoever helps you; the program's log file has more."
    )
    return show_trouble(profile_at(folder), SurroundingsFault(words), lambda _profile: [])


def _run(folder: str | None) -> int:
    """The frame first, then the program is imported behind it. Raises SurroundingsFault."""
    profile = profile_at(folder)
    make_profile(profile)
    from bdc_desk.ui.plain_imports import import_plainly  # noqa: PLC0415 - Qt only once there is a display

    import_plainly()
    from bdc_desk.first_window import first_window  # noqa: PLC0415 - as above

    first = first_window(profile)
    try:
        from bdc_desk.cli.opening import open_store  # noqa: PLC0415 - after the first frame

        with open_store(folder) as (opened, store):
            if first is not None:
                from bdc_desk.first_rows import show_first_rows  # noqa: PLC0415 - as above

                show_first_rows(first, store, SystemClock())
            from bdc_desk.operations.shipped import default_policy  # noqa: PLC0415 - after the first rows
            from bdc_desk.window_loop import run_window  # noqa: PLC0415 - as above

            return run_window(opened, store, SystemClock(), _guess, default_policy(), first=first)
    except Exception:
        if first is not None:
            first.put_away()  # whatever it is, a window that says it comes next
        raise


def _guess() -> "SetupForm":
    from bdc_desk.cli.guesses import guessed_form  # noqa: PLC0415 - before the first set-up only

    return guessed_form()


def refuse_without_display() -> None:
    """Qt aborts the process where it finds no display: look first, and say what to do."""
    if sys.platform in {"win32", "darwin"}:
        return
    if any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return
    raise SurroundingsFault(
        "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so no window can open.\n"
        "`bdc-desk queue --watch` shows the live queue in this terminal; "
        "`bdc-desk demo --screenshot FILE` draws the window into a picture."
    )
