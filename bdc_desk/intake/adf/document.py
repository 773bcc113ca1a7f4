"""Where in a text an ADF document stands, whole or damaged; and the marks by which one is known."""

import re
from itertools import islice
from typing import Final

_PREFIX: Final = r"(?:[\w.-]{1,40}:)?"
_ENTITY: Final = r"&(?:amp;){0,3}(?:lt|#0{0,4}60|#x0{0,4}3c);"

ROOT: Final = re.compile(rf"<{_PREFIX}adf[\s/>]", re.IGNORECASE)
"""The first element of a document."""
PROSPECT: Final = re.compile(rf"<\s{{0,3}}{_PREFIX}prospect(?=[\s/<>]|\Z)", re.IGNORECASE)
ESCAPED: Final = re.compile(rf"{_ENTITY}\s{{0,3}}{_PREFIX}(?:adf|prospect)\b", re.IGNORECASE)
"""A document whose marks are written as entities (adf.md, Malformations 10)."""

_END: Final = re.compile(rf"</\s{{0,3}}{_PREFIX}adf\s{{0,9}}>", re.IGNORECASE)
_PROLOG: Final = re.compile(r"<\?xml\s|<\?adf\s|<!doctype\s{1,9}(?:[\w.-]{1,40}:)?adf", re.IGNORECASE)
_TOP: Final = re.compile(rf"<\s{{0,3}}{_PREFIX}(?:adf|prospect)(?=[\s/<>]|\Z)", re.IGNORECASE)
_PIECE: Final = re.compile(
    rf"<\s{{0,3}}{_PREFIX}(customer|contact|requestdate|vehicle|vendor|provider)(?=[\s/<>]|\Z)", re.IGNORECASE
)
_ENDS_LOOKED_AT: Final = 1_000
_END_LENGTH: Final = 60
_WORDS: Final = ("adf", "prospect", "customer", "contact", "requestdate", "vehicle", "vendor", "provider")
_FEWEST_PIECES: Final = 2
"""Different elements of ADF that make a piece of a document; one alone may be any other XML's."""


def document(text: str) -> slice | None:
    """Where in `text` an ADF document stands, with its prolog; other XML is taken whole; None for no XML."""
    root = ROOT.search(text)
    if root is None:
        start = len(text) - len(text.lstrip())
        xml = text.startswith("<?xml", start) or PROSPECT.match(text, start)
        return slice(start, len(text)) if xml else None
    prolog = _PROLOG.search(text, 0, root.start())
    return slice(prolog.start() if prolog else root.start(), _stop(text, root.start()))


def damaged_document(text: str) -> slice | None:
    """Where in `text` something of an ADF document stands, without its prolog; None for nothing of one.

    Also found is a document whose beginning is lost: from its first element that is there.
    """
    small = text.lower()
    if not any(word in small for word in _WORDS):
        return None  # a flood of "<" is known at once for what it is
    top = _TOP.search(text)
    if top is None:
        pieces = [(piece[1].lower(), piece.start()) for piece in islice(_PIECE.finditer(text), 100)]
        if len({name for name, _ in pieces}) < _FEWEST_PIECES:
            return None
        start = pieces[0][1]
    else:
        start = top.start()
    return slice(start, _stop(text, start))


def _stop(text: str, start: int) -> int:
    """After the last end of a document; the end of the text where none is left (adf.md, 13)."""
    small = text.lower()
    if len(small) != len(text):
        small = text  # a few capital letters of other scripts are two small ones: places would not agree
    at = len(small)
    for _ in range(_ENDS_LOOKED_AT):
        at = small.rfind("adf", start, at)
        if at < 0:
            break
        end = _END.match(text, max(start, small.rfind("<", max(start, at - _END_LENGTH), at)))
        if end and end.end() > at:
            return end.end()
    return len(text)
