"""`bdc-desk attempts`: who called whom, with what evidence, and whether it counts."""

import argparse
import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bdc_desk.cadence.local_time import told
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import table
from bdc_desk.errors import Refused
from bdc_desk.operations.reading import around, attempts
from bdc_desk.operations.views import AttemptLine


def run(arguments: argparse.Namespace) -> int:
    """Print the attempts asked for, oldest first."""
    with open_desk(arguments.profile) as desk:
        zone = around(desk).policy.zone
        start, end = _midnight(arguments.start, zone), _midnight(arguments.end, zone, days=1)
        lines = attempts(desk, agent=arguments.agent, start=start, end=end)
    if arguments.json:
        for line in lines:
            print(json.dumps(_object(line), ensure_ascii=False))
        return 0
    if not lines:
        print("No call attempts in that time. F5 in the window begins one.")
        return 0
    heads = ("when", "agent", "customer", "number", "evidence", "outcome", "rang", "talked", "counts")
    print(table(heads, [_cells(line, zone) for line in lines]))
    counted = sum(line.counted for line in lines)
    print(f"\n{len(lines)} attempts, {counted} count. Evidence C: timed by the desk.")
    return 0


def _midnight(day: str | None, zone: str, days: int = 0) -> datetime | None:
    if day is None:
        return None
    try:
        on = date.fromisoformat(day)
    except ValueError as fault:
        raise Refused(f"{day!r} is no date. Write it as 2026-03-02.") from fault
    return datetime.combine(on + timedelta(days=days), time(), ZoneInfo(zone))


def _cells(line: AttemptLine, zone: str) -> tuple[str, ...]:
    return (
        told(line.began, zone),
        line.agent,
        line.name,
        line.number,
        line.evidence,
        line.outcome or "(open)",
        _seconds(line.rang),
        _seconds(line.talked),
        "counts" if line.counted else f"no: {line.why}",
    )


def _seconds(span: float | None) -> str:
    return "" if span is None else f"{span:.0f} s"


def _object(line: AttemptLine) -> dict[str, object]:
    return {
        "attempt": line.attempt,
        "lead": line.lead,
        "name": line.name,
        "agent": line.agent,
        "began": line.began.isoformat().replace("+00:00", "Z"),
        "number": line.number,
        "evidence": line.evidence,
        "outcome": line.outcome,
        "rang": line.rang,
        "talked": line.talked,
        "counted": line.counted,
        "why": line.why,
    }
