"""Whether nothing is lost, doubled or told wrongly: what each desk was told, held against every log there is.

A desk writes down, after each operation that returned, what it was told was saved, and after each exchange
what it was told the shared database had judged. The checker is handed those journals, the shared database and
every replica, once all is quiet.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bdc_desk.cadence.entry import STANDS
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Judged, judged
from bdc_desk.operations.verifying import verify
from bdc_desk.storage.replication import BARE
from bdc_desk.storage.store import Store
from bdc_desk.sync.administering import verify_shared
from tests.helpers.desks import unlike_rebuilt
from tests.helpers.teams import TeamDatabase

ANEW = "instead_of"
"""The field of a body that names the entry in whose place it was written."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A desk was told that this entry of its own is saved."""

    entry: str
    desk: str
    desk_seq: int
    digest: str

    @classmethod
    def of(cls, entry: str, desk: str, desk_seq: int, content: str) -> "Saved":
        """The note about an entry's bytes."""
        return cls(entry, desk, desk_seq, hashlib.sha256(content.encode()).hexdigest())


@dataclass(frozen=True, slots=True)
class Told:
    """A desk was told what became of this entry of its own: "stands" or "refused"."""

    entry: str
    judged: str


_OWN = """
SELECT id, desk, desk_seq, content FROM entry WHERE desk = ? AND desk_seq > ?
UNION ALL SELECT entry, desk, desk_seq, content FROM replaced WHERE desk = ? AND desk_seq > ? ORDER BY 3
"""
_OWN_SEALED = """
SELECT e.id FROM entry e JOIN seal s ON s.entry = e.id AND s.chain = (SELECT chain FROM this_desk)
WHERE e.desk = ? AND s.no > ? ORDER BY s.no
"""


class Journal:
    """What one desk was told. With a `file` each line is on the disk before anything else happens."""

    def __init__(self, file: Path | None = None) -> None:
        """`file`: new, or of a desk that was cut down; it goes on where that one stopped."""
        self.file = file
        self.saved: list[Saved] = []
        self.told: list[Told] = []
        self._noted: dict[str, int] = {}
        self._heard = 0
        if file is not None and file.exists():
            saved, told = read_journal(file)
            self.saved, self.told = saved, told
            for one in saved:
                self._noted[one.desk] = max(one.desk_seq, self._noted.get(one.desk, 0))

    def note(self, store: Store) -> list[Saved]:
        """An operation returned: what it wrote."""
        with store.snapshot() as snapshot:
            desk = snapshot.desk()
            assert desk is not None
            after = self._noted.get(desk.desk, 0)
            rows = snapshot._sql.rows(_OWN, desk.desk, after, desk.desk, after)
        found = [Saved.of(*row) for row in rows]
        for one in found:
            self._noted[desk.desk] = one.desk_seq
            self._write("saved", one.entry, one.desk, one.desk_seq, one.digest)
        self.saved += found
        return found

    def hear(self, desk: Desk) -> list[Told]:
        """An exchange returned: what this desk's person is told of what they wrote."""
        with desk.store.snapshot() as snapshot:
            identity, head = snapshot.desk(), snapshot.head()
            assert identity is not None
            rows = snapshot._sql.rows(_OWN_SEALED, identity.desk, self._heard)
        found = [
            Told(entry, word.value)
            for (entry,) in rows
            if (word := judged(desk, entry)[0]) is not Judged.WAITS
        ]
        self._heard = head.no if head else 0
        for one in found:
            self._write("told", one.entry, one.judged)
        self.told += found
        return found

    def forget(self, entries: Iterable[str]) -> None:
        """These were in a file that a disaster took, and nowhere else: no program can have them."""
        gone = set(entries)
        self.saved = [one for one in self.saved if one.entry not in gone]

    def skip(self, store: Store) -> None:
        """What is there and was not noted is not noted any more: the desk did not live to say so."""
        with store.snapshot() as snapshot:
            desk = snapshot.desk()
            assert desk is not None
            rows = snapshot._sql.rows(_OWN, desk.desk, 0, desk.desk, 0)
        self._noted[desk.desk] = max((row[2] for row in rows), default=0)

    def put_back(self, store: Store) -> None:
        """The desk's file is an older one again: note anew from where it stands."""
        self.skip(store)
        self._heard = 0

    def _write(self, *words: object) -> None:
        if self.file is None:
            return
        with self.file.open("ab") as out:
            out.write(json.dumps(words).encode() + b"\n")
            out.flush()
            os.fsync(out.fileno())


