"""Whether the window can open: Qt and its libraries, the display, fonts; the tray and sound beside it."""

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from bdc_desk.cli.checks.finding import Finding, broken, ok, skipped, warning
from bdc_desk.cli.checks.own_process import ProbeFailed, ask

WITHOUT = "`bdc-desk queue --watch` shows the live queue in a terminal"
PLATFORM = "QT_QPA_PLATFORM"
UNDRAWN = frozenset({"offscreen", "minimal", "vnc"})
"""Platforms of Qt's that show nothing on a screen."""


def check_window() -> Iterator[Finding]:
    """Qt, display, tray and sound, by one process that begins as the window does."""
    display = display_of(os.environ, sys.platform)
    if not display:
        yield from _without_display()
        return
    try:
        found = ask("qt")
    except ProbeFailed as fault:
        yield from _no_window(fault, display)
        return
    yield from _drawn(found, display)
    yield from _beside(found)


def display_of(env: Mapping[str, str], platform: str) -> str:
    """What the window would open on, in words; "" for nothing."""
    if env.get(PLATFORM):
        return f"{PLATFORM}={env[PLATFORM]}"
    if platform in {"win32", "darwin"}:
        return "the system's"
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        if env.get(name):
            return f"{name}={env[name]}"
    return ""


def _without_display() -> Iterator[Finding]:
    """Only the commands work here; whether Qt's libraries are there is seen all the same."""
    try:
        found = ask("qt", env={PLATFORM: "offscreen"})
    except ProbeFailed as fault:
        yield broken("qt", f"Qt does not begin, also without a display. {fault}", _libraries(fault))
        found = {}
    if found:
        yield from _qt(found)
    yield warning(
        "display",
        "There is none here (DISPLAY and WAYLAND_DISPLAY are empty): no window opens.",
        f"Nothing, on a server: {WITHOUT}, and `bdc-desk demo --screenshot FILE` draws a picture.",
    )
    yield skipped("tray", "not looked at: no display")
    if found:
        yield from _sound(found)


def _no_window(fault: ProbeFailed, display: str) -> Iterator[Finding]:
    """There should be a display, and Qt ended. Is it Qt, or the way to the display?"""
    try:
        found = ask("qt", env={PLATFORM: "offscreen"})
    except ProbeFailed:
        yield broken("qt", f"Qt does not begin. {fault}", _libraries(fault))
        return
    yield from _qt(found)
    yield broken(
        "display",
        f"Qt cannot draw on the display ({display}). {fault}",
        f"Is somebody logged in there, may you use it, is a library missing? Without a window: {WITHOUT}.",
    )
    yield from _sound(found)


def _libraries(fault: ProbeFailed) -> str:
    if "PySide6" in fault.last and "No module" in fault.last:
        return "Install the program again: pip install bdc-desk."
    return (
        "Install the system libraries that Qt needs; on Debian and Ubuntu: sudo apt-get install libegl1 "
        "libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libdbus-1-3."
    )


def _drawn(found: Mapping[str, Any], display: str) -> Iterator[Finding]:
    yield from _qt(found)
    plugin, screens = found["plugin"], int(found["screens"])
    if plugin in UNDRAWN:
        words = f"{display}: windows open where nobody sees them."
        yield warning("display", words, f"Take {PLATFORM} out of the environment to see the window.")
    else:
        yield ok("display", f"{plugin}, {screens} {'screen' if screens == 1 else 'screens'} ({display})")


def _qt(found: Mapping[str, Any]) -> Iterator[Finding]:
    if found["fonts"]:
        yield ok("qt", f"Qt {found['version']} begins; {found['fonts']} font families")
        return
    words = f"Qt {found['version']} begins, but finds no font: letters would be boxes."
    yield broken("qt", words, "Install a font; on Debian and Ubuntu: sudo apt-get install fonts-dejavu-core.")


def _beside(found: Mapping[str, Any]) -> Iterator[Finding]:
    if found["tray"]:
        yield ok("tray", "there: messages show while the window is covered")
    else:
        yield ok("tray", "this system has none: alerts show in the window only")
    yield from _sound(found)


def _sound(found: Mapping[str, Any]) -> Iterator[Finding]:
    """Which player; whether one hears it, only a person can say."""
    player = found["player"]
    if player:
        yield ok("sound", f"the tones are played by {player}")
        return
    yield warning(
        "sound",
        "No player is here (pw-play, paplay, aplay): the system beeps, where it can.",
        "Install one; on Debian and Ubuntu: sudo apt-get install pulseaudio-utils.",
    )
