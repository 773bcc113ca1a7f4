"""The text that a person sees in HTML, by forward scans: html.parser swallows all after a lone <script>."""

import html
import re
from typing import Final

_HIDDEN: Final = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        (r"<!--", r"-->"),
        (r"<script\b", r"</script\b[^<>]*>"),
        (r"<style\b", r"</style\b[^<>]*>"),
        (r"<head\b", r"</head\b[^<>]*>"),
    )
)
# Neither pattern can run over the next "<", so the whole scan is linear whatever is unclosed.
_TAG: Final = re.compile(r"<(?:/?([A-Za-z][\w:-]{0,39})|[!?])[^<>]*>")
_HUGE: Final = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")
_BREAKS: Final = frozenset(
    "br p div tr li table h1 h2 h3 h4 hr ul ol blockquote pre section article".split()  # noqa: SIM905  reads better
)
_CELLS: Final = frozenset({"td", "th"})
"""Cells of a row stay apart by TABs: a label and its value must not become one word."""


def visible_text(markup: str) -> str:
    """`markup` without its tags and with its entities read; blocks become line ends. Linear, never raises."""
    for opening, closing in _HIDDEN:
        markup = _without(markup, opening, closing)
    return unescaped(_TAG.sub(_in_place_of, markup))


def unescaped(text: str) -> str:
    """`text` with its HTML entities read once; never raises (int() refuses "&#" and 5,000 digits)."""
    return html.unescape(_HUGE.sub("\ufffd", text)) if "&" in text else text


def _in_place_of(tag: re.Match[str]) -> str:
    name = (tag[1] or "").lower()
    if name in _CELLS:
        return "\t" if tag[0].startswith("</") else ""
    return "\n" if name in _BREAKS else ""


def _without(markup: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """`markup` without what stands between the two; what is never closed stays: it may hold the enquiry."""
    pieces: list[str] = []
    at = 0
    while (start := opening.search(markup, at)) and (end := closing.search(markup, start.end())):
        pieces.append(markup[at : start.start()])
        at = end.end()
    pieces.append(markup[at:])
    return "".join(pieces)
