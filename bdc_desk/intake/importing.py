"""What comes in becomes leads: read, then received in batches, each file told of whatever happens to it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import BinaryIO

from bdc_desk.errors import Refused
from bdc_desk.intake.files import FileFault, files_under
from bdc_desk.intake.reader import read
from bdc_desk.intake.reading import NO_TABLES
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.delivery import Delivery, Origin, Received
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.reading import around
from bdc_desk.operations.receiving import receive_deliveries
from bdc_desk.operations.table_columns import kept_columns

BATCH = 20
"""Leads in one transaction: an import of hundreds is not one wait for the disk each."""
NO_MARKS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Piece:
    """One mail or file to take in. `arrived_at`: when the mailbox received it (UTC); None: what it says."""

    name: str
    data: bytes | FileFault
    arrived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one prospect of one file. `draft` None: the file could not be read, `fault` says why."""

    file: str
    draft: LeadDraft | None
    received: Received | None = None
    fault: str = ""


def read_pieces(
    pieces: Iterable[Piece],
    *,
    now: datetime,
    country: str | None,
    zone: str,
    tables: Mapping[str, tuple[str, ...]] = NO_TABLES,
) -> Iterator[Imported]:
    """Read mails and files into drafts; nothing is written. `tables`: what columns mean, by their header."""
    for piece in pieces:
        if isinstance(piece.data, FileFault):
            yield Imported(piece.name, None, fault=f"{piece.data.why}.")
            continue
        drafts = read(
            piece.data,
            name=piece.name,
            now=now,
            country=country,
            zone=zone,
            arrived_at=piece.arrived_at,
            tables=tables,
        )
        for draft in drafts:
            yield Imported(piece.name, draft)


def read_paths(
    paths: Iterable[str], *, now: datetime, country: str | None, zone: str, stdin: BinaryIO | None = None
) -> Iterator[Imported]:
    """Read files and folders into drafts; nothing is written."""
    return read_pieces(_pieces(paths, stdin), now=now, country=country, zone=zone)


def import_paths(
    desk: Desk,
    paths: Iterable[str],
    *,
    country: str | None = None,
    stdin: BinaryIO | None = None,
    origin: Origin = Origin.FILE,
) -> Iterator[Imported]:
    """Read files and folders and receive each lead, once. `country` None: the dealership's."""
    return take_in(desk, _pieces(paths, stdin), origin=origin, country=country)


def take_in(
    desk: Desk,
    pieces: Iterable[Piece],
    *,
    origin: Origin,
    where: str = "",
    country: str | None = None,
    marks: Mapping[str, str] = NO_MARKS,
) -> Iterator[Imported]:
    """Read mails and files and receive each lead, once, as the iterator is walked.

    `where`: the mailbox or folder; `country` None: the dealership's. `marks` are settings kept in the
    transaction of the last lead, or in one of their own where there was none. A lead that the log refuses is
    told as a fault and stops no other.
    """
    policy = around(desk).policy
    found = read_pieces(
        pieces,
        now=desk.clock.now(),
        country=country or policy.country,
        zone=policy.zone,
        tables=kept_columns(desk),
    )
    batch: list[Imported] = []
    for one in found:
        if len(batch) == BATCH:
            yield from _received(desk, batch, origin, where, NO_MARKS)
            batch = []
        batch.append(one)
    if batch or marks:
        yield from _received(desk, batch, origin, where, marks)


def _pieces(paths: Iterable[str], stdin: BinaryIO | None) -> Iterator[Piece]:
    return (Piece(name, data) for name, data in files_under(paths, stdin))


def _received(
    desk: Desk, batch: list[Imported], origin: Origin, where: str, marks: Mapping[str, str]
) -> list[Imported]:
    """One transaction for the batch; where a lead of it is refused, each by itself, so that one stops no
    other.
    """
    deliveries = [Delivery(origin, where, one.file, one.draft, one.fault) for one in batch]
    try:
        answers = receive_deliveries(desk, deliveries, marks)
    except Refused:
        told = [_one(desk, one, delivery) for one, delivery in zip(batch, deliveries, strict=True)]
        receive_deliveries(desk, [], marks)
        return told
    return [replace(one, received=answer) for one, answer in zip(batch, answers, strict=True)]


def _one(desk: Desk, one: Imported, delivery: Delivery) -> Imported:
    try:
        return replace(one, received=receive_deliveries(desk, [delivery])[0])
    except Refused as why:
        receive_deliveries(desk, [replace(delivery, draft=None, fault=str(why))])
        return replace(one, fault=str(why))


def changes_of(imported: Iterable[Imported]) -> Changes:
    """What an import moved."""
    changes = Changes()
    for one in imported:
        changes = changes | one.received.changes if one.received else changes
    return changes
