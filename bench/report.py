"""The table of what was measured, for the terminal and for docs/speed.md."""

import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.measure import RUNS, Line

HEADS = ("what", "figure", "floor", "ratio", "goal", "met?")
REASON = "why it is missed"


def machine() -> str:
    """What it was measured on, in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load before {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}, "
        f"PySide6 {version('PySide6_Essentials')}, "
        f"platform {os.environ.get('QT_QPA_PLATFORM', 'native')}{load}; medians of {RUNS} runs"
    )


def cells(line: Line) -> tuple[str, ...]:
    """A line's six cells."""
    ratio = "" if line.value is None or not line.floor else f"{line.value:,.2f}"
    return line.what, line.figure, line.floor, ratio, line.goal, line.verdict


def as_text(name: str, lines: Sequence[Line]) -> str:
    """One subject for the terminal."""
    rows = [HEADS, *(cells(line) for line in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADS))]
    told = [f"\n{name}"]
    told += [_padded(row, widths) for row in rows]
    told += [f"    {line.what}: {line.note}" for line in lines if line.note]
    told += [f"    {line.what}: missed, as {line.why}" for line in lines if line.met is False and line.why]
    return "\n".join(one.rstrip() for one in told)


def _padded(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  " + "  ".join(f"{cell:<{wide}}" for cell, wide in zip(row, widths, strict=True))


def write(path: Path, found: Mapping[str, Sequence[Line]], on: str) -> None:
    """All subjects as one page."""
    told = [
        "# Speed",
        "",
        "Made by `python3 dev.py bench --write`. Each figure stands beside the least that anybody could do,",
        "measured in the same run; what lasts is the ratio, as seconds are this machine's.",
        "",
        f"Measured on {on}.",
    ]
    for name, lines in found.items():
        told += ["", f"## {name}", "", _row([*HEADS, REASON]), _row(["---"] * (len(HEADS) + 1))]
        told += [_row([*cells(line), line.why if line.met is False else ""]) for line in lines]
        notes = [f"- {line.what}: {line.note}" for line in lines if line.note]
        told += ["", *notes] if notes else []
    every = [line for lines in found.values() for line in lines]
    missed = [f"- {line.what}: {line.verdict}" for line in every if line.met is False]
    told += ["", "## Goals missed", "", *(missed or ["None."])]
    path.write_text("\n".join(told) + "\n", encoding="utf-8")


def _row(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |"
