"""Lines of a labelled text to what they say: "Naam: Jan", label and value on two lines, two in one line."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from bdc_desk.intake.labelled.labels import LABEL_LIMIT, heading_of, meaning_of
from bdc_desk.intake.labelled.letter_parts import without_bullet
from bdc_desk.intake.labelled.said import Said
from bdc_desk.intake.labelled.words import PERSON

HEADING: Final = "heading"
"""The meaning of a heading; its value is the part of the form that begins: person, wanted, trade, vendor."""
LOOSE: Final = ""
SIGNATURE: Final = "signature"
"""The meaning of the line from which on a name or a number is the sender's, not the customer's."""
FOOTER: Final = "footer"
"""The meaning of a line such as "This e-mail is confidential": nothing behind it is the customer's."""

_LINE_LIMIT: Final = 2_000
_CELLS_READ: Final = 16
_FURTHER_READ: Final = 8
"""Cells, and labels behind the first, that are looked at in one line."""
_CELLS: Final = re.compile(r"\t+|\s\|\s|\s{3,}")
_MARKS: Final = " *_#\t•\u00a0"
_FURTHER: Final = re.compile(r"[,;]\s|\s{2,}|\s[-–|/]\s")
_SEPARATED: Final = re.compile(r"\s[=–-]\s|;")
_RULE: Final = re.compile(r"[-=_*~–—\s]{3,}")
_NO_NAME: Final = re.compile(r"[\d@:!?]|\w{4}\.$")
_DISCLAIMER: Final = re.compile(
    r"(?:this (?:e-?mail|message)|the information|deze e-?mail|dit (?:e-?mail)?bericht|de informatie"
    r"|dit is een|diese (?:e-?mail|nachricht)|der inhalt)\b.{0,200}\b(?:confidential|intended|recipient"
    r"|automatically|generated|vertrouwelijk|uitsluitend|geadresseerde|bestemd|automatisch|vertraulich"
    r"|empf\u00e4nger|bestimmt)",
    re.IGNORECASE,
)
_FOOTER: Final = re.compile(
    r"\u00a9|(?:disclaimer|confidentiality notice|sent from my|get outlook for|verzonden vanaf"
    r"|verstuurd vanaf|von meinem .{0,20} gesendet|gesendet von|unsubscribe|afmelden|uitschrijven|abmelden"
    r"|copyright|powered by|please do not reply|gelieve niet te|bitte antworten sie nicht)\b",
    re.IGNORECASE,
)
_GREETING: Final = re.compile(
    r"(?:dear|hello|hi|beste|geachte|hallo|sehr geehrte|guten tag|liebe)\b.{0,60}[,!]?", re.IGNORECASE
)


def things_said(lines: Sequence[str]) -> list[Said]:
    """What `lines` say in their order; what bears no known label is said with the meaning ""."""
    return list(_Lines([without_bullet(line[:_LINE_LIMIT].strip()) for line in lines]).read())


class _Lines:
    """One pass over the lines; `_at` is the next to read."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._at = 0
        self._cars_seen = False

    def read(self) -> Iterator[Said]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            self._at += 1
            if line == "--":
                yield Said(SIGNATURE, "", line)
            elif not line or _RULE.fullmatch(line):
                continue
            elif _is_footer(line):
                yield Said(FOOTER, "", line)
            elif part := self._heading(line):
                yield Said(HEADING, line, part)
            else:
                yield from self._things(line)

    def _things(self, line: str) -> Iterator[Said]:
        pairs = pairs_in(line) or _separated(line)
        if not pairs:
            if meaning := meaning_of(line.strip(_MARKS)):
                yield from self._labelled(meaning, line.strip(_MARKS), is_bare=True)
            elif unknown := _unknown_pair(line):
                yield unknown
            elif not _GREETING.fullmatch(line):
                yield Said(LOOSE, "", line.strip("*_ "))
            return
        yield from pairs[:-1]
        last = pairs[-1]
        self._cars_seen |= any(one.meaning in {"make", "model", "wanted"} for one in pairs)
        if last.meaning == "comments" or not last.value:
            yield from self._labelled(last.meaning, last.label, last.value, is_bare=False)
        else:
            yield last

    def _labelled(self, meaning: str, label: str, value: str = "", *, is_bare: bool) -> Iterator[Said]:
        """A label whose value stands, or goes on, in the lines below."""
        if meaning == "comments":
            yield Said(meaning, label, "\n".join([value, *self._message(is_bare=is_bare)]).strip())
            return
        below = next(
            (at for at in range(self._at, min(self._at + 4, len(self._lines))) if self._lines[at]), None
        )
        if below is None or not self._is_value(meaning, self._lines[below]):
            if is_bare:
                yield Said(LOOSE, "", label)
            return
        self._at = below + 1
        yield Said(meaning, label, self._lines[below].strip("* "))

    def _message(self, *, is_bare: bool) -> Iterator[str]:
        """The lines of a message, up to what is known not to belong to it."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line == "--" or _RULE.fullmatch(line) or _is_footer(line) or self._ends_message(line, is_bare):
                return
            self._at += 1
            yield line

    def _ends_message(self, line: str, is_bare: bool) -> bool:  # noqa: FBT001  the style of the label above
        return bool(
            pairs_in(line)
            or (is_bare and meaning_of(line.strip(_MARKS)))
            or (heading_of(line.strip(_MARKS + ":")) and self._is_label(self._next(self._at + 1)))
        )

    def _heading(self, line: str) -> str:
        """The part that begins here: labels follow. "Inruil:" may as well be a label without a value."""
        text = line.strip(_MARKS)
        part = heading_of(text.rstrip(": "))
        if not part or not self._is_label(self._next(self._at)):
            return ""
        is_label_too = text.endswith(":") and meaning_of(text.rstrip(": "))
        if is_label_too and (part == "vendor" or (part == "trade" and not self._cars_seen)):
            return ""
        return part

    def _next(self, start: int) -> str:
        """The next line from `start` on that is not blank or a rule."""
        below = (self._lines[at] for at in range(start, min(start + 4, len(self._lines))))
        return next((line for line in below if line and not _RULE.fullmatch(line)), "")

    def _is_label(self, line: str) -> bool:
        return bool(line and (pairs_in(line) or meaning_of(line.strip(_MARKS))))

    def _is_value(self, meaning: str, line: str) -> bool:
        """Whether a line below a label may be its value."""
        text = line.strip(_MARKS)
        if self._is_label(line) or _RULE.fullmatch(line) or _is_footer(line):
            return False
        if meaning in {"phone", "mobile", "home", "work", "fax"}:
            return sum(sign.isdigit() for sign in text) >= 4 and len(text) <= 60
        if meaning == "email":
            return "@" in text and len(text.split()) <= 3
        if meaning in {"full", "first", "last"}:
            return not _NO_NAME.search(text) and len(text) <= LABEL_LIMIT and len(text.split()) <= 6
        return len(text) <= 120


