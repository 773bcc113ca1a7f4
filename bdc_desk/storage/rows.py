"""Rows of the desk's state and of the projections as frozen values. Moments are aware UTC."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class DeskIdentity:
    """Which desk this is: `chain` is its log's UUID, `person` who sits here (None: not said yet)."""

    desk: str
    chain: str
    dealership: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class NoteDraft:
    """A note while it is typed; it becomes an entry when it is left."""

    lead: str
    agent: str
    text: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """A short lease on a customer; it runs out by itself at `until`."""

    customer: str
    holder: str
    token: str
    until: datetime


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
