"""Rows of the desk's state and of the projections as frozen values. Moments are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bdc_desk.cadence.entry import EPOCH
from bdc_desk.storage.guards_log import SHARED


@dataclass(frozen=True, slots=True)
class DeskIdentity:
    """Which desk this is: `chain` is its log's UUID, `person` who sits here (None: not said yet). `sealer`:
    "desk" where it works alone, "shared" in a team.
    """

    desk: str
    chain: str
    dealership: str
    person: str | None = None
    sealer: str = "desk"

    @property
    def is_in_team(self) -> bool:
        """Whether a shared database seals what is written here."""
        return self.sealer == SHARED


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note while it is typed; it becomes an entry when it is left."""

    lead: str
    agent: str
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """A short lease on a customer; it runs out by itself at `until`. `holder`: a person. `desk`: whose lease
    it is, "" where that is this one and it works alone. `taken_at`: when it began (UTC).
    """

    customer: str
    holder: str
    token: str
    until: datetime
    desk: str = ""
    taken_at: datetime = EPOCH


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """Somebody at another desk, as last heard (UTC)."""

    desk: str
    person: str
    state: str
    since: datetime
    met_at: datetime


@dataclass(frozen=True, slots=True)
class LeadRow:
    """What lists and searches need of a lead. `summary` is JSON made by operations."""

    lead: str
    customer: str
    name: str
    stage: str
    closed: bool
    owner: str | None
    arrived_at: datetime
    summary: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A lead found by an identity key ("tel:+442079460123", "mail:a@example.test")."""

    key: str
    lead: str
    name: str
    customer: str


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Something that came to this desk, and what became of it. `entry`: the arrival. `faults` are sentences.
    `place`: the mailbox or folder; `archive`: the original's SHA-256, None where none was kept.
    """

    at: datetime
    origin: str
    place: str
    name: str
    result: str
    lead: str | None = None
    entry: str | None = None
    grade: str = ""
    faults: tuple[str, ...] = ()
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class SearchDoc:
    """What a lead is found by: words of the `name` and of `more`, and `digits`, numbers with spaces between.
    `shown` is JSON made by operations: what a result shows.
    """

    lead: str
    arrived_at: datetime
    name: str
    more: str
    digits: str
    shown: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A lead that a search found. `id`: its place by arrival."""

    id: int
    lead: str
    customer: str
