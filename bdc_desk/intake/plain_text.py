"""Text from outside made plain: what a screen, a database and a JSON file can all hold.

Everything here is linear in its input. NULs and other control characters go (PostgreSQL refuses NUL), lone
surrogates are replaced (they cannot be written as UTF-8), and words that only say "nothing was filled in"
become empty.
"""

from typing import Final

LINE_LIMIT: Final = 1_000
"""Characters kept of a value of one line."""
TEXT_LIMIT: Final = 20_000
"""Characters kept of a comment or of a mail's readable text."""

PLACEHOLDERS: Final = frozenset({
    "-", "--", "---", "?", ".", "n/a", "n.a.", "n\\a", "na", "none", "null", "nil", "undefined", "unknown",
    "tbd", "not provided", "not available", "not applicable", "not specified", "not given", "not supplied",
    "none provided", "none given", "onbekend", "n.v.t.", "nvt", "niet opgegeven", "niet ingevuld",
    "unbekannt", "k.a.", "keine angabe",
})  # fmt: skip
"""Values that say nothing was filled in (adf.md, Malformations 17), in lower case."""

REAL_NAMES: Final = frozenset({"null", "na", "none", "nil"})
"""Placeholders that are also people's names: there are families called Null."""

_TURNING: Final = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that turn the direction of what follows: a name must not rewrite the words beside it."""
_CONTROLS: Final = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), 0xFEFF, *_TURNING))
_LINE_ENDS: Final = {11: "\n", 12: "\n", 0x85: "\n"}
_BRACKETS: Final = (("{", "}"), ("${", "}"), ("[", "]"), ("%", "%"), ("<%", "%>"), ("@@", "@@"))


def encodable(text: str) -> str:
    """`text` with what UTF-8 cannot hold (lone surrogates) replaced by "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def lines_of(text: str, limit: int = TEXT_LIMIT) -> str:
    """`text` as plain lines: control characters dropped, line ends made one, at most `limit` characters."""
    head = text.strip()[: 4 * limit].replace("\r\n", "\n").replace("\r", "\n")
    plain = encodable(head.translate(_CONTROLS | _LINE_ENDS))
    lines = (line.strip() for line in plain.strip().split("\n"))
    return "\n".join(lines).strip()[:limit].strip()


def line_of(text: str, limit: int = LINE_LIMIT) -> str:
    """`text` on one line with single spaces, at most `limit` characters."""
    if text.isprintable() and len(text) <= limit:  # most values: nothing to drop, nothing to cut
        return " ".join(text.split())
    return " ".join(lines_of(text, limit).split())


def placeholder(text: str, *, name: bool = False) -> bool:
    """Whether `text` only says that nothing was filled in. With `name`, family names such as Null stay."""
    word = text.lower()
    return word in PLACEHOLDERS and not (name and word in REAL_NAMES)


def unfilled(text: str) -> bool:
    """Whether `text` is a field of a template that nobody filled in: {year}, [model], ${name}, %phone%."""
    if not 3 <= len(text) <= 60:
        return False
    return any(
        text.startswith(opening)
        and text.endswith(closing)
        and text[len(opening) : -len(closing)].strip("{}[]$% ")
        for opening, closing in _BRACKETS
    )


def shown(text: str, limit: int = 60) -> str:
    """`text` in quotation marks for a fault's sentence, shortened to `limit` characters."""
    line = line_of(text, 4 * limit)
    return f'"{line if len(line) <= limit else line[: limit - 3] + "..."}"'


def is_text(text: str) -> bool:
    """Whether `text` is for reading, not a picture or an archive taken for letters.

    Judged by the control characters in its first 4,000: text has next to none, a picture one in ten. NULs do
    not count: text in UTF-16 without a mark is half of them, and reads well without.
    """
    letters = text[:4_000].replace("\0", "").replace("\r", "").replace("\f", "")
    strange = sum(ord(letter) in _CONTROLS or letter == "\ufffd" for letter in letters)
    return strange * 25 <= len(letters)
