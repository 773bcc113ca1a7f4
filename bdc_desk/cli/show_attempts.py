"""`bdc-desk attempts`: who called whom, with what evidence, and whether it counts."""

import argparse
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from bdc_desk.cadence.local_time import told, zone_of
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import harmless, json_line, table
from bdc_desk.errors import Refused
from bdc_desk.operations.attempt_files import as_csv, attempt_object
from bdc_desk.operations.reading import around, attempts
from bdc_desk.operations.views import AttemptLine

EVIDENCE = {
    "A": "A the telephone system's own event",
    "B": "B the softphone's event",
    "C": "C begun and ended at the desk, timed by it",
    "D": "D typed in afterwards",
}
"""How we know that the call took place (domain.md, Attempts)."""

LIMITS = {"agent": 20, "customer": 28}
FIRST_YEAR, LAST_YEAR = 1970, 8000


def run(arguments: argparse.Namespace) -> int:
    """Print the attempts asked for, oldest first."""
    with open_desk(arguments.profile) as desk:
        zone, now = around(desk).policy.zone, desk.clock.now()
        start, end = _midnight(arguments.start, zone), _midnight(arguments.end, zone, days=1)
        if start is not None and end is not None and end <= start:
            raise Refused(f"--to {arguments.end} lies before --from {arguments.start}.")
        lines = attempts(desk, agent=arguments.agent, start=start, end=end)
    if arguments.json:
        for line in lines:
            print(json_line(attempt_object(line)))
        return 0
    if arguments.csv:
        print(as_csv(lines, zone).replace("\r\n", "\n"), end="")  # the terminal ends lines its own way
        return 0
    if not lines:
        print("No call attempts in that time. F5 in the window begins one.")
        return 0
    heads = ("when", "agent", "customer", "number", "outcome", "rang", "talked", "evidence", "counts")
    print(table(heads, [_cells(line, zone, now) for line in lines], LIMITS))
    print()
    for sentence in _sums(lines):
        print(harmless(sentence))
    return 0


def _midnight(day: str | None, zone: str, days: int = 0) -> datetime | None:
    """The beginning of the dealership's day, `days` later."""
    if day is None:
        return None
    try:
        on = date.fromisoformat(day)
    except ValueError as fault:
        raise Refused(f"{day!r} is no date. Write it as 2026-03-02.") from fault
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise Refused(f"There is no log of the year {on.year}.")
    return datetime.combine(on + timedelta(days=days), time(), zone_of(zone))


def _cells(line: AttemptLine, zone: str, now: datetime) -> tuple[str, ...]:
    return (
        when(line.began, zone, now),
        line.agent,
        line.name,
        line.number,
        line.outcome or "-",
        _seconds(line.rang),
        _seconds(line.talked),
        line.evidence,
        _counts(line),
    )


def when(moment: datetime, zone: str, now: datetime) -> str:
    """A moment of the log with its day, and with its year where that is not this one."""
    local, today = moment.astimezone(zone_of(zone)), now.astimezone(zone_of(zone))
    return told(moment, zone) if local.year == today.year else f"{local.year} {told(moment, zone)}"


def _seconds(span: float | None) -> str:
    return "" if span is None else f"{int(span)} s"  # down: what is a second short must not look long enough


def _counts(line: AttemptLine) -> str:
    if not line.counted:
        return f"no: {line.why}"
    return f"counts: {line.confirmed}" if line.confirmed else "counts"


def _sums(lines: Iterable[AttemptLine]) -> list[str]:
    """A sentence for all, one for each person where there are several, and what the evidence means."""
    lines = tuple(lines)
    agents = sorted({line.agent for line in lines})
    sums = [_sum("All", lines)] if len(agents) > 1 else []
    sums += [_sum(agent, [line for line in lines if line.agent == agent]) for agent in agents]
    known = [EVIDENCE[one] for one in sorted({line.evidence for line in lines}) if one in EVIDENCE]
    return [*sums, f"Evidence: {'; '.join(known)}."]


def _sum(who: str, lines: Iterable[AttemptLine]) -> str:
    lines = tuple(lines)
    leads, counted = len({line.lead for line in lines}), sum(line.counted for line in lines)
    made = f"{len(lines)} {'attempt' if len(lines) == 1 else 'attempts'}"
    on = f"{leads} {'lead' if leads == 1 else 'leads'}"
    return f"{who}: {made}, {counted} {'counts' if counted == 1 else 'count'}, on {on}."
