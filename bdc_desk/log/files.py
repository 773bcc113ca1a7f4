"""Where records go: rotating files in the profile, and warnings on the terminal where there is one.

Nothing here raises, whatever becomes of the disk: a log is never a reason to stop. That it cannot be written
is said once on the terminal, and again only after it could be written in between.
"""

import contextlib
import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from bdc_desk.log.masking import mask, one_record
from bdc_desk.log.traces import masked_trace

MEGABYTE = 1_000_000
KEPT = 5
NAME = "bdc-desk.log"
FORM = "%(asctime)s %(levelname)s %(name)s "
LOUD = ("alembic", "apscheduler", "sqlalchemy")

_ours: list[logging.Handler] = []
_levels: list[int] = []


def log_to(folder: Path, most: int = MEGABYTE) -> None:
    """Write records of INFO and above to rotating files of `most` bytes in `folder` (six at most), warnings
    to stderr too, where there is one.

    A folder that cannot be written leaves stderr alone: a log is never a reason not to start. Called again,
    the new folder takes the place of the one before.
    """
    end_log()
    root = logging.getLogger()
    _levels.append(root.level)
    root.setLevel(logging.INFO)
    for loud in LOUD:
        logging.getLogger(loud).setLevel(logging.WARNING)
    if sys.stderr is not None:  # a program without a console has none
        _add(_Terminal(sys.stderr), Sentence(), logging.WARNING)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = KeptFile(folder / NAME, most)
    except OSError as fault:
        root.warning("No log file in %s: %s", folder, fault.strerror)
        return
    _add(kept, Line(FORM), logging.INFO)


def end_log() -> None:
    """Close what `log_to` opened; the root logger has its level of before."""
    while _ours:
        handler = _ours.pop()
        logging.getLogger().removeHandler(handler)
        with contextlib.suppress(OSError, ValueError):  # what was not written yet finds no room
            handler.close()
    while _levels:
        logging.getLogger().setLevel(_levels.pop())


def _add(handler: logging.Handler, form: logging.Formatter, level: int) -> None:
    handler.setFormatter(form)
    handler.setLevel(level)
    logging.getLogger().addHandler(handler)
    _ours.append(handler)


class Sentence(logging.Formatter):
    """The message alone, masked: where the calls stood when it happened is for the file."""

    def format(self, record: logging.LogRecord) -> str:
        """What the record says, without anybody's numbers, addresses and passwords. Never raises."""
        return one_record(mask(_message(record)))


class Line(Sentence):
    """When, how bad, who, the message and the trace, masked; the records of libraries as well."""

    def format(self, record: logging.LogRecord) -> str:
        """The whole record. Never raises."""
        record.asctime = self.formatTime(record)
        head = FORM % {"asctime": record.asctime, "levelname": record.levelname, "name": record.name}
        told = head + super().format(record)
        fault = record.exc_info[1] if record.exc_info else None
        if fault is not None:
            told = f"{told}\n{masked_trace(fault)}"
        return told


def _message(record: logging.LogRecord) -> str:
    """A record whose values do not fit its words says the words."""
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - a mistake in a call of the log must not become another mistake
        return f"{record.msg} (its values do not fit)"


class _Terminal(logging.StreamHandler[TextIO]):
    """stderr; a terminal that has gone is no fault worth a word, and there is nobody to say it to."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Say nothing."""


class KeptFile(RotatingFileHandler):
    """A rotating file that outlives a full disk, a folder that vanishes, and another program that rotates
    the same file.
    """

    def __init__(self, path: Path, most: int) -> None:
        """Raises OSError where it cannot be opened at all."""
        self._is_told = self._has_failed = False
        # A half of a letter in a name must not stop the record.
        super().__init__(path, maxBytes=most, backupCount=KEPT, encoding="utf-8", errors="backslashreplace")

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; the file is opened anew where it is not the one that was opened."""
        self._has_failed = False
        try:
            self._follow()
        except OSError:
            self.handleError(record)
            return
        super().emit(record)
        if not self._has_failed:
            self._is_told = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's own name and form
        """Drop the file, so that the next record tries again; say so once."""
        self._has_failed = True
        self._let_go()
        if self._is_told:
            return
        self._is_told = True
        fault = sys.exc_info()[1]
        why = getattr(fault, "strerror", None) or type(fault).__name__
        with contextlib.suppress(Exception):  # no terminal, or one that has gone
            sys.stderr.write(f"The log {self.baseFilename} cannot be written now: {why}. All else goes on.\n")

    def _follow(self) -> None:
        """Let go of a file that was renamed or deleted; make its folder again where that is gone. Raises
        OSError.
        """
        if not self._is_still_there():
            self._let_go()
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)

    def _is_still_there(self) -> bool:
        if self.stream is None:
            return False
        try:
            named, opened = Path(self.baseFilename).stat(), os.fstat(self.stream.fileno())
        except FileNotFoundError:
            return False
        return (named.st_dev, named.st_ino) == (opened.st_dev, opened.st_ino)

    def _let_go(self) -> None:
        stream, self.stream = self.stream, None
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.close()
