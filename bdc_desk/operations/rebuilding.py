"""Projections concluded from the log anew."""

from bdc_desk.errors import NotSetUp
from bdc_desk.operations.changes import LEAD_MOVED, Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.projecting import Projecting

KEPT = "6"
"""What the projections of this version hold; another in the profile means that they are behind."""
LISTS = "lists"
"""The setting that says what the profile's projections hold: KEPT, or "KEPT at N" after N leads."""
PORTION = 50


def rebuild(desk: Desk) -> int:
    """Empty all projections and conclude them from the log; the number of leads."""
    with desk.store.unit() as unit:
        leads = Projecting(unit, desk.surroundings(unit), desk.clock.now()).rebuild()
        unit.put_setting(LISTS, KEPT)
    return len(leads)


def refresh(desk: Desk, leads: frozenset[str]) -> Changes:
    """Conclude the rows of these leads as of now: what the law says changes without an entry."""
    if not leads:
        return Changes()
    with desk.store.unit() as unit:
        written = Projecting(unit, desk.surroundings(unit), desk.clock.now()).refresh(leads)
    return Changes(frozenset(written), LEAD_MOVED)


def lists_moved(desk: Desk, most: int = PORTION) -> tuple[bool, Changes]:
    """`catch_up`, and once it is done what screens that read the lists before have to read again: of a log
    that was salvaged they were empty.
    """
    with desk.store.snapshot() as snapshot:
        is_behind = (snapshot.setting(LISTS) or "") != KEPT
    if not catch_up(desk, most):
        return False, Changes()
    if not is_behind:
        return True, Changes()
    with desk.store.snapshot() as snapshot:
        return True, Changes(frozenset(snapshot.leads()), LEAD_MOVED)


def catch_up(desk: Desk, most: int = PORTION) -> bool:
    """Conclude at most so many leads anew that an older version of the program concluded, whose lists held
    less (the search index came later); whether nothing is left to do. In portions, so that the agent's own
    work comes between; one that is cut short goes on where it stopped.
    """
    with desk.store.snapshot() as snapshot:
        kept = snapshot.setting(LISTS) or ""
    if kept == KEPT:
        return True
    with desk.store.unit() as unit:
        try:
            projecting = Projecting(unit, desk.surroundings(unit), desk.clock.now())
        except NotSetUp:
            return True  # joining was cut short before the rules came: nothing is concluded yet
        told, _, number = kept.partition(" at ")
        done = int(number) if told == KEPT and number.isdecimal() else 0
        leads = unit.leads()
        projecting.refresh_each(leads[done : done + most])
        is_done = done + most >= len(leads)
        unit.put_setting(LISTS, KEPT if is_done else f"{KEPT} at {done + most}")
    return is_done
