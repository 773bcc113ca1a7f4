"""What can still be read of a damaged file, in a file of its own: row by row, by every way to a row.

What is missing of the log then is taken from the backups, which hold the same bytes; what a backup holds of a
log that was given up when another one was restored is left out (`salvage_chain`). The desk's own state, what
is being typed and what waits, is the damaged file's alone: a backup knows what was thrown away since, and
whom. The damaged file is only read, in a copy.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.storage.faults import translated
from bdc_desk.storage.migrations import HEAD
from bdc_desk.storage.opening import open_engine
from bdc_desk.storage.salvage_filling import fill
from bdc_desk.storage.salvage_reading import Columns, Table, is_empty, is_whole, rows_of, version_of
from bdc_desk.storage.salvage_rows import LOG, STATE, Kept, Known, Salvaged, is_off
from bdc_desk.storage.salvage_settling import settle
from bdc_desk.storage.triggers import GUARDS

__all__ = ["Known", "Salvaged", "newer_version", "refuse_newer", "salvage"]

PATIENCE = timedelta(seconds=5)


def salvage(
    damaged: Path,
    backups: Sequence[Path],
    target: Path,
    tell: Callable[[str], None] = lambda _table: None,
    known: Known | None = None,
) -> Salvaged:
    """Write to `target`, which must not be there, all that can be read of `damaged` and what `backups` hold
    of its log beside it (newest first). `tell` hears which table or backup is read.

    Raises Refused for the log of a newer version of this program: it cannot be read without losing what that
    version keeps. Raises SurroundingsFault where neither the file nor a backup says whose log it is, or
    `target` cannot be written. `target` is not left behind then.
    """
    if target.exists():
        raise SurroundingsFault(f"{target} is there already. Name another file to save into.")
    found, known = Salvaged(), known or Known()
    try:
        with tempfile.TemporaryDirectory(prefix=".salvage-", dir=target.parent) as folder:
            copy = _copied(damaged, Path(folder))
            refuse_newer(copy)
            kept = Kept({table: _read(copy, table, found, tell) for table in (*LOG, *STATE)})
            found.is_sure = is_whole(copy, "seal") and is_whole(copy, "entry")
        for backup in backups:
            tell(backup.name)
            fill(kept, backup, known)
        settle(kept, found, known)
        _write(kept.rows, target)
    except OSError as fault:
        target.unlink(missing_ok=True)
        raise SurroundingsFault(
            f"What could be read was not saved: {fault.strerror or fault}. See to the room and the rights in "
            f"{target.parent}, then try again. The damaged file was not touched."
        ) from fault
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return found


def newer_version(database: Path) -> str:
    """The version of the file's tables where a newer version of this program made them; else "", also where
    it cannot be read.
    """
    version = version_of(database)
    return version if version.isdecimal() and len(version) == len(HEAD) and version > HEAD else ""


def refuse_newer(database: Path) -> None:
    """Raise Refused for the log of a newer version: what this one does not know of it would be lost."""
    newer = newer_version(database)
    if newer:
        raise Refused(
            f"{database.name} was written by a newer version of BDC Desk (its tables are {newer}, this "
            f"program knows {HEAD}). Nothing was changed. Update BDC Desk on this computer, then open it.",
            code="newer",
        )


def _copied(damaged: Path, folder: Path) -> Path:
    """The file and what waits beside it, apart: to open it would already write to it."""
    copy = folder / damaged.name
    shutil.copyfile(damaged, copy)
    for end in ("-wal",):
        beside = damaged.with_name(damaged.name + end)
        if beside.exists():
            shutil.copyfile(beside, copy.with_name(copy.name + end))
    return copy


def _read(damaged: Path, table: str, found: Salvaged, tell: Callable[[str], None]) -> Table:
    """What the damaged file itself gives of the table, without rows that cannot be right."""
    tell(table)
    rows = rows_of(damaged, table)
    found.read[table] = len(rows)
    found.unreadable += () if rows or is_empty(damaged, table) else (table,)
    return {key: row for key, row in rows.items() if not is_off(table, row)}


def _write(rows: dict[str, Table], target: Path) -> None:
    """All of it in one transaction, in a file with today's tables, which only its owner may read; the guards
    stand again at its end.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    open_engine(target, PATIENCE).dispose()
    with translated(), closing(sqlite3.connect(target, isolation_level=None)) as file:
        file.execute("BEGIN IMMEDIATE")
        for name, text in GUARDS.items():
            file.execute(f"DROP {text.split(maxsplit=2)[1]} IF EXISTS {name}")
        for table, its_rows in rows.items():
            known = {column[1] for column in file.execute(f"PRAGMA table_info({table})")}
            for row in its_rows.values():
                _insert(file, table, {name: value for name, value in row.items() if name in known})
        for text in GUARDS.values():
            file.execute(text)
        file.execute("COMMIT")
        file.execute("PRAGMA journal_mode = DELETE")  # one file, to be carried about


def _insert(file: sqlite3.Connection, table: str, row: Columns) -> None:
    with suppress(sqlite3.IntegrityError):  # a damaged value that its column would not take
        file.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values())
        )
