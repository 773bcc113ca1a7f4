"""What a restore or a rescue that was killed left beside the log: whole copies of it, which nobody reads."""

import os
import re
import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bdc_desk.storage.copying import remove_database

AT_WORK = timedelta(hours=1)
"""A restore or a rescue that still runs is no older: seconds for a log of years, minutes on a slow disk."""


def leftovers(database: Path) -> list[Path]:
    """Copies beside the log that only a running restore or rescue needs, files and folders. Never raises."""
    there = _in_place(database)
    name = re.escape(there.name)
    copy = re.compile(rf"\.?{name}\.(?:restoring|salvaged).*|\.{name}\.\d+\.new.*|\.salvage-.*")
    with suppress(OSError):
        return sorted(path for path in there.parent.iterdir() if copy.fullmatch(path.name))
    return []


def remove_leftovers(database: Path, now: datetime) -> list[Path]:
    """Remove those that no running program needs; which stay, also because another program holds them. Never
    raises.
    """
    for path in leftovers(database):
        if not _is_at_work(path, now):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else remove_database(path)
    return leftovers(database)


def _is_at_work(path: Path, now: datetime) -> bool:
    """Whether somebody may still be writing it. A date far ahead is a wrong clock's."""
    pid = re.search(r"[.-](\d+)(?:\.new)?(?:-wal|-shm|-journal)?$", path.name)
    if pid is not None and os.name == "posix" and path.is_file() and not _runs(int(pid[1])):
        return False
    try:
        return abs(now - datetime.fromtimestamp(path.stat().st_mtime, UTC)) < AT_WORK
    except OSError:
        return False


def _runs(pid: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass  # another user's
    return True


def _in_place(database: Path) -> Path:
    """The file itself, behind a link."""
    with suppress(OSError, RuntimeError):
        return database.resolve()
    return database
