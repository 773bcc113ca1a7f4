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


def log_to(folder: Path) -> None:
    """Write records of INFO and above to rotating files in `folder` (5 MB at most), warnings to stderr too.

    A folder that cannot be written leaves stderr alone: a log is never a reason not to start.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    on_screen = logging.StreamHandler(sys.stderr)
    on_screen.setLevel(logging.WARNING)
    root.addHandler(on_screen)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = RotatingFileHandler(
            folder / "bdc-desk.log", maxBytes=MEGABYTE, backupCount=KEPT, encoding="utf-8"
        )
    except OSError as fault:
        root.warning("No log file in %s: %s", folder, fault.strerror)
        return
    kept.setFormatter(logging.Formatter(FORM))
    root.addHandler(kept)
    for loud in ("alembic", "apscheduler", "sqlalchemy"):
        logging.getLogger(loud).setLevel(logging.WARNING)
