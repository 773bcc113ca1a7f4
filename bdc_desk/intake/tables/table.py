"""Text to a table: what parts its cells, where its header stands, its rows with their line numbers.

Strict: an ordinary mail, a labelled text or a list must not become a table. Linear, capped, never raises.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bdc_desk.intake.labelled.labels import LABEL_LIMIT, meaning_of
from bdc_desk.intake.plain_text import line_of
from bdc_desk.intake.tables.cells import is_mail_address, is_phone_like, records, width

ROWS_READ: Final = 5_000
CELLS_READ: Final = 200_000
RECORDS_READ: Final = 20_000
"""Rows, cells, and records with those that are empty, of one table."""
COLUMNS_READ: Final = 400

_DELIMITERS: Final = (";", "\t", ",", "|")
_HEADER_WITHIN: Final = 5
"""Records among which the header must be: exports have a title and a date above it."""
_LOOKED_AT: Final = 40
"""Rows by which it is judged whether this is a table."""
_SEPARATOR: Final = re.compile(r'"?sep=(.)"?[;,\t|]{0,400}', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """The header's cells, and each row that is not empty with the line of the text on which it begins (1 is
    the first). `lines_left`: lines behind the last row that was read, where there are too many.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    lines_left: int = 0


def table_in(text: str) -> Table | None:
    """The table that `text` is, or None. Above its header a few lines may stand, of any kind."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    said = _SEPARATOR.fullmatch(lines[start].strip(" ")[:410])
    delimiters = (said[1],) if said and said[1] not in '" ' else _DELIMITERS
    found = [(*_header_at(lines, start + bool(said), delimiter), delimiter) for delimiter in delimiters]
    score, at, delimiter = max(found, key=lambda one: one[0])
    return _read(lines, at, delimiter) if score else None


def _read(lines: Sequence[str], at: int, delimiter: str) -> Table:
    first = next(records(lines, at, delimiter))
    header = tuple(line_of(cell) for cell in first.cells[: min(width(first.cells), COLUMNS_READ)])
    rows: list[tuple[int, tuple[str, ...]]] = []
    most = min(ROWS_READ, max(1, CELLS_READ // len(header)))
    left = 0
    for number, record in enumerate(records(lines, first.below, delimiter, len(header)), start=1):
        if width(record.cells):
            rows.append((record.line, tuple(cell.strip() for cell in record.cells[: 2 * len(header)])))
        if len(rows) == most or number == RECORDS_READ:
            left = sum(1 for other in islice(lines, record.below, None) if other.strip(' \t;,|"'))
            break
    return Table(header, tuple(rows), left)


def _header_at(lines: Sequence[str], start: int, delimiter: str) -> tuple[int, int]:
    """How good a header stands under `delimiter`, 0 for none, and the place of its line."""
    found = islice(records(lines, start, delimiter), 2 * _HEADER_WITHIN + _LOOKED_AT)
    filled = [record for record in found if width(record.cells)]
    best = (0, 0)
    for number, record in enumerate(filled[:_HEADER_WITHIN]):
        header = [cell.strip() for cell in record.cells[: width(record.cells)]]
        rows = [other.cells for other in filled[number + 1 : number + 1 + _LOOKED_AT]]
        while rows and len(rows[-1]) == 1:  # a signature below a table in a mail
            rows.pop()
        best = max(best, (_score(header, rows, delimiter), record.line - 1), key=lambda one: one[0])
    return best


def _score(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str) -> int:
    """How much `header` above `rows` is that of a table of people; 0 for not at all."""
    if not 2 <= len(header) <= COLUMNS_READ or not rows or not _names_columns(header):
        return 0
    if _are_labels(rows[:_HEADER_WITHIN]):
        return 0
    known = sum(bool(meaning_of(cell)) for cell in header)
    fitting = sum(width(row) <= len(header) <= len(row) for row in rows)
    if known > 1:
        is_even = 2 * sum(1 < width(row) <= len(header) for row in rows) >= len(rows)
        reachable = sum(any(_reaches(cell) for cell in row[:COLUMNS_READ]) for row in rows)
        # Words and commas of a letter line up by chance, but hold no addresses and numbers below each other.
        is_table = 3 * reachable >= len(rows) or (2 * known >= len(header) and fitting == len(rows) > 1)
        return 100 * known + fitting if is_even and is_table else 0
    least = 3 if delimiter == "," else 2
    is_even = fitting == len(rows) >= least and len(header) >= least and len(set(header)) == len(header)
    return fitting if is_even and _has_column_of_people(rows) else 0


def _are_labels(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows hold labels of their own: a form in columns, or the header comes further down."""
    if any(sum(bool(meaning_of(cell)) for cell in row[:COLUMNS_READ]) > 1 for row in rows):
        return True
    first = [meaning for row in rows if (meaning := meaning_of(row[0]))]
    return 2 * len(first) >= len(rows) and len(set(first)) > 1


def _names_columns(header: Sequence[str]) -> bool:
    """Whether the cells may be names of columns: none is a value, none is a sentence."""
    return not any(len(cell) > 3 * LABEL_LIMIT or _reaches(cell) for cell in header)


def _has_column_of_people(rows: Sequence[Sequence[str]]) -> bool:
    """Whether one column holds e-mail addresses or numbers in most rows."""
    columns = zip(*(row[:COLUMNS_READ] for row in rows), strict=False)
    return any(2 * sum(map(_reaches, column)) > len(rows) for column in columns)


def _reaches(cell: str) -> bool:
    return is_mail_address(cell) or is_phone_like(cell)
