"""Damaged ADF to elements, by what its names mean: where each may stand, what closes it, what is formatting.

The strict reader answers for well-formed documents; this one keeps the enquiry in all the others (adf.md,
Malformations to survive), and says in words what it did.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from bdc_desk.intake.adf.element import DEPTH_LIMIT, ELEMENT_LIMIT, Element, plain_name
from bdc_desk.intake.adf.tolerant_lexer import Kind, Lexer, Token
from bdc_desk.intake.adf.words import CONTAINERS, FORMATTING, LINE_TAGS, PARENTS, STRUCTURE
from bdc_desk.intake.findings import Findings

_END_NAMES: Final = re.compile(r"</\s{0,3}([A-Za-z_][\w.:-]{0,120})")
_COMMENT_WORD: Final = re.compile(r"comments(?=[\s/>])", re.IGNORECASE)
_MARK_BEFORE: Final = 60
_COMMENTS: Final = re.compile(r"<\s{0,3}(/?)\s{0,3}(?:[\w.-]{1,40}:)?comments(?=[\s/>])", re.IGNORECASE)
_NOT_IN_COMMENTS: Final = re.compile(
    r"<\s{0,3}/?\s{0,3}(?:[\w.-]{1,40}:)?(?:customer|prospect|vehicle|vendor|provider)(?=[\s/>])",
    re.IGNORECASE,
)

_END_LIMIT: Final = 100
_BROKEN_END: Final = re.compile(r"(?:<[A-Za-z]?)?/\s?([A-Za-z]{1,20})\s?>?\s{0,50}\Z")
"""An end that lost a letter: "020 7946 0123/phone>"."""


class _EnoughError(Exception):
    """There are more elements than are read."""


def tolerated(text: str, findings: Findings) -> Element:
    """The elements of the damaged ADF document `text` under one root "adf"; repairs go to `findings`.

    Linear, never raises; beyond 20,000 elements or 64 levels what there is until then.
    """
    tree = _Tree(text, findings)
    try:
        for token in Lexer(text, findings).tokens():
            tree.take(token)
    except _EnoughError:
        findings.repair(f"It has more than {ELEMENT_LIMIT:,} elements: the rest was left out")
    tree.finish()
    return tree.root


def _comment_marks(text: str) -> Iterator[tuple[int, str]]:
    """Where the marks of comments stand, and "/" for those that end one."""
    for word in _COMMENT_WORD.finditer(text):
        at = text.rfind("<", max(0, word.start() - _MARK_BEFORE), word.start())
        mark = _COMMENTS.match(text, at) if at >= 0 else None
        if mark and mark.end() == word.end():
            yield at, mark[1]


class _Tree:
    """The elements so far and those that are open; the innermost open one is last."""

    def __init__(self, text: str, findings: Findings) -> None:
        self.root = Element("adf")
        self._text = text
        self._findings = findings
        self._open = [self.root]
        self._count = 0
        self._unclosed: dict[str, None] = {}
        self._ended = False
        self._named = False
        self._closable = {plain_name(name) for name in set(_END_NAMES.findall(text))}
        self._comments = dict(_comment_marks(text))
        self._following = dict(pairwise(self._comments))
        self._words_until = 0

    def take(self, token: Token) -> None:
        """Put the next token in its place."""
        if token.kind is Kind.TEXT:
            self._say(token.text)
        elif token.name in FORMATTING:
            self._format(token)
        elif token.at < self._words_until:
            self._say(token.source)  # a mark in a comment is the customer's own
        elif token.kind is Kind.START:
            self._start(token)
        else:
            self._end(token)

    def _say(self, text: str) -> None:
        if text and (self._open[-1] is not self.root or not text.isspace()):
            self._open[-1].content.append(text)

    def _format(self, token: Token) -> None:
        """What a mail program put in: a link is kept, for its address; others are line ends or nothing."""
        if token.at >= self._words_until:
            self._findings.repair("Formatting that a mail program put in was read past")
        if token.name in LINE_TAGS:
            self._say("\n")
        elif token.name == "a" and "href" in token.attributes:
            self._count += 1
            self._open[-1].content.append(Element("a", {"href": token.attributes["href"]}))

    def _start(self, token: Token) -> None:
        self._count += 1
        if self._count > ELEMENT_LIMIT:
            raise _EnoughError
        if token.name == "adf":
            if self._named:
                self._findings.repair("Several documents were read as one")
            self._named, self._ended = True, False
            self._close_to(1)
            return
        if token.name not in PARENTS:
            self._start_unknown(token)
            return
        self._close_to(self._place(token.name) + 1)
        self._push(token)
        if token.name == "comments" and not token.closed:
            self._words_until = self._end_of_comment(token.at)

    def _start_unknown(self, token: Token) -> None:
        """An extension element has its end somewhere; what has none is a word in pointed brackets."""
        if token.name in self._closable or token.closed:
            self._push(token)
        elif self._holds_value():
            self._findings.repair("A bare < was read as it stands")
            self._say(token.source)
        else:
            self._findings.repair("A mark that is not known was left out")

    def _place(self, name: str) -> int:
        """Which of the open elements the element `name` stands in."""
        parents = PARENTS[name]
        for at in range(len(self._open) - 1, -1, -1):
            around = self._open[at].name
            if around in parents:
                return at
            if around not in PARENTS and around != "adf" and name not in STRUCTURE:
                return at  # a stranger's element keeps what it holds
        return next((at for at in range(len(self._open) - 1, 0, -1) if self._open[at].name in CONTAINERS), 0)

    def _push(self, token: Token) -> None:
        element = Element(token.name, token.attributes)
        if len(self._open) >= DEPTH_LIMIT:
            self._findings.repair(f"It is nested deeper than {DEPTH_LIMIT} levels: read as if it were not")
            self._open[-1].content.append(element)
            return
        self._open[-1].content.append(element)
        if not token.closed:
            self._open.append(element)

    def _end(self, token: Token) -> None:
        if token.name == "adf":
            self._ended = True
            self._close_to(1)
            return
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].name == token.name:
                self._close_to(at + 1)
                self._open.pop()
                return
        if not self._give_beginning(token.name):
            self._findings.repair("An end of an element that is not open was passed over")

    def _give_beginning(self, name: str) -> bool:
        """Put the value before an end without a beginning into its element, if there is one."""
        around = self._open[-1]
        last = around.content[-1] if around.content else None
        if name not in PARENTS or name in CONTAINERS or self._holds_value() or not isinstance(last, str):
            return False
        above, _, line = last.rstrip().rpartition("\n")
        if not line.strip():
            return False
        around.content[-1:] = [above, Element(name, {}, [line.rpartition(">")[2]])]
        self._findings.repair(f'A value that lost its beginning was read as "{name}"')
        return True

    def _close_to(self, count: int) -> None:
        """Close all but the outermost `count` elements, which lack their ends."""
        while len(self._open) > count:
            element = self._open.pop()
            self._unclosed[element.name] = None
            if element.name not in CONTAINERS and all(isinstance(part, str) for part in element.content):
                text = element.text
                broken = _BROKEN_END.search(text[-_END_LIMIT:])
                if broken and broken[1].lower() == element.name:
                    element.content = [text[:-_END_LIMIT] + text[-_END_LIMIT:][: broken.start()]]

    def _holds_value(self) -> bool:
        name = self._open[-1].name
        return name not in CONTAINERS

    def _end_of_comment(self, at: int) -> int:
        """Where the comment that begins at `at` ends for certain; 0 if it does not."""
        end = self._following.get(at, 0)
        if not end or not self._comments[end] or _NOT_IN_COMMENTS.search(self._text, at + 1, end):
            return 0
        return end

    def finish(self) -> None:
        """Judge the end: a document that is cut off is read as far as it goes (adf.md, 13)."""
        if not self._named:
            self._findings.repair("The document's beginning is missing: what there is was read")
        if len(self._open) > 1 or (self._named and not self._ended):
            self._findings.repair("The document is cut off: what there is was read")
            last = self._open[-1]
            if self._holds_value() and last.text.strip():
                self._findings.fault(f'It ends in the middle of "{last.name[:40]}", which may lack its end')
                self._keep_first_line(last)
        if self._unclosed:
            names = ", ".join(f'"{name[:40]}"' for name in [*self._unclosed][:6])
            self._findings.repair(f"Elements without an end were closed: {names}")

    def _keep_first_line(self, last: Element) -> None:
        """After a value that is cut off comes what stands below in the mail: it is no part of the value."""
        if last.name == "comments":
            return
        value, _, below = last.text.lstrip().partition("\n")
        last.content = [value]
        if below.strip() and len(self._open) > 1:
            self._open[-2].content.append(below)
