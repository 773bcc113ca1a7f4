"""Entries and seals as bytes, exactly as docs/log.md writes them. Pure: no file, no clock, no randomness."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from bdc_desk.cadence.entry import Entry, Seal, micros, moment

NO_HASH = bytes(32)
SECOND = timedelta(seconds=1)


@lru_cache(maxsize=2)
def sha_of(content: bytes) -> str:
    """The hex SHA-256 under which a mail or file is archived. Thousands of leads may stand in one file: it is
    not computed anew for each.
    """
    return hashlib.sha256(content).hexdigest()


def canonical(value: Mapping[str, Any]) -> str:
    """A JSON object with sorted keys, no white space, ASCII only.

    Raises TypeError or ValueError for what JSON cannot hold (a datetime, NaN).
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False, default=_plain
    )


def _plain(value: object) -> object:
    """A read-only mapping as the dict that it shows; anything else is a mistake of the caller."""
    if isinstance(value, Mapping):
        return dict(value)
    msg = f"the log holds JSON values only, not {type(value).__name__}"
    raise TypeError(msg)


def encode(entry: Entry, digest: str | None) -> str:
    """The entry's own text, as it is stored and hashed. `digest` stands for its personal details."""
    return canonical(
        {
            "id": entry.id,
            "dealership": entry.dealership,
            "lead": entry.lead,
            "round": entry.round,
            "kind": entry.kind,
            "agent": entry.agent,
            "desk": entry.desk,
            "desk_seq": entry.desk_seq,
            "at": micros(entry.at),
            "seen": entry.seen,
            "policy": entry.policy,
            "body": entry.body,
            "details": digest,
        }
    )


def decode(content: str, details: str | None = None, seal: Seal | None = None) -> Entry:
    """The entry that `content` says, with the details and the seal that stand beside it.

    Raises ValueError, KeyError or TypeError where it is no entry; stored ones are.
    """
    fields = json.loads(content)
    return Entry(
        id=fields["id"],
        dealership=fields["dealership"],
        lead=fields["lead"],
        round=fields["round"],
        kind=fields["kind"],
        agent=fields["agent"],
        desk=fields["desk"],
        desk_seq=fields["desk_seq"],
        at=moment(fields["at"]),
        seen=fields["seen"],
        policy=fields["policy"],
        body=fields["body"],
        details=None if details is None else json.loads(details),
        seal=seal,
    )


def details_digest(salt: bytes, details: str) -> str:
    """Hex SHA-256 of salt and canonical details: what the entry keeps when the person is erased."""
    return hashlib.sha256(salt + details.encode("ascii")).hexdigest()


def seal_hash(previous: bytes, seal: Seal, content: str) -> bytes:
    """The seal's hash over the one before it (`NO_HASH` for number 1), whatever `seal.hash` says."""
    return chain_hash(
        previous,
        seal.chain,
        seal.no,
        micros(seal.sealed_at),
        micros(seal.at),
        seal.offset // SECOND,
        seal.verdict,
        content,
    )


def chain_hash(
    previous: bytes,
    chain: str,
    no: int,
    sealed_at: int,
    at: int,
    utc_offset: int,
    verdict: str,
    content: str,
) -> bytes:
    """The hash of docs/log.md over stored values: moments in microseconds, the offset in seconds."""
    return hashlib.sha256(
        previous
        + UUID(chain).bytes
        + no.to_bytes(8, "big", signed=True)
        + sealed_at.to_bytes(8, "big", signed=True)
        + at.to_bytes(8, "big", signed=True)
        + utc_offset.to_bytes(4, "big", signed=True)
        + hashlib.sha256(verdict.encode()).digest()
        + hashlib.sha256(content.encode()).digest()
    ).digest()
