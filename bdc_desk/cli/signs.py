"""Signs before a line: a tick, a mark, a cross; in letters where the terminal has no such sign."""

import sys
from collections.abc import Mapping

SIGNS: Mapping[str, tuple[str, str]] = {
    "ok": ("✓", "ok "),
    "warning": ("!", "!  "),
    "broken": ("✗", "NOT"),
    "skipped": ("-", "-  "),
}
"""The sign, and what stands for it in letters alone."""


def sign(state: str) -> str:
    """The sign of a state: "ok", "warning", "broken" or "skipped"."""
    try:
        "✓✗".encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return SIGNS[state][1]
    return SIGNS[state][0]


def tick(*, done: bool) -> str:
    """A tick or a cross."""
    return sign("ok" if done else "broken")
