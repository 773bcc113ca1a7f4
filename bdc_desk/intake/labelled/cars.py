"""The cars of a labelled text or a row: from parts, from one line of words, or from both."""

import re
from collections.abc import Sequence
from typing import Final

from bdc_desk.intake.adf.element import Element
from bdc_desk.intake.labelled.said import Said, first_said

_YEAR_FIRST: Final = re.compile(r"((?:19|20)\d\d) (\S.*)")
_YEARS: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ONLY_AN_ANSWER: Final = frozenset(
    {"yes", "no", "y", "n", "ja", "nee", "nein", "geen", "true", "false", "wel", "niet", "keine", "0", "1"}
)
_STATUS: Final = {
    "new": "new", "nieuw": "new", "neu": "new", "neuwagen": "new",
    "used": "used", "gebruikt": "used", "occasion": "used", "tweedehands": "used", "gebraucht": "used",
    "gebrauchtwagen": "used",
}  # fmt: skip


def car_element(said: Sequence[Said], interest: str, beside: list[Said]) -> list[Element]:
    """The car of which `said` speaks, or none; what it has no place for is put `beside`.

    A number plate has none: the car's words stand in the log, where no plate of a person may stay.
    """
    beside.extend(one for one in said if one.meaning == "plate")
    words = first_said(said, "wanted", beside)
    if words.lower() in _ONLY_AN_ANSWER:
        beside.extend(one for one in said if one.meaning == "wanted")
        words = ""
    car = {name: first_said(said, name, beside) for name in ("vin", "stock", "odometer", "price", "colour")}
    car |= _in_parts(said, words, beside)
    status = first_said(said, "status", beside)
    if status and status.lower() not in _STATUS:
        beside.extend(one for one in said if one.meaning == "status")
    if not any(car.values()):
        return []
    car["color"] = car.pop("colour")
    attributes = {"interest": interest, "status": _STATUS.get(status.lower(), "")}
    return [
        Element("vehicle", attributes, [Element(name, content=[text]) for name, text in car.items() if text])
    ]


def _in_parts(said: Sequence[Said], words: str, beside: list[Said]) -> dict[str, str]:
    """Year, make, model and trim; a car told in one line of words stays whole, but for the year before it."""
    make, model, trim = (first_said(said, name, beside) for name in ("make", "model", "trim"))
    kind, year = first_said(said, "type", beside), _year(first_said(said, "year", beside))
    if make and model.lower().startswith(f"{make.lower()} "):
        model = model[len(make) :].strip()
    if kind and make and not model:  # Dutch portals write "Merk" and "Type"
        model = kind
    elif kind and (make or model) and not trim:
        trim = kind
    elif kind and kind != trim:
        beside.extend(one for one in said if one.meaning == "type")
    if not words:
        return {"year": year, "make": make, "model": model, "trim": trim}
    if not make and not model:
        found = _YEAR_FIRST.fullmatch(words)
        if found and year in {"", found[1]}:
            year, words = found[1], found[2]
        return {"year": year, "model": words, "trim": trim}
    known = f"{make} {model}".strip()
    plain = words.removeprefix(year).strip() if year else words
    rest = plain[len(known) :].strip(" ,-")
    if plain.lower().startswith(known.lower()) and (not rest or not trim):
        trim = trim or rest
    elif plain.lower() not in f"{known} {trim}".lower():
        beside.extend(one for one in said if one.meaning == "wanted")
    return {"year": year, "make": make, "model": model, "trim": trim}


def _year(text: str) -> str:
    """The year in "03/2019"; text that names none, or more than one, as it stands."""
    years = _YEARS.findall(text)
    return years[0] if len(years) == 1 else text
