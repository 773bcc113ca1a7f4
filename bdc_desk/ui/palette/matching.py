"""Which commands a few typed letters mean. Pure.

Words beat letters: who types "br" means "Begin or end a break" before "Go to the next break". The order is:
every typed word begins a word of the title (earlier words first), the key itself ("f5"), then the typed
letters in their order anywhere.
"""

import re
from collections.abc import Iterable, Sequence
from unicodedata import category, normalize

Rank = tuple[int, int, int]
"""Smaller is better: how it matched, where, how far its letters lie apart."""

WORDS, KEY, LETTERS = range(3)


def rank(typed: str, title: str, key: str = "") -> Rank | None:
    """How well `typed` means the command `title` with its `key`; None when it does not."""
    wanted = plain(typed)
    if not wanted:
        return WORDS, 0, 0
    words = _words(title)
    places = [_place(part, words) for part in wanted.split()]
    if all(place is not None for place in places):
        at = [place for place in places if place is not None]
        return WORDS, at[0], sum(at)
    if key and plain(key).replace(" ", "") == wanted.replace(" ", ""):
        return KEY, 0, 0
    spread = _spread(wanted.replace(" ", ""), plain(title))
    return None if spread is None else (LETTERS, spread, 0)


def in_order(typed: str, titled: Sequence[tuple[str, str]]) -> Iterable[int]:
    """The places of those (title, key) that `typed` means, best first; equals keep their order."""
    ranked = ((rank(typed, title, key), place) for place, (title, key) in enumerate(titled))
    return [place for _, place in sorted((found, place) for found, place in ranked if found is not None)]


def plain(text: str) -> str:
    """Small letters without accents, one space between words."""
    bare = "".join(letter for letter in normalize("NFKD", text) if category(letter) != "Mn")
    return " ".join(bare.casefold().split())


def _words(title: str) -> list[str]:
    return re.findall(r"\w+", plain(title))


def _place(part: str, words: Sequence[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word.startswith(part)), None)


def _spread(letters: str, title: str) -> int | None:
    """From the first to the last letter, when they stand in this order; two letters at least: one is in
    nearly every title.
    """
    if len(letters) < 2:
        return None
    best: int | None = None
    for start in (at for at, letter in enumerate(title) if letter == letters[0]):
        at = start
        for letter in letters[1:]:
            at = title.find(letter, at + 1)
            if at < 0:
                return best
        best = at - start if best is None else min(best, at - start)
    return best
