"""Whatever arrives becomes a lead: bytes in, at least one draft out (adf.md).

READERS is the one place that knows the forms of leads, strictest first. A further form is one more.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from bdc_desk.intake.adf.damaged import read_damaged_adf
from bdc_desk.intake.adf.mapping import read_adf
from bdc_desk.intake.adf.person import NOT_FOR_CALLS
from bdc_desk.intake.adf.star import read_star
from bdc_desk.intake.charset import Text
from bdc_desk.intake.labelled.text import read_labelled
from bdc_desk.intake.letters.letter import Letter, bare_file, digest_key
from bdc_desk.intake.letters.mail import is_mail, open_mail
from bdc_desk.intake.plain_text import TEXT_LIMIT, encodable, is_text, lines_of, placeholder, shown
from bdc_desk.intake.reading import NO_TABLES, Place, Reader, Reading
from bdc_desk.intake.tables.rows import ROW_KEY, read_table
from bdc_desk.operations.draft import Grade, LeadDraft

BYTE_LIMIT: Final = 2_000_000
"""Bytes of one mail or file that are read (adf.md, A reader that keeps them, 1)."""

READERS: Final[tuple[Reader, ...]] = (read_star, read_adf, read_damaged_adf, read_table, read_labelled)


def read(
    data: bytes,
    *,
    name: str,
    now: datetime,
    country: str | None,
    zone: str,
    arrived_at: datetime | None = None,
    tables: Mapping[str, tuple[str, ...]] = NO_TABLES,
) -> tuple[LeadDraft, ...]:
    """The enquiries in `data`, at least one; what cannot be read is one draft that says so, with the text.

    `name` is the file's, for sentences only: what `data` is, is judged by its content. `now` is aware;
    `country` (ISO 3166 alpha-2, None if not known) and `zone` (IANA) are the dealership's. `arrived_at`
    (aware) is the moment that a mailbox keeps of a mail: it counts before any line in the mail, and one in
    the future is a fault (adf.md, A reader that keeps them, 8). `tables` are column meanings told before.
    Pure, linear in `data`, never raises.
    """
    try:
        letter = _arrived(_opened(data, now), arrived_at, now)
        reading, text = _first_reading(letter, Place(now.astimezone(UTC), country, zone, tables))
        drafts = reading.drafts or (_flagged(letter, reading.why, name, data),)
        return tuple(
            _completed(draft, number, letter, text, data) for number, draft in enumerate(drafts, start=1)
        )
    except Exception as fault:  # noqa: BLE001  the law of adf.md: an enquiry is never lost to a mistake of ours
        why = f"The reader failed ({type(fault).__name__}): read the original"
        comments = lines_of(data[: 4 * TEXT_LIMIT].decode("utf-8", "replace"))
        return (
            LeadDraft(digest_key(data), comments=comments, grade=Grade.UNREADABLE, faults=(why,), raw=data),
        )


def _opened(data: bytes, now: datetime) -> Letter:
    """`data` as a letter; of what is larger than 2 MB the beginning, and a fault that says so."""
    key = digest_key(data)
    head = data[:BYTE_LIMIT]
    letter = open_mail(head, now=now, key=key) if is_mail(head) else bare_file(head, key)
    if len(data) <= BYTE_LIMIT:
        return letter
    fault = f"The {letter.noun} is larger than {BYTE_LIMIT // 1_000_000} MB: only its beginning was read"
    return replace(letter, faults=(*letter.faults, fault))


def _arrived(letter: Letter, arrived_at: datetime | None, now: datetime) -> Letter:
    """`letter` with the mailbox's moment of arrival, which is nearer to the truth than a line in the mail."""
    if arrived_at is None:
        return letter
    if arrived_at > now:
        fault = f"The mailbox says that the {letter.noun} arrives in the future: the moment of import counts"
        return replace(letter, arrived_at=None, faults=(*letter.faults, fault))
    return replace(letter, arrived_at=arrived_at.astimezone(UTC))


def _first_reading(letter: Letter, place: Place) -> tuple[Reading, Text]:
    """The first reading with somebody to reach and the text it is of; else the first with a lead at all; else
    the first that says why it has none.
    """
    missed = Reading(), Text("")
    for reader in READERS:
        for text in letter.texts:
            reading = reader(text.value, place)
            if any(_reachable(draft) for draft in reading.drafts):
                return reading, text
            if missed[0].drafts or (missed[0].why and not reading.drafts):
                continue
            if reading.drafts or reading.why:
                missed = reading, text
    return missed


def _reachable(draft: LeadDraft) -> bool:
    """Whether the draft says how to reach its customer; else a further part of the mail may."""
    return bool(draft.emails or any(phone.possible for phone in draft.phones))


def _flagged(letter: Letter, why: str, name: str, data: bytes) -> LeadDraft:
    """The draft of what no reader could read: a person reads it instead (adf.md)."""
    comments = lines_of(letter.readable, TEXT_LIMIT) if is_text(letter.readable) else ""
    if not data.strip():
        fault = f"The {letter.noun} is empty"
    elif not comments:
        fault = f"The {letter.noun} holds nothing that can be read as text: look at the original"
    else:
        fault = f"{why or _unknown_form(name)}: read the {letter.noun}"
    full = "" if placeholder(letter.sender_name.lower(), name=True) else letter.sender_name
    return LeadDraft(
        key="",
        full=full if full != letter.sender_address else "",
        emails=(letter.sender_address,) if letter.sender_address else (),
        comments=comments,
        grade=Grade.UNREADABLE,
        faults=(fault,),
    )


def _unknown_form(name: str) -> str:
    return f"No enquiry in a known form was found{f' in {shown(name)}' if name else ''}"


def _completed(draft: LeadDraft, number: int, letter: Letter, text: Text, data: bytes) -> LeadDraft:
    """`draft` with what the envelope knows, graded for good."""
    faults = (*draft.faults, *text.repairs, *letter.faults)
    grade = draft.grade
    if grade is not Grade.UNREADABLE:
        if text.repairs:
            grade = Grade.REPAIRED
        if not any(phone.possible and phone.type not in NOT_FOR_CALLS for phone in draft.phones):
            grade, faults = Grade.PARTIAL, (*faults, "There is no number that could be called")
    domain = letter.sender_address.rpartition("@")[2]
    numbered = f"#{number}" if number > 1 else ""
    return replace(
        draft,
        key=draft.key if draft.key.startswith(ROW_KEY) else encodable(letter.key) + numbered,
        source=draft.source or letter.sender_name or domain or letter.subject,
        arrived_at=letter.arrived_at,
        grade=grade,
        faults=faults,
        raw=data,
    )
