"""The replica: one SQLite file, opened once, with one transaction scope for writing and one for reading."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine

from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.deliveries import DeliveryReading, DeliveryWriting
from bdc_desk.storage.desk_state import DeskReading, DeskWriting
from bdc_desk.storage.erasing import SCRUB_WANTED, ErasingReading, ErasingWriting, scrub
from bdc_desk.storage.exporting import ExportReading
from bdc_desk.storage.faults import translated
from bdc_desk.storage.log_writing import LogWriting
from bdc_desk.storage.opening import open_engine, open_watch, writing
from bdc_desk.storage.projections import ProjectionReading, ProjectionWriting
from bdc_desk.storage.replication import ReplicationReading, ReplicationWriting
from bdc_desk.storage.review import ReviewReading
from bdc_desk.storage.search import SearchReading, SearchWriting
from bdc_desk.storage.sql import Sql

PATIENCE = timedelta(seconds=5)


class Snapshot(
    ErasingReading,
    ReplicationReading,
    ProjectionReading,
    SearchReading,
    DeliveryReading,
    ReviewReading,
    ExportReading,
    DeskReading,
):
    """The replica as it was at one moment. Raises SurroundingsFault where the file cannot be read."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql


class Unit(
    LogWriting,
    ErasingWriting,
    ReplicationWriting,
    ProjectionWriting,
    SearchWriting,
    DeliveryWriting,
    DeskWriting,
    Snapshot,
):
    """One write transaction; what it reads includes what it wrote."""


class Store:
    """A desk's replica. Any thread may open units and snapshots; each has a connection of its own."""

    def __init__(
        self, path: Path, engine: Engine, watch: sqlite3.Connection, patience: timedelta = PATIENCE
    ) -> None:
        """Use `Store.open`."""
        self.path = path
        self._engine = engine
        self._writing = writing(engine)
        self._watch = watch
        self._patience = patience
        self._watch_lock = Lock()
        self._file = path.stat().st_ino

    @classmethod
    def open(cls, path: Path, patience: timedelta = PATIENCE, *, is_copy: bool = False) -> "Store":
        """Open the file at `path`, made and migrated where needed, a backup before it. Raises
        SurroundingsFault.

        `patience` is how long a unit waits while another program writes. `is_copy`: its original stays, so
        that it needs no backup.
        """
        engine = open_engine(path, patience, is_copy=is_copy)
        return cls(path, engine, open_watch(path), patience)

    def close(self) -> None:
        """Close every connection; the store is of no use afterwards."""
        with self._watch_lock:
            self._watch.close()
        self._engine.dispose()

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """One write transaction: committed at the end, undone on any exception.

        Raises SurroundingsFault where another program keeps writing, or the disk fails.
        """
        with self._connection(self._writing) as connection:
            self._is_in_place()
            yield Unit(Sql(connection))
            with translated():
                connection.commit()

    def _is_in_place(self) -> None:
        """A backup that takes the log's place lets this one's file go: what is written there would vanish."""
        try:
            is_there = self.path.stat().st_ino == self._file
        except OSError:
            is_there = False
        if not is_there:
            raise SurroundingsFault(
                f"The log {self.path} was replaced or taken away while this program had it open. Nothing was "
                "written. Close BDC Desk and start it again."
            )

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """One read transaction: all its reads see the same moment, whoever writes meanwhile."""
        with self._connection(self._engine) as connection:
            yield Snapshot(Sql(connection))

    def scrub(self) -> bool:
        """Leave nothing of what was deleted in any file of the log: the file is written anew and the
        write-ahead log emptied. Seconds for a log of years; needs as much room on the disk again.

        False where another program has the file open and reads on: the mark stays, so that the next start or
        the next day tries again. Raises SurroundingsFault where the disk is full or fails.
        """
        with self.snapshot() as snapshot:
            wanted = snapshot.setting(SCRUB_WANTED)
        if not scrub(self.path, self._patience):
            return False
        with self.unit() as unit:
            if unit.setting(SCRUB_WANTED) == wanted:  # else more was deleted meanwhile
                unit.put_setting(SCRUB_WANTED, "")
        return True

    def scrub_is_wanted(self) -> bool:
        """Whether something was deleted whose bytes may still be in the file."""
        with self.snapshot() as snapshot:
            return bool(snapshot.setting(SCRUB_WANTED))

    @contextmanager
    def _connection(self, engine: Engine) -> Iterator[Connection]:
        """A connection of one's own with a transaction begun; what is not committed is undone."""
        with translated():
            connection = engine.connect()
        try:
            with translated():
                connection.begin()
            yield connection
        finally:
            connection.close()

    def data_version(self) -> int:
        """A number that changes whenever a unit was committed, here or by another program; 0.01 ms to ask."""
        with self._watch_lock, translated():
            row = self._watch.execute("PRAGMA data_version").fetchone()
        return int(row[0])
