"""What came from outside, made fit for a mail: no control characters, no second header, no endless line."""

import re
import unicodedata
from typing import Final

VALUE_LIMIT: Final = 200
"""Characters of one value of a lead in a mail: a name, a car, a subject."""

ADDRESS_OCTETS: Final = 254
"""The longest address that mail can carry (RFC 5321)."""

_UNSEEN: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode categories of controls, lone surrogates, line and paragraph separators."""

_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of writing: a name with one could rewrite the line it stands in."""

_ADDRESS: Final = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\"]+")


def one_line(text: str, limit: int = VALUE_LIMIT) -> str:
    """`text` on one line, at most `limit` characters, a cut one ending in "…"."""
    line = " ".join("".join(" " if _is_unseen(sign) else sign for sign in text[: 4 * limit]).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def lines(text: str) -> str:
    """`text` with plain line ends and tabs, and no other control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign in "\n\t" or not _is_unseen(sign))


def address(text: str) -> str:
    """The email address, or "" for what is not exactly one: a second line in it would be a second header."""
    found = text.strip(" ")
    if any(map(_is_unseen, found)) or len(found.encode()) > ADDRESS_OCTETS:
        return ""
    return found if _ADDRESS.fullmatch(found) else ""


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN or sign in _TURNING
