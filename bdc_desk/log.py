"""The program's own log: what went wrong and when, for whoever has to help. No names, numbers or addresses go
in.
"""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

MEGABYTE = 1_000_000
KEPT = 5
FORM = "%(asctime)s %(levelname)s %(name)s %(message)s"
LOUD = ("alembic", "apscheduler", "sqlalchemy")

_ours: list[logging.Handler] = []
_levels: list[int] = []


def log_to(folder: Path) -> None:
    """Write records of INFO and above to rotating files in `folder` (5 MB at most), warnings to stderr too.

    A folder that cannot be written leaves stderr alone: a log is never a reason not to start. Called again,
    the new folder takes the place of the one before.
    """
    end_log()
    root = logging.getLogger()
    _levels.append(root.level)
    root.setLevel(logging.INFO)
    for loud in LOUD:
        logging.getLogger(loud).setLevel(logging.WARNING)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = RotatingFileHandler(
            folder / "bdc-desk.log", maxBytes=MEGABYTE, backupCount=KEPT, encoding="utf-8"
        )
    except OSError as fault:
        _add(logging.StreamHandler(sys.stderr), logging.WARNING)
        root.warning("No log file in %s: %s", folder, fault.strerror)
        return
    kept.setFormatter(logging.Formatter(FORM))
    _add(kept, logging.INFO)
    on_screen = logging.StreamHandler(sys.stderr)
    on_screen.setFormatter(_Sentence())
    _add(on_screen, logging.WARNING)


def end_log() -> None:
    """Close what `log_to` opened; the root logger has its level of before."""
    while _ours:
        handler = _ours.pop()
        logging.getLogger().removeHandler(handler)
        handler.close()
    while _levels:
        logging.getLogger().setLevel(_levels.pop())


def _add(handler: logging.Handler, level: int) -> None:
    handler.setLevel(level)
    logging.getLogger().addHandler(handler)
    _ours.append(handler)


class _Sentence(logging.Formatter):
    """The message alone: where the calls stood when it happened is for the file."""

    def format(self, record: logging.LogRecord) -> str:
        return record.getMessage()
