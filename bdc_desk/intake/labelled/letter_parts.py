"""A mail's text cut into what was written, what was forwarded and what was quoted: whose words stand where.

A hub's enquiry that a colleague forwards has the colleague's own signature above it, and the header of the
mail: neither is the customer. What somebody quotes in a reply is no enquiry anew.
"""

import re
from dataclasses import dataclass, field
from typing import Final

_QUOTED: Final = re.compile(r"(?:>\s?){1,20}")
_BULLET: Final = re.compile(
    r"\d{1,2}[.)]\s+(?=[^\W\d])|[-–—•·‣◦○●▪■►▶→+]\s+(?=\S)|\*\s+(?=[^*]{1,60}$)|\*\s+(?=[^*:]{1,60}:)"
)
_HEADER: Final = re.compile(
    r"[*_]{0,2}(from|to|cc|bcc|subject|date|sent|reply-to|van|aan|onderwerp|datum|verzonden|verstuurd|von"
    r"|an|betreff|gesendet|antwort an|mime-version|message-id|return-path|delivered-to|received"
    r"|(?:content|dkim|x|list|thread|arc)-[a-z-]{1,40})[*_]{0,2}\s{0,3}:",
    re.IGNORECASE,
)
_PARTS_READ: Final = 50
_SENDER: Final = frozenset({"from", "van", "von"})
_FORWARDED: Final = re.compile(
    r"[-_>* ]{0,40}(?:begin )?(?:forwarded message|original message|doorgestuurd bericht"
    r"|oorspronkelijk bericht|origineel bericht|begin doorgestuurd bericht|weitergeleitete nachricht"
    r"|urspr\u00fcngliche nachricht|anfang der weitergeleiteten nachricht)[-_:* ]{0,40}",
    re.IGNORECASE,
)
_WROTE: Final = re.compile(
    r"\b(?:wrote|schreef|schrieb|writes|geschreven|a \u00e9crit|escribi\u00f3)\b[^:]{0,120}:$", re.IGNORECASE
)


@dataclass(slots=True)
class Part:
    """Lines of one writer, without marks of quoting. `is_quoted_reply`: somebody answered to them."""

    lines: list[str] = field(default_factory=list)
    is_quoted_reply: bool = False


def parts_of(lines: list[str]) -> list[Part]:
    """The parts of a text in their order, outermost first; headers of forwarded mails are left out."""
    parts = [Part()]
    depth = 0
    header = _header_lines(lines)
    for at, line in enumerate(lines):
        quoted = _QUOTED.match(line)
        text = line[quoted.end() :].strip() if quoted else line.strip()
        now = quoted[0].count(">") if quoted else 0
        if at in header or _FORWARDED.fullmatch(text):
            if any(parts[-1].lines) and len(parts) < _PARTS_READ:
                parts.append(Part())
            depth = now
            continue
        if text and bool(now) != bool(depth) and len(parts) < _PARTS_READ:
            answered = bool(now) and _answers(parts[-1])
            parts.append(Part(is_quoted_reply=answered))
        depth = now if text else depth
        parts[-1].lines.append(text)
    return [part for part in parts if any(part.lines)]


def without_bullet(line: str) -> str:
    """`line` without the bullet before it."""
    found = _BULLET.match(line)
    return line[found.end() :] if found else line


def _answers(part: Part) -> bool:
    """Whether a part ends in "On Monday ... wrote:"; mail programs break that line."""
    last = [line for line in part.lines[-4:] if line][-2:]
    return bool(last) and bool(_WROTE.search(" ".join(last)[-400:]))


def _header_lines(lines: list[str]) -> set[int]:
    """The lines of forwarded mails' headers: two or more together, the sender's among them."""
    found: set[int] = set()
    run: list[int] = []
    names: set[str] = set()
    gap = 0
    for at, line in enumerate([*lines, "."]):
        text = _QUOTED.sub("", line, count=1).strip()
        name = _HEADER.match(text[:60])
        if name:
            run.append(at)
            names.add(name[1].lower())
            gap = 0
            continue
        gap += 1
        if text or gap > 1:
            if len(names) > 1 and names & _SENDER:
                found.update(run)
            run, names = [], set()
    return found
