"""What the columns of known tables mean, as a person at this desk said it (adf.md, CSV)."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk

TABLE_COLUMNS: Final = "table columns"
"""The desk's setting that holds them: an object of header key -> list of meanings, in JSON."""
_TABLES_KEPT: Final = 200
"""Tables of which the columns are kept; the one said longest ago goes first."""


def kept_columns(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """The meanings of each known table's columns, by the key of its header; what is damaged is not kept."""
    with desk.store.snapshot() as snapshot:
        return _read(snapshot.setting(TABLE_COLUMNS))


def keep_columns(desk: Desk, key: str, columns: Sequence[str]) -> None:
    """Keep what the columns under the header `key` mean, instead of what was said of it before.

    Raises Refused where there are no columns.
    """
    if not key or not columns:
        raise Refused("Say what the columns mean: the table has none.", code="columns")
    with desk.store.unit() as unit:
        kept = _read(unit.setting(TABLE_COLUMNS))
        kept.pop(key, None)
        kept[key] = tuple(columns)
        latest = dict(list(kept.items())[-_TABLES_KEPT:])
        unit.put_setting(TABLE_COLUMNS, json.dumps(latest))


def _read(content: str | None) -> dict[str, tuple[str, ...]]:
    try:
        tables = json.loads(content or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(tables, dict):
        return {}
    return {
        key: tuple(columns)
        for key, columns in tables.items()
        if isinstance(columns, list) and all(isinstance(meaning, str) for meaning in columns)
    }
