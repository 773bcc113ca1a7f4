"""The queue's rows in the first window, before all that can be done with them is imported (design.md, Speed).

They are what the workplace will show when it is there, and until then nothing hears a key: keys wait.
"""

from datetime import datetime, timedelta

from bdc_desk.cadence.queue import QueueRow
from bdc_desk.clock import Clock, ShiftedClock
from bdc_desk.errors import BdcDeskError
from bdc_desk.first_window import FirstWindow
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.pins import has_pin
from bdc_desk.storage.store import Store
from bdc_desk.sync.settings import clock_off
from bdc_desk.ui.queue.queue_reading import ReadQueue, holders_of, read_queue, show_rows, taken_by_others

MOST = 2_000
"""Open leads that are read at once while the window waits; more are read beside it, later."""


def show_first_rows(first: FirstWindow, store: Store, clock: Clock) -> bool:
    """Show the queue; False where nobody's name may be seen yet (a PIN comes first), where there is no queue,
    or a large one. What is wrong with the log is said by who opens the desk.
    """
    try:
        desk = _desk(store, clock)
        if desk is None:
            return False
        read = read_queue(desk)
    except BdcDeskError:
        return False
    _show(first, desk, read)
    return True


def _desk(store: Store, clock: Clock) -> Desk | None:
    with store.snapshot() as snapshot:
        identity, size = snapshot.desk(), snapshot.queue_size()
    if identity is None or identity.person is None or not 0 < size <= MOST:
        return None
    desk = Desk(store, ShiftedClock(clock, clock_off(store)), identity.person)
    return None if has_pin(desk, desk.person) else desk


def _show(first: FirstWindow, desk: Desk, read: ReadQueue) -> None:
    opening, now = read.about.policy.opening, desk.clock.now()

    def age(row: QueueRow, at: datetime) -> timedelta:
        return opening.between(row.arrived_at, at)

    window = first.window
    window.furnish(age, now, desk.person)
    first.look.place_window()
    show_rows(window.queue, read, now)
    window.queue.set_holders(holders_of(read.taken, read.about, desk.person, now))
    best = read.calls.best(1, taken_by_others(read.taken, desk.person, now))
    window.queue.set_suggested(best[0].lead if best else None)
    window.show_page(window.desk)
    first.paint()
