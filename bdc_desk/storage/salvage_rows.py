"""What is known while a damaged log is saved: its rows so far, where they came from, what stands beside."""

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from bdc_desk.storage.codec import canonical, details_digest, sha_of
from bdc_desk.storage.guards_log import SHARED
from bdc_desk.storage.heads import NotedHead
from bdc_desk.storage.salvage_reading import Columns, Key, Table

LOG = ("entry", "seal", "detail", "archive", "replaced")
"""Only ever added to: a backup's row is the same row."""
STATE = ("this_desk", "outbox", "note_draft", "setting", "attention", "delivery", "read_file")
"""The desk's own. Claims and colleagues come again by themselves, lists are concluded from the log."""
COPIES = ("id", "lead", "kind", "desk", "desk_seq", "at")
"""Columns of an entry that repeat what its content says."""
NO_TEXT = "\N{REPLACEMENT CHARACTER}"
"""Stands for bytes that are no text."""


@dataclass
class Salvaged:
    """What came out. `read`: rows a table that the damaged file still gave; `from_backups`: those that only a
    backup had; `entries`: of the log, in all; `missing`: numbers of the chain whose entry or seal is nowhere,
    up to the last that was ever noted; `broken`: those that do not link to the one before; `left_out`: how
    many entries of backups belong to a log that this one parted from; `unreadable`: tables that gave nothing;
    `in_team`: the shared database has what is missing, as far as it had been handed in; `is_sure`: the
    damaged file was read far enough to tell that nothing came after the last that was saved.
    """

    read: dict[str, int] = field(default_factory=dict)
    from_backups: dict[str, int] = field(default_factory=dict)
    entries: int = 0
    missing: tuple[int, ...] = ()
    broken: tuple[int, ...] = ()
    left_out: int = 0
    unreadable: tuple[str, ...] = ()
    in_team: bool = False
    is_sure: bool = False


@dataclass(frozen=True)
class Known:
    """What stands beside the log about it. `heads`: those noted; `limits`: of backups from before another was
    restored, the number that the log was taken back to then; `erased`: leads that were erased here.
    """

    heads: Sequence[NotedHead] = ()
    limits: Mapping[Path, int] = field(default_factory=dict)
    erased: Collection[str] = ()


@dataclass
class Kept:
    """The rows so far. `filled`: which of them a backup gave; `others`: seals (chain, number, hash) of
    backups that are not of this log.
    """

    rows: dict[str, Table]
    filled: dict[str, set[Key]] = field(default_factory=lambda: {table: set() for table in (*LOG, *STATE)})
    others: set[tuple[object, ...]] = field(default_factory=set)

    def fill(self, table: str, key: Key, row: Columns) -> None:
        """Take a backup's row."""
        self.rows[table][key] = row
        self.filled[table].add(key)

    @property
    def desk(self) -> Columns | None:
        """Whose log it is; None where nothing said so yet."""
        return next(iter(self.rows["this_desk"].values()), None)


def is_off(table: str, row: Columns) -> bool:
    """Whether the row cannot be what was written, as far as it says itself."""
    try:
        if table == "entry":
            fields = json.loads(row["content"])
            copies: bool = [fields[name] for name in COPIES] == [row[name] for name in COPIES]
            return not copies or canonical(fields) != row["content"]
        if table == "this_desk":
            ids = [str(UUID(row[name])) == row[name] for name in ("desk", "chain", "dealership")]
            return not all(ids) or row["sealer"] not in ("desk", SHARED)
        if table == "archive":
            digest: str = row["sha256"]
            return sha_of(row["content"]) != digest
    except (ValueError, TypeError, KeyError, AttributeError):
        return True
    return table in STATE and any(NO_TEXT in value for value in row.values() if isinstance(value, str))


def is_theirs(entry: Columns, detail: Columns) -> bool:
    """Whether details are those that the entry was written with."""
    with suppress(ValueError, TypeError, KeyError):
        digest = json.loads(entry["content"])["details"]
        return bool(digest == details_digest(detail["salt"], detail["content"]))
    return False