def pairs_in(line: str) -> list[Said]:
    """The known labels of one line with their values; empty if it begins with none."""
    cells = [found for cell in _CELLS.split(line, maxsplit=_CELLS_READ) if (found := cell.strip(" \t|"))]
    if len(cells) > 1 and (found := _pairs_of_cells(cells)):
        return found
    label, colon, value = line.partition(":")
    meaning = meaning_of(label.strip(_MARKS)) if colon else ""
    if not meaning:
        return []
    text = value.strip(_MARKS if label.startswith("_") else " *\t\u00a0")
    if meaning == "comments" or ":" not in text:
        return [Said(meaning, label.strip(_MARKS), text)]
    return _split_further(Said(meaning, label.strip(_MARKS), text))


def _pairs_of_cells(cells: list[str]) -> list[Said]:
    """Label and value in turn, as the cells of a table's row; "Label: value" in one cell too."""
    found: list[Said] = []
    at = 0
    while at < len(cells):
        label, colon, value = cells[at].partition(":")
        meaning = meaning_of(label.strip(_MARKS))
        at += 1
        if not meaning:
            if not found:
                return []
            found[-1] = Said(found[-1].meaning, found[-1].label, f"{found[-1].value} {cells[at - 1]}".strip())
            continue
        value = value.strip(" *") if colon else ""
        is_label = at < len(cells) and bool(meaning_of(cells[at].rstrip(": ").strip(_MARKS)))
        if not value and at < len(cells) and (not is_label or (len(cells) == 2 and meaning not in PERSON)):
            value = cells[at].lstrip(": ").strip(" *")
            at += 1
        found.append(Said(meaning, label.strip(_MARKS), value))
    return found


def _split_further(said: Said) -> list[Said]:
    """The three things that "Jan, Phone: 020 ..., Email: ..." says."""
    pieces: list[Said] = []
    label, start = said.label, 0
    meaning, text = said.meaning, said.value
    signs = (sign for sign in _FURTHER.finditer(text) if ":" in text[sign.end() : sign.end() + LABEL_LIMIT])
    for sign in islice(signs, _FURTHER_READ):
        further = text[sign.end() : sign.end() + LABEL_LIMIT].partition(":")[0]
        if known := meaning_of(further.strip(_MARKS)):
            pieces.append(Said(meaning, label, text[start : sign.start()].strip(" *")))
            meaning, label, start = known, further.strip(_MARKS), sign.end() + len(further) + 1
    return [*pieces, Said(meaning, label, text[start:].strip(" *"))]


def _separated(line: str) -> list[Said]:
    """The pair in "Label = value", "Label - value" or "Label;value"."""
    found = _SEPARATED.search(line[: LABEL_LIMIT + 3])
    if found is None:
        return []
    label, value = line[: found.start()].strip(_MARKS), line[found.end() :].strip(" *")
    meaning = meaning_of(label)
    is_list = found[0] == ";" and ";" in value
    return [Said(meaning, label, value)] if meaning and value and not is_list else []


def _unknown_pair(line: str) -> Said | None:
    """A label that is not known, with its value; None for a sentence, a time or an address of the web."""
    label, colon, value = line.partition(":")
    plain = label.strip(_MARKS)
    if not colon or not value.strip() or not plain or len(plain.split()) > 6 or len(plain) > LABEL_LIMIT:
        return None
    if value.startswith("//") or plain[-1].isdigit():
        return None
    return Said("", plain, value.strip(" *"))


def _is_footer(line: str) -> bool:
    return bool(_FOOTER.match(line) or _DISCLAIMER.match(line))
