"""`bdc-desk run`: the window, or a clear word and a way on where there is no display."""

import argparse
import os
import sys

from bdc_desk.cli.guesses import guessed_form
from bdc_desk.cli.opening import open_store
from bdc_desk.clock import SystemClock
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.shipped import default_policy


def run(arguments: argparse.Namespace) -> int:
    """Open the window on the profile. Raises SurroundingsFault without a display."""
    refuse_without_display()
    from bdc_desk.window_loop import run_window  # noqa: PLC0415 - Qt only once there is a display

    with open_store(arguments.profile) as (profile, store):
        return run_window(profile, store, SystemClock(), guessed_form, default_policy())


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
