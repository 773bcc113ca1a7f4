"""What came in lately and what became of it, and how well each provider delivers (domain.md, Two clocks)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.delivery import Origin, Result
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Grade
from bdc_desk.operations.receiving import AT_THE_COUNTER
from bdc_desk.storage.rows import DeliveryRow
from bdc_desk.storage.store import Snapshot

NO_NUMBER = frozenset({Grade.PARTIAL, Grade.UNREADABLE})
COLLEAGUE = "colleague"
"""The origin of what another desk has read."""


@dataclass(frozen=True, slots=True)
class IntakeItem:
    """Something that came in. Moments are aware UTC; `at`: when it was taken in, here or by a colleague.

    `origin`: mailbox, folder, file, window, input, or "colleague"; `where` and `name` as in a delivery.
    `result`: a delivery's result; `lead` None and `customer` "" where there is no lead. `faults`: repairs and
    faults in words. `archive`: the original's SHA-256.
    """

    at: datetime
    origin: str
    where: str
    name: str
    result: str
    lead: str | None
    customer: str
    source: str
    grade: str
    faults: tuple[str, ...]
    archive: str | None
    arrived_at: datetime | None
    requested_at: datetime | None

    @property
    def needs_a_look(self) -> bool:
        """Whether a person has to look at it: no number, unreadable, or not taken in at all."""
        return self.result == Result.FAULT or (self.grade in NO_NUMBER and self.result != Result.HERE)


@dataclass(frozen=True, slots=True)
class IntakeList:
    """What came in, newest first. `total`: how much that was; `items` are the newest of it, and everything
    that needs a look.
    """

    items: tuple[IntakeItem, ...] = ()
    total: int = 0

    @property
    def to_look_at(self) -> int:
        """How many need a look."""
        return sum(1 for item in self.items if item.needs_a_look)


@dataclass(frozen=True, slots=True)
class ProviderFigures:
    """How a provider delivers. `delayed`: leads of which the delay between request and arrival is known;
    `median_delay` is of these. `damaged`: leads that could not be read as they stood.
    """

    source: str
    leads: int
    delayed: int
    median_delay: timedelta | None
    without_phone: int
    damaged: int


def intake_items(desk: Desk, since: datetime, limit: int = 500) -> IntakeList:
    """What came in since then by mail or file, at any desk of the dealership: the newest `limit`, and
    whatever needs a look.
    """
    with desk.store.snapshot() as snapshot:
        rows = snapshot.deliveries_since(since, limit)
        arrivals = {entry.id: entry for entry in _arrivals(snapshot, since)}
        own = snapshot.delivered_entries_since(since)
        this_desk = snapshot.desk()
        items = [_delivered(snapshot, row, arrivals.get(row.entry or "")) for row in rows]
        others = [
            _arrived(snapshot, entry, this_desk.desk if this_desk else "")
            for entry in arrivals.values()
            if entry.id not in own
        ]
        total = snapshot.count_deliveries_since(since) + len(others)
    listed = sorted([*items, *others], key=lambda item: item.at, reverse=True)
    kept = [item for place, item in enumerate(listed) if place < limit or item.needs_a_look]
    return IntakeList(tuple(kept), total)


def provider_figures(desk: Desk, since: datetime) -> tuple[ProviderFigures, ...]:
    """How each provider delivered since then, most leads first. What names no source (a row of a table) has
    no provider.
    """
    by_source: dict[str, list[Entry]] = {}
    with desk.store.snapshot() as snapshot:
        for entry in _arrivals(snapshot, since):
            by_source.setdefault(str(entry.body.get("source", "")), []).append(entry)
    figures = [_figures(source, entries) for source, entries in by_source.items() if source]
    return tuple(sorted(figures, key=lambda one: (-one.leads, one.source)))


def archived(desk: Desk, sha: str) -> bytes | None:
    """The original with this SHA-256, None where it is not on this desk."""
    with desk.store.snapshot() as snapshot:
        return snapshot.archived(sha)


def _arrivals(snapshot: Snapshot, since: datetime) -> Iterable[Entry]:
    """Enquiries that came as mail or file; a caller or visitor came in person."""
    return (
        entry
        for entry in snapshot.entries_of_kinds(Kind.ARRIVAL, start=since)
        if entry.stands and entry.body.get("kind") not in AT_THE_COUNTER
    )


def _delivered(snapshot: Snapshot, row: DeliveryRow, entry: Entry | None) -> IntakeItem:
    return IntakeItem(
        at=row.at,
        origin=row.origin,
        where=row.place,
        name=row.name,
        result=row.result,
        lead=row.lead,
        customer=_name(snapshot, row.lead),
        source=str(entry.body.get("source", "")) if entry else "",
        grade=row.grade,
        faults=row.faults,
        archive=row.archive,
        arrived_at=entry.moment_of("arrived_at") if entry else None,
        requested_at=entry.moment_of("requested_at") if entry else None,
    )


def _arrived(snapshot: Snapshot, entry: Entry, this_desk: str) -> IntakeItem:
    """One that stands in no list of deliveries here: a colleague's, or older than the list."""
    archive = entry.body.get("archive")
    return IntakeItem(
        at=entry.made_at,
        origin=COLLEAGUE if entry.desk != this_desk else Origin.FILE.value,
        where="",
        name="",
        result=Result.AGAIN if entry.round > 1 else Result.NEW,
        lead=entry.lead,
        customer=_name(snapshot, entry.lead),
        source=str(entry.body.get("source", "")),
        grade=str(entry.body.get("grade", "")),
        faults=tuple((entry.details or {}).get("faults") or ()) or entry.texts_of("faults"),
        archive=archive if isinstance(archive, str) else None,
        arrived_at=entry.moment_of("arrived_at"),
        requested_at=entry.moment_of("requested_at"),
    )


def _name(snapshot: Snapshot, lead: str | None) -> str:
    row = snapshot.lead_row(lead) if lead else None
    return row.name if row else ""


def _figures(source: str, entries: list[Entry]) -> ProviderFigures:
    delays = [
        (arrived_at - requested_at).total_seconds()
        for entry in entries
        if (arrived_at := entry.moment_of("arrived_at")) and (requested_at := entry.moment_of("requested_at"))
    ]
    return ProviderFigures(
        source=source,
        leads=len(entries),
        delayed=len(delays),
        median_delay=timedelta(seconds=median(delays)) if delays else None,
        without_phone=sum(1 for entry in entries if entry.body.get("grade") in NO_NUMBER),
        damaged=sum(1 for entry in entries if entry.body.get("grade") != Grade.OK),
    )
