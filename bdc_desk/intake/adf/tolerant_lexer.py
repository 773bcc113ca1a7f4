"""Marks and text of damaged XML by one forward scan: every position is passed once, whatever is unclosed.

What is looked for ahead (the ends of comments, CDATA, scripts) is kept until the scan has passed it, so a
flood of beginnings without ends costs one look.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from bdc_desk.intake.adf.document import PROSPECT
from bdc_desk.intake.adf.element import plain_name
from bdc_desk.intake.adf.tolerant_attributes import attributes_of, leading_attributes
from bdc_desk.intake.adf.tolerant_text import meant
from bdc_desk.intake.adf.words import FORMATTING, PARENTS
from bdc_desk.intake.findings import Findings

MARK_LIMIT: Final = 60_000
"""Marks that are looked at in one document: three for each of the 20,000 elements that are read."""

_MARK: Final = re.compile(r"<(?=\s{0,3}/?\s{0,3}[A-Za-z_]|[!?])")
_NAME: Final = re.compile(
    r"<(\s{0,3})(/?)(\s{0,3})([A-Za-z_][\w.-]{0,60}(?::[A-Za-z_][\w.-]{0,60})?)(?=([\s/<>]|\Z)?)"
)
_REST: Final = re.compile(r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*+>""")
_CDATA: Final = "<![CDATA["
_SWALLOWING: Final = {
    name: re.compile(rf"</\s{{0,3}}{name}\b[^<>]*>?", re.IGNORECASE) for name in ("script", "style")
}


