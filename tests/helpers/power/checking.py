"""What is wrong with a file that a power cut left, by SQLite's own word and by what had been promised."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from bdc_desk.cadence.kinds import Kind
from bdc_desk.clock import FixedClock
from bdc_desk.demo.people import Agent, id_of
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.verifying import verify
from bdc_desk.storage.store import Store
from tests.helpers.desks import DAY, MONDAY, draft
from tests.helpers.power.replaying import EMPTY, FILE, LOG, Replay, digest_of

AFTERWARDS = MONDAY + DAY
AFTER_THE_CUT = 900
"""The number of the enquiry that comes when the power is back."""


@dataclass(frozen=True, slots=True)
class Found:
    """`stand`: the number of the commit that the file holds, whole; None: it is that of no commit."""

    faults: tuple[str, ...]
    stand: int | None


def lay_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """Write the files that a cut left into `folder`, in place of those of the last; the database's path."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / Path(name).name).write_bytes(content)
    return folder / Path(FILE).name


def check(path: Path, replay: Replay, least: int, most: int) -> Found:
    """The file must be whole and hold what stood after commit `least` to `most`, the numbers of the last that
    was promised and of the one that was being written.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA synchronous = OFF")  # the reader's own writes are of no use to anybody
            faults = [*_damage(connection), *_entry_faults(_log(connection), replay, least, most)]
            digest = _digest(connection)
        except sqlite3.DatabaseError as fault:
            return Found((f"it cannot be read: {fault}",), None)
    stand = next((no for no in range(most, least - 1, -1) if replay.stands[no].digest == digest), None)
    if stand is None:
        faults.append(f"it is not as it was after any of the commits {least} to {most}")
    return Found(tuple(faults), stand)


def work_on(path: Path) -> list[str]:
    """What is wrong when production opens the file, verifies its log, takes a lead in, and verifies again."""
    try:
        with closing(Store.open(path)) as store:
            desk = Desk(store, FixedClock(AFTERWARDS), id_of(Agent.ANA))
            faults = verify(desk)
            if not faults and (person := somebody(desk)):
                receive_lead(replace(desk, person=person), draft(AFTER_THE_CUT))
                faults = verify(desk)
    except (Refused, SurroundingsFault) as fault:
        faults = [str(fault)]
    return [f"as production opens it: {words}" for words in faults]


def somebody(desk: Desk) -> str | None:
    """One of the dealership; None where the power went before it was set up."""
    with desk.store.snapshot() as snapshot:
        return next((entry.body["person"] for entry in snapshot.entries_of_kinds(Kind.PERSON_ADDED)), None)


def _damage(connection: sqlite3.Connection) -> Iterator[str]:
    for (words,) in connection.execute("PRAGMA integrity_check(5)"):
        if words != "ok":
            yield f"damaged: {words}"
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} names what is not there"


def _log(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'seal'").fetchone():
        return []
    return list(connection.execute(LOG))


def _digest(connection: sqlite3.Connection) -> bytes:
    if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        return EMPTY.digest
    return digest_of(connection.serialize())


def _entry_faults(found: Sequence[tuple[str, str]], replay: Replay, least: int, most: int) -> Iterator[str]:
    """Every promised entry with its bytes, none twice, and beyond them those of one commit at most."""
    promised = replay.log[: replay.stands[least].entries]
    in_flight = replay.log[len(promised) : replay.stands[most].entries]
    held = dict(found)
    for entry, content in promised:
        if entry not in held:
            yield f"lost: the promised entry {entry}"
        elif held[entry] != content:
            yield f"changed: the promised entry {entry}"
    yield from (
        f"doubled: the entry {entry}"
        for entry, times in Counter(entry for entry, _ in found).items()
        if times > 1
    )
    extra = held.keys() - dict(promised).keys()
    if extra and extra != dict(in_flight).keys():
        yield f"half of an operation, or another: {', '.join(sorted(extra))}"
