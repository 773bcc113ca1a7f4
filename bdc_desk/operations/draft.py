"""A lead as a reader found it, before anything is written: what intake hands to `receive_lead`."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bdc_desk.cadence.kinds import LeadKind

ALSO = "Also in the mail:"
"""The line in a draft's comments below which stands what is not the customer's own words."""


class Grade(StrEnum):
    """How well the lead could be read (adf.md, A reader that keeps them, 6)."""

    OK = "ok"
    REPAIRED = "repaired"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it was typed, and in E.164 where that could be told.

    `possible` is False for a number that cannot be dialled at all; `zones` are the IANA zones it may lie in;
    `time` is when the customer asked to be called, in the form's own word: morning, afternoon, evening, day.
    """

    typed: str
    e164: str | None = None
    type: str = ""
    possible: bool = True
    zones: tuple[str, ...] = ()
    time: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; `country` as it was written."""

    street: str = ""
    city: str = ""
    region: str = ""
    postalcode: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A car of the enquiry. `interest`: buy, lease, sell, trade-in, test-drive; `status`: new, used or ""
    (unknown).
    """

    interest: str = "buy"
    status: str = ""
    year: str = ""
    make: str = ""
    model: str = ""
    trim: str = ""
    stock: str = ""
    vin: str = ""
    odometer: str = ""
    colour: str = ""
    price: str = ""
    comments: str = ""

    def in_words(self) -> str:
        """The car on one line, as a person says it: "2021 Ford Ranger XLT"."""
        return " ".join(part for part in (self.year, self.make, self.model, self.trim) if part)


@dataclass(frozen=True, slots=True)
class LeadDraft:
    """One enquiry by one person. Moments are aware UTC.

    `key` names the enquiry once and for all: the Message-ID, else the SHA-256 of the bytes, with "#2" and so
    on for further prospects in one file. `arrived_at` is when it reached the dealership: a mail's topmost
    Received line, else None (the moment of import). `faults` are sentences for a person. `raw` is the
    archived original. `line`: where in the file a table's row stands, 1 the first.
    """

    key: str
    kind: LeadKind = LeadKind.INTERNET
    source: str = ""
    first: str = ""
    last: str = ""
    full: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    address: Address | None = None
    vehicles: tuple[Vehicle, ...] = ()
    comments: str = ""
    vendor: str = ""
    provider: str = ""
    provider_lead_id: str = ""
    requested_at: datetime | None = None
    arrived_at: datetime | None = None
    resend: bool = False
    grade: Grade = Grade.OK
    faults: tuple[str, ...] = ()
    raw: bytes = field(default=b"", repr=False)
    line: int | None = None

    @property
    def wanted(self) -> Vehicle | None:
        """The car the customer wants: the first that is not a trade-in."""
        return next((car for car in self.vehicles if car.interest != "trade-in"), None)

    @property
    def trade(self) -> Vehicle | None:
        """The car the customer would trade in."""
        return next((car for car in self.vehicles if car.interest == "trade-in"), None)
