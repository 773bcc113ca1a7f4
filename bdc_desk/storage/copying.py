"""A whole copy of a log's file, made while others write, and looked at before it gets its name.

Plain sqlite3, no engine: a copy is made before a migration, too, and of files that this program did not open.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdc_desk.cadence.entry import moment
from bdc_desk.errors import SurroundingsFault

STEP = 500
"""Pages copied between two looks at whether to go on: 2 MB."""
MOST_FAULTS = 3
PATIENCE = 5.0
"""Seconds that a look at a file waits for a program that is writing it."""
OURS = frozenset({"alembic_version", "entry", "seal", "this_desk"})
BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the files that SQLite keeps beside a database while it is open."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file says of itself. `version`: of its tables; `no` and `head`: the number and hash (hex) of its
    last seal, 0 and "" in an empty log; `at`: that seal's moment; `waiting`: entries without a seal.
    """

    version: str
    desk: str
    chain: str
    dealership: str
    person: str | None
    sealer: str
    no: int
    head: str
    at: datetime | None
    waiting: int


class Stopped(Exception):
    """A copy was given up because its program ends; nothing of it is left."""


def contents_of(path: Path) -> Contents:
    """What the file at `path` holds. Only looks. Raises SurroundingsFault: it is missing, cannot be read, or
    is no log of BDC Desk.
    """
    with _told(path), closing(_reading(path)) as file:
        names = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not names >= OURS:
            raise SurroundingsFault(f"{path} holds no log of BDC Desk.")
        (version,) = file.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
        columns = {row[1] for row in file.execute("PRAGMA table_info(this_desk)")}
        sealer = "sealer" if "sealer" in columns else "'desk'"  # older tables know no team
        desk = file.execute(f"SELECT desk, chain, dealership, person, {sealer} FROM this_desk").fetchone()
        if desk is None:
            return Contents(str(version), "", "", "", None, "desk", 0, "", None, 0)
        last = file.execute(
            "SELECT no, hash, at FROM seal WHERE chain = ? ORDER BY no DESC LIMIT 1", (desk[1],)
        ).fetchone()
        waiting = file.execute("SELECT count(*) FROM outbox").fetchone()[0] if "outbox" in names else 0
        no, head, at = (last[0], last[1].hex(), moment(last[2])) if last else (0, "", None)
        mine, chain, dealership, person, sealed_by = desk
        return Contents(str(version), mine, chain, dealership, person, sealed_by, no, head, at, waiting)


def lost_since(path: Path, no: int) -> tuple[int, datetime | None]:
    """How many entries of the log at `path` were written after number `no` of its chain, those that wait for
    their number among them, and when the first of them was. Raises SurroundingsFault.
    """
    with _told(path), closing(_reading(path)) as file:
        count, first = file.execute(
            "SELECT count(*), min(at) FROM seal WHERE chain = (SELECT chain FROM this_desk) AND no > ?", (no,)
        ).fetchone()
        told = "SELECT count(*), min(e.at) FROM outbox o JOIN entry e ON e.id = o.entry"
        waiting, oldest = file.execute(told).fetchone()
    begun = [at for at in (first, oldest) if at is not None]
    return count + waiting, moment(min(begun)) if begun else None


def seal_at(path: Path, no: int) -> str:
    """The hash (hex) of the seal with number `no` of the chain in the file at `path`; "" where it has none.
    Raises SurroundingsFault.
    """
    with _told(path), closing(_reading(path)) as file:
        found = file.execute(
            "SELECT hash FROM seal WHERE chain = (SELECT chain FROM this_desk) AND no = ?", (no,)
        ).fetchone()
    return found[0].hex() if found else ""


def last_common(one: Path, other: Path, most: int) -> int:
    """The highest number up to `most` at which the two logs are the same; 0 where they never were. Raises
    SurroundingsFault.
    """
    low, high = 0, most  # the seals are a chain: from where they differ on they differ for good
    while low < high:
        middle = (low + high + 1) // 2
        seal = seal_at(one, middle)
        if seal and seal == seal_at(other, middle):
            low = middle
        else:
            high = middle - 1
    return low


