"""What the labels of forms and the headers of tables mean; label_words.py has the words.

They are compared without case, accents, spaces and marks: "E-mail adres" and "email_adres" are one.
"""

import re
import unicodedata
from typing import Final

from bdc_desk.intake.labelled.words import HEADINGS, QUALIFIERS, WORDS

LABEL_LIMIT: Final = 60
"""Characters of a label; what is longer is a sentence."""

_BETWEEN: Final = ("", "vande", "vanhet", "van", "ofthe", "of", "desder", "des", "der", "zum", "s")
_BESIDE: Final = re.compile(r"\([^()]{0,60}\)|\[[^\[\]]{0,60}\]")
_MEANINGS: Final = {word: meaning for meaning, words in WORDS.items() for word in words.split()}
_PARTS: Final = {word: part for part, words in HEADINGS.items() for word in words.split()}
_QUALIFIERS: Final = {
    word: (meanings, prefix) for words, meanings, prefix in QUALIFIERS for word in words.split()
}
_LENGTHS: Final = sorted({len(word) for word in _QUALIFIERS}, reverse=True)


def normal(label: str) -> str:
    """`label` for comparing: its letters and digits, without case and accents."""
    plain = unicodedata.normalize("NFKD", label[: 2 * LABEL_LIMIT].casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def meaning_of(label: str) -> str:
    """What `label` says of a lead: full, phone, make, trade.make, vendor.phone ...; "" if it is not known."""
    if len(label) > LABEL_LIMIT:
        return ""
    word = normal(label)
    found = _MEANINGS.get(word) or _qualified(word)
    if not found and label.rstrip(" *:").endswith((")", "]")):
        word = normal(_BESIDE.sub("", label))
        found = _MEANINGS.get(word) or _qualified(word)
    if not found and "/" in label:  # "Naam / Name", as Belgians and Swiss write
        sides = (normal(side) for side in label.split("/", maxsplit=2))
        found = next((known for side in sides if (known := _MEANINGS.get(side, ""))), "")
    return found


def heading_of(line: str) -> str:
    """The part of a form that begins below `line`: person, wanted, trade, vendor, details; else ""."""
    return _PARTS.get(normal(line), "") if len(line) <= LABEL_LIMIT else ""


def _qualified(word: str) -> str:
    """The meaning of a word made of two: "merkinruilauto" is the trade's make, "dealerphone" the vendor's."""
    for length in _LENGTHS:
        for qualifier, rest in ((word[:length], word[length:]), (word[-length:], word[:-length])):
            if rest and qualifier in _QUALIFIERS:
                meanings, prefix = _QUALIFIERS[qualifier]
                cores = (
                    core(between) for between in _BETWEEN for core in (rest.removeprefix, rest.removesuffix)
                )
                if meaning := next((known for one in cores if (known := _MEANINGS.get(one)) in meanings), ""):
                    return f"{prefix}{meaning}"
    return ""
