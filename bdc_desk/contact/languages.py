"""In which language a customer is written to: by their own word, their number's country, what they wrote."""

import re
from collections.abc import Mapping
from typing import Final

from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.draft import ALSO
from bdc_desk.operations.views import LeadView

LANGUAGES: Final[Mapping[str, str]] = {"en": "English", "nl": "Nederlands", "de": "Deutsch"}
"""The languages that there are texts in, each by its own name."""

COUNTRIES: Final[Mapping[str, str]] = {"NL": "nl", "BE": "nl", "DE": "de", "AT": "de", "CH": "de", "LI": "de"}
"""The language of a dealership's country (ISO 3166); any other is written to in English."""

_PREFIXES: Final[tuple[tuple[str, str], ...]] = (
    *((prefix, "nl") for prefix in ("+31", "+32")),
    *((prefix, "de") for prefix in ("+49", "+43", "+41", "+423")),
    *((prefix, "en") for prefix in ("+44", "+1", "+353", "+61", "+64")),
)
_SAID: Final = re.compile(
    r"^\W*(?:preferred |customer )?(?:language|taal|voorkeurstaal|sprache|lang|locale)\s*[:=]\s*(\w+)",
    re.IGNORECASE | re.MULTILINE,
)
_NAMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("en", "eng", "english", "engels", "englisch"), "en"),
    **dict.fromkeys(("nl", "nld", "dut", "dutch", "nederlands", "vlaams", "niederländisch"), "nl"),
    **dict.fromkeys(("de", "deu", "ger", "german", "deutsch", "duits"), "de"),
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON: Final[Mapping[str, frozenset[str]]] = {
    "en": _words(
        "the and you your is are this that with have has would like can could when please thanks thank still "
        "available want to my from about what which if it for"
    ),
    "nl": _words(
        "de het een en ik u uw is zijn deze dit dat met heb heeft zou graag kan kunnen wanneer nog wil "
        "mijn van beschikbaar over wat welke als voor naar ook niet bedankt hallo kom auto"
    ),
    "de": _words(
        "der die das ein eine einen und ich sie ihr ihre ist sind dieses dass mit habe hat würde gerne "
        "gern kann können wann noch verfügbar möchte mein von über was welche wenn für nach auch nicht "
        "danke hallo bitte zu"
    ),
}
_WORD: Final = re.compile(r"[a-zäöüßéëï]+")
CLEAR: Final = 3
"""Different common words of one language, and twice as many as of any other: fewer prove nothing."""

READ: Final = 5_000
"""Letters of the customer's words that are looked at."""


def language_of(view: LeadView, about: Surroundings) -> str:
    """The code of the language to write to this customer in: "en", "nl" or "de".

    The first that is known: a "Language: ..." that came with the enquiry, the country of a number, the
    language of the customer's own words where it is clear, the language of the dealership's country, English.
    """
    return (
        _said(view.comments)
        or next(filter(None, (_of_number(phone.e164 or "") for phone in view.phones)), "")
        or language_of_words(view.comments.partition(ALSO)[0])
        or language_of_country(about)
    )


def language_of_country(about: Surroundings) -> str:
    """The language of the dealership's country, English for one with another language."""
    return COUNTRIES.get(about.policy.country, "en")


def language_of_words(text: str) -> str:
    """The language that `text` is clearly written in, else ""."""
    words = set(_WORD.findall(text[:READ].lower()))
    found = sorted(((len(words & common), code) for code, common in _COMMON.items()), reverse=True)
    (most, code), (second, _) = found[0], found[1]
    return code if most >= CLEAR and most >= 2 * second else ""


def _said(comments: str) -> str:
    found = _SAID.search(comments)
    return _NAMES.get(found.group(1).casefold(), "") if found else ""


def _of_number(e164: str) -> str:
    return next((language for prefix, language in _PREFIXES if e164.startswith(prefix)), "")
