"""What one row of the log says for itself: its hash, its bytes, its columns and its details.

A row may hold anything that somebody with a hex editor put there: nothing here raises.
"""

import json
from collections.abc import Iterator
from typing import Any

from bdc_desk.cadence.entry import LAST_MOMENT, micros
from bdc_desk.storage.codec import canonical, chain_hash, details_digest
from bdc_desk.storage.sql import Fields

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
# What other types and other signs than those of the log make of a hash or of JSON.
_UNREADABLE = (ValueError, OverflowError, TypeError, AttributeError, RecursionError)
_END = micros(LAST_MOMENT)


def row_faults(chain: str, previous: bytes, row: Fields) -> Iterator[str]:
    """What is wrong with one seal, its entry and its details: no, entry, sealed_at, at, utc_offset, verdict,
    hash, salt, details, content and COLUMNS.
    """
    no, _entry, sealed_at, at, utc_offset, verdict, digest, salt, details, content, *columns = row
    if content is None:
        yield "its entry is missing"
        return
    try:
        right = chain_hash(previous, chain, no, sealed_at, at, utc_offset, verdict, content)
    except _UNREADABLE:
        right = b""
    if digest != right:
        yield "its hash is not that of what it holds and what came before"
    if not (_is_moment(sealed_at) and _is_moment(at)):
        yield "it is sealed at no moment"
    yield from entry_faults(salt, details, content, columns)


def entry_faults(salt: object, details: object, content: str, columns: list[object]) -> Iterator[str]:
    """What is wrong with an entry and its details, sealed or not."""
    fields = fields_of(content)
    if fields is None:
        yield "its content is not the canonical bytes of an entry"
        return
    yield from _column_faults(fields, dict(zip(COLUMNS, columns, strict=True)))
    if not _is_moment(fields["at"]):
        yield "it was written at no moment"
    if details is not None and fields["details"] != _digest(salt, details):
        yield "its details are not those it was written with"


def fields_of(content: object) -> dict[str, Any] | None:
    """The entry's fields, None where the bytes are not the ones that this entry is written with."""
    try:
        fields = json.loads(content)  # type: ignore[arg-type]  # what is no text raises TypeError
        is_entry = isinstance(fields, dict) and fields.keys() == {*COLUMNS, "body", "details"}
        return fields if is_entry and canonical(fields) == content else None
    except _UNREADABLE:
        return None


def _column_faults(fields: dict[str, Any], columns: dict[str, Any]) -> Iterator[str]:
    for name, copy in columns.items():
        if fields[name] != copy:
            yield f"its column `{name}` says {copy!r}, its content {fields[name]!r}"


def _digest(salt: Any, details: Any) -> str | None:  # noqa: ANN401 - whatever the columns hold
    try:
        return details_digest(salt, details)
    except _UNREADABLE:
        return None


def _is_moment(value: object) -> bool:
    """Whether it can be reckoned with: from 1970 on, and with room for calendars after it."""
    return isinstance(value, int) and 0 <= value < _END
