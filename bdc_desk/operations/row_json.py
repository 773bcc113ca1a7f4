"""Queue rows as the JSON that the projection keeps, and back. Moments as microseconds.

A hundred thousand rows are read at a start and kept as long as the window is open: what is the same within a
row is one object, and texts that many rows share are one text.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from bdc_desk.cadence.entry import micros, moment
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.cadence.standing import Mark, Stage, Step

MOMENTS = tuple(one.name for one in fields(QueueRow) if "datetime" in str(one.type))
SHARED = ("car", "source", "kind", "due_why", "blocked", "owner", "promised_by")
"""Texts that rows have in common."""
_STAGES: Mapping[str, Stage] = {one.value: one for one in Stage}
_STEPS: Mapping[str, Step] = {one.value: one for one in Step}


def row_as_json(row: QueueRow) -> str:
    """The row as canonical JSON."""
    table: dict[str, Any] = {one.name: _plain(getattr(row, one.name)) for one in fields(row)}
    table["marks"] = [
        [mark.step, mark.minutes, micros(mark.at), micros(mark.due_at), mark.silent] for mark in row.marks
    ]
    return json.dumps(table, sort_keys=True, separators=(",", ":"))


def row_from_json(content: str) -> QueueRow:
    """The row that `row_as_json` wrote. Raises ValueError or KeyError for anything else."""
    table = json.loads(content)
    get = table.get
    known: dict[int, datetime] = {}
    for name in MOMENTS:
        written = get(name)  # a row of before lacks what came later, until it is concluded anew
        if written is not None:
            table[name] = known[written] if written in known else known.setdefault(written, moment(written))
    for name in SHARED:
        text = get(name)
        if text:
            table[name] = sys.intern(text)
    if table["customer"] == table["lead"]:
        table["customer"] = table["lead"]
    table["stage"] = _STAGES[table["stage"]]
    table["marks"] = tuple([_mark(known, *mark) for mark in table["marks"]])
    return QueueRow(**table)


def _mark(known: dict[int, datetime], step: str, minutes: int, at: int, due_at: int, silent: bool) -> Mark:  # noqa: FBT001 - as it is written
    began = known[at] if at in known else known.setdefault(at, moment(at))
    due = known[due_at] if due_at in known else known.setdefault(due_at, moment(due_at))
    return Mark(_STEPS[step], minutes, began, due, silent)


def _plain(value: object) -> object:
    return micros(value) if isinstance(value, datetime) else value