def read_journal(file: Path) -> tuple[list[Saved], list[Told]]:
    """The notes in a file; the last line may have been cut off in the middle of the writing."""
    saved, told = [], []
    for line in file.read_bytes().splitlines(keepends=True) if file.exists() else ():
        if line.endswith(b"\n"):
            what, *words = json.loads(line)
            saved += [Saved(*words)] if what == "saved" else []
            told += [Told(*words)] if what == "told" else []
    return saved, told


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with its seal as one database holds them."""

    no: int
    entry: str
    verdict: str
    hash: bytes
    desk: str
    content: str


@dataclass
class Log:
    """A whole log as one database holds it. `waiting`: entries without a seal; `replaced`: (entry, desk,
    desk_seq, content) of arrivals that another desk had read before, and of what was written anew;
    `attention`: entries that the person was told about.
    """

    rows: list[Row]
    replaced: list[tuple[str, str, int, str]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    attention: list[str] = field(default_factory=list)
    desk: str = ""

    def without(self, entry: str) -> "Log":
        """The same, an entry gone."""
        return replace(self, rows=[row for row in self.rows if row.entry != entry])

    def with_verdict(self, entry: str, verdict: str) -> "Log":
        """The same, an entry judged otherwise."""
        return replace(
            self,
            rows=[replace(row, verdict=verdict) if row.entry == entry else row for row in self.rows],
        )

    def doubled(self, entry: str) -> "Log":
        """The same, an entry once more under the next number."""
        row = next(row for row in self.rows if row.entry == entry)
        return replace(self, rows=[*self.rows, replace(row, no=self.rows[-1].no + 1)])


def shared_log(shared: TeamDatabase, dealership: str) -> Log:
    """What the shared database holds."""
    with shared.owner() as owner:
        rows = owner.execute(
            "SELECT s.no, s.entry, s.verdict, s.hash, e.desk, e.content FROM bdc.seal s JOIN bdc.head h "
            "ON h.dealership = s.dealership AND h.chain = s.chain LEFT JOIN bdc.entry e "
            "ON e.dealership = s.dealership AND e.id = s.entry WHERE s.dealership = %s ORDER BY s.no",
            (dealership,),
        ).fetchall()
        replaced = owner.execute(
            "SELECT entry, desk, desk_seq, content FROM bdc.replaced WHERE dealership = %s", (dealership,)
        ).fetchall()
    return Log([Row(*row[:3], bytes(row[3]), *row[4:]) for row in rows], [tuple(row) for row in replaced])


def replica_log(store: Store) -> Log:
    """What a replica holds."""
    with store.snapshot() as snapshot:
        rows = snapshot._sql.rows(
            "SELECT s.no, s.entry, s.verdict, s.hash, e.desk, e.content FROM seal s LEFT JOIN entry e "
            "ON e.id = s.entry WHERE s.chain = (SELECT chain FROM this_desk) ORDER BY s.no"
        )
        desk = snapshot.desk()
        assert desk is not None
        return Log(
            [Row(*row) for row in rows],
            snapshot._sql.rows("SELECT entry, desk, desk_seq, content FROM replaced"),
            [row[0] for row in snapshot._sql.rows("SELECT entry FROM outbox")],
            [row[0] for row in snapshot._sql.rows("SELECT entry FROM attention")],
            desk.desk,
        )


def compare(
    server: Log, replicas: Mapping[str, Log], journals: Mapping[str, Journal], *, cut_down: int = 0
) -> list[str]:
    """Every difference between what was told and what is there, in words. `cut_down`: how many operations may
    have been saved without their desk having lived to say so.
    """
    found = [f"the shared database: {words}" for words in _own_faults(server)]
    for name, log in replicas.items():
        found += [f"{name}: {words}" for words in (*_own_faults(log), *_unlike(log, server))]
        found += [f"{name}: {entry} still waits" for entry in log.waiting]
        found += [
            f"{name}: {row.entry} was refused and nobody told its author"
            for row in server.rows
            if row.verdict != STANDS and row.desk == log.desk and row.entry not in log.attention
        ]
    found += _unlike_told(server, replicas, journals, cut_down)
    return found


def _own_faults(log: Log) -> Iterator[str]:
    entries = Counter(row.entry for row in log.rows)
    yield from (f"{entry} is there {times} times" for entry, times in entries.items() if times > 1)
    for place, row in enumerate(log.rows, start=1):
        if row.no != place:
            yield f"number {place} is missing or doubled: there is {row.no}"
            return


def _unlike(log: Log, server: Log) -> Iterator[str]:
    here, there = ({row.no: row for row in one.rows} for one in (log, server))
    for no in sorted(here.keys() | there.keys()):
        mine, theirs = here.get(no), there.get(no)
        if mine is None or theirs is None:
            lacking = "here" if mine is None else "there"
            yield f"number {no} ({(mine or theirs).entry}) is not {lacking}"
        elif mine != theirs:
            told = [f"{name} {getattr(mine, name)!r} here, {getattr(theirs, name)!r} there"
                    for name in ("entry", "verdict", "hash", "desk", "content")
                    if getattr(mine, name) != getattr(theirs, name)]  # fmt: skip
            yield f"number {no}: {'; '.join(told)}"


def _unlike_told(
    server: Log, replicas: Mapping[str, Log], journals: Mapping[str, Journal], cut_down: int
) -> Iterator[str]:
    accounts = _Accounts(server, replicas)
    for name, journal in journals.items():
        doubled = Counter((one.entry, one.desk) for one in journal.saved)
        yield from (f"{name} was told twice of {entry}" for (entry, _), n in doubled.items() if n > 1)
        for one in journal.saved:
            yield from (f"{name} was told that {one.entry} is saved: {words}" for words in accounts.of(one))
        for told in journal.told:
            row = accounts.rows.get(told.entry)
            verdict = "nothing" if row is None else "stands" if row.verdict == STANDS else "refused"
            if verdict != told.judged:
                yield f"{name} was told that {told.entry} {told.judged}; the shared database says {verdict}"
    saved = {one.entry for journal in journals.values() for one in journal.saved}
    desks = {one.desk for journal in journals.values() for one in journal.saved}
    desks |= {log.desk for log in replicas.values()}
    unsaid = [row for row in server.rows if row.desk in desks and row.entry not in saved]
    moments = {(row.desk, json.loads(row.content)["at"]) for row in unsaid}
    if len(moments) > cut_down:
        yield f"{len(moments)} operations are in the log that no desk was told of: {unsaid[0].entry} ..."


class _Accounts:
    """What became of every entry that some desk was told of."""

    def __init__(self, server: Log, replicas: Mapping[str, Log]) -> None:
        self.rows = {row.entry: row for row in server.rows}
        self._replaced = {(entry, desk, seq): content for entry, desk, seq, content in server.replaced}
        self._written_anew = {
            (entry, desk, seq): content
            for log in replicas.values()
            for entry, desk, seq, content in log.replaced
        }
        self._instead: dict[str, list[Row]] = {}
        self._bare: dict[str, list[Row]] = {}
        for row in server.rows:
            fields = json.loads(row.content)
            if ANEW in fields["body"]:
                self._instead.setdefault(fields["body"][ANEW], []).append(row)
            if fields["kind"] in BARE:
                self._bare.setdefault(_bare(fields), []).append(row)

    def of(self, one: Saved) -> Iterator[str]:
        """What is wrong with it: it must be there as it was written, or for a good reason as another."""
        row = self.rows.get(one.entry)
        anew = [other for other in self._instead.get(one.entry, ()) if other.entry != one.entry]
        if len(anew) > 1:
            yield f"it was written anew {len(anew)} times"
        if row is not None and _digest(row.content) == one.digest:
            if anew:
                yield f"it is there, and once more as {anew[0].entry}"
            return
        key = one.entry, one.desk, one.desk_seq
        if row is not None:  # an arrival that another desk had read before, or that was written anew
            fields = json.loads(row.content)
            kept = self._replaced.get(key) or self._written_anew.get(key)
            if fields["kind"] != "arrival":
                yield "it is there with other bytes"
            elif kept is None or _digest(kept) != one.digest:
                yield "another stands in its place, and it was not kept"
            return
        kept = self._written_anew.get(key)
        if kept is None or _digest(kept) != one.digest:
            yield "it is lost"
        elif not anew and json.loads(kept)["kind"] not in BARE:
            yield "it was to be written anew, and was not"
        elif not anew and len(self._bare.get(_bare(json.loads(kept)), ())) != 1:
            yield "it was to be written anew, and was not, or more than once"


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _bare(fields: Mapping[str, Any]) -> str:
    """What an entry whose body has no room for another's name shares with the one in its place."""
    return json.dumps([fields[name] for name in ("kind", "lead", "round", "agent", "at", "details")])


def faults(
    shared: TeamDatabase,
    dealership: str,
    desks: Mapping[str, Desk],
    journals: Mapping[str, Journal],
    *,
    cut_down: int = 0,
    rebuilt: bool = True,
) -> list[str]:
    """Everything that is wrong after all is quiet: journals, shared database and replicas compared, each
    chain verified, and (`rebuilt`) each replica's lists as a rebuild has them, which it does.
    """
    found = compare(
        shared_log(shared, dealership),
        {name: replica_log(desk.store) for name, desk in desks.items()},
        journals,
        cut_down=cut_down,
    )
    with shared.admin() as admin:
        row = next(one for one in admin.dealerships() if one.dealership == dealership)
        found += [f"the shared database: {fault}" for fault in verify_shared(admin, row)]
    for name, desk in desks.items():
        found += [f"{name}: {words}" for words in verify(desk)]
        if rebuilt:
            found += [f"{name}: {words}" for words in unlike_rebuilt(desk)]
    return found


def entries_of(journals: Sequence[Journal]) -> int:
    """How many entries were told as saved."""
    return sum(len(journal.saved) for journal in journals)
