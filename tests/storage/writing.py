"""Entries through the store's own door, with the fields that a test does not care about filled in."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bdc_desk.cadence.entry import Entry
from bdc_desk.storage.store import Unit
from tests.helpers.plain_log import AGENT, NINE_ON_MONDAY


def write(
    unit: Unit,
    kind: str,
    body: Mapping[str, Any] | None = None,
    *,
    lead: str | None = None,
    round: int | None = None,
    at: datetime = NINE_ON_MONDAY,
    agent: str = AGENT,
    offset: timedelta = timedelta(0),
    details: Mapping[str, Any] | None = None,
    id: str | None = None,
) -> Entry:
    """Append one entry; of round 1 where it has a lead."""
    return unit.append(
        lead=lead,
        round=round if round is not None else int(lead is not None),
        kind=kind,
        body=body or {},
        at=at,
        agent=agent,
        policy="",
        offset=offset,
        details=details,
        id=id,
    )
