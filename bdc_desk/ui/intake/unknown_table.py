"""Tables whose columns nobody has explained yet, and how their first lead would look. No Qt."""

import csv
import io
from dataclasses import dataclass

from bdc_desk.intake.letters.mail import is_mail
from bdc_desk.intake.reader import BYTE_LIMIT, read
from bdc_desk.intake.table_files import table_of
from bdc_desk.intake.tables.mapping import header_key, propose
from bdc_desk.intake.tables.table import Table
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.reading import around
from bdc_desk.operations.table_columns import kept_columns

SNIFFED = 200
"""Bytes that tell XML from the rest."""


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """A table as it came. `key`: its header's digest; `columns`: what each column probably means."""

    table: Table
    key: str
    columns: tuple[str, ...]


def unknown_table(desk: Desk, data: bytes) -> UnknownTable | None:
    """The table in this file or mail, where there is one and nobody has said what its columns mean."""
    if data[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    found = table_of(data, now=desk.clock.now())
    if found is None or not found.rows:
        return None
    key = header_key(found.header)
    return None if key in kept_columns(desk) else UnknownTable(found, key, propose(found))


def is_bare_table(desk: Desk, data: bytes) -> bool:
    """Whether this is a file, no mail, that holds a table which nobody has explained."""
    return not is_mail(data[:BYTE_LIMIT]) and unknown_table(desk, data) is not None


def first_lead(desk: Desk, unknown: UnknownTable, columns: tuple[str, ...]) -> LeadDraft | None:
    """The first row as it would become a lead, read by the reader itself; None where it becomes none."""
    text = io.StringIO()
    csv.writer(text).writerows([unknown.table.header, unknown.table.rows[0][1]])
    policy = around(desk).policy
    drafts = read(
        text.getvalue().encode(),
        name="",
        now=desk.clock.now(),
        country=policy.country,
        zone=policy.zone,
        tables={unknown.key: columns},
    )
    return drafts[0] if drafts else None
