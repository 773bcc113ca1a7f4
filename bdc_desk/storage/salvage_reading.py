"""The rows of a damaged file, by every way that leads to one.

A damaged page takes the rows that lie on it, and an error there ends every walk through the table. So each
table is walked from both ends, and what lies between is asked for key by key: the keys stand in other tables
and in the indexes, which lie on other pages.
"""

import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

Row = tuple[Any, ...]
Key = tuple[Any, ...]
Columns = dict[str, Any]
Table = dict[Key, Columns]

# Where else the key of a row stands: an index or another table, each a tree of pages of its own.
_KEYS = {
    "entry": (
        "SELECT id FROM entry INDEXED BY entry_lead_kind",
        "SELECT id FROM entry INDEXED BY entry_kind_at",
        "SELECT entry FROM seal",
        "SELECT entry FROM detail",
        "SELECT entry FROM outbox",
    ),
    "detail": ("SELECT id FROM entry", "SELECT entry FROM seal"),
    "seal": ("SELECT chain, no FROM seal INDEXED BY seal_at",),
    "setting": ("SELECT key FROM setting INDEXED BY sqlite_autoindex_setting_1",),
}


def is_empty(source: Path, table: str) -> bool:
    """Whether nothing could be read because nothing is there."""
    with closing(_open(source)) as file:
        try:
            (rows,) = file.execute(f"SELECT count(*) FROM {table}").fetchone()
        except (sqlite3.Error, UnicodeDecodeError):
            return False
    return not rows


def is_whole(source: Path, table: str) -> bool:
    """Whether the table can be read from one end to the other: then nothing of it is lost."""
    with closing(_open(source)) as file:
        try:
            told = file.execute(f"PRAGMA table_info({table})").fetchall()
            keys = [column[1] for column in sorted(told, key=lambda column: column[5]) if column[5]]
            for _ in file.execute(f"SELECT * FROM {table} ORDER BY {', '.join(keys)}"):
                pass
        except (sqlite3.Error, UnicodeDecodeError):
            return False
    return True


def rows_of(source: Path, table: str) -> Table:
    """The rows of the table that can be read, by key, each as its columns."""
    with closing(_open(source)) as file:
        try:
            told = file.execute(f"PRAGMA table_info({table})").fetchall()
        except (sqlite3.Error, UnicodeDecodeError):  # what tables there are cannot be read any more
            return {}
        columns = [column[1] for column in told]
        keys = [column[1] for column in sorted(told, key=lambda column: column[5]) if column[5]]
        if not columns or not keys:
            return {}
        return {
            tuple(row[columns.index(key)] for key in keys): dict(zip(columns, row, strict=True))
            for row in _walked(file, table, columns, keys)
        }


def _walked(
    file: sqlite3.Connection, table: str, columns: Sequence[str], keys: Sequence[str]
) -> Iterator[Row]:
    """Every row that some way leads to, perhaps twice."""
    select = f"SELECT {', '.join(columns)} FROM {table} "
    forward = yield from _until_it_fails(file, select + f"ORDER BY {', '.join(keys)}")
    if forward:
        return
    down = ", ".join(f"{key} DESC" for key in keys)
    yield from _until_it_fails(file, select + f"ORDER BY {down}")
    asked = select + "WHERE " + " AND ".join(f"{key} = ?" for key in keys)
    for key in _keys_elsewhere(file, table):
        with suppress(sqlite3.Error, UnicodeDecodeError):
            yield from file.execute(asked, key).fetchall()


def _until_it_fails(file: sqlite3.Connection, query: str) -> Generator[Row, None, bool]:
    """The rows up to the first page that cannot be read; whether the end was reached is returned."""
    try:
        yield from file.execute(query)
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return True


def _keys_elsewhere(file: sqlite3.Connection, table: str) -> Iterable[Key]:
    keys: dict[Key, None] = {}
    for query in _KEYS.get(table, ()):
        for order in ("", " DESC"):
            last = query.split(" FROM ")[0].split()[-1]
            walk = _until_it_fails(file, f"{query} ORDER BY {last}{order}" if order else query)
            keys |= dict.fromkeys(walk)
    if table == "seal" and keys:  # numbers have no holes: those between are there as well
        for chain in {key[0] for key in keys}:
            most = max(int(key[1]) for key in keys if key[0] == chain)
            keys |= dict.fromkeys((chain, no) for no in range(1, most + 1))
    return keys


def version_of(source: Path) -> str:
    """The version of the file's tables; "" where it cannot be read. Never raises."""
    try:
        with closing(_open(source)) as file:
            (version,) = file.execute("SELECT version_num FROM alembic_version").fetchone() or ("",)
    except (sqlite3.Error, UnicodeDecodeError):
        return ""
    return str(version)


def _open(path: Path) -> sqlite3.Connection:
    """Only to read. A file that was cut short is refused by SQLite as a whole, but for this pragma: it then
    gives what lies on the pages that are there.
    """
    mode = "?mode=rw"  # what waits in a write-ahead log is read with it
    connection = sqlite3.connect(f"{path.absolute().as_uri()}{mode}", uri=True, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA writable_schema = ON")
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    return connection
