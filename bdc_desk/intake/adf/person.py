"""The customer of an ADF lead: name, ways of contact, address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bdc_desk.intake.adf.element import Element
from bdc_desk.intake.adf.value import attribute, first_value, line_value, preferred
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.phones import read_phone
from bdc_desk.intake.plain_text import line_of, shown
from bdc_desk.operations import names
from bdc_desk.operations.draft import Address, Phone
from bdc_desk.operations.names import Name

CONTACT_LIMIT: Final = 12
"""Phones, and e-mail addresses, read of one lead: a file of 20,000 numbers must not stop the desk."""

NOT_FOR_CALLS: Final = frozenset({"fax", "pager"})
"""Types of number that ring no person."""

_MAIL: Final = re.compile(r"[^@\s<>(),;:\"\[\]]{1,100}@[^@\s<>(),;:\"\[\]]{1,150}")
_PARTS: Final = {
    "first": "first", "firstname": "first", "given": "first", "middle": "middle", "suffix": "suffix",
    "last": "last", "lastname": "last", "surname": "last", "family": "last",
    "full": "full", "fullname": "full",
}  # fmt: skip
_IGNORED_PARTS: Final = frozenset({"title", "prefix", "salutation", "nickname", "initials"})


@dataclass(frozen=True, slots=True)
class Person:
    """Who enquires and how to reach them; what the customer prefers comes first."""

    name: Name
    emails: tuple[str, ...]
    phones: tuple[Phone, ...]
    address: Address | None


def read(customer: Element, findings: Findings, country: str | None) -> Person:
    """The person in `customer`; whatever is missing is empty."""
    return Person(
        _name(customer, findings),
        _emails(customer, findings),
        _phones(customer, findings, country),
        _address(customer, findings),
    )


def _name(customer: Element, findings: Findings) -> Name:
    """The individual's name by its parts; a firm's name, left whole, only where no individual is named."""
    elements = list(customer.anywhere("name"))
    people = [element for element in elements if attribute(element, "type") != "business"]
    parts = _parts(people, findings)
    if any(parts.values()):
        loose = parts.pop("")
        if loose and parts["full"] == "" and not (parts["first"] or parts["last"]):
            return names.split(loose)
        return names.from_parts(**_with_loose(parts, loose, findings))
    return Name(
        full=first_value((element for element in elements if element not in people), findings, name=True)
    )


def _parts(people: list[Element], findings: Findings) -> dict[str, str]:
    """The first value of each part; under "" a name that says no part."""
    parts = dict.fromkeys(("first", "middle", "last", "suffix", "full", ""), "")
    for element in _by_part(people):
        text = line_value(element.text, findings, name=True)
        word = attribute(element, "part") or ("full" if attribute(element, "type") == "full" else "")
        part = _PARTS.get(word, "" if word == "" else word)
        if part in parts:
            parts[part] = parts[part] or text
        elif text and part not in _IGNORED_PARTS:
            findings.repair(f'The name\'s part "{part}" is not known: {shown(text)} was left out')
    return parts


def _by_part(people: list[Element]) -> Iterator[Element]:
    """The name elements; of one that holds its parts as elements, those, as names that say their part."""
    for element in people:
        inside = [child for child in element.children if child.name in _PARTS]
        if inside:
            yield from (Element("name", {"part": child.name}, child.content) for child in inside)
        else:
            yield element


def _with_loose(parts: dict[str, str], loose: str, findings: Findings) -> dict[str, str]:
    """`parts` with a name that says no part put where one is missing, which is a guess and said to be one."""
    if not loose or loose in parts.values():
        return parts
    others = [part.lower() for part in (parts["first"], parts["last"]) if part]
    if " " in loose and not parts["full"] and all(part in loose.lower() for part in others):
        return parts | {"full": loose}
    missing = "first" if not parts["first"] else "last"
    findings.repair(f"The name {shown(loose)} does not say which part it is")
    return parts if parts[missing] else parts | {missing: loose}


def _emails(customer: Element, findings: Findings) -> tuple[str, ...]:
    """The addresses, those preferred first, each once."""
    elements = sorted(customer.anywhere("email"), key=preferred, reverse=True)
    found: dict[str, str] = {}
    for element in elements[:CONTACT_LIMIT]:
        line = line_value(element.text, findings)
        for word in re.split(r"[\s,;<>]+", line if "@" in line else _linked(element, "mailto:") or line):
            address = word.removeprefix("mailto:").partition("?")[0].strip("'\"()[].")
            if _MAIL.fullmatch(address):
                found.setdefault(address.lower(), address)
            elif address and "@" not in line:
                findings.fault(f"{shown(address)} is not an e-mail address")
            elif address:
                findings.fault(f"{shown(address)} stands beside the e-mail address and was left out")
    if len(elements) > CONTACT_LIMIT:
        findings.repair(f"The lead has {len(elements)} e-mail addresses: only {CONTACT_LIMIT} were read")
    return tuple(found.values())


def _phones(customer: Element, findings: Findings, country: str | None) -> tuple[Phone, ...]:
    """The numbers, those preferred first, faxes last, each once; impossible ones stay (adf.md)."""
    elements = sorted(customer.anywhere("phone"), key=_rank)
    found: dict[str, Phone] = {}
    for element in elements[:CONTACT_LIMIT]:
        typed = line_value(element.text, findings) or _linked(element, "tel:")
        time = attribute(element, "time", "besttime")
        if typed:
            phone, fault = read_phone(
                typed,
                country=country,
                kind=attribute(element, "type"),
                time="" if time == "nopreference" else time,
            )
            found.setdefault(phone.e164 or phone.typed, phone)
            if fault:
                findings.fault(fault)
    if len(elements) > CONTACT_LIMIT:
        findings.repair(f"The lead has {len(elements)} phone numbers: only {CONTACT_LIMIT} were read")
    return tuple(found.values())


def _linked(element: Element, scheme: str) -> str:
    """The address of a link that a mail program put in (adf.md, 9), where the text beside it says none."""
    links = (line_of(link.attributes.get("href", "")) for link in element.anywhere("a"))
    return next((link[len(scheme) :] for link in links if link.lower().startswith(scheme)), "")


def _rank(phone: Element) -> tuple[bool, bool]:
    return attribute(phone, "type") in NOT_FOR_CALLS, not preferred(phone)


def _address(customer: Element, findings: Findings) -> Address | None:
    """The first address that holds anything; street lines in their order, then the apartment."""
    for element in customer.anywhere("address"):
        streets = sorted(element.named("street"), key=lambda line: attribute(line, "line"))
        lines = [line_value(line.text, findings) for line in (*streets, *element.named("apartment"))]
        address = Address(
            street=", ".join(line for line in lines if line),
            city=first_value(element.named("city"), findings),
            region=first_value(element.named("regioncode", "region", "state"), findings),
            postalcode=first_value(element.named("postalcode", "zip", "postcode"), findings),
            country=first_value(element.named("country"), findings),
        )
        if address != Address():
            return address
    return None
