"""A display of its own with a window manager, and a person's hands: the real program, driven by xdotool."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

TOOLS = ("Xvfb", "openbox", "xdotool")
SIZE = "1280x800x24"
LONG = 30.0
"""Seconds until something that should show is given up."""


def missing_tools() -> list[str]:
    """The programs that this machine lacks."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


class Display:
    """The display: start programs on it, press keys, wait for what comes of them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.environment = os.environ | {"DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}

    def start(self, *command: str) -> subprocess.Popen[str]:
        """The program, its output to be read when it ended."""
        return subprocess.Popen(
            [sys.executable, "-m", "bdc_desk", *command],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def xdotool(self, *words: str) -> str:
        """One call of xdotool; its answer."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False, timeout=20
        )
        return done.stdout.strip()

    def key(self, *keys: str) -> None:
        """Press keys one after the other ("F5", "ctrl+k")."""
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)

    def type(self, text: str) -> None:
        """Type, a letter at a time."""
        self.xdotool("type", "--delay", "15", text)

    def windows(self, title: str) -> list[str]:
        """Ids of the visible windows whose title holds `title`."""
        return self.xdotool("search", "--onlyvisible", "--name", title).split()

    def wait_for_window(self, title: str) -> str:
        """Until a window with that title has the keyboard; its id."""
        until(lambda: bool(self.windows(title)), f"a window {title!r}")
        window = self.windows(title)[0]
        self.xdotool("windowactivate", "--sync", window)
        until(lambda: self.xdotool("getactivewindow") == window, f"{title!r} is the active window")
        return window


def until(holds: Callable[[], bool], what: str, seconds: float = LONG) -> None:
    """Look until `holds`, for a real program on a real clock: fails with `what` after so many seconds."""
    ends = time.monotonic() + seconds  # noqa: TID251 - another process's time is real
    while time.monotonic() < ends:  # noqa: TID251 - as above
        if holds():
            return
        time.sleep(0.05)  # noqa: TID251 - as above
    raise AssertionError(f"not within {seconds:.0f} s: {what}")


def look() -> None:
    """As long as a person looks before the next key: the log knows a thing before the window shows it."""
    time.sleep(0.5)  # noqa: TID251 - as above


@contextmanager
def display(folder: Path) -> Iterator[Display]:
    """A display with a window manager, ended afterwards."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        name = f":{told.readline().strip()}"
    shown = Display(name)
    manager = subprocess.Popen(
        ["openbox"],
        env=shown.environment | {"HOME": str(folder)},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield shown
    finally:
        for process in (manager, server):
            process.terminate()
            process.wait(timeout=10)
