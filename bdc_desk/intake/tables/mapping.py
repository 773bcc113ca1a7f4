"""What the columns of a table mean: proposed from their names, in doubt from their values.

A person may correct it, and the desk keeps that by the header's key (operations/table_columns.py).
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from bdc_desk.intake.labelled.enquiry import PHONES
from bdc_desk.intake.labelled.labels import meaning_of
from bdc_desk.intake.plain_text import line_of
from bdc_desk.intake.tables.cells import is_mail_address, is_phone_like
from bdc_desk.intake.tables.table import Table

MEANINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "": "Not used: kept in the comments",
        "full": "Full name",
        "first": "First name",
        "prefix": "Surname prefix",
        "last": "Last name",
        "company": "Company",
        "phone": "Phone",
        "mobile": "Mobile phone",
        "phone2": "Another phone",
        "email": "E-mail",
        "street": "Street",
        "housenumber": "House number",
        "postalcode": "Postal code",
        "city": "City",
        "region": "Region",
        "country": "Country",
        "wanted": "Car wanted",
        "make": "Make",
        "model": "Model",
        "trim": "Trim",
        "year": "Year",
        "price": "Price",
        "stock": "Stock number",
        "vin": "VIN",
        "odometer": "Odometer",
        "trade": "Trade-in",
        "comments": "Comments",
        "source": "Source",
        "vendor": "Dealership",
        "requested_at": "Date of the enquiry",
        "id": "Id of the enquiry",
    }
)
"""What a column can mean, in the order to offer it, and the words for a person."""

_SAME: Final = {
    "home": "phone2", "work": "phone2", "type": "trim", "trade.wanted": "trade", "trade.year": "trade",
    "trade.make": "trade", "trade.model": "trade", "trade.trim": "trade", "trade.type": "trade",
}  # fmt: skip
"""Meanings of labels that a table does not tell apart from others."""


def propose(table: Table) -> tuple[str, ...]:
    """A meaning (a key of MEANINGS) for each column."""
    meanings = [_named(header) for header in table.header]
    if "email" not in meanings:
        _find(table, meanings, "email", is_mail_address)
    if not set(meanings) & PHONES.keys():
        _find(table, meanings, "phone", is_phone_like)
    return tuple(meanings)


def certain(columns: Iterable[str]) -> bool:
    """Whether leads can be made of such columns without asking: a name, and a phone or an e-mail address."""
    told = set(columns)
    return bool(told & {"full", "first", "last"} and told & {*PHONES, "email"})


def header_key(header: Sequence[str]) -> str:
    """The digest by which a header is known again, whatever its case and spaces."""
    names = "\x1f".join(line_of(name).casefold() for name in header)
    return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()


def in_words(header: Sequence[str], columns: Sequence[str]) -> str:
    """Which column is what, for a person: "Telefoonnummer is Phone, Naam is Full name"."""
    named = [
        f"{line_of(name, 40) or 'a column without a name'} is {MEANINGS[meaning]}"
        for name, meaning in zip(header, columns, strict=False)
        if meaning
    ]
    return ", ".join(named)


def _named(header: str) -> str:
    meaning = meaning_of(header)
    meaning = _SAME.get(meaning, meaning)
    return meaning if meaning in MEANINGS else ""


def _find(table: Table, meanings: list[str], meaning: str, is_one: Callable[[str], bool]) -> None:
    """Give `meaning` to the column without one in which most filled cells are such."""
    best, place = 0, -1
    rows = [row for _, row in table.rows[:200]]
    for at, known in enumerate(meanings):
        filled = [row[at] for row in rows if at < len(row) and row[at]]
        found = sum(map(is_one, filled))
        if not known and found > best and 5 * found >= 3 * len(filled):
            best, place = found, at
    if place >= 0:
        meanings[place] = meaning
