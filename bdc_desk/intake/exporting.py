"""Leads written out for another desk to import: the original where it says the lead, else an ADF document.

Pure. What is written reads back the same by the reader of this package (a property test holds it to that).
"""

import re
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from bdc_desk.intake.letters.mail import is_mail
from bdc_desk.intake.reader import BYTE_LIMIT, read
from bdc_desk.operations.draft import Address, LeadDraft, Phone, Vehicle

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<?adf version="1.0"?>\n'
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""
_YEAR_FIRST: Final = re.compile(r"((?:19|20)\d\d) (\S.*)")


def says_one_lead(original: bytes, *, now: datetime) -> bool:
    """Whether the mail or file, read anew, is this one lead and no other with it, and all of it is read."""
    return (
        0 < len(original) <= BYTE_LIMIT
        and len(read(original, name="", now=now, country=None, zone="UTC")) == 1
    )


def ending(original: bytes) -> str:
    """What the name of a file with these bytes ends in."""
    return ".eml" if is_mail(original) else ".adf"


def adf_document(lead: LeadDraft) -> bytes:
    """The lead as an ADF document in UTF-8. `arrived_at` becomes the date of the request."""
    parts = (
        _element("id", lead.provider_lead_id, source=lead.source),
        _element("requestdate", _iso(lead.arrived_at)),
        *(_vehicle(car) for car in lead.vehicles),
        _group("customer", _group("contact", *_contact(lead)), _element("comments", lead.comments)),
        _group("vendor", _element("vendorname", lead.vendor)),
        _group("provider", _element("name", lead.source)),
    )
    body = "\n".join(part for part in parts if part)
    return f"{_HEAD}<adf>\n<prospect>\n{body}\n</prospect>\n</adf>\n".encode()


def _contact(lead: LeadDraft) -> list[str]:
    return [
        *_names(lead),
        *(_element("email", email) for email in lead.emails),
        *(_phone(phone) for phone in lead.phones),
        _address(lead.address) if lead.address else "",
    ]


def _names(lead: LeadDraft) -> tuple[str, ...]:
    """The parts; a name that was never told apart (a firm's, an address) stays whole."""
    if not lead.first and not lead.last:
        return (_element("name", lead.full, part="full", type="business"),)
    whole = lead.full if lead.first and lead.last else ""  # with one part only the reader would split it
    return (
        _element("name", lead.first, part="first"),
        _element("name", lead.last, part="last"),
        _element("name", whole, part="full"),
    )


def _phone(phone: Phone) -> str:
    return _element("phone", phone.e164 or phone.typed, type=phone.type, time=phone.time)


def _address(address: Address) -> str:
    return _group(
        "address",
        _element("street", address.street, line="1"),
        _element("city", address.city),
        _element("regioncode", address.region),
        _element("postalcode", address.postalcode),
        _element("country", address.country),
    )


def _vehicle(car: Vehicle) -> str:
    inside = _group(
        "",
        *(
            _element(name, value)
            for name, value in (
                ("year", car.year),
                ("make", car.make),
                ("model", car.model),
                ("trim", car.trim),
                ("stock", car.stock),
                ("vin", car.vin),
                ("odometer", car.odometer),
                ("exteriorcolor", car.colour),
                ("price", car.price),
                ("comments", car.comments),
            )
        ),
    )
    return (
        f"<vehicle{_attributes(interest=car.interest, status=car.status)}>\n{inside}\n</vehicle>"
        if inside
        else ""
    )


def car_in_words(words: str, interest: str, price: str = "") -> Vehicle:
    """A car of which the log keeps the words: "2021 Ford Ranger" has its year told apart."""
    found = _YEAR_FIRST.fullmatch(words)
    year, model = (found[1], found[2]) if found else ("", words)
    return Vehicle(interest=interest, year=year, model=model, price=price)


def _group(name: str, *inside: str) -> str:
    """An element around others; nothing around nothing. Without a name only the others."""
    text = "\n".join(part for part in inside if part)
    return f"<{name}>\n{text}\n</{name}>" if text and name else text


def _element(name: str, value: str, **attributes: str) -> str:
    return f"<{name}{_attributes(**attributes)}>{escape(_lawful(value))}</{name}>" if value else ""


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(_lawful(value))}" for name, value in values.items() if value)


def _lawful(text: str) -> str:
    """The text with the mark of a lost sign for what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
