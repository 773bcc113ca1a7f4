"""Mails that were taken back because the window closed: nobody was there to read it, so the next start says
it.
"""

import json
from collections.abc import Sequence

from bdc_desk.operations.desk import Desk


def keep_taken_back(desk: Desk, names: Sequence[str]) -> None:
    """Keep for the next start that mails to these customers did not leave."""
    if not names:
        return
    with desk.store.unit() as unit:
        kept = [*_names(unit.setting(_key(desk))), *names]
        unit.put_setting(_key(desk), json.dumps(kept))


def tell_taken_back(desk: Desk) -> tuple[str, ...]:
    """The customers whose mails were taken back at the last closing; told once."""
    with desk.store.unit() as unit:
        names = _names(unit.setting(_key(desk)))
        if names:
            unit.put_setting(_key(desk), "")
    return names


def _names(kept: str | None) -> tuple[str, ...]:
    try:
        found = json.loads(kept or "[]")
    except (ValueError, RecursionError):
        return ()
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _key(desk: Desk) -> str:
    return f"mails taken back {desk.person}"
