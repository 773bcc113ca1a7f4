"""Values as people, mail programs and spreadsheets write them, made ready for the mapping.

Only what stands beside a value is taken off; what was spoiled for good is said and left out, never guessed.
"""

import re
from typing import Final

from bdc_desk.intake.findings import Findings
from bdc_desk.intake.plain_text import line_of, shown

_SPOILED: Final = re.compile(r"\+?\d(?:[.,]\d{1,14})?[eE]\+?\d{1,2}")
_FLOAT: Final = re.compile(r"(\+?\d{6,15})[.,]0{1,4}")
_LINK: Final = re.compile(r"[<(\[]\s?(?:mailto|tel):[^<>()\[\]\s]{1,200}\s?[>)\]]", re.IGNORECASE)
_SCHEME: Final = re.compile(r"(?:p|t|m|tel|tel\.|phone|mailto):\s?(?=\S)", re.IGNORECASE)
_SEVERAL: Final = re.compile(r"\s/\s|[;|\n]|,\s|\s(?:of|or|oder|en|and|und)\s", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[+(]?\d[\d ()./\-\u2010-\u2015]*")
_REMARK: Final = re.compile(r"\(?\s?[^\W\d_]{2,40}(?!\w)")
_EXTENSION: Final = re.compile(
    r"\(?\s?(?:x|ext|extension|tst|toestel|doorkies|durchwahl|dw)\b", re.IGNORECASE
)
_FULL_NUMBER: Final = 7
"""Digits from which on a piece is a number of its own: "0511 / 123456" is one number, not two."""


def numbers_in(value: str, findings: Findings) -> tuple[tuple[str, ...], str]:
    """The telephone numbers of one field as they were typed, and a remark beside them ("after six") or "".

    A number that a spreadsheet turned into 3.16E+10 has lost its digits: it is a fault and no number.
    """
    text = line_of(_without_link(value)).lstrip("'")
    pieces = [_SCHEME.sub("", piece.strip(), count=1) for piece in _SEVERAL.split(text)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) > 1 and not all(_digits(piece) >= _FULL_NUMBER for piece in pieces):
        pieces = [_SCHEME.sub("", text, count=1)]
    elif len(pieces) > 1:
        findings.repair(f"{len(pieces)} phone numbers stand in one field: read as {len(pieces)}")
    read = [_one_number(piece, findings) for piece in pieces]
    return tuple(number for number, _ in read if number), "; ".join(rest for _, rest in read if rest)


def _one_number(piece: str, findings: Findings) -> tuple[str, str]:
    if _SPOILED.fullmatch(piece):
        findings.repair(f"A spreadsheet spoiled the phone number {shown(piece)}: ask for it again")
        return "", ""
    decimal = _FLOAT.fullmatch(piece)
    if decimal:
        findings.repair("A spreadsheet wrote a phone number with decimals: read without")
        return decimal[1], ""
    found = _NUMBER.match(piece)
    if found is None or _digits(found[0]) < _FULL_NUMBER:
        return piece, ""
    rest = piece[found.end() :]
    if not rest or not _REMARK.match(rest) or _EXTENSION.match(rest):
        return piece, ""
    return found[0].rstrip(" (./-"), rest.strip(" ()")


def address_of(value: str) -> str:
    """The e-mail address of a field without the link that a mail program wrote beside it."""
    return _SCHEME.sub("", _without_link(value).strip("'* <>[]()"), count=1)


def name_and_address(value: str) -> tuple[str, str]:
    """A name, and the e-mail address that stands in brackets behind it, or ""."""
    line = line_of(_without_link(value))
    name, bracket, rest = line.partition("<") if "<" in line else line.partition("(")
    inside = rest.rstrip(">) ")
    if name.strip() and bracket and "@" in inside and " " not in inside:
        return name.strip(" \"'"), inside
    return line, ""


def _without_link(value: str) -> str:
    """The value of "x <mailto:x>" without the link; "<mailto:x>" alone is what is linked."""
    left = _LINK.sub(" ", value[:2_000]).strip() if ":" in value else value.strip()
    return left or value.strip(" <>()[]")


def _digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)
