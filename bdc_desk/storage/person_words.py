"""By what a text is known to be about one customer: the whole name, a number, an address.

A part of a name is nobody's: "Al" stands in "shall" and in "Valerie", and "Will", somebody's first name,
stands in letters to everybody. What is told by less than the whole name stays, whoever it is about.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

LEAST_DIGITS = 6
"""A number of fewer digits is anybody's."""
LEAST_NATIONAL = 8
"""Digits of a number without its country's code; fewer are told by their area only."""
LEAST_LETTERS = 3
_BETWEEN = r"(?:\(0\)|[\s().\-/])*"
"""What may stand between two digits of one number."""
_SHORT = ("1", "7")
"""Countries' codes of one digit."""
_LONG = re.compile(r"2[1-69]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679]")
"""Beginnings of those of three digits; all others have two (ITU-T E.164)."""


class PersonWords:
    """What tells of the customer, learned from the details of their entries."""

    def __init__(self, texts: Iterable[str]) -> None:
        """`texts`: details as they are kept (JSON)."""
        self._names: set[str] = set()
        self._words: set[str] = set()
        self._patterns: dict[str, None] = {}
        for text in texts:
            found = _parsed(text)
            if isinstance(found, dict):
                self._learn(found)
        self._told = re.compile("|".join(self._patterns) or r"(?!)")

    def _learn(self, details: Mapping[str, Any]) -> None:
        parts = [text_of(details.get(part)) for part in ("first", "last")]
        for name in (" ".join(parts), " ".join(reversed(parts)), text_of(details.get("full"))):
            self._learn_name(name)
        for email in (details.get("to"), *(details.get("emails") or ())):
            if "@" in text_of(email):
                told = re.escape(text_of(email).casefold())
                self._patterns[rf"(?<![\w.+-]){told}(?![\w-]|\.\w)"] = None
        for phone in details.get("phones") or ():
            if isinstance(phone, dict):
                self._learn_number(text_of(phone.get("e164")), text_of(phone.get("typed")))

    def _learn_name(self, name: str) -> None:
        words = name.casefold().split()
        self._words |= {word for word in re.findall(r"\w+", name.casefold()) if len(word) >= LEAST_LETTERS}
        if words:
            self._names.add(" ".join(words))
        if len(words) > 1:
            self._patterns[r"(?<![\w-])" + r"[\s,]+".join(map(re.escape, words)) + r"(?![\w-])"] = None

    def _learn_number(self, e164: str, typed: str) -> None:
        whole = _digits(e164)
        national = whole[1 if whole.startswith(_SHORT) else 3 if _LONG.match(whole) else 2 :]
        known = {whole, national if len(national) >= LEAST_NATIONAL else "", _digits(typed)}
        for number in sorted(told for told in known if len(told) >= LEAST_DIGITS):
            told = _BETWEEN.join(number.lstrip("0"))
            self._patterns[rf"(?<!\d)(?:0{_BETWEEN}){{0,2}}{told}(?!\d)"] = None

    def is_in(self, text: str) -> bool:
        """Whether the text holds the whole name (of more than one word), a number or an address."""
        return self._told.search(text.casefold()) is not None

    def is_name(self, text: str) -> bool:
        """Whether the text is the customer's name and nothing else."""
        return " ".join(text.casefold().split()) in self._names

    def may_name(self, file_name: str) -> bool:
        """Whether a file's name holds any word of the name, or tells of the customer otherwise. For where a
        mistake costs nothing: the file is looked at once more.
        """
        words = set(re.findall(r"[^\W_]+", file_name.casefold()))
        return self.is_in(file_name) or not words.isdisjoint(self._words)

    def is_in_form(self, value: str) -> bool:
        """Whether a form's texts (JSON: an object) tell of the customer; of what is no form, the text."""
        found = _parsed(value)
        if not isinstance(found, dict):
            return self.is_in(value)
        return self.is_name(text_of(found.get("name"))) or any(
            self.is_in(text_of(one)) for one in found.values()
        )

    def taken_out(self, value: str) -> str:
        """A setting's texts (JSON: an object or a list) without those that tell of the customer; of any other
        form nothing where it does.
        """
        found = _parsed(value)
        if isinstance(found, dict):
            kept = {key: one for key, one in found.items() if not self._tells(text_of(one))}
            return value if len(kept) == len(found) else json.dumps(kept, ensure_ascii=False)
        if isinstance(found, list):
            left = [one for one in found if not self._tells(text_of(one))]
            return value if len(left) == len(found) else json.dumps(left)
        return "" if self.is_in(value) else value

    def _tells(self, text: str) -> bool:
        return self.is_name(text) or self.is_in(text)


def text_of(value: object) -> str:
    """The text without spaces around it; "" for what is none."""
    return value.strip() if isinstance(value, str) else ""


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _digits(number: str) -> str:
    return "".join(one for one in number if one in "0123456789")
