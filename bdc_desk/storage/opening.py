"""Opening the replica's file: folder, pragmas, migrations. Errors come out in words."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from bdc_desk.clock import SystemClock
from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage import triggers
from bdc_desk.storage.faults import translated
from bdc_desk.storage.file_systems import network_kind
from bdc_desk.storage.migrations import HEAD, KNOWN

# Execution option that names the statement a transaction begins with.
BEGIN = "bdc_desk_begin"


def open_engine(path: Path, patience: timedelta, *, is_copy: bool = False) -> Engine:
    """The engine over the file at `path`, made and migrated where needed, after a backup of it.

    `patience` is how long a writer waits for another one. `is_copy`: no backup is made. Raises
    SurroundingsFault: the folder cannot be made, the backup neither, the file cannot be
    written, is no database, another program's, or of a newer version of this program.
    """
    _make_folder(path.parent)
    _refuse_network(path.parent)
    with suppress(OSError):  # SQLite says why it cannot be made
        os.close(
            os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
        )  # its owner's only; so is what lies beside it
    # A URL object, not a string: in a string, % and spaces in the path would be read as escapes.
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"check_same_thread": False},
        hide_parameters=True,  # what is written is personal, and errors go to the log file
    )
    event.listen(engine, "connect", _prepare(patience))
    event.listen(engine, "begin", _begin)
    try:
        with translated():
            _migrate(engine, path, is_copy=is_copy)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _make_folder(folder: Path) -> None:
    """Create the profile's folder. Raises SurroundingsFault."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"The folder {folder} could not be made: {error.strerror}. Choose another profile folder."
        raise SurroundingsFault(msg) from error


def _refuse_network(folder: Path) -> None:
    """Two computers that write one file there would both be told that it is theirs. Raises
    SurroundingsFault.
    """
    kind = network_kind(folder)
    if kind:
        msg = (
            f"{folder} lies on a network drive ({kind}), where a file's locks cannot be trusted: two "
            "computers could write the log at once and damage it. Move the profile to a disk of this "
            "computer and name it by --profile or BDC_DESK_PROFILE. Several desks share one log by a "
            "server: `bdc-desk join`."
        )
        raise SurroundingsFault(msg)


def _prepare(patience: timedelta) -> Callable[[DBAPIConnection, object], None]:
    """A listener that sets each new connection up (design.md, One desk: WAL and FULL)."""

    def prepare(connection: DBAPIConnection, _record: object) -> None:
        # We begin transactions ourselves; sqlite3 would begin them late and never as IMMEDIATE.
        connection.isolation_level = None
        with translated():
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {patience // timedelta(milliseconds=1)}")
            # These two first: to turn a new file to WAL is a write as well.
            cursor.execute("PRAGMA synchronous = FULL")
            cursor.execute("PRAGMA fullfsync = ON")  # macOS: its fsync leaves the bytes in the drive's memory
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA temp_store = MEMORY")  # the gate makes many small temporary tables
            cursor.close()

    return prepare


def _begin(connection: Connection) -> None:
    """Begin as the connection's options say: IMMEDIATE for a unit, which never fails half way for a lock."""
    connection.exec_driver_sql(connection.get_execution_options().get(BEGIN, "BEGIN"))


def writing(engine: Engine) -> Engine:
    """The same engine and pool, whose transactions take the write lock at once."""
    return engine.execution_options(**{BEGIN: "BEGIN IMMEDIATE"})


def _migrate(engine: Engine, path: Path, *, is_copy: bool) -> None:
    """Bring the file to HEAD; two programs that open a new file at once do it one after the other."""
    with engine.connect() as connection:
        version = _version(connection, path)
        if version == HEAD:
            return
        holds = version is not None and connection.exec_driver_sql("SELECT 1 FROM entry LIMIT 1").scalar()
    if holds and not is_copy:
        _back_up_before(path)
    with writing(engine).begin() as connection:
        if _version(connection, path) != HEAD:
            _upgrade(connection)
            triggers.install(connection)


def _back_up_before(path: Path) -> None:
    """Nobody should have to trust a migration. Raises SurroundingsFault: the file then stays as it is."""
    from bdc_desk.storage.backup import back_up  # noqa: PLC0415 - needed once in a version's life

    try:
        back_up(path, path.parent / "backups", SystemClock().now(), before=HEAD)
    except SurroundingsFault as fault:
        msg = (
            "This version of BDC Desk brings the log into a new form, and makes a backup first. "
            f"{fault} The log stays as it was until then."
        )
        raise SurroundingsFault(msg) from fault


def _version(connection: Connection, path: Path) -> str | None:
    """The file's schema version, None when it is empty. Raises SurroundingsFault when it is not ours."""
    tables = {
        name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    if not tables:
        return None
    if not {"alembic_version", "entry", "seal"} <= tables:
        msg = (
            f"{path} belongs to another program: it holds no log of BDC Desk. Choose another profile folder."
        )
        raise SurroundingsFault(msg)
    version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version not in KNOWN:
        msg = (
            f"{path} was written by a newer version of BDC Desk (its tables are {version}, this program "
            f"knows {HEAD}). Update BDC Desk on this computer."
        )
        raise SurroundingsFault(msg)
    return str(version)


def _upgrade(connection: Connection) -> None:
    """Run the migrations on this connection, inside its transaction."""
    from alembic import command  # noqa: PLC0415 - needed once in a file's life, and slow to import
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", "bdc_desk.storage:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def open_watch(path: Path) -> sqlite3.Connection:
    """A connection of its own that only asks whether others have written. Raises SurroundingsFault."""
    with translated():
        return sqlite3.connect(path, check_same_thread=False, isolation_level=None)
