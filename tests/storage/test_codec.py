"""Entries as bytes: what goes in comes out, and the hash is the one that docs/log.md describes."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.cadence.entry import STANDS, Entry, Seal, moment
from bdc_desk.storage.codec import NO_HASH, canonical, decode, details_digest, encode, seal_hash

MOMENTS = st.integers(0, 7_258_118_400_000_000).map(moment)  # to the year 2200
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(), VALUES, max_size=5)
ENTRIES = st.builds(
    Entry,
    id=st.uuids().map(str),
    dealership=st.text(),
    lead=st.none() | st.uuids().map(str),
    round=st.integers(0, 9),
    kind=st.text(),
    agent=st.text(),
    desk=st.text(),
    desk_seq=st.integers(1),
    at=MOMENTS,
    seen=st.integers(0),
    policy=st.text(),
    body=OBJECTS,
    details=st.none(),
    seal=st.none(),
)

ENTRY = Entry(
    id="01890000-0000-7000-8000-000000000001",
    dealership="springfield",
    lead=None,
    round=0,
    kind="dealership set up",
    agent="agent-1",
    desk="desk-1",
    desk_seq=1,
    at=datetime(2026, 3, 2, 9, tzinfo=UTC),
    seen=0,
    policy="",
    body={"name": "Autohaus Müller", "country": "DE"},
)
SEAL = Seal(
    chain="00010203-0405-4607-8809-0a0b0c0d0e0f",
    no=1,
    sealed_at=ENTRY.at,
    at=ENTRY.at,
    offset=timedelta(hours=-5),
    verdict=STANDS,
    hash=NO_HASH,
)


@given(ENTRIES, st.none() | OBJECTS)
def test_what_is_written_is_read(entry: Entry, details: dict[str, Any] | None) -> None:
    text = None if details is None else canonical(details)
    content = encode(entry, None if text is None else details_digest(bytes(32), text))
    assert decode(content, text) == replace(entry, details=details)
    assert content.isascii()
    assert canonical(json.loads(content)) == content


def test_the_text_of_an_entry_is_this_one() -> None:
    assert encode(ENTRY, None) == (
        '{"agent":"agent-1","at":1772442000000000,"body":{"country":"DE","name":"Autohaus M\\u00fcller"},'
        '"dealership":"springfield","desk":"desk-1","desk_seq":1,"details":null,'
        '"id":"01890000-0000-7000-8000-000000000001","kind":"dealership set up","lead":null,"policy":"",'
        '"round":0,"seen":0}'
    )


def test_the_hash_is_taken_over_fixed_widths() -> None:
    content = encode(ENTRY, None)
    at = 1772442000000000
    expected = hashlib.sha256(
        NO_HASH
        + UUID(SEAL.chain).bytes
        + bytes([0, 0, 0, 0, 0, 0, 0, 1])
        + at.to_bytes(8, "big") * 2
        + (-18000).to_bytes(4, "big", signed=True)
        + hashlib.sha256(b"stands").digest()
        + hashlib.sha256(content.encode()).digest()
    ).digest()
    assert seal_hash(NO_HASH, SEAL, content) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"chain": "10010203-0405-4607-8809-0a0b0c0d0e0f"},
        {"no": 2},
        {"sealed_at": SEAL.at + timedelta(microseconds=1)},
        {"at": SEAL.at + timedelta(microseconds=1)},
        {"offset": timedelta(0)},
        {"verdict": "refused: so"},
    ],
)
def test_every_field_moves_the_hash(change: dict[str, Any]) -> None:
    content = encode(ENTRY, None)
    assert seal_hash(NO_HASH, replace(SEAL, **change), content) != seal_hash(NO_HASH, SEAL, content)
    assert seal_hash(bytes([1] * 32), SEAL, content) != seal_hash(NO_HASH, SEAL, content)
    assert seal_hash(NO_HASH, SEAL, content + " ") != seal_hash(NO_HASH, SEAL, content)


def test_details_are_digested_with_their_salt() -> None:
    assert details_digest(b"s" * 32, "{}") == hashlib.sha256(b"s" * 32 + b"{}").hexdigest()


def test_a_read_only_body_is_written_like_a_dict() -> None:
    assert canonical(MappingProxyType({"a": MappingProxyType({"b": (1, 2)})})) == '{"a":{"b":[1,2]}}'


@pytest.mark.parametrize("value", [SEAL.at, float("nan"), float("inf"), {1, 2}, b"x"])
def test_what_json_cannot_hold_is_told_at_once(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical({"at": value})
