"""What is being typed at the counter: kept at this desk until it is saved, over a crash and over a night. One
for a caller and one for a visitor.
"""

import json
from dataclasses import asdict, fields, replace
from typing import Any

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.operations.counter import CounterForm
from bdc_desk.operations.desk import Desk


def keep_counter_draft(desk: Desk, form: CounterForm) -> None:
    """Keep what is typed so far; a form without a word forgets it."""
    typed = {key: value for key, value in asdict(form).items() if key not in {"kind", "source"} and value}
    with desk.store.unit() as unit:
        unit.put_setting(_key(desk, form.kind), json.dumps(typed) if typed else "")


def counter_draft(desk: Desk, kind: LeadKind) -> CounterForm:
    """What was typed for this kind and not saved; an empty form where there is nothing."""
    empty = CounterForm(kind, "", "", "")
    with desk.store.snapshot() as snapshot:
        kept = snapshot.setting(_key(desk, kind))
    try:
        found = json.loads(kept or "{}")
    except (ValueError, RecursionError):
        return empty  # a row that somebody else wrote into the file: nothing of ours
    if not isinstance(found, dict):
        return empty
    names = {one.name for one in fields(CounterForm)} - {"kind", "source"}
    typed: dict[str, Any] = {
        key: value for key, value in found.items() if key in names and isinstance(value, str)
    }
    return replace(empty, **typed)


def _key(desk: Desk, kind: LeadKind) -> str:
    return f"counter draft {kind.value} {desk.person}"
