"""The replica's side of the sync: what waits to go up, and what comes down with its verified seal.

A pulled entry whose seal links to the chain is always stored; nothing is judged here (design.md, The log).
"""

import json
import uuid
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import uuid6

from bdc_desk.cadence.entry import STANDS
from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.codec import NO_HASH, SECOND, canonical, chain_hash, details_digest
from bdc_desk.storage.log_reading import LogReading
from bdc_desk.storage.log_writing import INSERT_DETAIL, INSERT_ENTRY, INSERT_OUTBOX, INSERT_SEAL
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.search import remove_search_doc
from bdc_desk.storage.sql import Fields, places

PROJECTED = "projected"
"""The setting that holds the number up to which the projections are concluded; above it only what was made
here is."""

BEGINS_ANEW = "begins anew"
"""The setting that says that this profile was restored from a backup: what it wrote since may be known to the
shared database, so the desk takes a new id before it hands in anything. "" for an ordinary profile."""

_OUTBOX = """
SELECT e.id, e.desk_seq, e.kind, e.content, d.salt, d.content
FROM outbox o CROSS JOIN entry e ON e.id = o.entry LEFT JOIN detail d ON d.entry = e.id
WHERE e.desk_seq > ? AND e.desk = (SELECT desk FROM this_desk) ORDER BY e.desk_seq LIMIT ?
"""
_REFILL = """
SELECT id, at FROM entry e WHERE desk = (SELECT desk FROM this_desk)
    AND NOT EXISTS (SELECT 1 FROM seal WHERE entry = e.id AND chain = (SELECT chain FROM this_desk))
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE entry = e.id)
"""
# CROSS JOIN: walk the chain from there on, and stop at the limit.
_LAST_MOVED = """
SELECT s.no, e.lead FROM seal s CROSS JOIN entry e ON e.id = s.entry
WHERE s.chain = (SELECT chain FROM this_desk) AND s.no > ? AND e.lead IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM entry later CROSS JOIN seal its ON its.entry = later.id AND its.chain = s.chain
    WHERE later.lead = e.lead AND its.no > s.no)
ORDER BY s.no LIMIT ?
"""
_KINDS = """
SELECT DISTINCT e.kind FROM seal s CROSS JOIN entry e ON e.id = s.entry
WHERE s.chain = (SELECT chain FROM this_desk) AND s.no > ? AND s.no <= ?
"""
_SEALS = """
SELECT s.no, s.entry, s.sealed_at, s.at, s.utc_offset, s.verdict, e.content
FROM seal s CROSS JOIN entry e ON e.id = s.entry
WHERE s.chain = (SELECT chain FROM this_desk) AND s.no <= ? ORDER BY s.no
"""
_WORK_ON = """
SELECT id FROM entry WHERE lead = ? AND desk = (SELECT desk FROM this_desk)
    AND kind IN ('dialled', 'outcome', 'note', 'callback set', 'contact received', 'appointment set',
        'merged', 'kept apart')
"""
MOVED_LEAD = (
    "a colleague's desk had read the same mail and knew the customer: the enquiry stands with the "
    "customer's earlier lead, and this does not count there"
)
REFERENCES = ("attempt", "outcome", "entry", "callback", "asked", "merge", "apart")
"""Fields of a body that name another entry (docs/log.md)."""
BARE = frozenset({Kind.EMAIL_ASKED, Kind.NOT_REACHED})
"""Kinds whose body holds nothing that the gate does not ask for."""


class ChainBroken(SurroundingsFault):
    """What the shared database sent is not the log that this desk knows. Nothing of it was stored."""


class ProfileCopied(SurroundingsFault):
    """Another copy of this profile has written under this desk's id: this one needs an id of its own."""


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """An entry on its way up. `archive`: the mail or file that an arrival came in, where it is kept here."""

    id: str
    desk_seq: int
    content: str
    salt: bytes | None
    details: str | None
    archive: bytes | None


@dataclass(frozen=True, slots=True)
class SealedRow:
    """An entry with its seal as the shared database holds them: moments in microseconds, offset in
    seconds.
    """

    no: int
    sealed_at: int
    at: int
    utc_offset: int
    verdict: str
    hash: bytes
    content: str
    salt: bytes | None
    details: str | None


@dataclass(frozen=True, slots=True)
class Portion:
    """What is concluded in one go: the log up to number `end`, and the `leads` whose newest entry is among
    it. `kinds`: of its entries.
    """

    leads: tuple[str, ...]
    kinds: frozenset[str]
    end: int


class PushFirst(Exception):
    """Another desk had read a mail that this desk's own arrival, not handed in yet, was read from."""


