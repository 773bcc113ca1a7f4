"""The engine's reasons in the window's language.

The engine has one table of English sentences (cadence/reasons.py), and much of what is shown was told by it
long before it is shown: a row keeps its reason as a sentence. So a sentence is found again by its pattern,
its values are taken out, and the translation of the pattern is filled with them. In English nothing is done.
"""

import re
from functools import lru_cache

from bdc_desk.cadence.queue import Badge
from bdc_desk.cadence.reasons import WORDS, Reason
from bdc_desk.cadence.standing import Sayable
from bdc_desk.ui.translation import is_english, translate

CONTEXT, BADGES, LABELS = "Reasons", "Badges", "Closings"
"""Contexts of the translators' file; its strings come from the engine's tables (dev.py translations)."""
DEEPEST = 3
"""Reasons within reasons: "2 of 4 calls; next try after 14:10"."""


def say(reason: Reason | str) -> str:
    """A reason, or a sentence that the engine made of one, in the window's language; what is not of its table
    stays as it is.
    """
    if is_english():
        return str(reason)
    if isinstance(reason, Reason):
        values = {name: _value(value) for name, value in reason.values.items()}
        return translate(CONTEXT, WORDS[reason.code]).format(**values)
    return _found_again(reason, DEEPEST)


def badge_words(badge: Badge) -> str:
    """A row's word in the window's language."""
    return translate(BADGES, badge.value)


def label_words(way: Sayable) -> str:
    """What may be said of a lead, in the window's language; an outcome's label is the dealership's own."""
    return translate(LABELS, way.label)


def _value(value: object) -> object:
    if isinstance(value, Reason):
        return say(value)
    return _found_again(value, DEEPEST) if isinstance(value, str) else value


@lru_cache(maxsize=4096)
def _found_again(sentence: str, depth: int) -> str:
    """Cached by the sentence; a window speaks one language from its start to its end."""
    if not depth or not sentence:
        return sentence
    for template, pattern in _patterns():
        found = pattern.fullmatch(sentence)
        if found is not None:
            values = {name: _found_again(value, depth - 1) for name, value in found.groupdict().items()}
            return translate(CONTEXT, template).format(**values)
    return sentence


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every template with its pattern; the one with most words of its own first, because it says most."""
    ordered = sorted(set(WORDS.values()), key=lambda text: -len(re.sub(r"\{\w+\}", "", text)))
    return tuple((text, _pattern(text)) for text in ordered if re.sub(r"\{\w+\}|\W", "", text) or ";" in text)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\})", template)
    made = (f"(?P<{part[1:-1]}>.+?)" if part.startswith("{") else re.escape(part) for part in parts)
    return re.compile("".join(made), re.DOTALL)
