"""The attributes of a damaged mark: without quotation marks, with curly ones, one missing or too many."""

import re
from typing import Final

from bdc_desk.intake.adf.element import plain_name
from bdc_desk.intake.adf.tolerant_text import meant
from bdc_desk.intake.findings import Findings

_ATTRIBUTE_LIMIT: Final = 100
_NAME: Final = re.compile(r"[^A-Za-z_]*([A-Za-z_][\w.-]{0,60}(?::[\w.-]{0,60})?)(\s*=\s*)?")
_CLOSING: Final = {
    opening: re.compile(f"[{closing}]")
    for openings, closing in (('"', '"'), ("'", "'"), ("“”„", "”“"), ("‘’", "’‘"), ("″", "″"), ("`", "`'"))
    for opening in openings
}
_WORD: Final = re.compile(r"[^\s\"'<>]*")
_AFTER: Final = re.compile(r"\s*(?:[/?]?\Z|[A-Za-z_][\w.-]{0,60}(?::[\w.-]{0,60})?\s*=)")
_MISSED: Final = re.compile(r"\s[A-Za-z_][\w.-]{0,60}(?::[\w.-]{0,60})?\s*=\s*\Z")
_MISSING: Final = "A quotation mark that is missing was read as if it were there"
_LEADING: Final = re.compile(r"""\s+([A-Za-z_][\w.-]{0,60})\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""")


def attributes_of(text: str, findings: Findings) -> dict[str, str]:
    """The attributes in `text`, what stands between a mark's name and its >; linear, never raises."""
    found: dict[str, str] = {}
    at = 0
    for _ in range(_ATTRIBUTE_LIMIT):
        name = _NAME.match(text, at)
        if name is None:
            return found
        at = name.end()
        value = ""
        if name[2]:
            value, at = _value(text, at, findings)
        else:
            findings.repair("An attribute without a value was passed over")
        found.setdefault(plain_name(name[1]), meant(value, findings))
    findings.repair(f"An element has more than {_ATTRIBUTE_LIMIT} attributes: the others were left out")
    return found


def leading_attributes(text: str, at: int, findings: Findings) -> tuple[dict[str, str], int]:
    """The attributes at the place `at` of a mark without its >, and where they end."""
    found: dict[str, str] = {}
    for _ in range(_ATTRIBUTE_LIMIT):
        one = _LEADING.match(text, at)
        if one is None:
            break
        found.setdefault(plain_name(one[1]), meant(one[2] or one[3] or one[4] or "", findings))
        at = one.end()
    return found, at


def _value(text: str, at: int, findings: Findings) -> tuple[str, int]:
    """The value that begins at `at` and where it ends."""
    opening = text[at : at + 1]
    if opening not in _CLOSING:
        findings.repair("Attributes without quotation marks were read")
        word = _WORD.match(text, at)
        return (word[0], word.end()) if word else ("", at)
    if opening not in "\"'":
        findings.repair("Attributes in curly quotation marks were read")
    return _quoted(text, at + 1, _CLOSING[opening], findings)


def _quoted(text: str, start: int, closing: re.Pattern[str], findings: Findings) -> tuple[str, int]:
    """A value ends at the mark after which an attribute or the end of the element comes."""
    end = start
    while True:
        mark = closing.search(text, end)
        if mark is None:
            findings.repair(_MISSING)
            return text[start:], len(text)
        end = mark.start()
        missed = _MISSED.search(text, max(start, end - 80), end)
        if missed:
            findings.repair(_MISSING)
            return text[start : missed.start()], missed.start()
        if _AFTER.match(text, end + 1):
            return text[start:end], end + 1
        findings.repair("Quotation marks inside an attribute were read as part of it")
        end += 1
