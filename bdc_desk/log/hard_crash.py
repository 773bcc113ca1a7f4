"""What is left when the program is ended by the system in the middle (a fault in a library of C, Qt's own
abort): Python's account of where each thread was, in a file, told once at the next start.

The account names files and functions, never values. A process that is killed from outside, or whose computer
loses its power, leaves none: that was no mistake of the program.
"""

import contextlib
import faulthandler
import sys
from pathlib import Path
from typing import TextIO

from bdc_desk.log.masking import mask, one_record

NAME = "crash.log"
BEFORE = "crash-before.log"
"""The account of the last one, kept for whoever helps."""
MOST = 60_000
"""Characters of an account that are read."""
END_OF_HEAD = "--\n"


class CrashWatch:
    """Keeps `crash.log` in `folder` open while the window is. Nothing of it raises: a folder that cannot be
    written leaves the program without an account.
    """

    def __init__(self, folder: Path) -> None:
        """Nothing happens before `begin`."""
        self._file, self._before = folder / NAME, folder / BEFORE
        self._open: TextIO | None = None
        self._was_on = False

    def begin(self, head: str) -> str:
        """Watch from now on. The answer is the account of the program's last end by itself, "" for none; it
        is given once. `head` says which program writes, and when it began.
        """
        found, self._was_on = self._take(), faulthandler.is_enabled()
        with contextlib.suppress(OSError, ValueError, RuntimeError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._open = self._file.open("w", encoding="utf-8", errors="backslashreplace")
            self._open.write(f"{head}\n{END_OF_HEAD}")
            self._open.flush()
            faulthandler.enable(self._open, all_threads=True)
        return found

    def say(self, words: str) -> None:
        """Add the last words of whoever is about to end the program (Qt's fatal message)."""
        if self._open is not None:
            with contextlib.suppress(OSError, ValueError):
                self._open.write(one_record(mask(words)) + "\n")
                self._open.flush()

    def end(self) -> None:
        """The window closed as it should: nothing is left to tell."""
        if self._open is None:
            return
        faulthandler.disable()
        if self._was_on and sys.__stderr__ is not None:
            with contextlib.suppress(OSError, ValueError, RuntimeError):  # a stderr that is no file
                faulthandler.enable(sys.__stderr__)
        with contextlib.suppress(OSError):
            self._open.close()
        self._open = None
        with contextlib.suppress(OSError):
            self._file.unlink()

    def _take(self) -> str:
        """What the last run left, which is put aside."""
        try:
            with self._file.open(encoding="utf-8", errors="replace") as left:
                text = left.read(MOST)
            self._file.replace(self._before)
        except OSError:
            return ""
        account = text.partition(END_OF_HEAD)[2]
        return mask(text) if account.strip() else ""
