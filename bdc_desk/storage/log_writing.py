"""Writing the log: an entry, its details and its seal, in one transaction (docs/log.md)."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import uuid6

from bdc_desk.cadence.entry import STANDS, Entry, Seal, micros
from bdc_desk.errors import NotSetUp, Refused
from bdc_desk.storage.codec import (
    NO_HASH,
    SECOND,
    canonical,
    decode,
    details_digest,
    encode,
    seal_hash,
    sha_of,
)
from bdc_desk.storage.desk_state import DeskReading
from bdc_desk.storage.log_reading import LogReading
from bdc_desk.storage.rows import DeskIdentity

INSERT_ENTRY = """
INSERT INTO entry (id, dealership, lead, round, kind, agent, desk, desk_seq, at, seen, policy, content)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_SEAL = """
INSERT INTO seal (chain, no, entry, sealed_at, at, utc_offset, verdict, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_DETAIL = "INSERT INTO detail (entry, salt, content) VALUES (?, ?, ?)"
INSERT_OUTBOX = "INSERT INTO outbox (entry, utc_offset) VALUES (?, ?)"
_LAST_DESK_SEQ = """
SELECT max(coalesce((SELECT max(desk_seq) FROM entry WHERE desk = ?), 0),
    coalesce((SELECT max(desk_seq) FROM replaced WHERE desk = ?), 0))
"""


CONTENT_LIMIT, DETAILS_LIMIT = 300_000, 1_500_000
"""Letters of JSON: a shared database takes no more than 400,000 and 4,000,000, and what it will not take
must not be written here.
"""


class LogWriting(LogReading, DeskReading):
    """What adds to the log."""

    def append(  # noqa: PLR0913 - the fields of an entry, each by name
        self,
        *,
        lead: str | None,
        round: int,
        kind: str,
        body: Mapping[str, Any],
        at: datetime,
        agent: str,
        policy: str,
        offset: timedelta,
        details: Mapping[str, Any] | None = None,
        id: str | None = None,
    ) -> Entry:
        """Write one entry; all of it or nothing. A desk that works alone seals it at once, in a team it waits
        in the outbox for the shared database's seal.

        `at` is now, `offset` the dealership's offset from UTC then. `id` is given for arrivals only, others
        get a UUIDv7. Body and details hold JSON values (moments as microseconds). Returns the entry as it
        will be read. Raises Refused with the guard's reason, NotSetUp without a desk, SurroundingsFault.
        """
        desk = self.desk()
        if desk is None:
            msg = "No dealership is set up in this profile. Set one up first."
            raise NotSetUp(msg)
        head = self.head()
        text = None if details is None else canonical(details)
        if len(text or "") > DETAILS_LIMIT:
            raise Refused("This text is too long for the log. Shorten it, or write it in parts.", code="long")
        salt = secrets.token_bytes(32)
        entry = Entry(
            id=id or str(uuid6.uuid7()),
            dealership=desk.dealership,
            lead=lead,
            round=round,
            kind=str(kind),
            agent=agent,
            desk=desk.desk,
            desk_seq=self._sql.value(_LAST_DESK_SEQ, desk.desk, desk.desk) + 1,
            at=at,
            seen=head.no if head else 0,
            policy=policy,
            body=body,
        )
        content = encode(entry, None if text is None else details_digest(salt, text))
        if len(content) > CONTENT_LIMIT:
            raise Refused("This is too long for the log. Shorten it.", code="long")
        seal = None if desk.is_in_team else _solo_seal(desk, head, entry, content, offset)
        self._store(entry, content, seal or offset, salt, text)
        return decode(content, text, seal)

    def _store(
        self, entry: Entry, content: str, sealed: Seal | timedelta, salt: bytes, details: str | None
    ) -> None:
        """Insert the rows, with the seal or, where there is none yet, with the dealership's offset; a refused
        seal takes its entry with it, also where the caller goes on.
        """
        self._sql.run("SAVEPOINT appending")
        try:
            self._sql.run(INSERT_ENTRY, *entry_columns(entry), content)
            if details is not None:
                self._sql.run(INSERT_DETAIL, entry.id, salt, details)
            if isinstance(sealed, Seal):
                self._sql.run(INSERT_SEAL, *seal_columns(entry.id, sealed))
            else:
                self._sql.run(INSERT_OUTBOX, entry.id, sealed // SECOND)
        except BaseException:
            self._sql.run("ROLLBACK TO appending")
            self._sql.run("RELEASE appending")
            raise
        self._sql.run("RELEASE appending")

    def put_archive(self, content: bytes) -> str:
        """Keep a mail or file as it came; its hex SHA-256. Already kept: nothing happens."""
        digest = sha_of(content)
        if self._sql.value("SELECT 1 FROM archive WHERE sha256 = ?", digest) is None:
            self._sql.run("INSERT INTO archive (sha256, content) VALUES (?, ?)", digest, content)
        return digest


def _solo_seal(desk: DeskIdentity, head: Seal | None, entry: Entry, content: str, offset: timedelta) -> Seal:
    """The seal that a desk gives alone: the next number, nothing clamped (design.md, The log)."""
    unhashed = Seal(
        chain=desk.chain,
        no=head.no + 1 if head else 1,
        sealed_at=entry.at,
        at=entry.at,
        offset=offset,
        verdict=STANDS,
        hash=NO_HASH,
    )
    return replace(unhashed, hash=seal_hash(head.hash if head else NO_HASH, unhashed, content))


def entry_columns(entry: Entry) -> tuple[object, ...]:
    """The checked copies of the content, in the table's order."""
    return (
        entry.id,
        entry.dealership,
        entry.lead,
        entry.round,
        entry.kind,
        entry.agent,
        entry.desk,
        entry.desk_seq,
        micros(entry.at),
        entry.seen,
        entry.policy,
    )


def seal_columns(entry: str, seal: Seal) -> tuple[object, ...]:
    """A seal in its table's order."""
    return (
        seal.chain,
        seal.no,
        entry,
        micros(seal.sealed_at),
        micros(seal.at),
        seal.offset // SECOND,
        seal.verdict,
        seal.hash,
    )
