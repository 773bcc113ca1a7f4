"""A person's name: from parts, or split from one line with Dutch prefixes on the surname."""

from dataclasses import dataclass
from typing import Final

_PREFIXES: Final = frozenset({
    "van", "von", "vander", "vanden",
    "de", "der", "den", "ten", "ter", "te", "het", "'t", "’t", "'s", "’s", "v.d.",
    "v/d", "vd", "la", "le", "du", "da", "di", "dos", "del", "della",
})  # fmt: skip
"""Words that begin a surname wherever they stand after the first name (adf.md, the reader, 4)."""
_PREFIXES_BEFORE_ANOTHER: Final = frozenset(
    {"op", "aan", "in", "bij", "uit", "onder", "over", "voor", "zur", "auf"}
)
_TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "dhr", "mevr", "mw", "heer", "mevrouw", "herr", "frau", "prof"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name; `full` is as it was given, or put together from the parts."""

    first: str = ""
    last: str = ""
    full: str = ""


def split(full: str) -> Name:
    """`full` in its parts: "Jan van der Berg" is Jan, van der Berg; so is "Berg, Jan van der".

    One word is a first name, after a title a surname. What is no person's name (an e-mail address, digits) is
    left whole.
    """
    words = full.split()
    count = len(words)
    if "@" in full or any(letter.isdigit() for letter in full):
        return Name(full=full)
    while len(words) > 1 and words[0].rstrip(".").lower() in _TITLES:
        words = words[1:]
    before, comma, after = " ".join(words).partition(", ")
    if comma and before and after.strip(" ,"):
        return _surname_first(before, after.split(), full)
    if len(words) < 2:
        word = " ".join(words)
        return Name(last=word, full=full) if count > 1 else Name(first=word, full=full)
    at = _surname_at(words)
    return Name(" ".join(words[:at]), " ".join(words[at:]), full)


def _surname_first(surname: str, rest: list[str], full: str) -> Name:
    """As in "Berg, Jan van der": the words after the first name go before the surname."""
    at = next((place for place in range(1, len(rest)) if _begins_surname(rest, place)), len(rest))
    return Name(" ".join(rest[:at]), " ".join([*rest[at:], surname]), full)


def _surname_at(words: list[str]) -> int:
    """The place of the first prefix after the first name, else of the last word."""
    last = len(words) - 1
    return next((place for place in range(1, last) if _begins_surname(words, place)), last)


def _begins_surname(words: list[str], at: int) -> bool:
    word = words[at].lower()
    following = words[at + 1].lower() if at + 1 < len(words) else ""
    return word in _PREFIXES or (word in _PREFIXES_BEFORE_ANOTHER and following in _PREFIXES)


def joined(first: str, middle: str, last: str, suffix: str) -> str:
    """The parts on one line, as a person says them."""
    return " ".join(part for part in (first, middle, last, suffix) if part)


def from_parts(first: str, middle: str, last: str, suffix: str, full: str) -> Name:
    """The name that the parts make; a full name in the place of a part is split (adf.md, 18)."""
    if first and last:
        if first == last and " " in first:
            return split(first)
        if first.lower().endswith(f" {last.lower()}"):
            first = first[: -len(last)].strip()  # the full name in the place of the first (adf.md, 18)
        return Name(first, last, full or joined(first, middle, last, suffix))
    whole = full or joined(first, middle, last, suffix)
    if last:
        return Name(split(full).first if full.endswith(last) else first, last, whole)
    if full or not middle:
        return split(whole)
    return Name(first, last, whole)
