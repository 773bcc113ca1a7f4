"""What every reader of leads is given and what it answers; reader.py has the list of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from bdc_desk.operations.draft import LeadDraft

NO_TABLES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
"""No table's columns are known yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a lead is read; the dealership's `country` (or None) and IANA `zone`.

    `tables`: what the columns of known tables mean, by the digest of their header.
    """

    now: datetime
    country: str | None
    zone: str
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """The leads that a reader found in a text, at least one; or none and `why`, without a full stop.

    `why` is empty where the text is not in the reader's form at all. The drafts lack what only the envelope
    knows (key, raw, arrival) and are graded `ok` or `repaired`; reader.py adds and judges the rest.
    """

    drafts: tuple[LeadDraft, ...] = ()
    why: str = ""


Reader = Callable[[str, Place], Reading]
"""A pure function of a text and the place; it never raises, and takes time linear in the text."""
