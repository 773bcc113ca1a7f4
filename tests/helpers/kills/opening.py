"""A life that only opens a profile: a new one that is set up, or an older version's that is migrated."""

from pathlib import Path

from bdc_desk.clock import FixedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.rebuilding import catch_up
from bdc_desk.operations.setting_up import is_set_up, set_up
from bdc_desk.storage.store import Store
from tests.helpers.desks import FORM, POLICY
from tests.helpers.kills.points import Points, Tell
from tests.helpers.kills.seat import Order


def live(order: Order, tell: Tell, points: Points) -> None:
    """Open the file `order.folder`, set it up where it is empty, and catch up."""
    clock = FixedClock(order.moment)
    points.begin("open")
    store = Store.open(Path(order.folder))
    points.end()
    if not is_set_up(store):
        points.begin("set up")
        set_up(store, clock, FORM, POLICY)
        points.end()
    with store.snapshot() as snapshot:
        identity = snapshot.desk()
    assert identity is not None
    desk = Desk(store, clock, str(identity.person))
    points.begin("catch up")
    while not catch_up(desk, 2):
        pass
    points.end()
    tell("opened")
