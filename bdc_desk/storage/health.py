"""Whether SQLite can do its work: is a file whole, do its locks hold where the profile lies. Only looks."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bdc_desk.storage.faults import translated

OLDEST = (3, 37, 0)
"""The first SQLite with STRICT tables."""
MOST_FAULTS = 5


def sqlite_version() -> str:
    """SQLite's own version, e.g. "3.45.1"."""
    return sqlite3.sqlite_version


def sqlite_is_too_old() -> bool:
    """Whether this SQLite lacks what the tables need."""
    return sqlite3.sqlite_version_info < OLDEST


def can_search() -> bool:
    """Whether this SQLite was built with what the search index is made of (FTS5 with trigrams)."""
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE VIRTUAL TABLE found USING fts5(words, tokenize = 'trigram')")
    except sqlite3.Error:
        return False
    return True


def quick_check(path: Path) -> list[str]:
    """What SQLite finds wrong in the file at `path`, which must be there; empty for a whole one.

    Raises SurroundingsFault where it cannot be read at all.
    """
    with translated(), closing(_connect(path)) as connection:
        rows = connection.execute(f"PRAGMA quick_check({MOST_FAULTS})").fetchall()
    return [str(words) for (words,) in rows if words != "ok"]


class Scratch:
    """A small file of its own, to see whether the write-ahead log and its locks work beside it.

    Raises SurroundingsFault, as every method here.
    """

    def __init__(self, path: Path) -> None:
        with translated():
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._mode = str(self._connection.execute("PRAGMA journal_mode = WAL").fetchone()[0])
            self._connection.execute("CREATE TABLE scratch (word TEXT)")

    @property
    def has_wal(self) -> bool:
        """Whether the file took a write-ahead log: readers and a writer at once."""
        return self._mode.lower() == "wal"

    def lock(self) -> None:
        """Begin to write, as a desk does; until `close` no other program may."""
        with translated():
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("INSERT INTO scratch VALUES ('written')")

    def close(self) -> None:
        """Write it and let go."""
        with translated():
            if self._connection.in_transaction:
                self._connection.execute("COMMIT")
            self._connection.close()


def is_locked(path: Path) -> bool:
    """Whether another program writes the file at `path` now, asked without waiting. Raises
    SurroundingsFault.
    """
    with translated(), closing(_connect(path)) as connection:
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:  # its primary code
                return True
            raise
        connection.execute("ROLLBACK")
        return False


def _connect(path: Path) -> sqlite3.Connection:
    """A connection to a file that is there: none is made."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
