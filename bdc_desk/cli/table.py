"""Plain tables for the terminal; what comes from outside is made harmless for it."""

import unicodedata
from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns as wide as their widest cell, two spaces apart."""
    clean = [[harmless(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(heads, *clean, strict=True)]
    return "\n".join(_line(cells, widths) for cells in [list(heads), *clean])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(
        cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True)
    ).rstrip()


def harmless(text: str) -> str:
    """One line without control and direction marks: a lead must not steer the terminal."""
    return "".join(
        " " if sign in "\r\n\t" else sign
        for sign in text
        if sign in "\r\n\t" or unicodedata.category(sign)[0] != "C"
    )


def width(text: str) -> int:
    """How many columns the text takes: wide East Asian signs take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
