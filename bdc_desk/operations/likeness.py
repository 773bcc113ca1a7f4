"""When two names may be one person's, and what else must be alike before anybody is asked.

Precision before recall: a clerk who is asked about strangers stops reading. A similar name alone is never
enough, and what many people share (a switchboard, a public mail provider) says nothing.
"""

import re
from typing import Final

from bdc_desk.cadence.history import History
from bdc_desk.operations.identity import name_in_force, normal_name, own_emails
from bdc_desk.operations.naming import details_of

PLACE, CAR, DOMAIN = "place:", "car:", "domain:"
"""Keys under which customers lie who have something beside the name alike; they tie nobody."""
SHORTEST_LONG = 6
"""Letters of a word in which one letter may be wrong: "Jansen" and "Janssen", but not "Jan" and "Jon"."""
_LONGEST_ADDRESS, _MOST_WORDS = 300, 6

PARTICLES: Final = frozenset({
    "van", "von", "vander", "vanden", "de", "der", "den", "ten", "ter", "te", "het", "t", "s", "d",
    "la", "le", "du", "da", "di", "dos", "del", "della", "el", "al", "op", "aan", "in", "bij", "zu",
    "zur",
})  # fmt: skip
"""Words that one form writes and the next leaves out: "van der Berg" is filed under Berg."""
TITLES: Final = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "dhr", "mevr", "mw", "heer", "mevrouw", "herr", "frau", "prof",
})  # fmt: skip

_BRITISH: Final = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2})\b")
_DUTCH: Final = re.compile(r"\b([1-9][0-9]{3}) ?([a-z]{2})\b")
_FIVE: Final = re.compile(r"\b[0-9]{5}\b")
_HOUSE: Final = re.compile(r"\b[0-9]{1,4}[a-z]?\b")

_PUBLIC: Final = frozenset({
    "gmail", "googlemail", "hotmail", "outlook", "live", "msn", "yahoo", "ymail", "rocketmail",
    "icloud", "me", "mac", "aol", "gmx", "web", "t-online", "freenet", "arcor", "mail", "proton",
    "protonmail", "pm", "posteo", "mailbox", "zoho", "fastmail", "tutanota", "tuta", "btinternet",
    "btopenworld", "sky", "virginmedia", "ntlworld", "talktalk", "blueyonder", "orange", "wanadoo",
    "free", "laposte", "sfr", "neuf", "libero", "virgilio", "tin", "alice", "ziggo", "kpnmail",
    "planet", "hetnet", "xs4all", "home", "casema", "upcmail", "chello", "tele2", "telfort", "quicknet",
    "zonnet", "onsnet", "telenet", "skynet", "proximus", "scarlet", "bluewin", "sunrise", "hispeed",
    "aon", "comcast", "att", "verizon", "sbcglobal", "bellsouth", "cox", "charter", "earthlink", "juno",
    "o2", "o2mail", "vodafone", "vodafonemail", "onet", "wp", "interia", "seznam", "qq", "163", "126",
    "naver", "yandex",
})  # fmt: skip
"""Mail providers of the public, by the name before the ending: their customers have nothing in common."""


def name_words(name: str) -> tuple[str, ...]:
    """The words of a normal name that tell people apart: without titles and particles, in their order."""
    words = [word for word in name.split()[:_MOST_WORDS] if word not in TITLES]
    # A letter that stands first is an initial: "D. Sample".
    kept = [
        word for place, word in enumerate(words) if word not in PARTICLES or (place == 0 and len(word) == 1)
    ]
    return tuple(kept or words)


def names_similar(one: str, other: str) -> bool:
    """Whether two normal names may be the same written differently: the same words in another order,
    without the particles, or one letter wrong in one long word. Nicknames are other names.
    """
    words, others = sorted(name_words(one)), sorted(name_words(other))
    if min(len(words), len(others)) < 2 or len(words) != len(others):
        return False
    left = [word for word in words if word not in others]
    right = [word for word in others if word not in words]
    return not left or (len(left) == len(right) == 1 and one_letter_off(left[0], right[0]))


def one_letter_off(one: str, other: str) -> bool:
    """Whether two long words differ by one letter: another, one more or less, or two that changed places."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_LONG or len(long) - len(short) > 1:
        return False
    at = next((place for place in range(len(short)) if short[place] != long[place]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at + 1 : at + 2] + short[at : at + 1]
    return short[at + 1 :] == long[at + 1 :] or swapped + short[at + 2 :] == long[at:]


def initials_agree(one: str, other: str) -> bool:
    """Whether both have the same surname, and one first name begins the other: "P. Sample", "Pat Sample"."""
    words, others = name_words(one), name_words(other)
    if len(words) < 2 or len(others) < 2 or words[-1] != others[-1]:
        return False
    return words[0].startswith(others[0]) or others[0].startswith(words[0])


def twin_keys(history: History) -> list[str]:
    """Under what the lead lies beside its name; each is looked up in the index as it is."""
    name = name_in_force(history)
    words = name_words(name)
    initials = "".join(sorted(word[0] for word in words))
    details = details_of(history)
    keys = [f"{PLACE}{place}" for place in [place_of(str(details.get("address") or ""))] if place]
    car = normal_name(str(history.round.arrival.body.get("wanted") or ""))
    if " " in car:
        keys += [f"{CAR}{car}|{initials}|{word}" for word in words if len(words) > 1]
    domains = {own_domain(email) for email in own_emails(history)}
    keys += [f"{DOMAIN}{domain}|{words[-1]}" for domain in sorted(domains - {""}) if words]
    return keys


def place_of(address: str) -> str:
    """The postcode with the house number, "" where an address does not say so much. A British or Dutch
    postcode is one street; elsewhere the street's words must be the same.
    """
    parts = [normal_name(part) for part in address[:_LONGEST_ADDRESS].split(",")]
    whole = " ".join(parts)
    street = next((part for part in parts if _HOUSE.search(part) and " " in part), "")
    narrow = _BRITISH.search(whole) or _DUTCH.search(whole)
    if narrow is not None:
        rest = whole[: narrow.start()] + whole[narrow.end() :]
        house = _HOUSE.search(rest)
        return f"{narrow[1]}{narrow[2]} {house[0]}" if house else ""
    wide = _FIVE.search(whole)
    street = _FIVE.sub("", street).strip()
    return f"{wide[0]} {street}" if wide is not None and _HOUSE.search(street) else ""


def own_domain(email: str) -> str:
    """The domain of an address where it is a firm's or a family's own, else ""."""
    domain = email.rpartition("@")[2].casefold().strip(". ")
    labels = domain.split(".")
    return "" if len(labels) < 2 or not _PUBLIC.isdisjoint(labels[:-1]) else domain
