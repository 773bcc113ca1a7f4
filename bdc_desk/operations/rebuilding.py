"""Projections concluded from the log anew."""

from bdc_desk.operations.changes import LEAD_MOVED, Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.projecting import Projecting


def rebuild(desk: Desk) -> int:
    """Empty all projections and conclude them from the log; the number of leads."""
    with desk.store.unit() as unit:
        return len(Projecting(unit, desk.surroundings(unit), desk.clock.now()).rebuild())


def refresh(desk: Desk, leads: frozenset[str]) -> Changes:
    """Conclude the rows of these leads as of now: what the law says changes without an entry."""
    if not leads:
        return Changes()
    with desk.store.unit() as unit:
        written = Projecting(unit, desk.surroundings(unit), desk.clock.now()).refresh(leads)
    return Changes(frozenset(written), LEAD_MOVED)
