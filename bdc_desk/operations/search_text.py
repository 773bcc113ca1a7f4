"""What a lead is found by, and how a search is read: both folded in the same way."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from bdc_desk.cadence.history import History
from bdc_desk.operations.identity import normal_name
from bdc_desk.operations.naming import details_of, full_name, number_shown
from bdc_desk.storage.rows import SearchDoc

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart, as people type them who have no such key."""
_UMLAUTS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ø": "oe",
        "Ø": "Oe",
        "å": "aa",
        "Å": "Aa",
    }
)
_PLAIN = re.compile(r"[a-z0-9]+")
LONGEST_WORD, MOST_WORDS, LONGEST_TEXT = 64, 12, 1000
FEWEST_DIGITS = 3
_MARKS = frozenset(" +-()/.\t\xa0")
"""What stands between the digits of a number."""


def words_of(text: str) -> list[str]:
    """The words of a text as the index has them: no case, no accents, letters and digits only."""
    if text.isascii():  # most are: five times as quick
        return [word[:LONGEST_WORD] for word in _PLAIN.findall(text.lower())]
    return [word[:LONGEST_WORD] for word in normal_name(text).translate(_LETTERS).split()]


def asked_words(text: str) -> list[str]:
    """The words of a search; of a very long one the first."""
    return list(dict.fromkeys(words_of(text[:LONGEST_TEXT])))[:MOST_WORDS]


def asked_digits(text: str) -> list[str]:
    """The runs of digits that a search means, one or the other: empty where it is no part of a number.

    Numbers are indexed as "442079460123" and "02079460123", so a leading 00, which stands for the plus, goes,
    and so does the (0) that some write between country code and number.
    """
    text = text[:LONGEST_TEXT].strip()
    if not text or any(not _is_digit(sign) and sign not in _MARKS for sign in text):
        return []
    plain = "".join(str(int(sign)) for sign in text.replace("(0)", "") if _is_digit(sign))
    whole = "".join(str(int(sign)) for sign in text if _is_digit(sign))
    runs = dict.fromkeys((plain, whole, plain.removeprefix("00")))
    return [run for run in runs if len(run) >= FEWEST_DIGITS]


def _is_digit(sign: str) -> bool:
    return sign.isdecimal()


def number_runs(phone: Mapping[str, Any]) -> str:
    """The digits of a number as they may be typed: with the country code, and as at home where that
    differs.
    """
    e164 = str(phone.get("e164") or "")
    if not e164:
        return "".join(sign for sign in str(phone.get("typed") or "") if sign in "0123456789")
    return _runs(e164)


@lru_cache(maxsize=2048)
def _runs(e164: str) -> str:
    import phonenumbers  # noqa: PLC0415 - after the first rows are on the screen

    whole = e164.lstrip("+")
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return whole
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    home = "".join(sign for sign in national if sign.isdecimal())
    return whole if home in whole else f"{whole} {home}"


def search_doc(history: History) -> SearchDoc:
    """What the lead is found by: its name, mails, numbers in force, and the cars of all its enquiries."""
    details = details_of(history)
    phones = [
        {"shown": number_shown(phone), "runs": number_runs(phone)} for phone in details.get("phones") or ()
    ]
    emails = [str(email) for email in details.get("emails") or ()]
    wanted = [str(entry.body.get("wanted") or "") for entry in reversed(history.arrivals)]
    cars = list(dict.fromkeys(car for car in wanted if car))
    name = _name(details)
    more = [*emails, *cars, *(f"{phone['shown']} {phone['runs']}" for phone in phones)]
    return SearchDoc(
        lead=history.lead,
        arrived_at=history.rounds[0].arrived_at,
        name=" ".join(words_of(name)),
        more=_text([name.translate(_UMLAUTS), *more] if name.translate(_UMLAUTS) != name else more),
        digits=" ".join(phone["runs"] for phone in phones),
        shown={
            "name": full_name(history),
            "number": phones[0]["shown"] if phones else "",
            "car": str(history.round.arrival.body.get("wanted") or ""),
            "source": str(history.round.arrival.body.get("source") or ""),
            "emails": emails,
            "phones": phones,
            "cars": cars,
        },
    )


def _name(details: Mapping[str, Any]) -> str:
    """The name in all its parts: a full name may say more than first and last do."""
    parts = " ".join(str(details.get(part) or "") for part in ("first", "last")).strip()
    return parts or str(details.get("full") or "")


def _text(values: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for value in values for word in words_of(value)))


def what_matched(shown: Mapping[str, Any], words: Iterable[str], runs: Iterable[str]) -> str:
    """The values of a lead that a search found it by: the number that holds a run, else those whose words
    begin so, each once.
    """
    runs = list(runs)
    for phone in shown["phones"]:
        if any(run in its for its in phone["runs"].split() for run in runs):
            return str(phone["shown"])
    numbers = [one["shown"] for one in shown["phones"]]
    values = {
        value: _also_words(value) for value in (shown["name"], *shown["emails"], *shown["cars"], *numbers)
    }
    found: dict[str, None] = {}
    for word in words:
        its = (value for value, its in values.items() if any(one.startswith(word) for one in its))
        found |= dict.fromkeys([*its][:1])
    return " · ".join(found)


def _also_words(value: str) -> list[str]:
    """The words of a value, also with umlauts written out."""
    out = value.translate(_UMLAUTS)
    return words_of(value) if out == value else [*words_of(value), *words_of(out)]