class Kind(Enum):
    """What a token is."""

    TEXT = "text"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A mark or the text between two. `at` is where it begins; `source` is a mark as it was written."""

    kind: Kind
    at: int
    text: str = ""
    name: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    closed: bool = False
    source: str = ""


class Lexer:
    """The tokens of one text; what was not lawful is told to `findings`."""

    def __init__(self, text: str, findings: Findings) -> None:
        self._text = text
        self._findings = findings
        self._ahead: dict[str, int] = {}

    def tokens(self) -> Iterator[Token]:
        """The tokens in order, up to MARK_LIMIT marks."""
        at = 0
        text = self._text
        for _ in range(MARK_LIMIT):
            mark = _MARK.search(text, at)
            stop = mark.start() if mark else len(text)
            if stop > at:
                yield self._words(at, stop)
            if mark is None:
                return
            token, at = self._mark(stop)
            if token is not None:
                yield token
        self._findings.repair("It holds more marks than are read: the rest was left out")

    def _words(self, start: int, stop: int) -> Token:
        piece = self._text[start:stop]
        if "<" in piece:
            self._findings.repair("A bare < was read as it stands")
        return Token(Kind.TEXT, start, meant(piece, self._findings))

    def _mark(self, at: int) -> tuple[Token | None, int]:
        """The token of the mark that begins at `at`, None for one that says nothing, and where it ends."""
        text = self._text
        if text.startswith("<!--", at):
            return None, self._past_comment(at)
        if text.startswith(_CDATA, at):
            return self._cdata(at)
        if text[at + 1] in "!?":
            return None, self._past_declaration(at)
        found = _NAME.match(text, at)
        if found is None:
            return self._bare(at)
        return self._end(found) if found[2] else self._start(found)

    def _bare(self, at: int) -> tuple[Token, int]:
        self._findings.repair("A bare < was read as it stands")
        return Token(Kind.TEXT, at, "<"), at + 1

    def _past_comment(self, at: int) -> int:
        """After the comment; one that has no end, or another's, hides nothing."""
        end = self._next("-->", at + 4)
        if end < 0 or 0 <= self._next("<!--", at + 4) < end:
            self._findings.repair("A comment that is not closed was read past")
            return at + 4
        return end + 3

    def _cdata(self, at: int) -> tuple[Token | None, int]:
        start = at + len(_CDATA)
        end = self._next("]]>", start)
        if end < 0 or 0 <= self._next(_CDATA, start) < end:
            self._findings.repair("CDATA that is not closed was read as text")
            return None, start
        content = self._text[start:end]
        if PROSPECT.search(content):
            self._findings.repair("Enquiries that stood in CDATA were read")
            return None, start
        return Token(Kind.TEXT, at, content), end + 3

    def _past_declaration(self, at: int) -> int:
        """After <?...?> or <!...>; one without an end ends where the next mark begins (adf.md, 4)."""
        following = self._text.find("<", at + 1)
        stop = following if following >= 0 else len(self._text)
        end = self._text.find(">", at, stop)
        if end < 0:
            self._findings.repair("A declaration that is not closed was read past")
        return end + 1 if end >= 0 else stop

    def _next(self, what: str, start: int) -> int:
        """Where `what` stands next, -1 for nowhere; each place is looked for once."""
        known = self._ahead.get(what)
        if known is None or 0 <= known < start:
            known = self._ahead[what] = self._text.find(what, start)
        return known

    def _end(self, found: re.Match[str]) -> tuple[Token | None, int]:
        name = plain_name(found[4])
        text, stop = self._text, found.end()
        following = text.find("<", stop)
        close = text.find(">", stop, following if following >= 0 else len(text))
        if close < 0:
            self._findings.repair("An end of an element lacks its >")
        at = close + 1 if close >= 0 else stop
        if name in _SWALLOWING:
            return None, at
        return Token(Kind.END, found.start(), name=name, source=text[found.start() : at]), at

    def _start(self, found: re.Match[str]) -> tuple[Token | None, int]:
        name = plain_name(found[4])
        known = name in PARENTS or name == "adf"
        if not self._is_tag(found, known=known):
            return self._bare(found.start())
        text, stop = self._text, found.end()
        rest = _REST.match(text, stop)
        if rest is None:
            following = text.find("<", stop)
            close = text.find(">", stop, following if following >= 0 else len(text))
            if close < 0:
                return self._unfinished(found, name, known=known)
            end = close + 1
        else:
            end = rest.end()
        inside = text[stop : end - 1]
        if name in _SWALLOWING:
            return None, self._past_swallowing(name, end)
        closed = inside.endswith("/")
        # What is in pointed brackets may be a customer's words: their grammar is no fault.
        findings = self._findings if known or name in FORMATTING else Findings()
        attributes = attributes_of(inside.removesuffix("/"), findings)
        token = Token(
            Kind.START, found.start(), "", name, attributes, closed, source=text[found.start() : end]
        )
        return token, end

    def _is_tag(self, found: re.Match[str], *, known: bool) -> bool:
        """Whether what looks like a mark is one: "<robin@example.test>" and "a <b" are words."""
        if found[5] is not None:
            return known or not found[1]
        return known and not found[1] and not self._text.startswith("@", found.end())

    def _unfinished(self, found: re.Match[str], name: str, *, known: bool) -> tuple[Token | None, int]:
        """A start that lacks its >: what is no attribute after the name is the value."""
        if not known:
            rest = self._text[found.end() : found.end() + 100].strip()
            return self._bare(found.start()) if rest or name in FORMATTING else (None, len(self._text))
        self._findings.repair("A beginning of an element lacks its >")
        attributes, end = leading_attributes(self._text, found.end(), self._findings)
        if self._text.find("<", end) < 0:
            end = len(self._text)  # cut off inside the mark: the rest of it is no value
        source = self._text[found.start() : end]
        return Token(Kind.START, found.start(), "", name, attributes, closed=False, source=source), end

    def _past_swallowing(self, name: str, at: int) -> int:
        """After the script or style; one that is never closed hides nothing."""
        known = self._ahead.get(name)
        if known is None or 0 <= known < at:
            end = _SWALLOWING[name].search(self._text, at)
            known = self._ahead[name] = end.end() if end else -1
        return known if known >= 0 else at
