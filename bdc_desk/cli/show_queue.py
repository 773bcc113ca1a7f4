"""`bdc-desk queue`: the queue in the terminal, once, as JSON, or live."""

import argparse
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from threading import Event

from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.policy import Policy
from bdc_desk.cadence.queue import QueueRow, badge, place, section, suggested, why_here
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import cut, json_line, table
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around, queue, taken_customers
from bdc_desk.operations.rebuilding import refresh

EVERY_SECONDS = 1.0
CLEAR = "\x1b[H\x1b[2J"
HEADS = ("", "", "name", "car", "source", "age", "calls", "number", "why it is here")
LIMITS = {"name": 26, "car": 28, "source": 18, "why it is here": 60}


def run(arguments: argparse.Namespace) -> int:
    """Print the queue; with --watch again each second until Ctrl+C."""
    with open_desk(arguments.profile) as desk:
        if arguments.json:
            for line in as_json(desk):
                print(line)
        elif arguments.watch:
            watch(desk, Event().wait)
        else:
            print(as_text(desk))
    return 0


def watch(desk: Desk, wait: Callable[[float], object]) -> None:
    """Show the queue, `wait` (seconds), and again, until KeyboardInterrupt: Ctrl+C is the way out, not a
    fault.
    """
    try:
        while True:
            size = shutil.get_terminal_size()
            sys.stdout.write(
                f"{CLEAR}{fitted(as_text(desk), size.columns, size.lines - 2)}\n\nCtrl+C ends.\n"
            )
            sys.stdout.flush()
            wait(EVERY_SECONDS)
    except KeyboardInterrupt:
        sys.stdout.write("\n")


def fitted(text: str, columns: int, room: int) -> str:
    """The text in at most `room` lines of `columns`; the last says how many more there are."""
    lines = [cut(line, columns) for line in text.splitlines()]
    room = max(room, 2)
    shown = lines if len(lines) <= room else [*lines[: room - 1], f"... {len(lines) - room + 1} more lines"]
    return "\n".join(shown)


def ordered(desk: Desk) -> tuple[list[QueueRow], datetime, Policy]:
    """The rows in the queue's order, now, and the policy they are told by; what the law has changed since a
    row was written is concluded anew.
    """
    now, policy = desk.clock.now(), around(desk).policy
    rows = queue(desk)
    stale = frozenset(row.lead for row in rows if row.stale_at is not None and row.stale_at <= now)
    if stale:
        refresh(desk, stale)
        rows = queue(desk)
    return sorted(rows, key=lambda row: place(row, now)), now, policy


def next_call(desk: Desk, rows: list[QueueRow], now: datetime) -> QueueRow | None:
    """The call to make next, of those that no colleague has in hand."""
    taken = {customer for customer, one in taken_customers(desk).items() if one.holder != desk.person}
    return suggested(rows, now, frozenset(taken))


def as_text(desk: Desk) -> str:
    """The queue with its sections; the suggested next call is marked with >."""
    rows, now, policy = ordered(desk)
    if not rows:
        return "The queue is empty. `bdc-desk import FOLDER` brings lead mails in."
    first = next_call(desk, rows, now)
    lines = table(HEADS, [_cells(row, now, policy, first) for row in rows], LIMITS).splitlines()
    told_lines = [f"{len(rows)} open at {told(now, policy.zone)}", lines[0]]
    last = None
    for row, line in zip(rows, lines[1:], strict=True):
        where = section(row, now)
        if where is not last:
            told_lines.append(f"-- {where}")
            last = where
        told_lines.append(line)
    told_lines.append("\n> is the call to make next." if first else "\nNo call is due now.")
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
    seconds = int(policy.opening.between(min(row.arrived_at, now), now).total_seconds())
    if seconds < 120:
        return f"{seconds // 60}:{seconds % 60:02}"
    minutes = seconds // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02}"


def as_json(desk: Desk) -> Iterator[str]:
    """A line of JSON for each row, in the queue's order."""
    rows, now, policy = ordered(desk)
    first = next_call(desk, rows, now)
    for row in rows:
        yield json_line(
            {
                "lead": row.lead,
                "section": section(row, now),
                "badge": badge(row, now),
                "suggested": first is not None and first.lead == row.lead,
                "name": row.name,
                "car": row.car,
                "source": row.source,
                "kind": row.kind,
                "number": row.number,
                "owner": row.owner,
                "arrived_at": _iso(row.arrived_at),
                "age_seconds": policy.opening.between(min(row.arrived_at, now), now).total_seconds(),
                "counted": row.counted,
                "callback_at": _iso(row.callback_at),
                "due_at": _iso(row.due_at),
                "why": why_here(row, now, policy.zone),
            }
        )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
