"""Cold starts: a new process each time, from its start to what stands on the screen."""

import os
import subprocess
import sys
from pathlib import Path
from time import monotonic_ns

from bdc_desk.first_rows import MOST
from bench.measure import Line, against, in_turn
from bench.profiles import profile_with

CHILD = Path(__file__).with_name("cold.py")
ROOT = CHILD.parent.parent
FRAME_COSTS = (
    "the look needs Qt's namespace of names (an eighth of the floor; the empty window does without), the "
    "preferences, the style sheet, the profile's lock and some modules of ours"
)
ROWS_COST = (
    "importing SQLAlchemy, which opens the log, takes longer than the floor alone; the queue's own modules, "
    "its panels and their first painting take more than the floor again"
)
MANY_COST = (
    "every row is decoded and put in its place before the first is shown: the order is concluded in Python, "
    "no index of the file has it"
)


def lines(folder: Path) -> list[Line]:
    """To the frame and to the rows, with 100 and with 100,000 open leads."""
    found = []
    for leads in (100, 100_000):
        profile = profile_with(folder / f"start-{leads}", leads)
        started(str(profile))  # compiles what was never imported, and fills the system's file cache
        rows: list[float] = []

        def program(profile: Path = profile, rows: list[float] = rows) -> float:
            told = started(str(profile))
            rows.append(told["rows"])
            return told["frame"]

        floor, frame, painted = in_turn(lambda: started("empty")["frame"], program, rows.pop)
        of, why = "an empty PySide6 window", ROWS_COST if leads <= MOST else MANY_COST
        what = f"{leads:,} open leads"
        found += [
            against(f"cold start to the frame, {what}", frame, floor, of, most=1.35, why=FRAME_COSTS),
            against(f"cold start to painted rows, {what}", painted, floor, of, most=3, why=why),
        ]
    return found


def started(what: str) -> dict[str, float]:
    """Seconds from the process's start to each moment the child tells of."""
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    begin = monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-P", str(CHILD), what],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    words = [line.split() for line in done.stdout.splitlines()]
    return {name: (int(at) - begin) / 1e9 for name, at in words}
