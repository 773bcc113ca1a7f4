"""A prepared log put into the place of the one there is: all of it or nothing, whenever the power goes.

At every moment a whole log lies under the database's name: the old one keeps a second name among the backups
before the new one takes its own by a rename.
"""

import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.storage.backup import make_folder, replaced_path
from bdc_desk.storage.copying import BESIDE, copy_file, remove_database, sync_file, sync_folder

PATIENCE = 1.0
"""Seconds to wait for another program to let go of the log."""
HELD = (
    "Another program has the log open: a window of BDC Desk, a command that runs, a copying program. "
    "Close it, then restore again. Nothing was changed."
)


def fold_in(database: Path) -> bool:
    """Make the database one file: what waits in its write-ahead log goes in. Only possible while no other
    program has it open, so it is the sign that nobody does. False where the file is too damaged for that.

    Raises Refused while another program has it open, SurroundingsFault where the disk fails.
    """
    name = f"{database.absolute().as_uri()}?mode=rw"  # a file that is gone is not made anew, empty
    try:
        with closing(sqlite3.connect(name, uri=True, isolation_level=None, timeout=PATIENCE)) as file:
            mode = file.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
            file.execute("BEGIN EXCLUSIVE")
            file.execute("ROLLBACK")
    except sqlite3.Error as fault:
        return _is_damage(fault, database)
    if str(mode).lower() != "delete":
        raise Refused(HELD, code="held")
    return True


def _is_damage(fault: sqlite3.Error, database: Path) -> bool:
    """False for damage; raises for whatever else it is."""
    code = (getattr(fault, "sqlite_errorcode", None) or 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise Refused(HELD, code="held") from fault
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR}:
        return False
    raise SurroundingsFault(
        f"{database} could not be got ready to give way: {fault}. See to the disk's room and the folder's "
        "rights, then restore again. Nothing was changed."
    ) from fault


def put_in_place(prepared: Path, database: Path, folder: Path, now: datetime) -> Path | None:
    """Let `prepared`, a closed log beside the database, take the database's place. Where the old file is kept
    in `folder`, as it was; None where there was none.

    Raises Refused while another program has the database open, SurroundingsFault where the disk fails: the
    old log then stands as it did.
    """
    if not fold_in(prepared):
        raise SurroundingsFault(f"{prepared} is damaged. Nothing was changed.")
    kept = None
    try:
        sync_file(prepared)
        if database.exists():
            make_folder(folder)
            is_whole = fold_in(database)
            was = _state(database)
            kept = _keep(database, replaced_path(folder, now), is_whole=is_whole)
            _still(database, was, kept, is_whole=is_whole)
            _take_away_beside(database)
        prepared.replace(database)
        sync_folder(database.parent)
    except OSError as fault:
        raise SurroundingsFault(
            f"The backup could not take the place of {database}: {fault.strerror or fault}. See to the "
            "disk's room and the folder's rights, then restore again. The log there was stands as it did."
        ) from fault
    return kept


def _keep(database: Path, kept: Path, *, is_whole: bool) -> Path:
    """Give the old file its name among the backups. A damaged one keeps what lies beside it too: no program
    could fold it in, and beside the new file it would be taken for that one's.
    """
    kept.unlink(missing_ok=True)
    copy_file(database, kept)
    for end in BESIDE:
        beside = database.with_name(database.name + end)
        if not is_whole and beside.exists() and end != "-shm":
            copy_file(beside, kept.with_name(kept.name + end))
    sync_folder(kept.parent)
    return kept


def _still(database: Path, was: tuple[int, int, int], kept: Path, *, is_whole: bool) -> None:
    """Raises Refused where another program opened the database while it was being kept; that goes then."""
    try:
        is_still = fold_in(database) == is_whole and _state(database) == was
    except Refused:
        is_still = False
    if not is_still:
        remove_database(kept)
        raise Refused(HELD, code="held")


def _state(database: Path) -> tuple[int, int, int]:
    """What differs once another program has written the file."""
    now = database.stat()
    return now.st_ino, now.st_size, now.st_mtime_ns


def _take_away_beside(database: Path) -> None:
    """Beside the new file these would be taken for that one's."""
    for end in BESIDE:
        with suppress(FileNotFoundError):
            database.with_name(database.name + end).unlink()
