"""One entry of the log, as the engine sees it: what the desk wrote, and what the seal made of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

STANDS = "stands"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONGEST_SPAN = 366 * 24 * 3600
NOTHING: Mapping[str, Any] = MappingProxyType({})
LAST_MOMENT = datetime(9000, 1, 1, tzinfo=UTC)
"""Later ones, and those before 1970, are no moments: calendars and additions must have room on both sides."""


def micros(moment: datetime) -> int:
    """An aware moment as the log writes it: whole microseconds since 1970-01-01 UTC."""
    return (moment - EPOCH) // MICROSECOND


def moment(micros_since_epoch: int) -> datetime:
    """The aware UTC moment that the log wrote as `micros_since_epoch`."""
    return EPOCH + timedelta(0, 0, micros_since_epoch)


@dataclass(frozen=True, slots=True)
class Seal:
    """The number and the verdict an entry got (design.md, The log).

    `at` is the entry's moment as sealed (UTC), `offset` the dealership's offset from UTC at that moment.
    """

    chain: str
    no: int
    sealed_at: datetime
    at: datetime
    offset: timedelta
    verdict: str
    hash: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """What was written, once. `details` is None where there are none or the person was erased.

    `seal` is None while the entry is provisional: written by this desk, not yet sealed by the shared
    database.
    """

    id: str
    dealership: str
    lead: str | None
    round: int
    kind: str
    agent: str
    desk: str
    desk_seq: int
    at: datetime
    seen: int
    policy: str
    body: Mapping[str, Any]
    details: Mapping[str, Any] | None = None
    seal: Seal | None = None

    @property
    def made_at(self) -> datetime:
        """The moment the log gives the entry: the seal's, else the desk's own."""
        return self.seal.at if self.seal else self.at

    @property
    def stands(self) -> bool:
        """False only for an entry that was refused: it folds as if never made."""
        return self.seal is None or self.seal.verdict == STANDS

    def moment_of(self, field: str) -> datetime | None:
        """The moment in a body field, or None where it is absent or of another form (a newer desk's)."""
        value = self.body.get(field)
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return moment(value) if 0 <= value < micros(LAST_MOMENT) else None

    def span_of(self, field: str) -> timedelta | None:
        """The span in a body field (seconds in the log), or None where it is absent or of another form."""
        value = self.body.get(field)
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            return None
        return timedelta(seconds=value) if 0 <= value < LONGEST_SPAN and math.isfinite(value) else None

    def text_of(self, field: str) -> str | None:
        """The text in a body field, or None where it is absent or of another form."""
        value = self.body.get(field)
        return value if isinstance(value, str) else None

    def texts_of(self, field: str) -> tuple[str, ...]:
        """The texts in a body field that is a list; whatever else is in it is left out."""
        value = self.body.get(field)
        return tuple(one for one in value if isinstance(one, str)) if isinstance(value, (list, tuple)) else ()
