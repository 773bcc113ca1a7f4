"""Files become leads: read, then received in batches, each file told of whatever happens to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from bdc_desk.errors import Refused
from bdc_desk.intake.files import FileFault, files_under
from bdc_desk.intake.reader import read
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.reading import around
from bdc_desk.operations.receiving import Received, receive_lead, receive_leads

BATCH = 20
"""Leads in one transaction: an import of hundreds is not one wait for the disk each."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one prospect of one file. `draft` None: the file could not be read, `fault` says why."""

    file: str
    draft: LeadDraft | None
    received: Received | None = None
    fault: str = ""


def read_paths(
    paths: Iterable[str], *, now: datetime, country: str | None, zone: str, stdin: BinaryIO | None = None
) -> Iterator[Imported]:
    """Read files and folders into drafts; nothing is written."""
    for name, data in files_under(paths, stdin):
        if isinstance(data, FileFault):
            yield Imported(name, None, fault=f"{data.why}.")
            continue
        for draft in read(data, name=name, now=now, country=country, zone=zone):
            yield Imported(name, draft)


def import_paths(
    desk: Desk, paths: Iterable[str], *, country: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Imported]:
    """Read files and folders and receive each lead, once. `country` None: the dealership's."""
    policy = around(desk).policy
    found = read_paths(
        paths, now=desk.clock.now(), country=country or policy.country, zone=policy.zone, stdin=stdin
    )
    while batch := list(islice(found, BATCH)):
        yield from _received(desk, batch)


def _received(desk: Desk, batch: list[Imported]) -> Iterator[Imported]:
    """One transaction for the batch; where a lead of it is refused, each by itself, so that one stops no
    other.
    """
    drafts = [one.draft for one in batch if one.draft is not None]
    try:
        answers = iter(receive_leads(desk, drafts))
    except Refused:
        yield from (_one(desk, one) for one in batch)
        return
    for one in batch:
        yield one if one.draft is None else Imported(one.file, one.draft, next(answers))


def _one(desk: Desk, one: Imported) -> Imported:
    if one.draft is None:
        return one
    try:
        return Imported(one.file, one.draft, receive_lead(desk, one.draft))
    except Refused as why:
        return Imported(one.file, one.draft, fault=str(why))


def changes_of(imported: Iterable[Imported]) -> Changes:
    """What an import moved."""
    changes = Changes()
    for one in imported:
        changes = changes | one.received.changes if one.received else changes
    return changes
