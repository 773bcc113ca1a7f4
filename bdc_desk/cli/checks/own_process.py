"""Looks that need a process of their own: what Qt would end, and what only another program can see.

The program calls itself with `doctor --probe NAME`, which prints one line of JSON.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from bdc_desk.errors import SurroundingsFault

SECONDS = 30.0
LONGEST = 300


class ProbeFailed(SurroundingsFault):
    """The other process ended without an answer; `last` is the last thing it said, "" for nothing."""

    def __init__(self, words: str, last: str = "") -> None:
        super().__init__(words)
        self.last = last


def ask(*probe: str, env: Mapping[str, str] | None = None, seconds: float = SECONDS) -> dict[str, Any]:
    """The answer of `doctor --probe *probe`, with `env` added to the environment. Raises ProbeFailed."""
    try:
        done = subprocess.run(
            [*_program(), "doctor", "--probe", *probe],
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise ProbeFailed(f"A process for the look did not answer ({type(fault).__name__}).") from fault
    try:
        found = json.loads(done.stdout.decode("utf-8", "replace").strip().rpartition("\n")[2])
    except ValueError:
        found = None
    if done.returncode != 0 or not isinstance(found, dict):
        last = _last_line(done.stderr)
        raise ProbeFailed(f"It ended with {done.returncode}{f': {last}' if last else ''}.", last)
    return found


def _program() -> list[str]:
    """How this program is called: built into one, or as a module of Python's."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "bdc_desk"]


def _last_line(said: bytes) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1][:LONGEST] if lines else ""
