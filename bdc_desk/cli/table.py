"""Plain text and JSON for the terminal; what comes from outside is made harmless for it."""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

CUT = "…"


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], limits: Mapping[str, int] | None = None
) -> str:
    """Columns as wide as their widest cell, two spaces apart. `limits`: by head, how many columns a cell may
    take; what is longer is cut.
    """
    most = [(limits or {}).get(head) for head in heads]
    clean = [[cut(harmless(cell), limit) for cell, limit in zip(row, most, strict=True)] for row in rows]
    widths = [max(map(width, column)) for column in zip(heads, *clean, strict=True)]
    return "\n".join(_line(cells, widths) for cells in [list(heads), *clean])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(
        cell + " " * (wide - width(cell)) for cell, wide in zip(cells, widths, strict=True)
    ).rstrip()


def cut(text: str, limit: int | None) -> str:
    """The text in at most `limit` columns (None: whole); "…" stands for what is left out."""
    if limit is None or width(text) <= limit:
        return text
    while width(text) > limit - 1:
        text = text[:-1]
    return text.rstrip() + CUT


def counted(count: int, one: str, more: str = "") -> str:
    """How many there are of something: "1 desk", "2,000 desks"; `more` where the plural is no -s."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def harmless(text: str) -> str:
    """One line without control and direction marks: a lead must not steer the terminal."""
    return "".join(" " if _is_space(sign) else sign for sign in text if _is_space(sign) or not _steers(sign))


def json_line(value: Mapping[str, object]) -> str:
    """One line of JSON that says everything and steers no terminal: such signs stand as their codes."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(json.dumps(sign)[1:-1] if _steers(sign) else sign for sign in text)


def _is_space(sign: str) -> bool:
    return sign in "\r\n\t\x0b\x0c\x85\u2028\u2029"


def _steers(sign: str) -> bool:
    """Control, direction and other marks without a shape; half characters; line ends that only some see."""
    return unicodedata.category(sign)[0] == "C" or sign in "\u2028\u2029"


def width(text: str) -> int:
    """How many columns the text takes: wide East Asian signs take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
