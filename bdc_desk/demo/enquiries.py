"""Enquiries of invented people: numbers from the ranges reserved for drama, mail at example.test."""

import unicodedata

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.demo.people import DEALERSHIP
from bdc_desk.operations.draft import Address, Grade, LeadDraft, Phone, Vehicle

ZONES = {
    "+4420": ("Europe/London",),
    "+1212": ("America/New_York",),
    "+1310": ("America/Los_Angeles",),
}
"""Where the numbers' areas lie, as the reader of leads would tell."""

NO_NUMBER: tuple[Phone, ...] = ()
WEBSITE = "Northgate website"
MANHATTAN = Address(street="350 W 42nd St", city="New York", region="NY", postalcode="10036", country="US")


def london(number: int) -> Phone:
    """+44 20 7946 0xxx, `number` being its last three digits: reserved for drama by Ofcom."""
    return phone(f"+44 20 7946 0{number:03}")


def phone(typed: str) -> Phone:
    """A number in the international form, with its zones."""
    e164 = typed.replace(" ", "").replace("-", "")
    zones = next((zones for prefix, zones in ZONES.items() if e164.startswith(prefix)), ())
    return Phone(typed, e164, "cellphone", zones=zones)


def impossible(typed: str) -> Phone:
    """What somebody typed into the form that nobody can dial."""
    return Phone(typed, None, "cellphone", possible=False)


def car(words: str, price: str = "", *, interest: str = "buy") -> Vehicle:
    """A car from "2022 Ford Kuga ST-Line": the year, the make, and the rest as the model."""
    year, make, model = words.split(" ", 2)
    return Vehicle(interest=interest, status="used", year=year, make=make, model=model, price=price)


def mail_of(name: str) -> str:
    """An address at example.test made from the name; accents are dropped as people do in addresses."""
    plain = unicodedata.normalize("NFKD", name.replace("Ł", "L").replace("ł", "l").casefold())
    letters = "".join(
        sign if sign.isascii() and sign.isalnum() else " " for sign in plain if sign.isascii() or sign == " "
    )
    return ".".join(letters.split()) + "@example.test"


def enquiry(  # noqa: PLR0913 - what an enquiry holds, each by name
    name: str,
    numbers: Phone | tuple[Phone, ...],
    wanted: str = "",
    source: str = "AutoPortal",
    *,
    kind: LeadKind = LeadKind.INTERNET,
    price: str = "",
    comments: str = "",
    trade: str = "",
    mail: str | None = None,
    address: Address | None = None,
    grade: Grade = Grade.OK,
    faults: tuple[str, ...] = (),
    raw: bytes = b"",
    key: str = "",
) -> LeadDraft:
    """One enquiry. `name`: "First|Last", or a whole name where its parts are not known.

    `mail` None: an address made from the name. `key`: the Message-ID, where the same person asks twice.
    """
    first, _, last = name.partition("|")
    address_of_mail = mail_of(name.replace("|", " ")) if mail is None else mail
    wished = [car(wanted, price)] if wanted else []
    wished += [car(trade, interest="trade-in")] if trade else []
    return LeadDraft(
        key=key or f"<{name}.{source}@demo.example.test>",
        kind=kind,
        source=source,
        first=first if last else "",
        last=last,
        full="" if last else name,
        emails=(address_of_mail,) if address_of_mail else (),
        phones=(numbers,) if isinstance(numbers, Phone) else numbers,
        address=address,
        vehicles=tuple(wished),
        comments=comments,
        vendor=DEALERSHIP,
        provider=source,
        grade=grade,
        faults=faults,
        raw=raw,
    )
