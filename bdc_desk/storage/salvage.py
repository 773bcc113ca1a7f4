"""What can still be read of a damaged file, in a file of its own: row by row, by every way to a row.

A damaged page takes the rows that lie on it, and an error there ends every walk through the table. So each
table of the log is walked from both ends, and what lies between is asked for key by key: the keys stand in
other tables and in the indexes, which lie on other pages. What is missing then is taken from the backups,
which hold the same bytes. The damaged file is only read, in a copy.
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.codec import canonical, details_digest, sha_of
from bdc_desk.storage.faults import translated
from bdc_desk.storage.opening import open_engine
from bdc_desk.storage.triggers import GUARDS

Row = tuple[Any, ...]
Key = tuple[Any, ...]
Columns = dict[str, Any]
Table = dict[Key, Columns]

PATIENCE = timedelta(seconds=5)

LOG = ("entry", "seal", "detail", "archive", "replaced")
"""Only ever added to: a backup's row is the same row."""
STATE = ("this_desk", "outbox", "note_draft", "setting", "attention", "delivery", "read_file")
"""The desk's own. Claims and colleagues come again by themselves, lists are concluded from the log."""
COPIES = ("id", "lead", "kind", "desk", "desk_seq", "at")
"""Columns of an entry that repeat what its content says."""
NO_TEXT = "\N{REPLACEMENT CHARACTER}"
"""Stands for bytes that are no text."""
CONCLUDED = ("lists", "projected")
"""Settings that say which lists are concluded: none are, in the new file."""
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


@dataclass
class Salvaged:
    """What came out. `read`: rows a table that the damaged file still gave; `from_backups`: those that only a
    backup had; `entries`: of the log, in all; `missing`: numbers of the chain whose entry or seal is nowhere;
    `unreadable`: tables that gave nothing.
    """

    read: dict[str, int] = field(default_factory=dict)
    from_backups: dict[str, int] = field(default_factory=dict)
    entries: int = 0
    missing: tuple[int, ...] = ()
    unreadable: tuple[str, ...] = ()


def salvage(
    damaged: Path, backups: Sequence[Path], target: Path, tell: Callable[[str], None] = lambda _table: None
) -> Salvaged:
    """Write to `target`, which must not be there, all that can be read of `damaged` and what `backups` hold
    beside it (newest first). `tell` hears which table is read.

    Raises SurroundingsFault where neither the file nor a backup says whose log it is, or `target` cannot be
    written; `target` is not left behind then.
    """
    if target.exists():
        raise SurroundingsFault(f"{target} is there already. Name another file to save into.")
    found = Salvaged()
    try:
        with tempfile.TemporaryDirectory(prefix=".salvage-", dir=target.parent) as folder:
            sources = [_copied(damaged, Path(folder)), *backups]
            rows = {table: _union(sources, table, found, tell) for table in (*LOG, *STATE)}
        _settle(rows, found)
        _write(rows, target)
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


def _copied(damaged: Path, folder: Path) -> Path:
    """The file and what waits beside it, apart: to open it would already write to it."""
    copy = folder / damaged.name
    shutil.copyfile(damaged, copy)
    for end in ("-wal",):
        beside = damaged.with_name(damaged.name + end)
        if beside.exists():
            shutil.copyfile(beside, copy.with_name(copy.name + end))
    return copy


# Reading: nothing here believes that a table can be read to its end.


def _union(sources: Sequence[Path], table: str, found: Salvaged, tell: Callable[[str], None]) -> Table:
    """The table's rows by key, each as its columns: the damaged file's, and for the log what only backups
    have. A row of the log that is not what its own digest says gives way to another source's.
    """
    tell(table)
    union: Table = {}
    for place, source in enumerate(sources):
        if place and (table not in LOG and union):
            break  # the desk's own state: the newest that can be read, not a mixture
        rows = _rows_of(source, table)
        if place == 0:
            found.read[table] = len(rows)
            found.unreadable += () if rows or _is_empty(source, table) else (table,)
        for key, row in rows.items():
            if table in STATE and _is_off(table, row):
                continue
            known = union.get(key)
            if known is None or (_is_off(table, known) and not _is_off(table, row)):
                union[key] = row
                found.from_backups[table] = found.from_backups.get(table, 0) + (place > 0)
    return union


