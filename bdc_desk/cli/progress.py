"""How far a long import is: one line on a terminal that is drawn again and again, and wiped at the end."""

import sys
from collections.abc import Callable

from bdc_desk.cli.table import cut

WIPE = "\r\x1b[K"
BAR = 20
SHOWN_FROM = 40
"""Files: fewer are done before anybody wonders."""
GUESSES_AFTER = 2.0
"""Seconds after which the time left can be guessed."""


class Progress:
    """Draws on stderr where that is a terminal and there is enough to do; else it does nothing."""

    def __init__(self, total: int, elapsed: Callable[[], float], columns: int) -> None:
        """`total`: files to read. `elapsed`: a monotonic clock, seconds. `columns`: the terminal's width."""
        self._shows = total >= SHOWN_FROM and sys.stderr is not None and sys.stderr.isatty()
        self._total, self._elapsed, self._columns = total, elapsed, columns
        self._began = elapsed()
        self._drawn = False

    def draw(self, done: int, new: int) -> None:
        """So many files are done, so many leads are new."""
        if self._shows:
            self._write(WIPE + cut(self._line(done, new), self._columns - 1))
            self._drawn = True

    def wipe(self) -> None:
        """Take the line away: something else is printed now."""
        if self._drawn:
            self._write(WIPE)
            self._drawn = False

    def _line(self, done: int, new: int) -> str:
        full = BAR * min(done, self._total) // self._total
        parts = [f"{done:,} of {self._total:,} files", f"{new:,} new"]
        passed = self._elapsed() - self._began
        if passed >= GUESSES_AFTER and 0 < done < self._total:
            parts.append(told_left(passed / done * (self._total - done)))
        return f"[{'#' * full}{'-' * (BAR - full)}] {' · '.join(parts)}"

    @staticmethod
    def _write(text: str) -> None:
        print(text, end="", file=sys.stderr, flush=True)


def told_left(seconds: float) -> str:
    """The time left, roughly, as it is guessed: "8 s left", "3 min left"."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s left"
    return f"{round(seconds / 60)} min left"
