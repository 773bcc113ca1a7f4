"""Well-formed ADF to lead drafts, mapped by meaning (adf.md, A reader that keeps them, 4).

Finding the document, its XML and its meaning are three steps; the tolerant reader (damaged_adf.py) replaces
the second and keeps `drafts_of`. The published DTD has errors: children are looked for by name, in any order,
and never validated.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from bdc_desk.intake import moments
from bdc_desk.intake.adf import person as adf_person
from bdc_desk.intake.adf import vehicle as adf_vehicle
from bdc_desk.intake.adf.document import ROOT, document
from bdc_desk.intake.adf.element import Element
from bdc_desk.intake.adf.rest import with_rest
from bdc_desk.intake.adf.strict_xml import XmlFault, parsed
from bdc_desk.intake.adf.unwrapping import Unwrapped, unwrapped
from bdc_desk.intake.adf.value import attribute, first_value, line_value, text_value
from bdc_desk.intake.findings import Findings
from bdc_desk.intake.reading import Place, Reading
from bdc_desk.operations.draft import Grade, LeadDraft

PROSPECT_LIMIT: Final = 200
_BESIDE_LIMIT: Final = 10
"""Vendors, providers and comments beside the prospects: each of them is read again for each prospect."""

_DIRECT: Final = ("contact", "name", "email", "phone", "address")
_OWN: Final = frozenset({"customer", "vehicle", "requestdate", "id", *_DIRECT})
"""What belongs to one prospect and is never meant for several."""


def read_adf(text: str, place: Place) -> Reading:
    """The leads of the ADF document in `text`, before and after which other lines may stand."""
    plain = unwrapped(text)
    found = document(plain.text)
    if found is None:
        return Reading()
    try:
        root, repairs = _parsed(plain, found)
    except XmlFault as fault:
        return Reading(why=str(fault))
    drafts = drafts_of(root, place, repairs=repairs, note=plain.note)
    return Reading(
        drafts, "" if drafts else f'The XML holds no enquiry: its first element is "{root.name[:40]}"'
    )


def _parsed(plain: Unwrapped, found: slice) -> tuple[Element, tuple[str, ...]]:
    """The root of the document, and what was repaired before it could be read; a damaged prolog is let go."""
    text = plain.text
    try:
        return parsed(text[found], line=1 + text.count("\n", 0, found.start)), plain.repairs
    except XmlFault:
        root = ROOT.search(text, found.start)
        prolog = text[found.start : root.start()] if root else ""
        if root is None or not prolog or "[" in prolog or "&" in text[root.start() : found.stop]:
            raise
        repairs = (*plain.repairs, "The lines before the document (<?xml, <?adf) are damaged: passed over")
        try:
            return parsed(text[root.start() : found.stop]), repairs
        except XmlFault:
            pass
        raise


def drafts_of(
    root: Element, place: Place, *, repairs: tuple[str, ...] = (), note: str = ""
) -> tuple[LeadDraft, ...]:
    """One draft a prospect under `root`, in order; none if there is no prospect.

    `repairs` were made before there were elements, and hold for each draft; `note` is what a person wrote who
    forwarded them. After 200 prospects one more draft says that there are others: nothing is dropped in
    silence.
    """
    prospects, around, moved = _split(root)
    repairs = (*repairs, *moved)
    loose = _loose(around)
    beside = Element(
        root.name, content=[*list(around.named("vendor", "provider", "comments"))[:_BESIDE_LIMIT]]
    )
    drafts = []
    for prospect in prospects[:PROSPECT_LIMIT]:
        findings = Findings()
        for repair in repairs:
            findings.repair(repair)
        draft = _draft(prospect, beside, place, findings)
        drafts.append(replace(draft, comments=with_rest(draft, [prospect, *loose], note)))
    beyond = len(prospects) - PROSPECT_LIMIT
    if beyond <= 0:
        return tuple(drafts)
    fault = (
        f"It holds {len(prospects)} enquiries, of which {PROSPECT_LIMIT} were read: read the other {beyond}"
    )
    return (*drafts, LeadDraft(key="", grade=Grade.UNREADABLE, faults=(fault,)))


def _split(root: Element) -> tuple[list[Element], Element, tuple[str, ...]]:
    """The prospects, what stands beside them under `root`, and a repair if there was one.

    A prospect that lost what is its own (its marks stand in the wrong place) gets it back from beside it.
    """
    if root.name == "prospect":
        return [root], Element("adf"), ()
    prospects = list(root.anywhere("prospect"))
    beside = [item for item in root.content if not (isinstance(item, Element) and item.name == "prospect")]
    own = [item for item in beside if isinstance(item, Element) and item.name in _OWN]
    if len(prospects) > 1 or root.name != "adf" or not own:
        return prospects, Element(root.name, content=beside), ()
    content = [*(prospects[0].content if prospects else ()), *own]
    prospect = Element("prospect", prospects[0].attributes if prospects else {}, content)
    others = [item for item in beside if isinstance(item, str) or item.name not in _OWN]
    moved = "Parts of the enquiry stand outside its element: read as its own"
    return [prospect], Element(root.name, content=others), (moved,)


def _loose(around: Element) -> list[Element]:
    """What stands beside the prospects and is none of the parties, for the comments."""
    loose = []
    for item in around.content:
        if isinstance(item, str):
            if item.strip():
                loose.append(Element("", content=[item]))
        elif item.name not in {"vendor", "provider"}:
            loose.append(item)
    return loose[:_BESIDE_LIMIT]


def _draft(prospect: Element, around: Element, place: Place, findings: Findings) -> LeadDraft:
    """The draft of one prospect; `around` holds what stands beside the prospects, meant for all of them."""
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
    customers = list(prospect.named("customer")) or list(prospect.anywhere("customer"))
    told = next((one for one in customers if any(one.anywhere("name", "email", "phone"))), None)
    if told is not None:
        return told
    direct = list(prospect.named(*_DIRECT))
    if not customers or direct:
        findings.fault("The enquiry names no customer")
    return Element("customer", content=[*(item for one in customers for item in one.content), *direct])


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
        moment, repair = moments.request_moment(text, now=place.now, zone=place.zone, country=place.country)
    except moments.MomentFault as fault:
        findings.fault(f"The request date {fault}")
        return None
    if repair:
        findings.repair(repair)
    return moment
