"""Verify the chain: every number there, every hash right, every column and digest what the bytes say.

Whether each verdict was right is judged again by the engine, elsewhere; here nothing is read but rows and
bytes.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bdc_desk.cadence.entry import Seal
from bdc_desk.storage import triggers
from bdc_desk.storage.codec import NO_HASH, canonical, chain_hash, details_digest
from bdc_desk.storage.sql import Fields, Sql
from bdc_desk.storage.store import Snapshot, Store, Unit

NOTED_HEAD = "noted head"
"""The setting that holds a head seen before: "NO HASH", the hash in hex."""

PAGE = 5000
COLUMNS = (
    "id",
    "dealership",
    "lead",
    "round",
    "kind",
    "agent",
    "desk",
    "desk_seq",
    "at",
    "seen",
    "policy",
)
_PAGE = f"""
SELECT s.no, s.entry, s.sealed_at, s.at, s.utc_offset, s.verdict, s.hash, d.salt, d.content, e.content,
    {", ".join(f"e.{column}" for column in COLUMNS)}
FROM seal s LEFT JOIN entry e ON e.id = s.entry LEFT JOIN detail d ON d.entry = s.entry
WHERE s.chain = ? AND s.no > ? ORDER BY s.no LIMIT ?
"""
# In a team this desk's own may wait for the shared database, and those of a chain that was continued for
# their author's desk to hand them in again.
_UNSEALED = """
SELECT id FROM entry WHERE NOT EXISTS (SELECT 1 FROM seal WHERE entry = id AND chain = ?)
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE entry = id)
    AND NOT ((SELECT sealer FROM this_desk) = 'shared' AND EXISTS (SELECT 1 FROM seal WHERE entry = id))
ORDER BY desk, desk_seq
"""
_GAPS = """
SELECT id, desk, desk_seq, before FROM (
    SELECT id, desk, desk_seq, lag(desk_seq, 1, 0) OVER (PARTITION BY desk ORDER BY desk_seq) AS before
    FROM (
        SELECT min(id) AS id, desk, desk_seq FROM (
            SELECT id, desk, desk_seq FROM entry UNION ALL SELECT entry, desk, desk_seq FROM replaced)
        GROUP BY desk, desk_seq))
WHERE desk_seq <> before + 1
"""
# A team's chain may have been continued by another; alone there is one.
_STRANGE_CHAINS = """
SELECT chain, min(no), min(entry) FROM seal WHERE chain <> ? AND (SELECT sealer FROM this_desk) = 'desk'
GROUP BY chain
"""
_LOST_DETAILS = "SELECT entry FROM detail WHERE entry NOT IN (SELECT id FROM entry)"
_NUMBERED = "SELECT hash FROM seal WHERE chain = ? AND no = ?"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the log that is not as it was written. `no` and `entry` name the place, where there is."""

    words: str
    no: int | None = None
    entry: str | None = None

    def __str__(self) -> str:
        """The fault as a person is told it."""
        place = [f"No. {self.no:,}"] if self.no is not None else []
        place += [f"entry {self.entry}"] if self.entry else []
        return f"{', '.join(place)}: {self.words}" if place else self.words


def note_head(unit: Unit) -> Seal | None:
    """Note the head there is, so that a log that was cut short or rewritten is noticed; the head."""
    head = unit.head()
    if head is not None:
        unit.put_setting(NOTED_HEAD, f"{head.no} {head.hash.hex()}")
    return head


def verify(store: Store, page: int = PAGE) -> list[Fault]:
    """Every fault of the chain, in its order; an empty list for a sound log. Raises SurroundingsFault.

    `page` is how many entries are held in memory at once.
    """
    with store.snapshot() as snapshot:
        # The rows as they lie, which no other reader wants.
        return list(_faults(snapshot, snapshot._sql, page))  # noqa: SLF001


