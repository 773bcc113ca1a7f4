"""Queue rows as the JSON that the projection keeps, and back. Moments as microseconds."""

import json
from dataclasses import fields
from datetime import datetime
from typing import Any

from bdc_desk.cadence.entry import micros, moment
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.cadence.standing import Mark, Stage, Step

MOMENTS = frozenset(one.name for one in fields(QueueRow) if "datetime" in str(one.type))


def row_as_json(row: QueueRow) -> str:
    """The row as canonical JSON."""
    table: dict[str, Any] = {one.name: _plain(getattr(row, one.name)) for one in fields(row)}
    table["marks"] = [
        [mark.step, mark.minutes, micros(mark.at), micros(mark.due_at), mark.silent] for mark in row.marks
    ]
    return json.dumps(table, sort_keys=True, separators=(",", ":"))


def row_from_json(content: str) -> QueueRow:
    """The row that `row_as_json` wrote."""
    table = json.loads(content)
    for name in MOMENTS:
        if table.get(name) is not None:  # a row of before lacks what came later, until it is concluded anew
            table[name] = moment(table[name])
    table["stage"] = Stage(table["stage"])
    table["marks"] = tuple(
        Mark(Step(step), minutes, moment(at), moment(due_at), silent)
        for step, minutes, at, due_at, silent in table["marks"]
    )
    return QueueRow(**table)


def _plain(value: object) -> object:
    return micros(value) if isinstance(value, datetime) else value
