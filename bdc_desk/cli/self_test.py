"""`bdc-desk --self-test`: whether this program is whole, by a small day of work in a throw-away profile.

For built programs and fresh installations. `bdc-desk doctor` looks at the machine and the profile instead;
this looks at neither and touches no profile, no keyring and no network.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bdc_desk
from bdc_desk.cli.signs import sign
from bdc_desk.cli.table import harmless

Look = Callable[[], str]
"""Answers with what was found, in words; raises for what is missing."""

AT = datetime(2026, 3, 4, 10, 40, tzinfo=UTC)
"""A Wednesday morning: the enquiry of the sample may be called."""
CALL = timedelta(seconds=25)
NAMES = 16
"""Columns that the names take."""


def run(_arguments: argparse.Namespace) -> int:
    """Try everything, a line each; 1 where something is missing or went wrong."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is loaded
    print(f"BDC Desk {bdc_desk.__version__}: does this program have all that it needs?")
    with tempfile.TemporaryDirectory(prefix="bdc-desk-self-test-", ignore_cleanup_errors=True) as folder:
        wrong = failing(parts()) + failing(_story(Path(folder)), in_a_row=True)
    if wrong:
        print(f"\nNot whole: {', '.join(wrong)}. Install the program again.")
        return 1
    print("\nAll is there, and works.")
    return 0


def failing(looks: Iterable[tuple[str, Look]], *, in_a_row: bool = False) -> list[str]:
    """Print what each look finds; the names of those that failed. `in_a_row`: each needs the one before, so
    that after a failure none is tried.
    """
    wrong: list[str] = []
    for name, look in looks:
        if wrong and in_a_row:
            _tell("skipped", name, "not tried")
            continue
        try:
            _tell("ok", name, look())
        except Exception as fault:  # noqa: BLE001 - whatever is missing is told, and hides no other
            wrong.append(name)
            _tell("broken", name, f"{type(fault).__name__}: {fault}")
    return wrong


def _tell(state: str, name: str, words: str) -> None:
    print(f"{sign(state)} {name:<{NAMES}} {harmless(words)}", flush=True)


def parts() -> Iterable[tuple[str, Look]]:
    """What is found at run time only, by name or as a file. A part that cannot even be imported fails as its
    look.
    """
    for module, names in _PARTS.items():
        for name, function in names.items():
            yield name, _late(module, function)


_PARTS: Mapping[str, Mapping[str, str]] = {
    "bdc_desk.cli.self_test_parts": {
        "policy": "look_at_policy",
        "texts": "look_at_texts",
        "time zones": "look_at_zones",
        "holidays": "look_at_holidays",
        "numbers": "look_at_numbers",
        "drivers": "look_at_drivers",
        "keyrings": "look_at_keyrings",
        "clockwork": "look_at_clockwork",
        "commands": "look_at_commands",
        "shared database": "look_at_shared_sql",
        "licences": "look_at_licences",
    },
    "bdc_desk.ui.self_look": {
        "qt": "look_at_qt",
        "font": "look_at_fonts",
        "icons": "look_at_icons",
        "tones": "look_at_tones",
        "guide": "look_at_guide",
        "languages": "look_at_languages",
    },
}
"""Module, what is looked at, and the function that does."""


def _late(module: str, function: str) -> Look:
    def look() -> str:
        import importlib  # noqa: PLC0415 - as all that is imported here: a missing part is told

        found: Look = getattr(importlib.import_module(module), function)
        return found()

    return look


def _story(folder: Path) -> Iterable[tuple[str, Look]]:
    """A small day of work, each step in need of the one before."""
    from bdc_desk.cli.self_test_story import Story  # noqa: PLC0415 - a missing part is told before

    story = Story(folder, AT, CALL)
    yield "update", story.update
    yield "set-up", story.set_up
    yield "enquiry", story.enquiry
    yield "call", story.call
    yield "verify", story.verify
    yield "window", story.window
    story.close()
