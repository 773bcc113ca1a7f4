"""What lives told held against what is there: nothing lost, doubled or changed, and the file is whole."""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from bdc_desk.operations.desk import Desk
from bdc_desk.operations.verifying import verify
from tests.helpers.chaos import as_the_clock_has_it
from tests.helpers.desks import unlike_rebuilt
from tests.helpers.kills.deeds import IN_PARTS
from tests.helpers.kills.seat import Shown, shown
from tests.helpers.kills.zygote import Line

Kinds = Mapping[str, tuple[str, ...]]
"""What each operation writes, as the dry run saw it."""
ONCE = ("ended", "email left", "email withdrawn", "email bounced")
"""Kinds of which one call or mail has one."""


@dataclass
class Journal:
    """Everything that lives told, in its order, and what follows from it for the next one."""

    seq: int = 0
    saved: dict[str, Shown] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    imports: list[str] = field(default_factory=list)
    imported: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    hit: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    at: float = 0.0
    acknowledged: int = 0
    pending: tuple[str, dict[str, Any]] | None = None
    """What was asked for and not called saved yet."""

    def hear(self, lines: Iterable[Line], kinds: Kinds) -> None:
        """A whole life. What became of an operation that was cut down is known as the next one begins."""
        self.kills += 1
        for what, *words in lines:
            hears = self._HEARS.get(what)
            if hears is not None:
                hears(self, kinds, *words)

    def _begun(self, kinds: Kinds, found: Sequence[Sequence[Any]]) -> None:
        """What the file holds beyond what was told: of one operation, all or nothing."""
        asked, self.pending = self.pending, None
        name = asked[0] if asked else "nothing"
        if found:
            self._judge(f"{name}, cut down", found, kinds.get(name, ()), in_parts=name in IN_PARTS)
        self._keep(found)

    def _asked(self, _kinds: Kinds, name: str, at: float, beside: dict[str, Any]) -> None:
        self.pending, self.at = (name, beside), max(at, self.at)
        if "draft" in beside:
            self.drafts.pop(beside["lead"], None)
        if "path" in beside and beside["path"] not in self.imports:
            self.imports.append(beside["path"])

    def _saved(self, kinds: Kinds, name: str, written: Sequence[Sequence[Any]]) -> None:
        asked, self.pending = self.pending, None
        beside = asked[1] if asked else {}
        if beside.get("draft"):
            self.drafts[beside["lead"]] = beside["draft"]
        if "path" in beside:
            self.imports.remove(beside["path"])
            self.imported.append(beside["path"])
        if name in kinds or name in IN_PARTS:
            self._judge(name, written, kinds.get(name, ()), in_parts=name in IN_PARTS)
        self.acknowledged += len(written)
        self._keep(written)

    def _judge(
        self, name: str, written: Sequence[Sequence[Any]], expected: Sequence[str], *, in_parts: bool
    ) -> None:
        kinds = tuple(one[1] for one in written)
        if kinds != tuple(expected) and not (in_parts and set(kinds) <= {"arrival"}):
            self.faults.append(f"{name}: it wrote {kinds}, and should write {tuple(expected)}")

    def _keep(self, written: Sequence[Sequence[Any]]) -> None:
        for id_, kind, seq, digest in written:
            if id_ in self.saved:
                self.faults.append(f"{kind} {id_} was told twice")
            self.saved[id_] = (id_, kind, seq, digest)
            self.seq = max(self.seq, seq)

    def _refused(self, _kinds: Kinds, _name: str) -> None:
        self.pending = None

    def _at(self, _kinds: Kinds, point: str, inside: bool) -> None:
        self.hit[point] += 1
        if inside:
            self.inside[point] += 1

    def _fault(self, _kinds: Kinds, words: str) -> None:
        self.faults.append(words)

    def _broke(self, _kinds: Kinds, words: str) -> None:
        self.faults.append(f"a life broke off by itself: {words}")

    _HEARS: ClassVar[dict[str, Callable[..., None]]] = {
        "begun": _begun, "asked": _asked, "saved": _saved, "refused": _refused,
        "at": _at, "fault": _fault, "broke": _broke,
    }  # fmt: skip


