"""A recording carried out again over the model of a disk: what the disk was told, and what stood after each
commit.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

import apsw

from tests.helpers.power.cut_vfs import CutVfs
from tests.helpers.power.disk import Committed, Committing, Event, Promised, Told
from tests.helpers.power.recording import Opened, Recording, Returned, Statement

FILE = "/power/bdc-desk.sqlite"
LOG = "SELECT entry, content FROM seal LEFT JOIN entry ON id = entry ORDER BY no"


@dataclass(frozen=True, slots=True)
class Stand:
    """What the file held after a commit: how many entries, and the digest of all of it."""

    entries: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Replay:
    """`stands`: by the number of the commit; 0 is the empty file. `log`: id and content of each entry, in the
    order of the log. `files`: what is there in the end. `pragmas`: what production opens a file with.
    """

    events: list[Event]
    stands: list[Stand]
    log: list[tuple[str, str]]
    files: Mapping[str, bytes]
    pragmas: Sequence[str]


def digest_of(content: bytes) -> bytes:
    """The digest of a whole database, every page of it."""
    return hashlib.sha256(content).digest()


EMPTY = Stand(0, digest_of(b""))
"""Before the first commit: no file, or one without tables."""


def replay(recording: Recording) -> Replay:
    """Carry the recording out over a disk that is empty."""
    told = Told()
    stands = [EMPTY]
    player = _Player(told, recording.settings, stands)
    try:
        for act in recording.acts:
            player.play(act)
        log = player.log()
    finally:
        player.close()
    files = {name: bytes(told.live[number]) for name, number in told.names.items()}
    return Replay(told.events, stands, log, files, recording.opening_pragmas())


def recovery(files: Mapping[str, bytes], pragmas: Iterable[str]) -> list[Event]:
    """What the disk is told when a file that a cut left is opened with these PRAGMAs, emptied of its
    write-ahead log, and closed.
    """
    told = Told(files)
    vfs = CutVfs(told)  # there only as long as it is held
    with closing(_connected(vfs, {})) as connection:
        for pragma in pragmas:
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return told.events


def _connected(vfs: CutVfs, settings: Mapping[str, int]) -> apsw.Connection:
    """A connection over the model. Two things are not as in production, and change no write:

    - It is exclusive from the start: the index of the write-ahead log then lies in the connection's own
      memory, for APSW has no way to offer a shared one.
    - Triggers do not run: they only refuse, and of what was recorded nothing was refused. (SQLite 3.54, which
      APSW may bring, takes the gate's queries for too deep.)
    """
    connection = apsw.Connection(FILE, vfs=vfs.name)
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    for name, value in settings.items():
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


class _Player:
    def __init__(self, told: Told, settings: Mapping[str, int], stands: list[Stand]) -> None:
        self._told, self._settings, self._stands = told, settings, stands
        self._vfs = CutVfs(told)  # there only as long as it is held
        self._connection: apsw.Connection | None = None

    def play(self, act: Statement | Opened | Returned) -> None:
        match act:
            case Opened():
                self.close()
                self._connection = _connected(self._vfs, self._settings)
            case Returned(name):
                self._told.tell(Promised(name))
            case Statement() if not act.is_read:
                self._carry_out(act)

    def _carry_out(self, statement: Statement) -> None:
        """Whatever leaves the file changed and no transaction open is a commit, also a VACUUM."""
        assert self._connection is not None
        commits = statement.words == "COMMIT" or (
            not self._connection.in_transaction and not statement.words.startswith(("PRAGMA", "BEGIN"))
        )
        if commits:
            self._told.tell(Committing(len(self._stands)))
        if len(statement.batch) == 1:
            self._connection.execute(statement.words, statement.batch[0])
        else:
            self._connection.executemany(statement.words, statement.batch)
        if commits:
            self._stands.append(self._stand())
            self._told.tell(Committed(len(self._stands) - 1))

    def _stand(self) -> Stand:
        assert self._connection is not None
        entries = self._connection.execute("SELECT count(*) FROM entry").get if self._has("entry") else 0
        return Stand(entries, digest_of(self._connection.serialize("main")))

    def log(self) -> list[tuple[str, str]]:
        if self._connection is None or not self._has("seal"):
            return []
        return [(str(entry), str(content)) for entry, content in self._connection.execute(LOG)]

    def _has(self, table: str) -> bool:
        assert self._connection is not None
        return bool(self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).get)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
