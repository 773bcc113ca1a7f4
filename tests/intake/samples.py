"""The invented leads of the tests, and a reader with the tests' dealership."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bdc_desk.intake.reader import read
from bdc_desk.operations.draft import LeadDraft

NOW: Final = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
FIXTURES: Final = Path(__file__).parent / "fixtures"
PHONE: Final = "<phone>+44 20 7946 0123</phone>"


def sample(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def drafts(data: bytes, name: str = "lead.adf", country: str | None = "GB") -> tuple[LeadDraft, ...]:
    return read(data, name=name, now=NOW, country=country, zone="Europe/London")


def one(data: bytes | str, country: str | None = "GB") -> LeadDraft:
    """The only draft of `data`."""
    (draft,) = drafts(data.encode() if isinstance(data, str) else data, country=country)
    return draft


def prospect(customer: str = "", rest: str = "", attributes: str = "") -> str:
    """An ADF document of one prospect, whose contact and further elements are given."""
    person = f"<customer><contact>{customer}</contact></customer>"
    return f"<adf><prospect{attributes}>{rest}{person}</prospect></adf>"
