"""The lists compared with the log: who edits a row of the queue hides a lead without touching an entry."""

from collections.abc import Iterator
from datetime import datetime

from bdc_desk.cadence.entry import micros
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.projecting import Projecting
from bdc_desk.operations.rebuilding import KEPT, LISTS
from bdc_desk.operations.rows_of_then import RowsOfThen
from bdc_desk.storage.replication import PROJECTED
from bdc_desk.storage.shadow import ShadowUnit, shadow
from bdc_desk.storage.store import Snapshot

MOST = 20
"""So many leads are named."""


def list_faults(desk: Desk) -> Iterator[str]:
    """A sentence for each lead of which the lists say otherwise than the log; none where they have yet to
    catch up with it. Raises SurroundingsFault.
    """
    with shadow(desk.store) as unit:
        if _are_behind(unit):
            return
        now, around = desk.clock.now(), desk.surroundings(unit)
        Projecting(unit, around, now).rebuild()
        leads = sorted(unit.differing_leads() | set(_in_queue(unit, around, now)))
    for lead in leads[:MOST]:
        yield f"lead {lead}: the lists say otherwise than the log; `bdc-desk rebuild` concludes them anew"
    if len(leads) > MOST:
        yield f"the lists say otherwise than the log of {len(leads) - MOST:,} more leads"


def _are_behind(snapshot: Snapshot) -> bool:
    """Whether an older version concluded the lists, or what was pulled is not concluded yet."""
    desk, head = snapshot.desk(), snapshot.head()
    if (snapshot.setting(LISTS) or "") != KEPT:
        return True
    done = snapshot.setting(PROJECTED) or "0"
    return desk is not None and desk.is_in_team and head is not None and done != str(head.no)


def _in_queue(unit: ShadowUnit, around: Surroundings, now: datetime) -> Iterator[str]:
    then = RowsOfThen(unit, around, micros(now))
    for lead, content, right in unit.differing_queue_rows():
        if content is None or right is None or not then.explain(lead, content, right):
            yield str(lead)
