"""What a labelled text or a row of a table says, by meaning, as the elements that adf.py maps to a draft.

So dates, numbers, names and placeholders are read in one way, whatever form they came in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from bdc_desk.intake.adf import mapping as adf
from bdc_desk.intake.adf.element import Element
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.labelled.cars import car_element
from bdc_desk.intake.labelled.labels import meaning_of
from bdc_desk.intake.labelled.said import Said, first_said
from bdc_desk.intake.labelled.written_values import address_of, name_and_address, numbers_in
from bdc_desk.intake.plain_text import line_of, lines_of, placeholder, unfilled
from bdc_desk.intake.reading import Place
from bdc_desk.operations.draft import ALSO, Grade, LeadDraft

PHONES: Final = {
    "phone": "", "mobile": "cellphone", "phone2": "", "home": "home", "work": "work", "fax": "fax",
}  # fmt: skip
"""Meanings of telephone numbers and the types that ADF gives them."""

_BESIDE: Final = frozenset({"", "salutation", "subject", "times", "state"})
"""Meanings for which a draft has no place, and that a person may want to read."""
_ADDRESS: Final = ("postalcode", "city", "region", "country")
_TIMES: Final = {
    "morning": ("morning", "ochtend", "vormittag", "morgens"),
    "afternoon": ("afternoon", "middag", "nachmittag"),
    "evening": ("evening", "avond", "abend"),
}
_PORTALS: Final = {"fb": "Facebook", "ig": "Instagram"}
_CLOCK: Final = re.compile(r"\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]m|\s?uur|\s?Uhr)?", re.IGNORECASE)
_MARKED_ID: Final = re.compile(r"[a-z]{1,2}:(?=\w)")


def draft_of(said: Sequence[Said], place: Place, findings: Findings) -> LeadDraft:
    """The draft of one enquiry. What has no place in it follows the customer's words under the line `ALSO`.

    What `findings` holds already and what is found here come first among the draft's faults.
    """
    given = [one for one in said if _says_something(one)]
    beside = [one for one in given if one.meaning in _BESIDE]
    prospect = Element("prospect", content=[*_about_the_lead(given, beside)])
    prospect.content.extend(car_element(given, "buy", beside))
    prospect.content.extend(car_element(_of_the_trade(given), "trade-in", beside))
    contact = _contact(given, findings, beside)
    words = "\n".join(lines_of(one.value) for one in given if one.meaning == "comments")
    kept = "\n".join([ALSO, *_in_their_order(given, beside)]) if beside else ""
    comments = _element("comments", "\n\n".join(part for part in (words, kept) if part))
    prospect.content.append(Element("customer", content=[contact, comments]))
    (draft,) = adf.drafts_of(Element("adf", content=[prospect]), place)
    grade = Grade.REPAIRED if findings.repaired and draft.grade is Grade.OK else draft.grade
    return replace(draft, grade=grade, faults=tuple(dict.fromkeys((*findings.faults, *draft.faults))))


def _says_something(one: Said) -> bool:
    line = line_of(one.value)
    is_name = one.meaning in {"full", "first", "last"}
    return bool(line) and not placeholder(line, name=is_name) and not unfilled(line)


def _in_their_order(given: Sequence[Said], beside: Sequence[Said]) -> list[str]:
    """What is kept beside, each once, in the order in which it was said; remarks last."""
    kept = dict.fromkeys(one.in_words for one in beside)
    return list(dict.fromkeys([*(words for one in given if (words := one.in_words) in kept), *kept]))


def _element(name: str, text: str, **attributes: str) -> Element:
    return Element(name, {key: value for key, value in attributes.items() if value}, [text])


def _filled(values: Mapping[str, str]) -> list[Element]:
    """An element for each value that is not empty."""
    return [Element(name, content=[value]) for name, value in values.items() if value]


def _contact(given: Sequence[Said], findings: Findings, beside: list[Said]) -> Element:
    names, stray = _names(given, findings, beside)
    time = _time(given)
    content: list[Element | str] = [*names, *(_element("email", address) for address in stray)]
    for one in given:
        if one.meaning == "email":
            content.append(_element("email", address_of(one.value)))
        elif one.meaning in PHONES:
            typed, remark = numbers_in(one.value, findings)
            kind = PHONES[one.meaning]
            content.extend(_element("phone", number, type=kind, time=time) for number in typed)
            if remark:
                beside.append(Said("", one.label, remark))
    street = " ".join(
        part
        for part in (first_said(given, "street", beside), first_said(given, "housenumber", beside))
        if part
    )
    lines = _filled({"street": street} | {name: first_said(given, name, beside) for name in _ADDRESS})
    content.extend([Element("address", content=[*lines])] if lines else [])
    return Element("contact", content=content)


def _names(
    given: Sequence[Said], findings: Findings, beside: list[Said]
) -> tuple[list[Element | str], list[str]]:
    """The name by its parts, and e-mail addresses that stood behind it.

    A Dutch tussenvoegsel is part of the surname. A name beside a first name is the surname: so German forms
    ask for it ("Vorname", "Name").
    """
    for meaning in ("full", "first", "last"):
        if len({line_of(one.value).casefold() for one in given if one.meaning == meaning}) > 1:
            findings.repair("More than one name is given: the first was taken, read the others")
    full, stray = name_and_address(first_said(given, "full", beside))
    first, last = first_said(given, "first", beside), first_said(given, "last", beside)
    prefix, initials = first_said(given, "prefix", beside), first_said(given, "initials", beside)
    if first and full and not last and not set(first.casefold().split()) <= set(full.casefold().split()):
        last, full = full, ""
    if prefix and last and not last.startswith(f"{prefix} "):
        last = f"{prefix} {last}"
    elif prefix and not last:
        beside.extend(one for one in given if one.meaning == "prefix")
    if initials and last and not first:
        first = initials
    elif initials:
        beside.extend(one for one in given if one.meaning == "initials")
    middle = first_said(given, "middle", beside)
    company = first_said(given, "company", beside)
    parts: list[Element | str] = [
        _element("name", value, part=part)
        for part, value in (("first", first), ("middle", middle), ("last", last), ("full", full))
        if value
    ]
    if company and not parts:
        parts = [_element("name", company, part="full", type="business")]
    elif company:
        beside.extend(one for one in given if one.meaning == "company")
    return parts, [stray] if stray else []


def _time(given: Sequence[Said]) -> str:
    """When the customer would rather be called, where one part of the day is named."""
    wished = " ".join(one.value.lower() for one in given if one.meaning == "times")
    times = [time for time, words in _TIMES.items() if any(word in wished for word in words)]
    return times[0] if len(times) == 1 else ""


def _of_the_trade(given: Sequence[Said]) -> list[Said]:
    """What is said of the car to be traded in, with the meanings of any car; the labels say whose."""
    return [
        Said(
            one.meaning.partition(".")[2] or "wanted",
            one.label if meaning_of(one.label).startswith("trade") else f"{one.label} (trade-in)",
            one.value,
        )
        for one in given
        if one.meaning.partition(".")[0] == "trade"
    ]


def _about_the_lead(given: Sequence[Said], beside: list[Said]) -> list[Element]:
    source = first_said(given, "source", beside)
    vendor = first_said(given, "vendor", beside) or first_said(given, "vendor.full", beside)
    dates = [line_of(one.value) for one in given if one.meaning == "requested_at"]
    date = dates[0] if dates else ""
    if len(dates) > 1 and ":" not in date and _CLOCK.fullmatch(dates[1]):
        date = f"{date} {dates[1]}"
    lead_id = _MARKED_ID.sub("", first_said(given, "id", beside), count=1)
    return [
        *_filled({"id": lead_id, "requestdate": date}),
        Element("vendor", content=[*_filled({"vendorname": vendor})]),
        Element("provider", content=[*_filled({"name": _PORTALS.get(source.casefold(), source)})]),
    ]
