"""The cars of an ADF lead: wanted and trade-in."""

from dataclasses import replace
from typing import Final

from bdc_desk.intake.adf.element import Element
from bdc_desk.intake.adf.value import attribute, first_value, line_value, text_value
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.plain_text import line_of, shown
from bdc_desk.operations.draft import Vehicle

VEHICLE_LIMIT: Final = 20

_NOTHING: Final = frozenset({
    "call", "call for price", "call us", "please call", "tba", "poa", "on request", "price on request",
    "op aanvraag", "prijs op aanvraag", "auf anfrage",
})  # fmt: skip
"""What stands in the place of a price or a year that is not told."""

_INTERESTS: Final = {
    "": "buy", "buy": "buy", "purchase": "buy", "lease": "lease", "sell": "sell", "testdrive": "test-drive",
    "tradein": "trade-in", "trade": "trade-in",
}  # fmt: skip


def read_all(prospect: Element, findings: Findings) -> tuple[Vehicle, ...]:
    """The cars of `prospect` in order; a car of which nothing is said is none (adf.md, Malformations 17)."""
    elements = list(prospect.named("vehicle")) or list(prospect.anywhere("vehicle"))
    if len(elements) > VEHICLE_LIMIT:
        findings.repair(f"The lead has {len(elements)} cars: only {VEHICLE_LIMIT} were read")
    cars = ((element, _vehicle(element, findings)) for element in elements[:VEHICLE_LIMIT])
    return tuple(
        _interested(element, car, findings) for element, car in cars if car != Vehicle(status=car.status)
    )


def _vehicle(element: Element, findings: Findings) -> Vehicle:
    def one(*names: str) -> str:
        return first_value(element.named(*names), findings)

    status = attribute(element, "status")
    return Vehicle(
        status=status if status in {"new", "used"} else "",
        year=_unless_nothing(one("year")),
        make=one("make"),
        model=one("model"),
        trim=one("trim"),
        stock=one("stock", "stocknumber"),
        vin=one("vin"),
        odometer=_with_unit(element, "odometer", ("units", "unit"), findings),
        colour=_colour(element, findings),
        price=_with_unit(element, "price", ("currency",), findings),
        comments=next(
            (text for item in element.named("comments") if (text := text_value(item.text, findings))), ""
        ),
    )


def _interested(element: Element, car: Vehicle, findings: Findings) -> Vehicle:
    """`car` with what the customer wants with it; an unknown word means the wanted car, and is said."""
    word = attribute(element, "interest")
    interest = _INTERESTS.get("".join(letter for letter in word if letter.isalpha()))
    if interest is None:
        findings.repair(f"The interest {shown(word)} is not known: taken as the car that is wanted")
    return replace(car, interest=interest or "buy")


def _with_unit(element: Element, name: str, units: tuple[str, ...], findings: Findings) -> str:
    """The first value of `name` with its unit as it was written: "42000 km", "23495 EUR"."""
    for item in element.named(name):
        inner = next(item.named(name, "value", "reading", "amount"), item)  # nested (adf.md, 25)
        found = _unless_nothing(line_value(inner.text, findings))
        unit = next((told for key in units if (told := _unit(item, inner, key))), "")
        if found:
            return line_value(f"{found} {unit}", findings) if unit and found[-1:].isdigit() else found
    return ""


def _unit(item: Element, inner: Element, key: str) -> str:
    """The unit `key` as an attribute or as an element beside the value."""
    told = [
        inner.attributes.get(key, ""),
        item.attributes.get(key, ""),
        *(one.text for one in item.named(key)),
    ]
    return next((line for word in told if (line := line_of(word, 20))), "")


def _unless_nothing(value: str) -> str:
    """`value`, "" where it is a form's way to say that there is none (adf.md, 25)."""
    digits = value.strip("$€£ ,.-").lower()
    return "" if digits in _NOTHING or not digits.strip("0.,") else value


def _colour(element: Element, findings: Findings) -> str:
    """The outside colour that is preferred most (preference 1 before 2)."""
    choices = sorted(
        element.named("colorcombination"),
        key=lambda choice: attribute(choice, "preference") or _preference(choice),
    )
    colours = [colour for choice in choices for colour in choice.named("exteriorcolor")]
    return first_value([*colours, *element.named("exteriorcolor", "color", "colour")], findings)


def _preference(choice: Element) -> str:
    """The `preference` of a combination, which the DTD writes as an element."""
    return next((item.text.strip()[:4] for item in choice.named("preference")), "9")
