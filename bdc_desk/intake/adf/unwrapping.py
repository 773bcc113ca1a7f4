"""A document taken out of what hides it: zero bytes, transfer encodings, escapes, marks of a forwarded mail.

Each step is one forward pass and is told in words; no step is taken where the document stands there plain.
"""

import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bdc_desk.intake.adf.document import ESCAPED, PROSPECT, damaged_document
from bdc_desk.intake.charset import decoded
from bdc_desk.intake.markup import unescaped
from bdc_desk.intake.plain_text import lines_of

_STEP_LIMIT: Final = 8
_NOTE_LIMIT: Final = 1_000
_BASE64: Final = re.compile(
    r"^[A-Za-z0-9+/]{20,}+={0,2}[ \t]{0,9}(?:\r?\n[A-Za-z0-9+/]{2,}+={0,2}[ \t]{0,9}(?=\r?\n|\Z))*+",
    re.MULTILINE,
)
_BASE64_LIMIT: Final = 20
"""Blocks of base64 in one text that are looked into."""
_EQUALS: Final = re.compile(r"=3D(?:[\"'“]|=22|&(?:quot|#34|#39);)|=3[Cc]/?[A-Za-z]")
_SOFT_BREAK: Final = re.compile(r"=\r?\n")
_MARKS: Final = re.compile(r"^[ \t]{0,3}((?:>[ \t]?){1,20})", re.MULTILINE)
_FORWARDED: Final = re.compile(
    r"^[ \t>*-]{0,40}(?:original message|forwarded message|begin forwarded|original-nachricht"
    r"|oorspronkelijk bericht|"
    r"ursprüngliche nachricht|doorgestuurd bericht|weitergeleitete nachricht|ursprungliche nachricht)",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_LINE: Final = re.compile(
    r"[ \t>*-]{0,40}(?:from|sent|date|to|cc|subject|reply-to|von|gesendet|datum|an|betreff|van|verzonden|aan|"
    r"onderwerp)[ \t*]{0,3}:|.{0,200}(?:wrote|schreef|schrieb)[^\n]{0,80}:\s*$|[ \t>]{0,20}[-_]{3,}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The text in which the document stands plain, what was done for it, and a forwarding person's words."""

    text: str
    repairs: tuple[str, ...] = ()
    note: str = ""


def unwrapped(text: str) -> Unwrapped:
    """`text` with its document as it was written, if it holds one; linear, never raises."""
    repairs: dict[str, None] = {}
    escapes = 0
    for _ in range(_STEP_LIMIT):
        step = next((step for step, needed in _STEPS if needed(text)), None)
        if step is None:
            break
        text, repair = step(text)
        escapes += step is _unescaped
        repairs[repair] = None
    if escapes > 1:
        del repairs[_ONCE]
        repairs["The document was escaped twice: read unescaped"] = None
    found = damaged_document(text)
    if found is None:
        return Unwrapped(text, tuple(repairs))
    start = text.rfind("\n", 0, found.start) + 1
    marks = _MARKS.match(text, start)
    above = text[max(0, start - 4 * _NOTE_LIMIT) : start]
    note = _note(above) if marks or _FORWARDED.search(above) else ""
    if marks:
        text = _MARKS.sub(_less(marks[1].count(">")), text)
        repairs['The marks of a forwarded mail (">") were taken out'] = None
    return Unwrapped(text, tuple(repairs), note)


_ONCE: Final = "The document was escaped: read unescaped"


def _hidden(text: str) -> bool:
    """Whether an escaped document stands in `text`, and none that is plain."""
    return ESCAPED.search(text) is not None and PROSPECT.search(text) is None


def _unescaped(text: str) -> tuple[str, str]:
    return unescaped(text), _ONCE


def _without_zeros(text: str) -> tuple[str, str]:
    return text.replace("\0", ""), "Zero bytes between the letters were left out"


def from_transfer(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without a transfer encoding that nobody declared, and the repair if it had one."""
    if not _in_quoted_printable(text):
        return text, ()
    plain, repair = _from_quoted_printable(text)
    return plain, (repair,)


def _holds_document(text: str) -> bool:
    return damaged_document(text) is not None or ESCAPED.search(text) is not None


def _in_base64(text: str) -> str:
    """The first block of base64 in `text` that hides a document, decoded; "" for none."""
    if _holds_document(text):
        return ""
    for found in islice(_BASE64.finditer(text), _BASE64_LIMIT):
        code = "".join(found[0].split()).rstrip("=")
        plain = decoded(_decoded_base64(code)).value
        if _holds_document(plain):
            return plain
    return ""


def _decoded_base64(code: str) -> bytes:
    """As much of `code` as decodes: up to the first "=" inside it."""
    code = code.partition("=")[0]
    if len(code) % 4 == 1:
        code = code[:-1]
    return binascii.a2b_base64(code + "=" * (-len(code) % 4))


def _from_base64(text: str) -> tuple[str, str]:
    return _in_base64(text), "The text was base64 without saying so: read decoded"


def _in_quoted_printable(text: str) -> bool:
    if not _EQUALS.search(text) and not ("=3D" in text and _SOFT_BREAK.search(text)):
        return False
    return _holds_document(text) or "=3C" in text or "=3c" in text


def _from_quoted_printable(text: str) -> tuple[str, str]:
    data = binascii.a2b_qp(text.encode("utf-8", "replace"))
    return decoded(data).value, "The text was quoted-printable without saying so: read decoded"


_Step = Callable[[str], tuple[str, str]]
_STEPS: Final[tuple[tuple[_Step, Callable[[str], bool]], ...]] = (
    (_without_zeros, lambda text: "\0" in text and damaged_document(text.replace("\0", "")) is not None),
    (_from_base64, lambda text: bool(_in_base64(text))),
    (_from_quoted_printable, _in_quoted_printable),
    (_unescaped, _hidden),
)


def _less(depth: int) -> Callable[[re.Match[str]], str]:
    """What a line's marks become: as many are taken away as the document's first line bears."""

    def rest(marks: re.Match[str]) -> str:
        beyond = marks[1].count(">") - depth
        return ">" * beyond if beyond > 0 else ""

    return rest


def _note(above: str) -> str:
    """What the person wrote who forwarded the document: the lines above it, without a mail's headers."""
    lines = (
        line
        for line in above.splitlines()
        if not line.lstrip().startswith((">", "<"))
        and not _HEADER_LINE.match(line)
        and not _FORWARDED.match(line)
    )
    return lines_of("\n".join(lines), _NOTE_LIMIT)