def _faults(snapshot: Snapshot, sql: Sql, page: int) -> Iterator[Fault]:
    for name in triggers.missing(sql.rows):
        yield Fault(f"the guard `{name}` of the log is missing or was changed")
    desk = snapshot.desk()
    chain = desk.chain if desk else ""
    yield from _chain_faults(sql, chain, page)
    for (entry,) in sql.rows(_UNSEALED, chain):
        yield Fault("the entry is not sealed", entry=entry)
    for entry, its_desk, desk_seq, before in sql.rows(_GAPS):
        yield Fault(_missing(f"desk {its_desk}: entries", before + 1, desk_seq - 1), entry=entry)
    for strange, no, entry in sql.rows(_STRANGE_CHAINS, chain):
        yield Fault(f"sealed in the chain {strange}, which is not this desk's", no, entry)
    for (entry,) in sql.rows(_LOST_DETAILS):
        yield Fault("there are details of an entry that is missing", entry=entry)
    yield from _head_faults(snapshot, sql, chain)


def _chain_faults(sql: Sql, chain: str, page: int) -> Iterator[Fault]:
    """Walk the chain in pages; each hash is taken over the stored one before, so one forgery is one fault."""
    last, previous = 0, NO_HASH
    while rows := sql.rows(_PAGE, chain, last, page):
        for row in rows:
            no, entry, digest = row[0], row[1], row[6]
            if no != last + 1:
                yield Fault(_missing("numbers", last + 1, no - 1), no, entry)
            for words in row_faults(chain, previous, row):
                yield Fault(words, no, entry)
            last, previous = no, digest


def _missing(what: str, first: int, last: int) -> str:
    """Which numbers are missing, in words."""
    if first == last:
        return f"{what}: {first:,} is missing before it"
    return f"{what}: {first:,} to {last:,} are missing before it"


def row_faults(chain: str, previous: bytes, row: Fields) -> Iterator[str]:
    """What is wrong with one seal, its entry and its details."""
    no, _entry, sealed_at, at, utc_offset, verdict, digest, salt, details, content, *columns = row
    if content is None:
        yield "its entry is missing"
        return
    try:
        right = chain_hash(previous, chain, no, sealed_at, at, utc_offset, verdict, content)
    except (ValueError, OverflowError):
        right = b""
    if digest != right:
        yield "its hash is not that of what it holds and what came before"
    fields = _fields(content)
    if fields is None:
        yield "its content is not the canonical bytes of an entry"
        return
    yield from _column_faults(fields, dict(zip(COLUMNS, columns, strict=True)))
    if details is not None and fields["details"] != details_digest(salt, details):
        yield "its details are not those it was written with"


def _fields(content: str) -> dict[str, Any] | None:
    """The entry's fields, None where the bytes are not the ones that this entry is written with."""
    try:
        fields = json.loads(content)
    except ValueError:
        return None
    whole = isinstance(fields, dict) and fields.keys() == {*COLUMNS, "body", "details"}
    return fields if whole and canonical(fields) == content else None


def _column_faults(fields: dict[str, Any], columns: dict[str, Any]) -> Iterator[str]:
    for name, copy in columns.items():
        if fields[name] != copy:
            yield f"its column `{name}` says {copy!r}, its content {fields[name]!r}"


def _head_faults(snapshot: Snapshot, sql: Sql, chain: str) -> Iterator[Fault]:
    """Compare with the head that was noted before."""
    noted = snapshot.setting(NOTED_HEAD)
    if noted is None:
        return
    number, _, digest = noted.partition(" ")
    if not number.isdecimal():
        yield Fault("the noted head cannot be read")
        return
    no, head = int(number), snapshot.head()
    found = sql.value(_NUMBERED, chain, no)
    if found is None:
        yield Fault(f"the log went back from {no:,} to {head.no if head else 0:,}")
    elif found.hex() != digest:
        yield Fault("the log was rewritten: its hash is not the one that was noted", no)