def faults(
    desk: Desk, journal: Journal, taken: Sequence[str], *, rebuilt: bool = True, settled: bool = False
) -> list[str]:
    """Everything that is wrong. `taken`: the entry of each mail that the server took, in its order.
    `rebuilt`: compare the lists with a rebuild, which it does. `settled`: nothing is left open.
    """
    found = list(journal.faults)
    found += _file_faults(desk.store.path)
    found += verify(desk)
    with desk.store.snapshot() as snapshot:
        there = shown(snapshot, 0)
        rows = snapshot._sql.rows("SELECT id, kind, content FROM entry ORDER BY desk_seq")
        details = dict(snapshot._sql.rows("SELECT entry, content FROM detail"))
        archive = snapshot._sql.rows("SELECT sha256, content FROM archive")
    entries = [(id_, kind, json.loads(content)["body"]) for id_, kind, content in rows]
    found += _unlike_told(there, journal)
    found += _doubled(entries, details)
    found += _archive_faults(entries, dict(archive))
    found += _mail_faults(entries, taken, settled=settled)
    found += _import_faults(entries, details, journal.imported)
    if rebuilt:
        as_the_clock_has_it(desk)
        found += [f"lists: {words}" for words in unlike_rebuilt(desk)]
    return found


def _file_faults(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as plain:
        for (words,) in plain.execute("PRAGMA integrity_check"):
            if words != "ok":
                yield f"the file is not whole: {words}"
        for row in plain.execute("PRAGMA foreign_key_check"):
            yield f"the file is not whole: {row}"


def _unlike_told(there: Sequence[Shown], journal: Journal) -> Iterator[str]:
    times = Counter(one[0] for one in there)
    known = {one[0]: one for one in there}
    for id_, kind, seq, digest in journal.saved.values():
        if id_ not in known:
            yield f"{kind} {id_} was shown as saved and is lost"
        elif times[id_] > 1:
            yield f"{kind} {id_} is there {times[id_]} times"
        elif known[id_] != (id_, kind, seq, digest):
            yield f"{kind} {id_} is there with other bytes, or another seal"
    for id_, kind, seq, _ in there:
        if id_ not in journal.saved and seq <= journal.seq:
            yield f"{kind} {id_} is there and nobody asked for it"


def _doubled(entries: Sequence[tuple[str, str, dict[str, Any]]], details: Mapping[str, str]) -> Iterator[str]:
    """Two entries that say one thing: an end of one call, an enquiry of one customer, who writes once."""
    said = Counter(
        (kind, str(body.get("attempt") or body.get("asked"))) for _, kind, body in entries if kind in ONCE
    )
    said += Counter(
        ("arrival", str(json.loads(details[id_])["emails"][:1]))
        for id_, kind, _ in entries if kind == "arrival" and id_ in details
    )  # fmt: skip
    yield from (
        f"{kind} of {what} is there {times} times" for (kind, what), times in said.items() if times > 1
    )


def _archive_faults(
    entries: Sequence[tuple[str, str, dict[str, Any]]], kept: Mapping[str, bytes]
) -> Iterator[str]:
    for id_, _, body in entries:
        digest = body.get("archive")
        if digest and hashlib.sha256(kept.get(digest, b"")).hexdigest() != digest:
            yield f"the mail of {id_} is lost or changed"


def _mail_faults(
    entries: Sequence[tuple[str, str, dict[str, Any]]], taken: Sequence[str], *, settled: bool
) -> Iterator[str]:
    delivered = Counter(taken)
    asked, left, withdrawn = (
        {
            id_ if kind == "email asked" else str(body["asked"])
            for id_, kind, body in entries
            if kind == wanted
        }
        for wanted in ("email asked", "email left", "email withdrawn")
    )
    yield from (f"mail {one} was sent {times} times" for one, times in delivered.items() if times > 1)
    yield from (f"mail {one} was sent and never asked for" for one in delivered.keys() - asked)
    yield from (f"mail {one} left by the log, and the server has none" for one in left - delivered.keys())
    yield from (f"mail {one} was taken back by the log, and was sent" for one in withdrawn & delivered.keys())
    if settled:
        yield from (f"nobody was asked about mail {one}" for one in asked - left - withdrawn)


def customers_in(path: Path) -> list[str]:
    """The addresses of the invented customers in a folder of mails or in a table."""
    if path.is_dir():
        return [f"person{one.stem}@example.test" for one in path.iterdir()]
    return [line.split(";")[2] for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def _import_faults(
    entries: Sequence[tuple[str, str, dict[str, Any]]], details: Mapping[str, str], imported: Sequence[str]
) -> Iterator[str]:
    """What was told to be imported is there."""
    there = {
        str(email) for id_, kind, _ in entries if kind == "arrival" and id_ in details
        for email in json.loads(details[id_])["emails"]
    }  # fmt: skip
    for path in imported:
        for customer in customers_in(Path(path)):
            if customer not in there:
                yield f"{path} was imported, and {customer} is not there"
