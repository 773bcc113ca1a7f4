"""Memory with 100,000 open leads over that of an empty window, and a day of ticks without growth."""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from bench.measure import RUNS, Line
from bench.profiles import profile_with

CHILD = Path(__file__).with_name("resident.py")
TICKS = 86_400
MEMORY_COSTS = (
    "the program's own libraries and panels take more than that before the first row; a row is a Python "
    "object with its moments, marks, places in the order and the alerts it has had: some KB, not 650 bytes"
)
MB = 1024 * 1024


def lines(folder: Path) -> list[Line]:
    """The window with many leads, with few, and a day long."""
    few, many = (profile_with(folder / f"start-{leads}", leads) for leads in (100, 100_000))
    empty = middle("empty")
    small, large = middle(str(few)), middle(str(many))
    early, late = measured(str(few), str(TICKS))
    grown = (late["bytes"] - early["bytes"]) / MB
    of = f"{empty / MB:.0f} MB (an empty PySide6 window)"
    over = (large - empty) / MB
    objects, timers = (late[what] - early[what] for what in ("objects", "timers"))
    return [
        Line(
            "memory with 100,000 open leads, over the empty window",
            f"{large / MB:.0f} MB",
            of,
            value=over,
            most=65,
            unit="MB",
            note=f"{over:.0f} MB over it, of which the 100,000 rows are {(large - small) / MB:.0f}",
            why=MEMORY_COSTS,
        ),
        Line(
            "memory with 100 open leads, over the empty window",
            f"{small / MB:.0f} MB",
            of,
            value=(small - empty) / MB,
            unit="MB",
        ),
        Line(
            f"growth over {TICKS:,} fast ticks: memory",
            f"{grown:+.2f} MB",
            value=grown,
            most=1,
            unit="MB",
            note="from the 8,640th tick on; a megabyte is what the allocator's own pages move by",
        ),
        Line(
            "growth: Python objects",
            f"{objects:+,}",
            value=objects,
            most=200,
            unit="objects",
            note="leads pass marks meanwhile: what was alerted once is remembered",
        ),
        Line("growth: timers", f"{timers:+,}", value=timers, most=0, unit="timers"),
    ]


def middle(*what: str) -> float:
    """The median of what children hold in memory, in bytes."""
    return median(measured(*what)[-1]["bytes"] for _ in range(RUNS))


def measured(*what: str) -> list[dict[str, int]]:
    """What one child says."""
    surroundings = {**os.environ, "PYTHONPATH": str(CHILD.parent.parent)}
    surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-P", str(CHILD), *what],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, int]] = json.loads(done.stdout.splitlines()[-1])
    return found
