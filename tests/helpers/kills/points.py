"""Named failpoints: every statement of an operation that writes, heard through SQLite's own trace."""

import os
import re
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

Tell = Callable[..., None]
"""Sends a line to the parent: a word, then values of JSON."""

_VERBS = re.compile(
    r"""\s*(?:
    (?P<verb>INSERT|REPLACE|UPDATE|DELETE)\s+(?:OR\s+\w+\s+)?(?:INTO\s+|FROM\s+)?
    |(?P<make>CREATE|DROP|ALTER)\s+(?:VIRTUAL\s+|UNIQUE\s+)?(?:TABLE|TRIGGER|INDEX)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?
    |(?P<alone>BEGIN|COMMIT|SAVEPOINT|RELEASE)\b
    )(?:["'\[]?main["'\]]?\.)?["'\[]?(?P<table>\w*)""",
    re.VERBOSE | re.IGNORECASE,
)
TOLD = "after COMMIT, before it is told"


def named(statement: str) -> str | None:
    """ "VERB table" of a statement that writes or ends a transaction; None for all others."""
    found = _VERBS.match(statement)
    if found is None:
        return None
    if found["alone"]:
        return found["alone"].upper()
    return f"{(found['verb'] or found['make']).upper()} {found['table']}"


class Points:
    """The failpoints of one life. `begin` and `end` enclose an operation that is asked for."""

    def __init__(self, tell: Tell, die_at: str = "") -> None:
        """`die_at`: the name of the point at which this life ends; "": it lists the points that it passes."""
        self._tell, self._die_at = tell, die_at
        self._asked = ""
        self._counts: Counter[str] = Counter()
        self.passed: dict[str, bool] = {}
        """Each point passed, and whether it lay between BEGIN and COMMIT."""

    def listen(self) -> None:
        """From now on hear every connection that is opened in this process."""
        event.listen(Engine, "connect", self._hear)

    def _hear(self, connection: Any, _record: object) -> None:
        assert isinstance(connection, sqlite3.Connection)

        def heard(statement: str) -> None:
            if self._asked and (name := named(statement)) is not None:
                self._counts[name] += 1
                self.reach(f"before {name} {self._counts[name]}", inside=connection.in_transaction)

        connection.set_trace_callback(heard)

    def begin(self, asked: str) -> None:
        """An operation is asked for."""
        self._asked = asked
        self._counts.clear()

    def end(self) -> None:
        """It returned; nobody was told yet."""
        self.reach(TOLD)
        self._asked = ""

    def reach(self, point: str, *, inside: bool = False) -> None:
        """A point of the operation that runs: the end, where it is the one."""
        name = f"{self._asked}: {point}"
        if name == self._die_at:
            self._tell("at", name, inside)
            os.kill(os.getpid(), signal.SIGKILL)
        self.passed.setdefault(name, inside)
