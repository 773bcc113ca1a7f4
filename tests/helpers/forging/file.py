"""The file in the forger's hands."""

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from bdc_desk.storage.codec import canonical, chain_hash

Row = dict[str, Any]
ENTRY_COLUMNS = (
    "id", "dealership", "lead", "round", "kind", "agent", "desk", "desk_seq", "at", "seen", "policy",
)  # fmt: skip


@dataclass(frozen=True)
class Forgery:
    """What was done. `names`: one of these must stand in what `verify` says; none: it must say anything."""

    what: str
    names: tuple[str, ...] = ()


Edit = Callable[["ForgedFile"], Forgery | None]
"""None: the dice chose what changes nothing."""
_GUARDS = "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name"


class ForgedFile:
    """Rows by number, random choices, and the sound file kept aside. `dice`: the forger's mood. `kept`: salt
    and details by entry, from before they were erased.
    """

    def __init__(self, path: Path, seed: int = 0) -> None:
        """`path` is a sound log, and stays open elsewhere meanwhile."""
        self.dice = random.Random(seed)
        self.file = sqlite3.connect(path, isolation_level=None)
        self.file.row_factory = sqlite3.Row
        self.run("PRAGMA synchronous = OFF")
        self._sound = sqlite3.connect(":memory:")
        self.file.backup(self._sound)
        self.chain = str(self.value("SELECT chain FROM this_desk"))
        self.last_no = int(self.value("SELECT max(no) FROM seal"))
        self.guards: dict[str, str] = {row["name"]: row["sql"] for row in self.rows(_GUARDS)}
        self.rewritten: dict[str, str] = {}
        self.kept: dict[str, tuple[bytes, str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
        self._sound.close()

    def put_back(self) -> None:
        """Undo everything."""
        self._sound.backup(self.file)

    @contextmanager
    def unguarded(self) -> Iterator[None]:
        """Meanwhile nothing is refused; afterwards the guards stand there as before, but for what was done to
        `guards` (texts by name) and `rewritten` (texts that SQLite's own list of things is to say).
        """
        self.run("PRAGMA foreign_keys = OFF")
        self.run("PRAGMA ignore_check_constraints = ON")
        self.run("BEGIN IMMEDIATE")
        before, self.rewritten = dict(self.guards), {}
        guards = self.rows("SELECT * FROM sqlite_master WHERE type = 'trigger'")
        try:
            with self._own_schema():  # 40 times as quick as DROP TRIGGER and CREATE TRIGGER for each
                self.run("DELETE FROM sqlite_master WHERE type = 'trigger'")
            yield
            with self._own_schema():
                self._put_back([one for one in guards if one["name"] in self.guards])
            self.run("COMMIT")
        finally:
            self.guards = before
            if self.file.in_transaction:
                self.file.rollback()

    @contextmanager
    def _own_schema(self) -> Iterator[None]:
        """Write in SQLite's own list of things; everybody reads it anew."""
        self.run("PRAGMA writable_schema = ON")
        yield
        self.run(f"PRAGMA schema_version = {self.value('PRAGMA schema_version') + 1}")
        self.run("PRAGMA writable_schema = RESET")

    def _put_back(self, guards: list[Row]) -> None:
        for one in guards:
            self.run("INSERT INTO sqlite_master VALUES (:type, :name, :tbl_name, :rootpage, :sql)", one)
        for name, text in self.rewritten.items():
            self.run("UPDATE sqlite_master SET sql = ? WHERE name = ?", text, name)

    def run(self, statement: str, *values: object) -> int:
        """`values`: in their order, or one mapping by name."""
        named = values[0] if values and isinstance(values[0], dict) else values
        return self.file.execute(statement, named).rowcount

    def rows(self, statement: str, *values: object) -> list[Row]:
        return [dict(row) for row in self.file.execute(statement, values)]

    def value(self, statement: str, *values: object) -> Any:
        row = self.file.execute(statement, values).fetchone()
        return None if row is None else row[0]

    def pick(self, choices: Sequence[Any]) -> Any:
        return self.dice.choice(choices)

    def sealed(self, no: int | None = None) -> Row:
        """An entry with its seal (`no`, `entry`), any of those before the last unless told which."""
        chosen = self.dice.randrange(1, self.last_no) if no is None else no
        (row,) = self.rows(
            "SELECT s.no, s.sealed_at, s.at AS seal_at, s.utc_offset, s.verdict, s.hash, e.* FROM seal s "
            "JOIN entry e ON e.id = s.entry WHERE s.chain = ? AND s.no = ?",
            self.chain,
            chosen,
        )
        return row

    def seal_anew(self, no: int, upto: int | None = None) -> None:
        """Give the seals from `no` on (to `upto`) the hashes of what they hold."""
        previous = self.value("SELECT hash FROM seal WHERE chain = ? AND no = ?", self.chain, no - 1)
        for seal in self.rows(
            "SELECT s.*, e.content FROM seal s JOIN entry e ON e.id = s.entry "
            "WHERE s.chain = ? AND s.no BETWEEN ? AND ? ORDER BY s.no",
            self.chain,
            no,
            upto or 1 << 60,
        ):
            previous = hash_of(previous or bytes(32), seal)
            self.run("UPDATE seal SET hash = ? WHERE chain = ? AND no = ?", previous, self.chain, seal["no"])

    def write_content(self, entry: str, fields: Row) -> None:
        """The entry's bytes, and columns that agree with them."""
        told = ", ".join(f"{column} = ?" for column in ENTRY_COLUMNS)
        self.run(
            f"UPDATE entry SET {told}, content = ? WHERE id = ?",
            *(fields[column] for column in ENTRY_COLUMNS),
            canonical(fields),
            entry,
        )


def hash_of(previous: bytes, seal: Row) -> bytes:
    """The right hash of a seal with the `content` of its entry."""
    return chain_hash(
        previous,
        seal["chain"],
        seal["no"],
        seal["sealed_at"],
        seal["at"],
        seal["utc_offset"],
        seal["verdict"],
        seal["content"],
    )


def carry_out(file: ForgedFile, edits: Sequence[Edit]) -> Forgery:
    """One edit of these that changes something."""
    while True:
        edit = file.pick(edits)
        with file.unguarded():
            done = edit(file)
        if done is not None:
            return done
        file.put_back()
