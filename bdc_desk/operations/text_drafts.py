"""Email texts that are being edited: kept at this desk until they are saved or let go, over a crash too."""

import json
from collections.abc import Mapping

from bdc_desk.operations.desk import Desk


def text_drafts(desk: Desk) -> Mapping[str, str]:
    """What the person here typed and did not save, by the text's key ("en/missed_you")."""
    with desk.store.snapshot() as snapshot:
        kept = snapshot.setting(_key(desk))
    try:
        found = json.loads(kept or "{}")
    except (ValueError, RecursionError):
        return {}  # a row that somebody else wrote into the file: nothing of ours
    if not isinstance(found, dict):
        return {}
    return {key: text for key, text in found.items() if isinstance(text, str)}


def keep_text_drafts(desk: Desk, drafts: Mapping[str, str]) -> None:
    """Keep these drafts and no others."""
    told = json.dumps(dict(drafts), ensure_ascii=False)
    with desk.store.unit() as unit:
        unit.put_setting(_key(desk), told if drafts else "")


def _key(desk: Desk) -> str:
    return f"text drafts {desk.person}"