class ReplicationReading(LogReading):
    """What the sync reads."""

    def outbox(self, most: int, after: int = 0) -> list[OutboxItem]:
        """The oldest entries that wait, in the order in which they were written; those after a desk_seq."""
        return [self._item(*row) for row in self._sql.rows(_OUTBOX, after, most)]

    def is_replaced(self, entry: str) -> bool:
        """Whether this entry gave way, to a colleague's or to itself under another id."""
        return bool(self._sql.value("SELECT 1 FROM replaced WHERE entry = ?", entry))

    def _item(self, id: str, desk_seq: int, kind: str, content: str, salt: bytes, details: str) -> OutboxItem:
        sha = json.loads(content)["body"].get("archive") if kind == Kind.ARRIVAL else None
        found = self._sql.value("SELECT content FROM archive WHERE sha256 = ?", sha) if sha else None
        return OutboxItem(id, desk_seq, content, salt, details, found)

    def portion(self, done: int, most: int) -> Portion:
        """The next `most` leads to conclude after number `done`. A lead with a later entry is left for the
        portion of its newest, so that each is concluded once, however much of the log came in.
        """
        rows = self._sql.rows(_LAST_MOVED, done, most)
        head = self.head()
        end = rows[-1][0] if len(rows) == most else head.no if head else done
        kinds = self._sql.rows(_KINDS, done, end)
        return Portion(tuple(lead for _, lead in rows), frozenset(kind for (kind,) in kinds), end)