def faults_of(path: Path) -> list[str]:
    """What is wrong in the file at `path`, judged page by page; empty for a whole one. Seconds for a log of
    years. Raises SurroundingsFault where it cannot be read at all.
    """
    with _told(path), closing(_reading(path)) as file:
        rows = file.execute(f"PRAGMA integrity_check({MOST_FAULTS})").fetchall()
        found = [str(words) for (words,) in rows if words != "ok"]
        strays = file.execute("PRAGMA foreign_key_check").fetchmany(MOST_FAULTS)
    return found + [
        f"a row of {table} names one of {parent} that is missing" for table, _, parent, _ in strays
    ]


def copy_whole(source: Path, target: Path, goes_on: Callable[[], bool] = lambda: True) -> Contents:
    """Copy the log at `source` to `target`, whole and on the disk, or not at all; what the copy holds.

    Writers of `source` do not wait, and what they write meanwhile is not in the copy. The copy is one file,
    without a write-ahead log, and only its owner may read it. `goes_on` is asked between two steps.

    Raises SurroundingsFault: the source is damaged, the disk full, the folder not writable. Raises Stopped
    where `goes_on` says no. What stood at `target` stays until the copy is whole.
    """
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with _told(target):
            _copy(source, new, goes_on)
        found = _looked_at(new, source)
        with _told(target):
            sync_file(new)
            new.replace(target)
            sync_folder(target.parent)
    except BaseException:
        remove_database(new)
        raise
    return found


def _looked_at(new: Path, source: Path) -> Contents:
    """What the copy holds. Raises SurroundingsFault where it is not whole: then its source is not."""
    faults = faults_of(new)
    if faults:
        raise SurroundingsFault(f"{source} is damaged: {'; '.join(faults)}.")
    return contents_of(new)


def _copy(source: Path, new: Path, goes_on: Callable[[], bool]) -> None:
    """By SQLite's own backup. The read transaction holds the source as it is, so that a step never has to
    begin again because somebody wrote.
    """
    remove_database(new)
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))

    def look(_status: int, _left: int, _all: int) -> None:
        if not goes_on():
            raise Stopped

    with closing(_reading(source)) as there, closing(sqlite3.connect(new, isolation_level=None)) as here:
        here.execute("PRAGMA synchronous = OFF")  # it is synced once, whole
        there.execute("BEGIN")
        there.execute("SELECT count(*) FROM sqlite_master").fetchone()
        there.backup(here, pages=STEP, progress=look)
        here.execute("PRAGMA journal_mode = DELETE")  # one file, to be carried about


def _reading(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there. A write-ahead log is read with it where there is one: `rw`,
    because its index beside it may have to be made; a folder that cannot be written is read all the same.
    """
    name = path.absolute().as_uri()
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    file = sqlite3.connect(
        f"{name}?mode={'rw' if writable else 'ro'}", uri=True, isolation_level=None, timeout=PATIENCE
    )
    file.execute("PRAGMA query_only = ON")
    return file


def sync_file(path: Path) -> None:
    """Have the file's bytes on the disk when this returns. Raises OSError."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in the folder on the disk; Windows has no such call and keeps them by itself."""
    if os.name != "posix":
        return
    with suppress(OSError):  # some file systems sync no folder; the file itself is there
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_database(path: Path) -> None:
    """Take the file away with what SQLite keeps beside it; nothing where there is none. Never raises."""
    for one in (path, *(path.with_name(path.name + end) for end in BESIDE)):
        with suppress(OSError):
            one.unlink(missing_ok=True)


def copy_file(source: Path, target: Path) -> None:
    """Another name for the same bytes where the disk can, else a copy of them, on the disk. Raises
    OSError.
    """
    try:
        os.link(source, target)
    except OSError:  # another disk, or a file system without links
        shutil.copyfile(source, target)
        sync_file(target)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Errors of disk and driver as sentences about `path`; an error of ours among them passes."""
    try:
        yield
    except OSError as fault:
        raise SurroundingsFault(f"{path}: {fault.strerror or fault}.") from fault
    except sqlite3.Error as fault:
        raise SurroundingsFault(f"{path}: {_why(fault)}.") from fault


_WHY = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it cannot be written, the file or its folder is read-only",
    sqlite3.SQLITE_BUSY: "another program holds it",
    sqlite3.SQLITE_LOCKED: "another program holds it",
    sqlite3.SQLITE_NOTADB: "it is no database",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_CANTOPEN: "it is missing or may not be opened",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
}


def _why(fault: sqlite3.Error) -> str:
    code = getattr(fault, "sqlite_errorcode", None)
    return _WHY.get(code & 0xFF, str(fault)) if code is not None else str(fault)
