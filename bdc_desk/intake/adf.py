"""Well-formed ADF to lead drafts, mapped by meaning (adf.md, A reader that keeps them, 4).

Finding the document, its XML and its meaning are three steps; a tolerant reader replaces the second and keeps
`drafts_of`. The published DTD has errors: children are looked for by name, in any order, and never validated.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from bdc_desk.intake import adf_person, adf_vehicle, moments
from bdc_desk.intake.adf_value import attribute, first_value, line_value, text_value
from bdc_desk.intake.element import Element
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.reading import Place, Reading
from bdc_desk.intake.strict_xml import XmlFault, parsed
from bdc_desk.operations.draft import Grade, LeadDraft

PROSPECT_LIMIT: Final = 200
_BESIDE_LIMIT: Final = 10
"""Vendors, providers and comments beside the prospects: each of them is read again for each prospect."""

_ROOT: Final = re.compile(r"<(?:[\w.-]{1,40}:)?adf[\s/>]", re.IGNORECASE)
_END: Final = re.compile(r"</(?:[\w.-]{1,40}:)?adf\s{0,9}>", re.IGNORECASE)
_PROSPECT: Final = re.compile(r"<(?:[\w.-]{1,40}:)?prospect[\s/>]", re.IGNORECASE)
_PROLOG: Final = re.compile(r"<\?xml\s|<\?adf\s|<!doctype\s{1,9}(?:[\w.-]{1,40}:)?adf", re.IGNORECASE)
_DIRECT: Final = ("contact", "name", "email", "phone", "address")


def read_adf(text: str, place: Place) -> Reading:
    """The leads of the ADF document in `text`, before and after which other lines may stand."""
    found = document(text)
    if found is None:
        return Reading()
    try:
        root = parsed(text[found], line=1 + text.count("\n", 0, found.start))
    except XmlFault as fault:
        return Reading(why=str(fault))
    drafts = drafts_of(root, place)
    return Reading(
        drafts, "" if drafts else f'The XML holds no enquiry: its first element is "{root.name[:40]}"'
    )


def document(text: str) -> slice | None:
    """Where in `text` an ADF document stands, with its prolog; other XML is taken whole; None for no XML."""
    root = _ROOT.search(text)
    if root is None:
        start = len(text) - len(text.lstrip())
        xml = text.startswith("<?xml", start) or _PROSPECT.match(text, start)
        return slice(start, len(text)) if xml else None
    prolog = _PROLOG.search(text, 0, root.start())
    stop = len(text)
    for end in _END.finditer(text, root.start()):
        stop = end.end()
    return slice(prolog.start() if prolog else root.start(), stop)


def drafts_of(root: Element, place: Place) -> tuple[LeadDraft, ...]:
    """One draft a prospect under `root`, in order; none if there is no prospect.

    After 200 prospects one more draft says that there are others: nothing is dropped in silence.
    """
    prospects = [root] if root.name == "prospect" else list(root.anywhere("prospect"))
    beside = list(root.named("vendor", "provider", "comments"))[:_BESIDE_LIMIT] if prospects != [root] else []
    around = Element(root.name, content=[*beside])
    drafts = tuple(_draft(prospect, around, place) for prospect in prospects[:PROSPECT_LIMIT])
    beyond = len(prospects) - PROSPECT_LIMIT
    if beyond <= 0:
        return drafts
    fault = (
        f"It holds {len(prospects)} enquiries, of which {PROSPECT_LIMIT} were read: read the other {beyond}"
    )
    return (*drafts, LeadDraft(key="", grade=Grade.UNREADABLE, faults=(fault,)))


def _draft(prospect: Element, around: Element, place: Place) -> LeadDraft:
    """The draft of one prospect; `around` holds what stands beside the prospects, meant for all of them."""
    findings = Findings()
    customer = _customer(prospect, findings)
    person = adf_person.read(customer, findings, place.country)
    vehicles = adf_vehicle.read_all(prospect, findings)
    comments = _comments(customer, prospect, around, findings)
    vendor = _party(prospect, around, ("vendor", "vendorname"), findings)
    provider = _party(prospect, around, ("provider", "name", "service"), findings)
    ids = list(prospect.named("id"))
    id_source = next(
        (source for item in ids if (source := line_value(item.attributes.get("source", ""), findings))), ""
    )
    lead_id = first_value(ids, findings)
    requested_at = _requested_at(prospect, findings, place)
    return LeadDraft(
        key="",
        source=provider or id_source,
        first=person.name.first,
        last=person.name.last,
        full=person.name.full,
        emails=person.emails,
        phones=person.phones,
        address=person.address,
        vehicles=vehicles,
        comments=comments,
        vendor=vendor,
        provider=provider,
        provider_lead_id=lead_id,
        requested_at=requested_at,
        resend=attribute(prospect, "status") == "resend",
        grade=Grade.REPAIRED if findings.repaired else Grade.OK,
        faults=findings.faults,
    )


def _customer(prospect: Element, findings: Findings) -> Element:
    """The customer, or what of one stands directly in the prospect: never the vendor's own contact."""
    customer = next(prospect.named("customer"), None)
    if customer is not None:
        return customer
    findings.fault("The enquiry names no customer")
    return Element("customer", content=list(prospect.named(*_DIRECT)))


def _comments(customer: Element, prospect: Element, around: Element, findings: Findings) -> str:
    """The first comment that says anything, of the five places where it is seen (adf.md, 15)."""

    def places() -> Iterator[Element]:
        yield from customer.named("comments")
        yield from (item for contact in customer.named("contact") for item in contact.named("comments"))
        yield from prospect.named("comments")
        yield from (item for vehicle in prospect.named("vehicle") for item in vehicle.named("comments"))
        yield from around.named("comments")

    return next((text for item in places() if (text := text_value(item.text, findings))), "")


def _party(prospect: Element, around: Element, names: tuple[str, ...], findings: Findings) -> str:
    """The name of the vendor or provider, also where it stands beside the prospect (adf.md, 14)."""
    kind, *wanted = names
    for element in (*prospect.named(kind), *around.named(kind)):
        for name in (*wanted, "contact"):
            inside = element.named(name) if name != "contact" else element.anywhere("name")
            if found := first_value(inside, findings, name=True):
                return found
    return ""


def _requested_at(prospect: Element, findings: Findings, place: Place) -> datetime | None:
    text = first_value(prospect.named("requestdate"), findings)
    if not text:
        return None
    try:
        return moments.requested(text, now=place.now, zone=place.zone)
    except moments.MomentFault as fault:
        findings.fault(f"The request date {fault}")
        return None