class ReplicationWriting(ReplicationReading):
    """What the sync changes. Used in a unit."""

    def take(self, rows: Sequence[SealedRow], already_here: Container[str] = ()) -> int:
        """Store pulled entries with their seals; rows that are here already are passed over. How many came.
        `already_here`: own arrivals that the shared database has answered so.

        Raises PushFirst for an own arrival that it has not answered yet. Raises ChainBroken where a number
        is missing, a hash does not link or bytes differ from those here; ProfileCopied where this desk's id
        was used by another. The caller's unit must then be undone.

        What is personal of an erased lead is not stored, whoever gives it; what lies here of the leads that
        these rows erase is the caller's to drop.
        """
        desk, head = _known(self), self.head()
        no, previous = (head.no, head.hash) if head else (0, NO_HASH)
        entries: list[tuple[Any, ...]] = []
        details: list[tuple[Any, ...]] = []
        seals: list[tuple[Any, ...]] = []
        news = [row for row in rows if row.no > no]
        ids = [json.loads(row.content) for row in news]
        here = self._contents([fields["id"] for fields in ids])
        erased = {lead for (lead,) in self._sql.rows("SELECT lead FROM erased_lead")} | erased_in(news)
        for row, fields in zip(news, ids, strict=True):
            if row.no != no + 1:
                raise ChainBroken(f"The shared database sent number {row.no:,} after {no:,}.")
            _check(desk.chain, previous, row, fields)
            known = here.get(fields["id"])
            if known is None:
                if fields["desk"] == desk.desk:
                    raise ProfileCopied("This profile was copied or restored from a backup.")
                entries.append(_columns(fields, row.content))
                details += _details(row, fields, erased)
            elif known != row.content:
                self._give_way(desk, row, fields, already_here)
                entries.append(_columns(fields, row.content))
                details += _details(row, fields, erased)
            seals.append((desk.chain, row.no, fields["id"], row.sealed_at, row.at, row.utc_offset,
                          row.verdict, row.hash))  # fmt: skip
            no, previous = row.no, row.hash
        self._sql.run_each(INSERT_ENTRY, entries)
        self._sql.run_each(INSERT_DETAIL, details)
        self._sql.run_each(INSERT_SEAL, seals)
        self._sql.run_each("DELETE FROM outbox WHERE entry = ?", [(seal[2],) for seal in seals])
        return len(seals)

    def _contents(self, ids: Sequence[str]) -> dict[str, str]:
        """What is here already of these entries."""
        found: dict[str, str] = {}
        for first in range(0, len(ids), 500):
            some = ids[first : first + 500]
            rows = self._sql.rows(f"SELECT id, content FROM entry WHERE id IN ({places(len(some))})", *some)
            found |= dict(rows)
        return found

    def _give_way(
        self, desk: DeskIdentity, row: SealedRow, fields: Mapping[str, Any], already_here: Container[str]
    ) -> None:
        """Another desk had read the same mail: this desk's own arrival moves to `replaced`, as written."""
        own = self._sql.row("SELECT desk, desk_seq, kind, content FROM entry WHERE id = ?", fields["id"])
        sealed = self._sql.value("SELECT 1 FROM seal WHERE entry = ?", fields["id"])
        if own is None or own[0] != desk.desk or own[2] != Kind.ARRIVAL or sealed:
            raise ChainBroken(f"Entry {fields['id']} (number {row.no:,}) has other bytes there than here.")
        if fields["id"] not in already_here:
            raise PushFirst
        self.note_replaced(own[0], own[1], fields["id"], own[3])
        self._sql.run("DELETE FROM outbox WHERE entry = ?", fields["id"])
        self._sql.run("DELETE FROM detail WHERE entry = ?", fields["id"])
        self._sql.run("DELETE FROM entry WHERE id = ?", fields["id"])
        lead = fields_of(own[3])["lead"]
        if lead != fields["lead"]:
            self._tell_moved(lead)
        self._forget_lead(lead)

    def _tell_moved(self, lead: str) -> None:
        """What was written here on a lead that stands elsewhere is in the log and shows nowhere: its author
        is told each piece, to say it again where the customer is.
        """
        for (entry,) in self._sql.rows(_WORK_ON, lead):
            self._sql.run(
                "INSERT INTO attention (entry, why) VALUES (?, ?) ON CONFLICT DO NOTHING", entry, MOVED_LEAD
            )

    def _forget_lead(self, lead: str) -> None:
        """A lead whose only arrival gave way leaves the lists: the colleague had known the customer from
        before, and the mail became a new round of that lead. What hung on it is concluded anew.
        """
        if self._sql.value("SELECT 1 FROM entry WHERE lead = ? AND kind = ?", lead, Kind.ARRIVAL):
            return
        known = sum(
            self._sql.run(f"DELETE FROM {table} WHERE lead = ?", lead)
            for table in ("lead_row", "identity_key", "queue_row")
        )
        remove_search_doc(self._sql, lead)
        if known:
            self._sql.run("UPDATE setting SET value = '0' WHERE key = ?", PROJECTED)

    def note_replaced(self, desk: str, desk_seq: int, entry: str, content: str) -> None:
        """Keep an arrival that was answered "already here": the reason of a hole in the desk's desk_seq."""
        known = self._sql.value("SELECT 1 FROM replaced WHERE desk = ? AND desk_seq = ?", desk, desk_seq)
        if not known:
            self._sql.run(
                "INSERT INTO replaced (desk, desk_seq, entry, content) VALUES (?, ?, ?, ?)",
                desk, desk_seq, entry, content,
            )  # fmt: skip

    def whole_log(self) -> dict[str, list[Fields]]:
        """Everything that an adopted log brings along, by the shared database's tables, in their columns'
        order but for the dealership, which comes first there.
        """
        return {
            "entry": self._sql.rows(
                "SELECT id, lead, round, kind, agent, desk, desk_seq, at, seen, policy, content FROM entry"
            ),
            "seal": self._sql.rows(
                "SELECT chain, no, entry, sealed_at, at, utc_offset, verdict, hash FROM seal ORDER BY no"
            ),
            "detail": self._sql.rows("SELECT entry, salt, content FROM detail"),
            "archive": self._sql.rows("SELECT sha256, content FROM archive"),
        }

    def share(self, desk: DeskIdentity) -> None:
        """This desk's log is the team's from now on, its chain as it is (`adopt`)."""
        self._sql.run("UPDATE this_desk SET sealer = 'shared' WHERE desk = ?", desk.desk)

    def follow_chain(self, chain: str, kept: int) -> None:
        """Go over to the chain that continues this one after the shared database came back older: its first
        `kept` seals are this chain's, given again. A chain that differs from it does not link to what is
        pulled next.
        """
        known = self._sql.rows(_SEALS, kept)
        self._sql.run("UPDATE this_desk SET chain = ?", chain)
        previous, seals = NO_HASH, []
        for no, entry, sealed_at, at, utc_offset, verdict, content in known:
            previous = chain_hash(previous, chain, no, sealed_at, at, utc_offset, verdict, content)
            seals.append((chain, no, entry, sealed_at, at, utc_offset, verdict, previous))
        self._sql.run_each(INSERT_SEAL, seals)

    def refill_outbox(self, offset: timedelta) -> int:
        """Let everything that this desk wrote and that has no seal wait again; how many. `offset`: the
        dealership's from UTC, for days and parts of day until the seal tells.
        """
        rows = self._sql.rows(_REFILL)
        self._sql.run_each(INSERT_OUTBOX, [(id_, offset // SECOND) for id_, _ in rows])
        return len(rows)

    def begin_anew(self, known: Container[str]) -> int:
        """Take a new desk id, because another copy of this profile writes under the old one. What waits is
        written anew under it, each naming the old; how many entries. `known`: ids that the shared database
        has from before, which will come back with their seals. An arrival's id may be known from a
        colleague's reading of the same mail, so each is written anew, and will be answered "already here".
        """
        old, fresh = _known(self), str(uuid.uuid4())
        offsets: dict[str, int] = dict(self._sql.rows("SELECT entry, utc_offset FROM outbox"))
        told = [(item, json.loads(item.content)) for item in self.outbox(1 << 30)]
        waiting = [one for one in told if one[0].id not in known or one[1]["kind"] == Kind.ARRIVAL]
        for item, _ in waiting:
            self.note_replaced(old.desk, item.desk_seq, item.id, item.content)
            self._sql.run("DELETE FROM outbox WHERE entry = ?", item.id)
            self._sql.run("DELETE FROM detail WHERE entry = ?", item.id)
            self._sql.run("DELETE FROM entry WHERE id = ?", item.id)
        names: dict[str, str] = {}
        for seq, (item, fields) in enumerate(waiting, start=1):
            names[item.id] = item.id if fields["kind"] == Kind.ARRIVAL else str(uuid6.uuid7())
            anew = {**fields, "id": names[item.id], "desk": fresh, "desk_seq": seq,
                    "body": _renamed(fields["kind"], fields["body"], item.id, names)}  # fmt: skip
            content = canonical(anew)
            self._sql.run(INSERT_ENTRY, *_columns(anew, content))
            if item.salt is not None and item.details is not None:
                self._sql.run(INSERT_DETAIL, anew["id"], item.salt, item.details)
            self._sql.run(INSERT_OUTBOX, anew["id"], offsets[item.id])
        # Last, so that the guards do not judge a second time what was judged when it was written: meanwhile a
        # colleague may have closed the lead that a mail was asked for. The shared database decides.
        self._sql.run("UPDATE this_desk SET desk = ?", fresh)
        return len(waiting)


def _renamed(kind: str, body: Mapping[str, Any], old: str, names: Mapping[str, str]) -> dict[str, Any]:
    """The body with the new names of entries that were written anew, and the old name of its own."""
    told = {
        key: names.get(value, value) if key in REFERENCES and isinstance(value, str) else value
        for key, value in body.items()
    }
    return told if kind in BARE else {**told, "instead_of": old}


def _known(reading: LogReading) -> DeskIdentity:
    row = reading._sql.row("SELECT desk, chain, dealership, person, sealer FROM this_desk")  # noqa: SLF001
    assert row is not None  # noqa: S101 - only a desk that is set up syncs
    return DeskIdentity(*row)


def _check(chain: str, previous: bytes, row: SealedRow, fields: Mapping[str, Any]) -> None:
    """Raises ChainBroken where the seal is not that of what it seals, or the details are others."""
    try:
        right = chain_hash(
            previous, chain, row.no, row.sealed_at, row.at, row.utc_offset, row.verdict, row.content
        )
    except (ValueError, OverflowError):
        right = b""
    if right != row.hash:
        raise ChainBroken(f"Number {row.no:,} of the shared log does not link to what came before.")
    if (
        row.salt is not None
        and row.details is not None
        and (fields["details"] != details_digest(row.salt, row.details))
    ):
        raise ChainBroken(f"Number {row.no:,} of the shared log has other details than it was written with.")


def erased_in(rows: Sequence[SealedRow]) -> frozenset[str]:
    """The leads that these rows erase: those whose erasure the shared database has let stand."""
    standing = (fields_of(row.content) for row in rows if row.verdict == STANDS)
    return frozenset(
        fields["lead"] for fields in standing if fields["kind"] == Kind.ERASED and fields["lead"] is not None
    )


def _details(row: SealedRow, fields: Mapping[str, Any], erased: Container[str]) -> list[Fields]:
    """The row of an entry's details, where there are any and the lead was not erased."""
    if row.salt is None or row.details is None or fields["lead"] in erased:
        return []
    return [(fields["id"], row.salt, row.details)]


def _columns(fields: Mapping[str, Any], content: str) -> Fields:
    """An entry's row."""
    names = ("id", "dealership", "lead", "round", "kind", "agent", "desk", "desk_seq", "at", "seen", "policy")
    return (*(fields[name] for name in names), content)


def fields_of(content: str) -> dict[str, Any]:
    """An entry's fields, as its bytes say."""
    found: dict[str, Any] = json.loads(content)
    return found
