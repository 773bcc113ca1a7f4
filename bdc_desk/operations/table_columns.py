"""What the columns of a kind of table mean, once a person has said so: kept for the next one."""

import json
from collections.abc import Mapping, Sequence

from bdc_desk.operations.desk import Desk
from bdc_desk.storage.store import Snapshot

COLUMNS = "table columns"


def kept_columns(desk: Desk) -> Mapping[str, tuple[str, ...]]:
    """The meanings of the columns of each known kind of table, by the digest of its header."""
    with desk.store.snapshot() as snapshot:
        return _kept(snapshot)


def keep_columns(desk: Desk, key: str, columns: Sequence[str]) -> None:
    """Read tables with this header so from now on."""
    with desk.store.unit() as unit:
        kept = {**_kept(unit), key: tuple(columns)}
        unit.put_setting(COLUMNS, json.dumps(kept))


def _kept(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """What was kept; what is damaged is as good as not kept."""
    try:
        found = json.loads(snapshot.setting(COLUMNS) or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        key: tuple(columns)
        for key, columns in found.items()
        if isinstance(columns, list) and all(isinstance(one, str) for one in columns)
    }
