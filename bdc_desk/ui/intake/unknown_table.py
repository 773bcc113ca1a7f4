"""Tables whose columns nobody has explained yet: how their first lead would look, and how they wait. No
Qt.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from bdc_desk.intake.letters.letter import bare_file, digest_key
from bdc_desk.intake.letters.mail import is_mail
from bdc_desk.intake.plain_text import lines_of
from bdc_desk.intake.reader import BYTE_LIMIT
from bdc_desk.intake.reading import Place
from bdc_desk.intake.table_files import table_of
from bdc_desk.intake.tables.mapping import header_key, propose
from bdc_desk.intake.tables.rows import row_drafts
from bdc_desk.intake.tables.table import Table
from bdc_desk.operations.delivery import Delivery, Origin, Received
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Grade, LeadDraft
from bdc_desk.operations.reading import around
from bdc_desk.operations.receiving import receive_deliveries
from bdc_desk.operations.table_columns import kept_columns

SNIFFED = 200
"""Bytes that tell XML from the rest."""
NO_NUMBER = "There is no number that could be called"
NOT_EXPLAINED = "A table of which nobody has said yet what its columns mean: say it on the intake page"


@dataclass(frozen=True, slots=True)
class UnknownTable:
    """A table as it came. `key`: its header's digest; `columns`: what each column probably means."""

    table: Table
    key: str
    columns: tuple[str, ...]


class Holds(StrEnum):
    """What a file or mail holds."""

    NO_TABLE = "no table"
    UNKNOWN = "unknown table"
    EXPLAINED = "explained table"


def unknown_table(desk: Desk, data: bytes) -> UnknownTable | None:
    """The table in this file or mail, where there is one and nobody has said what its columns mean."""
    found = _table_in(desk, data)
    if found is None:
        return None
    key = header_key(found.header)
    return None if key in kept_columns(desk) else UnknownTable(found, key, propose(found))


def holds(desk: Desk, data: bytes) -> Holds:
    """Whether this file or mail holds a table, and whether somebody has said what its columns mean."""
    found = _table_in(desk, data)
    if found is None:
        return Holds.NO_TABLE
    return Holds.EXPLAINED if header_key(found.header) in kept_columns(desk) else Holds.UNKNOWN


def _table_in(desk: Desk, data: bytes) -> Table | None:
    if data[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    found = table_of(data, now=desk.clock.now())
    return found if found is not None and found.rows else None


def is_bare_table(desk: Desk, data: bytes) -> bool:
    """Whether this is a file, no mail, that holds a table which nobody has explained."""
    return not is_mail(data[:BYTE_LIMIT]) and unknown_table(desk, data) is not None


def first_lead(desk: Desk, unknown: UnknownTable, columns: tuple[str, ...]) -> LeadDraft | None:
    """The first row as it would become a lead, read as the import will read it; None where it becomes none.
    Whether it can be called is added in words.
    """
    policy = around(desk).policy
    first = replace(unknown.table, rows=unknown.table.rows[:1], lines_left=0)
    drafts = row_drafts(first, columns, Place(desk.clock.now(), policy.country, policy.zone))
    if not drafts or any(phone.possible for phone in drafts[0].phones):
        return drafts[0] if drafts else None
    return replace(drafts[0], faults=(*drafts[0].faults, NO_NUMBER))


def receive_waiting(desk: Desk, name: str, data: bytes, origin: Origin) -> Received | None:
    """Take a table that nobody has explained in as one lead that waits, so that it is not lost: nobody has to
    remember it, and the intake page asks what its columns mean. Storage lane.
    """
    head = data[:BYTE_LIMIT]
    draft = LeadDraft(
        key=digest_key(data),
        comments=lines_of(bare_file(head, "").readable),
        grade=Grade.UNREADABLE,
        faults=(NOT_EXPLAINED,),
        raw=data,
    )
    return receive_deliveries(desk, [Delivery(origin, "", name, draft)])[0]