def _is_off(table: str, row: Columns) -> bool:
    """Whether the row cannot be what was written, as far as it says itself."""
    try:
        if table == "entry":
            fields = json.loads(row["content"])
            copies: bool = [fields[name] for name in COPIES] == [row[name] for name in COPIES]
            return not copies or canonical(fields) != row["content"]
        if table == "this_desk":
            ids = [str(UUID(row[name])) == row[name] for name in ("desk", "chain", "dealership")]
            return not all(ids) or row["sealer"] not in ("desk", "shared")
        if table == "archive":
            digest: str = row["sha256"]
            return sha_of(row["content"]) != digest
        if table == "detail":
            return not isinstance(json.loads(row["content"]), dict)
    except (ValueError, TypeError, KeyError, AttributeError):
        return True
    return table in STATE and any(NO_TEXT in value for value in row.values() if isinstance(value, str))


def _is_empty(source: Path, table: str) -> bool:
    """Whether nothing could be read because nothing is there."""
    with closing(_open(source)) as file:
        try:
            (rows,) = file.execute(f"SELECT count(*) FROM {table}").fetchone()
        except (sqlite3.Error, UnicodeDecodeError):
            return False
    return not rows


def _rows_of(source: Path, table: str) -> Table:
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


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    return connection


# What belongs together.


def _settle(rows: dict[str, Table], found: Salvaged) -> None:
    """Leave out what hangs in the air, and see what is missing."""
    desk = next(iter(rows["this_desk"].values()), None)
    if desk is None:
        raise SurroundingsFault(
            "Neither this file nor a backup can be read far enough to say whose log it is. "
            "Restore another backup, or ask whoever keeps copies of this computer."
        )
    _settle_log(rows, desk, found)
    entries = rows["entry"]
    erased = {row["lead"] for row in entries.values() if row["kind"] == Kind.ERASED}
    gone = {key for key, row in entries.items() if row["lead"] in erased}
    _keep(
        rows["detail"], lambda key, row: key in entries and key not in gone and _is_theirs(entries[key], row)
    )
    originals = {json.loads(entries[key]["content"])["body"].get("archive") for key in gone}
    _keep(rows["archive"], lambda key, row: key[0] not in originals and not _is_off("archive", row))
    _keep(rows["outbox"], lambda key, _row: key in entries)
    _keep(rows["setting"], lambda key, _row: key[0] not in CONCLUDED)
    found.entries = len(entries)


def _settle_log(rows: dict[str, Table], desk: Columns, found: Salvaged) -> None:
    """Entries and seals that belong together."""
    entries, seals, chain = rows["entry"], rows["seal"], desk["chain"]
    sealed = {row["entry"] for row in seals.values()}
    moved = rows["replaced"].keys()  # a backup may be from before an arrival gave way to a colleague's
    _keep(
        entries,
        lambda key, row: (
            not _is_off("entry", row) and (key[0] in sealed or (row["desk"], row["desk_seq"]) not in moved)
        ),
    )
    mine = {no: row for (its, no), row in seals.items() if its == chain}
    numbers = range(1, max(mine, default=0) + 1)
    found.missing = tuple(no for no in numbers if no not in mine or (mine[no]["entry"],) not in entries)
    first_hole = found.missing[0] if found.missing and desk["sealer"] != "desk" else None
    # In a team the shared database has them all: it is asked again from the first hole on.
    _keep(
        seals,
        lambda key, row: (
            (row["entry"],) in entries and (first_hole is None or key[0] != chain or key[1] < first_hole)
        ),
    )


def _keep(table: Table, wanted: Callable[[Key, Columns], bool]) -> None:
    for key in [key for key, row in table.items() if not wanted(key, row)]:
        del table[key]


def _is_theirs(entry: Columns, detail: Columns) -> bool:
    """Whether details are those that the entry was written with."""
    with suppress(ValueError, TypeError, KeyError):
        digest = json.loads(entry["content"])["details"]
        return bool(digest == details_digest(detail["salt"], detail["content"]))
    return False


def _write(rows: dict[str, Table], target: Path) -> None:
    """All of it in one transaction, in a file with today's tables; the guards stand again at its end."""
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
