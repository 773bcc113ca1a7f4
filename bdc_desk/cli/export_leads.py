"""`bdc-desk export-leads FOLDER`: the open leads in files that `bdc-desk import` reads elsewhere."""

import argparse
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cli.opening import open_desk
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.intake.exporting import adf_document, car_in_words, ending, says_one_lead
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Address, LeadDraft, Phone
from bdc_desk.operations.reading import lead_view, original_of, queue
from bdc_desk.operations.views import LeadView

TELLING = frozenset({Kind.ARRIVAL, Kind.DETAILS_EDITED})
"""Kinds of entries that tell who the customer is; the latest one holds."""


def run(arguments: argparse.Namespace) -> int:
    """Write a file a lead, in the order in which they arrived."""
    folder = Path(arguments.folder)
    with open_desk(arguments.profile) as desk:
        _make(folder)
        counts = {"original": 0, "adf": 0}
        for name, data, how in _files(desk):
            _write(folder / name, data)
            counts[how] += 1
    count = sum(counts.values())
    print(
        f"{count} open {'lead' if count == 1 else 'leads'} in {folder}: {counts['original']} as they came, "
        f"{counts['adf']} written as ADF from their details."
    )
    print("Calls, notes and emails stay in this profile's log. Elsewhere each clock begins at the mail's own")
    print("arrival, else at the import. The files hold personal data: import them there, then delete them.")
    return 0


def _make(folder: Path) -> None:
    """The folder, for nobody else to read. Raises Refused where something is in it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_empty = next(folder.iterdir(), None) is None
    except OSError as fault:
        raise SurroundingsFault(
            f"The folder {folder} could not be made: {fault.strerror}. Choose another."
        ) from fault
    if not is_empty:
        raise Refused(f"There is something in {folder}. Give a new or an empty folder.")


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as fault:
        raise SurroundingsFault(
            f"{file} could not be written: {fault.strerror}. What is there already is not everything."
        ) from fault


def _files(desk: Desk) -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes and how they were made. The original gives way where a person has put its details right,
    and where it holds other leads too.
    """
    rows = sorted(queue(desk), key=lambda row: (row.arrived_at, row.lead))
    for number, row in enumerate(rows, start=1):
        view, entries = lead_view(desk, row.lead), _entries(desk, row.lead)
        stem = f"{number:04}-{_plain(view.name)}"
        original = original_of(desk, row.lead)
        if original and not _was_edited(entries) and says_one_lead(original, now=desk.clock.now()):
            yield stem + ending(original), original, "original"
        else:
            yield f"{stem}.adf", adf_document(_draft(view, entries)), "adf"


def _entries(desk: Desk, lead: str) -> tuple[Entry, ...]:
    with desk.store.snapshot() as snapshot:
        return snapshot.entries_of(lead)


def _was_edited(entries: tuple[Entry, ...]) -> bool:
    """Whether the details were edited after the latest arrival."""
    told = [entry.kind for entry in entries if entry.kind in TELLING]
    return told[-1:] == [Kind.DETAILS_EDITED]


def _draft(view: LeadView, entries: tuple[Entry, ...]) -> LeadDraft:
    """The lead as its details say it now: a number that was edited away does not come along."""
    arrival = next((entry.body for entry in reversed(entries) if entry.kind == Kind.ARRIVAL), {})
    told = [entry.details for entry in entries if entry.kind in TELLING][-1:]
    phones = (told[0] or {}).get("phones") or () if told else ()
    cars = (car_in_words(view.wanted, "buy", view.price), car_in_words(view.trade, "trade-in"))
    return LeadDraft(
        key="",
        source=view.source,
        first=view.first,
        last=view.last,
        full=view.full,
        emails=view.emails,
        phones=tuple(Phone(str(one["typed"]), one.get("e164"), str(one.get("type") or "")) for one in phones),
        address=Address(street=view.address) if view.address else None,
        vehicles=cars,
        comments=view.comments,
        vendor=view.vendor,
        provider_lead_id=str(arrival.get("provider_lead_id") or ""),
        arrived_at=view.arrived_at,
    )


def _plain(name: str) -> str:
    """A name that every file system takes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40] or "lead"
