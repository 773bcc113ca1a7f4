"""The records and cells of separated text, by the standard library's `csv`, and what a cell may be.

`csv` reads quotation marks as they should be; what it cannot bear (a mark that is never closed, a cell of
megabytes) is read line by line.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_RECORD_LINES: Final = 60
"""Lines of one record; a quotation mark that is open for longer was never closed."""
_MAIL: Final = re.compile(r"(?:mailto:)?[^@\s<>;,]{1,100}@[^@\s<>;,]{1,150}\.[^@\s<>;,.]{2,60}")
_PHONE: Final = re.compile(r"(?:p:|tel:)?(?:[+(0][\d ()./-]{6,24}|\d{2,5}(?:[ ./-]\d{2,8}){1,5})", re.ASCII)
_DATE: Final = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.]\d{2,4}", re.ASCII)
_GUARDED: Final = re.compile(r'="(.{0,1000})"|=(\+?\d.{0,1000})|\'([=+@\d(-].{0,1000})', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a record, the line on which it begins (1 is the first), the place of the line below it."""

    line: int
    below: int
    cells: list[str]


def records(lines: Sequence[str], start: int, delimiter: str, columns: int = 0) -> Iterator[Record]:
    """The records of `lines` from the place `start` on. `columns`: the cells of each, 0 unknown."""
    at = start
    while at < len(lines):
        cells, used = _record(lines[at : at + _RECORD_LINES], delimiter)
        if used > 1 or at + used == len(lines):
            plain = [cell.strip(' "') for cell in lines[at].split(delimiter)]
            is_open = sum(line.count('"') for line in lines[at : at + used]) % 2 == 1
            is_swollen = used > 1 and columns not in {0, len(cells)} and len(plain) == columns
            if is_swollen or (is_open and (used > 1 or len(plain) > len(cells))):
                cells, used = plain, 1
        yield Record(at + 1, at + used, cells)
        at += used


def _record(lines: Sequence[str], delimiter: str) -> tuple[list[str], int]:
    """The first record of `lines`, and of how many lines it is."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    try:
        return next(reader, []), max(reader.line_num, 1)
    except csv.Error:  # a cell of more than 131,072 letters
        return lines[0].split(delimiter), 1


def width(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that is not empty."""
    return next((number for number in range(len(cells), 0, -1) if cells[number - 1].strip()), 0)


def plain_cell(cell: str) -> str:
    """`cell` without what guards it from a spreadsheet: ="...", =+31..., '+31... ("'s avonds" is a word)."""
    text = cell.strip()
    found = _GUARDED.fullmatch(text) if text[:1] in {"=", "'"} else None
    return next((group for group in found.groups() if group is not None), "").strip() if found else text


def is_mail_address(cell: str) -> bool:
    """Whether a cell holds an e-mail address and nothing else."""
    return "@" in cell and bool(_MAIL.fullmatch(plain_cell(cell[:330])))


def is_phone_like(cell: str) -> bool:
    """Whether a cell looks like a telephone number; a date, and a bare number such as an id, do not."""
    text = plain_cell(cell[:60])
    digits = sum(sign.isdigit() for sign in text)
    return 7 <= digits <= 15 and bool(_PHONE.fullmatch(text)) and not _DATE.fullmatch(text)
