"""A desk that lives until it is killed: it says what it asks for, and what was shown as saved."""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bdc_desk.clock import FixedClock
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Snapshot, Store
from tests.helpers.desks import SECOND
from tests.helpers.kills.points import Points, Tell

T = TypeVar("T")
_OWN = """
SELECT e.id, e.kind, e.desk_seq, e.content, d.salt, d.content, s.no, s.hash FROM entry e
LEFT JOIN detail d ON d.entry = e.id LEFT JOIN seal s ON s.entry = e.id
WHERE e.desk = (SELECT desk FROM this_desk) AND e.desk_seq > ? ORDER BY e.desk_seq, s.no
"""

Shown = tuple[str, str, int, str]
"""An entry as it lies in the file: id, kind, number among the desk's own, digest of all its bytes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a life is asked to do. Everything is plain, for it goes through a pipe.

    `numbers`: the first of the invented customers that are this life's own. `seq`: up to which of its own
    entries the desk was told. `delivered`: ids of the mails that the server has. `imports`: folders and
    tables of which nobody was told that they are in. `drafts`: what was kept of notes, by lead.
    `address`, `login`: of the shared database.
    """

    folder: str
    at: float
    deeds: tuple[str, ...] = ()
    die_at: str = ""
    seed: int = 0
    numbers: int = 0
    seq: int = 0
    port: int = 0
    delivered: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    drafts: dict[str, str] = field(default_factory=dict)
    address: str = ""
    login: str = ""
    twice: bool = False
    """A planted fault: a note is written twice by one operation."""

    @property
    def moment(self) -> datetime:
        """When this life begins."""
        return datetime.fromtimestamp(self.at, UTC)


def shown(snapshot: Snapshot, after: int) -> list[Shown]:
    """The desk's own entries after this number, as they lie; one with two seals is there twice."""
    return [
        (id_, kind, seq, hashlib.sha256(repr((content, salt, details, no, hash_)).encode()).hexdigest())
        for id_, kind, seq, content, salt, details, no, hash_ in snapshot._sql.rows(_OWN, after)
    ]


class Seat:
    """The desk's person at work. `ask` is the only way in which anything is written."""

    def __init__(self, order: Order, tell: Tell, points: Points) -> None:
        """Opens the profile, as a start of the program does."""
        self.order, self.tell, self.points = order, tell, points
        self.dice = random.Random(order.seed)
        self.folder = Path(order.folder)
        self.clock = FixedClock(order.moment)
        self.store = Store.open(Profile(self.folder / "profile").database)
        with self.store.snapshot() as snapshot:
            identity = snapshot.desk()
            found = shown(snapshot, order.seq)
        assert identity is not None
        assert identity.person is not None
        self.seq = found[-1][2] if found else order.seq
        self.desk = Desk(self.store, self.clock, identity.person)
        self._next = order.numbers
        tell("begun", found)

    def number(self) -> int:
        """Of an invented customer whom no other life knows."""
        self._next += 1
        return self._next

    def pass_time(self, span: timedelta = SECOND) -> None:
        """Time passes."""
        self.clock.advance(span)

    def ask(self, name: str, work: Callable[[], T], **beside: Any) -> T:
        """One operation: asked for, done, and shown as saved. Raises Refused."""
        self.pass_time()
        self.tell("asked", name, self.clock.now().timestamp(), beside)
        self.points.begin(name)
        try:
            answer = work()
        except Refused:
            self.tell("refused", name)
            raise
        self.points.end()
        with self.store.snapshot() as snapshot:
            written = shown(snapshot, self.seq)
        self.seq = written[-1][2] if written else self.seq
        self.tell("saved", name, written)
        return answer
