"""`bdc-desk queue`: the queue in the terminal, once, as JSON, or live."""

import argparse
import json
import shutil
import sys
from datetime import datetime
from threading import Event

from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.queue import QueueRow, badge, place, section, suggested, why_here
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import harmless, table
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around, queue

EVERY_SECONDS = 1.0
CLEAR = "\x1b[H\x1b[2J"


def run(arguments: argparse.Namespace) -> int:
    """Print the queue; with --watch again each second until Ctrl+C."""
    with open_desk(arguments.profile) as desk:
        if arguments.json:
            _print_json(desk)
        elif arguments.watch:
            _watch(desk)
        else:
            print(as_text(desk))
    return 0


def _watch(desk: Desk) -> None:
    stop = Event()
    while True:
        room = shutil.get_terminal_size().lines - 2
        lines = as_text(desk).splitlines()
        shown = lines if len(lines) <= room else [*lines[: room - 1], f"... {len(lines) - room + 1} more"]
        sys.stdout.write(CLEAR + "\n".join(shown) + "\n\nCtrl+C ends.\n")
        sys.stdout.flush()
        stop.wait(EVERY_SECONDS)


def ordered(desk: Desk) -> tuple[list[QueueRow], datetime, Policy]:
    """The rows in the queue's order, now, and the policy they are told by."""
    now, policy = desk.clock.now(), around(desk).policy
    return sorted(queue(desk), key=lambda row: place(row, now)), now, policy


def as_text(desk: Desk) -> str:
    """The queue with its sections; the suggested next call is marked with >."""
    rows, now, policy = ordered(desk)
    if not rows:
        return "The queue is empty. `bdc-desk import FOLDER` brings lead mails in."
    first = suggested(rows, now)
    heads = ("", "", "name", "car", "source", "age", "calls", "number", "why it is here")
    lines = table(heads, [_cells(row, now, policy, first) for row in rows]).splitlines()
    told_lines = [f"{len(rows)} open at {told(now, policy.zone)}", lines[0]]
    last = None
    for row, line in zip(rows, lines[1:], strict=True):
        where = section(row, now)
        if where is not last:
            told_lines.append(f"-- {where}")
            last = where
        told_lines.append(line)
    return "\n".join(told_lines)


def _cells(row: QueueRow, now: datetime, policy: Policy, first: QueueRow | None) -> tuple[str, ...]:
    return (
        ">" if first is not None and row.lead == first.lead else " ",
        badge(row, now),
        row.name,
        row.car,
        row.source,
        age(row, now, policy),
        f"{row.counted} of {row.planned}",
        row.number,
        why_here(row, now, policy.zone),
    )


def age(row: QueueRow, now: datetime, policy: Policy) -> str:
    """The lead's age in opening time: "0:48", "3 min", "2 h 05"."""
    seconds = int(policy.opening.between(row.arrived_at, now).total_seconds())
    if seconds < 120:
        return f"{seconds // 60}:{seconds % 60:02}"
    minutes = seconds // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02}"


def _print_json(desk: Desk) -> None:
    rows, now, policy = ordered(desk)
    first = suggested(rows, now)
    for row in rows:
        print(
            json.dumps(
                {
                    "lead": row.lead,
                    "section": section(row, now),
                    "badge": badge(row, now),
                    "suggested": first is not None and first.lead == row.lead,
                    "name": harmless(row.name),
                    "car": row.car,
                    "source": row.source,
                    "kind": row.kind,
                    "number": row.number,
                    "owner": row.owner,
                    "arrived_at": _iso(row.arrived_at),
                    "age_seconds": policy.opening.between(row.arrived_at, now).total_seconds(),
                    "counted": row.counted,
                    "callback_at": _iso(row.callback_at),
                    "due_at": _iso(row.due_at),
                    "why": why_here(row, now, policy.zone),
                },
                ensure_ascii=False,
            )
        )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
