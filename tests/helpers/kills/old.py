"""Profiles that are opened and killed while they are made or migrated: the log stays, byte for byte."""

import random
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from bdc_desk.clock import FixedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.rebuilding import LISTS
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import set_up
from bdc_desk.operations.verifying import verify
from bdc_desk.storage.migrations import HEAD
from bdc_desk.storage.store import Store
from tests.helpers.desks import FORM, MONDAY, POLICY, draft, unlike_rebuilt
from tests.helpers.kills.seat import Order
from tests.helpers.kills.zygote import Line, Zygote, moment_to_kill

LEADS = 5
FIRST = 3
"""Entries of a dealership that was set up."""
LOG = ("entry", "detail", "seal", "archive")


def older_profile(path: Path) -> None:
    """As a version before the search index left it."""
    with closing(Store.open(path)) as store:
        desk = set_up(store, FixedClock(MONDAY), FORM, POLICY)
        for number in range(LEADS):
            receive_lead(desk, draft(number))
    with closing(sqlite3.connect(path)) as plain:
        for table in ("search_words", "search_digits", "search_doc"):
            plain.execute(f"DROP TABLE {table}")
        plain.execute("DELETE FROM setting WHERE key = ?", (LISTS,))
        plain.execute("UPDATE alembic_version SET version_num = '0003'")
        plain.commit()
        plain.execute("PRAGMA journal_mode = DELETE")


def log_in(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the log; empty where there are no tables yet. Raises sqlite3.Error."""
    if not path.exists():
        return {}
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        there = {name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert not there or {*LOG, "alembic_version"} <= there, f"a half-made file: {sorted(there)}"
        return {name: sorted(plain.execute(f"SELECT * FROM {name}"), key=repr) for name in LOG if there}


class Openings:
    """Starts of the program on a new file and on an older one, each killed and then let through."""

    def __init__(self, zygote: Zygote, folder: Path, seed: int) -> None:
        self.zygote, self.folder = zygote, folder
        self.dice = random.Random(seed)
        self.kills = 0
        self.hit: set[str] = set()
        self.found: list[str] = []
        folder.mkdir(parents=True)
        self.old = folder / "old.sqlite"
        older_profile(self.old)
        self.before = log_in(self.old)
        self.points = {is_old: self._learn(is_old=is_old) for is_old in (True, False)}

    def _file(self, *, is_old: bool) -> Path:
        path = self.folder / f"{self.dice.getrandbits(48):x}.sqlite"
        if is_old:
            shutil.copy(self.old, path)
        return path

    def _live(self, path: Path, die_at: str = "", kill_after: float | None = None) -> list[Line]:
        at = (MONDAY + timedelta(minutes=5)).timestamp()
        return self.zygote.live("opening", Order(str(path), at, die_at=die_at), kill_after=kill_after)

    def _learn(self, *, is_old: bool) -> dict[str, bool]:
        lines = self._live(self._file(is_old=is_old))
        points: dict[str, bool] = next(words[0] for what, *words in lines if what == "done")
        return points

    def kill(self, *, is_old: bool) -> None:
        """A file is opened, killed at a point or a moment, perhaps again, and then opened in peace."""
        path = self._file(is_old=is_old)
        for _ in range(self.dice.choice((1, 1, 2))):
            if self.dice.random() < 0.7:
                self.kill_at(path, self.dice.choice(sorted(self.points[is_old])), is_old=is_old)
            else:
                self._hear(path, self._live(path, kill_after=moment_to_kill(self.dice)), is_old=is_old)
        self.open_in_peace(path, is_old=is_old)

    def kill_at(self, path: Path, point: str, *, is_old: bool) -> None:
        """Killed at this point, where it comes there."""
        self._hear(path, self._live(path, die_at=point), is_old=is_old)

    def _hear(self, path: Path, lines: list[Line], *, is_old: bool) -> None:
        self.kills += 1
        self.hit |= {words[0] for what, *words in lines if what == "at"}
        self.found += [f"{path}: {words[0]}" for what, *words in lines if what == "broke"]
        # The file as it lies is looked at in a copy: the next start is to find what the killed one left.
        copy = self.folder / "copy.sqlite"
        for end in ("", "-wal", "-shm"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)
            if (part := path.with_name(path.name + end)).exists():
                shutil.copy(part, copy.with_name(copy.name + end))
        self._compare(path, log_in(copy), is_old=is_old)

    def _compare(self, path: Path, log: dict[str, list[tuple[Any, ...]]], *, is_old: bool) -> None:
        if is_old and log != self.before:
            self.found.append(f"{path}: the log is not that of before the migration")
        if not is_old and len(log.get("entry", ())) not in {0, FIRST}:
            self.found.append(f"{path}: set up by half: {len(log['entry'])} entries")

    def open_in_peace(self, path: Path, *, is_old: bool) -> None:
        """The next start brings it to the end."""
        lines = self._live(path)
        if ["opened"] not in lines:
            self.found.append(f"{path}: it does not open any more: {lines}")
            return
        self._compare(path, log_in(path), is_old=is_old)
        with closing(Store.open(path)) as store, store.snapshot() as snapshot:
            version = snapshot._sql.value("SELECT version_num FROM alembic_version")
            identity = snapshot.desk()
        assert version == HEAD
        assert identity is not None
        with closing(Store.open(path)) as store:
            desk = Desk(store, FixedClock(MONDAY + timedelta(minutes=6)), str(identity.person))
            self.found += [f"{path}: {words}" for words in (*verify(desk), *unlike_rebuilt(desk))]
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
