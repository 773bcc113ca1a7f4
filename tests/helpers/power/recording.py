"""What production sends to its database file: each statement with its parameters, each PRAGMA, in order."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Any
from unittest.mock import patch


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement as the driver was given it. `batch`: a row of parameters for each time it was carried
    out.
    """

    words: str
    batch: tuple[Any, ...]

    @property
    def is_read(self) -> bool:
        """Whether it cannot write: reads are nothing to a disk."""
        return self.words.lstrip().upper().startswith(("SELECT", "PRAGMA DATA_VERSION"))


class Opened:
    """A connection was opened: the one before it, if any, was closed by then."""


@dataclass(frozen=True, slots=True)
class Returned:
    """An operation returned: what it wrote is promised from here on."""

    name: str


Act = Statement | Opened | Returned


@dataclass(slots=True)
class Recording:
    """What happened, in order. `settings`: what production's connections run with where no PRAGMA says it
    (this SQLite's own defaults, which the replaying SQLite need not share).
    """

    acts: list[Act] = field(default_factory=list)
    settings: dict[str, int] = field(default_factory=dict)
    _held: dict[int, list[Statement]] = field(default_factory=dict)
    _open: int = 0

    def returned(self, name: str) -> None:
        """An operation of that name returned."""
        self.acts.append(Returned(name))

    def pragmas(self) -> list[str]:
        """Every PRAGMA sent, in order."""
        return [
            act.words for act in self.acts if isinstance(act, Statement) and act.words.startswith("PRAGMA")
        ]

    def opening_pragmas(self) -> list[str]:
        """Those that set a connection up before it does anything else."""
        sent = [act.words for act in self.acts if isinstance(act, Statement)]
        return list(takewhile(lambda words: words.startswith("PRAGMA"), sent))

    def with_pragma(self, before: str, after: str) -> "Recording":
        """The same with one PRAGMA as if production had sent another. Raises ValueError where it sent none
        such.
        """
        if before not in self.pragmas():
            raise ValueError(f"production sends no {before!r}")
        acts = [
            replace(act, words=after) if isinstance(act, Statement) and act.words == before else act
            for act in self.acts
        ]
        return Recording(acts, self.settings)

    def opened(self, connection: sqlite3.Connection) -> None:
        """A connection was opened; it is the file's first where no other is open."""
        if self._open == 0:
            self.acts.append(Opened())
        self._open += 1
        for name in ("page_size", "secure_delete", "wal_autocheckpoint", "cache_size"):
            self.settings[name] = sqlite3.Cursor(connection).execute(f"PRAGMA {name}").fetchone()[0]

    def closed(self) -> None:
        """A connection was closed."""
        self._open -= 1

    def done(self, connection: int, statement: Statement) -> None:
        """A statement was carried out. What only reads is left out, with its BEGIN and its end: another
        connection may be writing meanwhile, and the replay has only one.
        """
        word = statement.words.split(maxsplit=1)[0].upper()
        held = self._held.get(connection)
        if statement.words == "BEGIN":
            self._held[connection] = [statement]
        elif held is not None and (statement.is_read or word in {"COMMIT", "ROLLBACK"}):
            held.append(statement)
            if not statement.is_read:
                del self._held[connection]
        else:
            self.acts += [*self._held.pop(connection, ()), statement]


class _Cursor(sqlite3.Cursor):
    """Tells the recording of its connection what was carried out."""

    def execute(self, words: str, parameters: Any = ()) -> Any:
        super().execute(words, parameters)
        self._note(words, (parameters,))
        return self

    def executemany(self, words: str, batch: Any) -> Any:
        rows = tuple(batch)
        super().executemany(words, rows)
        self._note(words, rows)
        return self

    def executescript(self, script: str) -> sqlite3.Cursor:
        raise NotImplementedError("scripts are not recorded: teach the recording how")

    def _note(self, words: str, batch: tuple[Any, ...]) -> None:
        assert isinstance(self.connection, _Connection)
        self.connection.recording.done(id(self.connection), Statement(words, batch))


class _Connection(sqlite3.Connection):
    """A connection all of whose ways to the file are recorded. What goes round them (a blob, a backup into
    this file) would show in the end: the replay is compared with what production wrote.
    """

    recording: Recording

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._is_open = True
        self.recording.opened(self)

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    # The driver's own of these go past `cursor`.
    def execute(self, words: str, parameters: Any = ()) -> Any:
        return _Cursor(self).execute(words, parameters)

    def executemany(self, words: str, batch: Any) -> Any:
        return _Cursor(self).executemany(words, batch)

    def executescript(self, script: str) -> sqlite3.Cursor:
        return _Cursor(self).executescript(script)

    def commit(self) -> None:
        self._end("COMMIT", super().commit)

    def rollback(self) -> None:
        self._end("ROLLBACK", super().rollback)

    def _end(self, word: str, end: Callable[[], None]) -> None:
        ends = self.in_transaction
        end()
        if ends:
            self.recording.done(id(self), Statement(word, ((),)))

    def close(self) -> None:
        super().close()
        if self._is_open:
            self._is_open = False
            self.recording.closed()


@contextmanager
def recorded() -> Iterator[Recording]:
    """Every SQLite connection made meanwhile is recorded, whoever makes it: the driver itself is asked, so
    that what runs is production's own opening.
    """
    recording = Recording()
    connect, factory = sqlite3.connect, type("Recorded", (_Connection,), {"recording": recording})

    def recording_connect(*given: Any, **named: Any) -> Any:
        return connect(*given, **{"factory": factory, **named})

    with (
        patch.object(sqlite3, "connect", recording_connect),
        patch.object(sqlite3.dbapi2, "connect", recording_connect),
    ):
        yield recording
