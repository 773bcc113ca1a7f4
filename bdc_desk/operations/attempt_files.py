"""The attempt log written out: CSV that no spreadsheet takes for a formula, JSON, and whole files only."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.views import AttemptLine

HEADS = (
    "began",
    "agent",
    "customer",
    "number",
    "outcome",
    "rang",
    "talked",
    "evidence",
    "counted",
    "why",
    "attempt",
    "lead",
)
FORMULAS = ("=", "+", "-", "@")
"""Signs at which a spreadsheet begins to compute what came from outside."""


def as_csv(lines: Iterable[AttemptLine], zone: str, separator: str = ",") -> str:
    """A table with a line of heads; `began` on the dealership's clock. `separator`: a tab for the clipboard.

    A cell that a spreadsheet would take for a formula, every number in its international form among them,
    begins with an apostrophe.
    """
    text = io.StringIO()
    table = Table(text, HEADS, separator)
    for line in lines:
        table.write(cells_of(line, zone))
    return text.getvalue()


class Table:
    """A table for a spreadsheet that computes nothing: every cell is `defused`."""

    def __init__(self, stream: TextIO, heads: Iterable[str], separator: str = ",") -> None:
        """Begin with a line of heads."""
        self._table = csv.writer(stream, delimiter=separator, lineterminator="\r\n")
        self._table.writerow(heads)
        self.rows = 0
        """Lines so far, without the heads."""

    def write(self, cells: Iterable[str]) -> None:
        """One line more."""
        self._table.writerow([defused(cell) for cell in cells])
        self.rows += 1


def defused(cell: str) -> str:
    """The cell as one line of text that no spreadsheet computes and that steers no terminal."""
    plain = "".join(
        " " if sign in "\r\n\t" else sign
        for sign in cell
        if sign in "\r\n\t" or unicodedata.category(sign)[0] != "C"
    )
    return f"'{plain}" if plain.lstrip().startswith(FORMULAS) else plain


def cells_of(line: AttemptLine, zone: str) -> tuple[str, ...]:
    """The cells of a line under HEADS, as they are told: not defused yet."""
    return (
        line.began.astimezone(zone_of(zone)).isoformat(sep=" ", timespec="seconds"),
        line.agent,
        line.name,
        line.number,
        line.outcome,
        _seconds(line.rang),
        _seconds(line.talked),
        line.evidence,
        "yes" if line.counted else "no",
        line.why,
        line.attempt,
        line.lead,
    )


def _seconds(span: float | None) -> str:
    return "" if span is None else str(int(span))  # down: what is a second short must not look long enough


def as_json(lines: Iterable[AttemptLine]) -> str:
    """A list of objects; moments in UTC, spans in seconds."""
    return json.dumps([attempt_object(line) for line in lines], ensure_ascii=False, indent=1)


def attempt_object(line: AttemptLine) -> Mapping[str, object]:
    """One attempt as the JSON of `bdc-desk attempts` and of the window have it."""
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


def file_name(start: datetime, end: datetime, zone: str, ending: str) -> str:
    """A name to propose: "attempts 2026-03-02 to 2026-03-08.csv"; of one day its day alone. `end`: the moment
    after the last day.
    """
    first = start.astimezone(zone_of(zone)).date()
    last = (end.astimezone(zone_of(zone)) - timedelta(microseconds=1)).date()
    return f"attempts {first}{f' to {last}' if last != first else ''}.{ending}"


def write_whole(path: Path, text: str) -> None:
    """Write the file whole or not at all: what stood there before stays until then. Raises
    SurroundingsFault.
    """
    new = path.with_name(f".{path.name}.new")
    try:
        # With the mark by which spreadsheets know UTF-8; JSON has none.
        mark = "utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8"
        new.write_text(text, encoding=mark, newline="")
        new.replace(path)
    except OSError as fault:
        raise SurroundingsFault(
            f"The file {path} could not be written: {fault.strerror}. What stood there before is as it was. "
            "Look for room on the disk and for the folder's permissions, or choose another folder."
        ) from fault
