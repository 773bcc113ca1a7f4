"""What an enquiry says beyond the draft's fields: extension elements, loose text, further comments.

It goes below the customer's own words, so that an agent reads all that was written (adf.md, 21 and 22), and
no noise: nothing empty, nothing the draft says elsewhere, nothing of the dealership's or the portal's own.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from bdc_desk.intake.adf.element import Element
from bdc_desk.intake.adf.value import attribute, line_value, text_value
from bdc_desk.intake.adf.words import FORMATTING, PARENTS, STRUCTURE
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.plain_text import TEXT_LIMIT, line_of, lines_of
from bdc_desk.operations.draft import ALSO, LeadDraft

_LINE_LIMIT: Final = 30
_LOOKED_AT: Final = 2_000
"""Values of one enquiry that are looked at; no form has a tenth of them."""
_COMMENT_LIMIT: Final = 4_000
_PASSED_OVER: Final = frozenset({
    "vendor", "provider", "id", "imagetag", "preference", "weighting", "manufacturercode", "prospect",
})  # fmt: skip
_NAME_PARTS: Final = frozenset(
    {"first", "middle", "last", "suffix", "full", "firstname", "lastname", "surname"}
)
_WHOLE: Final = frozenset({"comments", "name", "email", "phone"})
_AMOUNTS: Final = frozenset({"odometer", "price"})
_IN_WORDS: Final = {
    "bodystyle": "Body style",
    "interiorcolor": "Interior colour",
    "exteriorcolor": "Exterior colour",
    "optionname": "Option",
    "earliestdate": "Earliest date",
    "latestdate": "Latest date",
    "pricecomments": "About the price",
    "postalcode": "Postal code",
    "regioncode": "Region",
    "comments": "",
    "description": "When",
}


def with_rest(draft: LeadDraft, elements: Iterable[Element], note: str = "") -> str:
    """The comments of `draft`, and below them what of `elements` stands in none of its fields.

    `note` is what a person wrote who forwarded the mail. At most 20,000 characters, own words first.
    """
    lines: dict[str, None] = dict.fromkeys([note] if note else [])
    known = _Known(draft)
    unused = Findings()
    values = (one for element in elements for one in _values(element))
    for label, text in islice(values, _LOOKED_AT):
        several = label.partition("/")[0] in {"", "comments"}
        value = text_value(text, unused)[:_COMMENT_LIMIT] if several else line_value(text, unused)
        if not _empty(value) and not known.has(label, value):
            words = _IN_WORDS.get(label.partition("/")[0], _words(label))
            lines[f"{words}: {value}" if words else value] = None
            if len(lines) > _LINE_LIMIT:
                break
    if not lines:
        return draft.comments
    shown = [*lines][:_LINE_LIMIT]
    if len(lines) > _LINE_LIMIT:
        shown.append("... and more: read the original")
    return lines_of("\n".join([*_own(draft.comments), *shown]), TEXT_LIMIT)


def _own(comments: str) -> list[str]:
    """The lines above what is added: the customer's own words and, once, the line that ends them."""
    if ALSO in comments.splitlines():
        return [comments]
    return [comments, "", ALSO] if comments else [ALSO]


class _Known:
    """What the draft says already, in small letters on single lines."""

    def __init__(self, draft: LeadDraft) -> None:
        cars = [
            value
            for car in draft.vehicles
            for value in (
                car.year, car.make, car.model, car.trim, car.stock, car.vin, car.odometer, car.colour,
                car.price, line_of(car.comments, TEXT_LIMIT),
            )
        ]  # fmt: skip
        address = draft.address
        place = (
            (address.street, address.city, address.region, address.postalcode, address.country)
            if address
            else ()
        )
        values = (
            draft.first, draft.last, draft.full, *draft.emails, *(phone.typed for phone in draft.phones),
            *cars, *place, line_of(draft.comments, TEXT_LIMIT), draft.vendor, draft.provider,
            draft.provider_lead_id, draft.source,
        )  # fmt: skip
        self._values = {value.lower() for value in values if value}
        self._names = f" {draft.first} {draft.last} {draft.full} ".lower()
        self._emails = tuple(email.lower() for email in draft.emails)
        self._street = address.street.lower() if address else ""
        self._amounts = [amount.lower() for car in draft.vehicles for amount in (car.odometer, car.price)]

    def has(self, label: str, value: str) -> bool:
        """Whether the draft holds `value`, which stood in the element `label`."""
        line = line_of(value, TEXT_LIMIT).lower()
        if line in self._values:
            return True
        element = label.partition("/")[0]
        if element in _AMOUNTS:
            return any(amount.startswith(line) for amount in self._amounts)
        if element == "name" or element in _NAME_PARTS:
            return f" {line} " in self._names
        if element == "email":
            return any(email in line for email in self._emails)
        if element in {"street", "apartment"}:
            return line in self._street
        return element == "requestdate"  # read, or told in a fault


def _values(element: Element) -> Iterator[tuple[str, str]]:
    """Each value inside with the name of its element, in order; "" for loose text.

    What stands in a stranger's element bears that one's name before its own ("dealer name"): another person's
    number must not pass for the customer's. A value of a trade-in bears "/trade-in" behind its name.
    """
    waiting: list[tuple[Element | str, str, str]] = [(element, "", "")]
    while waiting:
        item, around, which = waiting.pop()
        if isinstance(item, str):
            if item.strip():
                yield "", item
            continue
        if item.name in _PASSED_OVER and item is not element:
            continue
        if item.name in FORMATTING:
            yield "", item.text
            continue
        if item.name == "vehicle" and attribute(item, "interest").startswith("trade"):
            which = "/trade-in"
        around = "" if item.name in STRUCTURE else around
        name = f"{around} {item.name}".strip()
        children = any(child.name not in FORMATTING for child in item.children)
        mixed = item.name in _WHOLE and any(isinstance(part, str) and part.strip() for part in item.content)
        if mixed or item.name in _AMOUNTS or not children:
            yield name + which, item.text
        else:
            around = around if item.name in PARENTS or item.name == "adf" else name
            waiting.extend((child, around, which) for child in reversed(item.content))


def _empty(value: str) -> bool:
    return not value.strip(" .,;:|<>*_-=\n\t")


def _words(name: str) -> str:
    """An element's name as a person reads it: "time_of-day" is "Time of day"."""
    plain, _, which = name.partition("/")
    words = " ".join(plain.replace("_", " ").replace("-", " ").replace(".", " ").split())
    return f"{words[:1].upper()}{words[1:60]}" + (f" ({which})" if which else "")
