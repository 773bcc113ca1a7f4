"""The queue as the storage lane reads it and puts it in order, so that the GUI thread need not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bdc_desk.cadence.queue import QueueRow
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.reading import Taken, around, queue, taken_customers
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.queue.next_calls import NextCalls
from bdc_desk.ui.queue.order import RowOrder
from bdc_desk.ui.queue.panel import QueuePanel


@dataclass(frozen=True, slots=True)
class ReadQueue:
    """All of it: the rules and the people, the rows, who is taken, and what was made of them."""

    about: Surroundings
    rows: tuple[QueueRow, ...]
    taken: Mapping[str, Taken]
    order: RowOrder
    calls: NextCalls


def read_queue(desk: Desk) -> ReadQueue:
    """Read and order the whole queue. Raises NotSetUp in an empty profile."""
    about, rows, now = around(desk), queue(desk), desk.clock.now()
    order, calls = RowOrder(), NextCalls()
    order.fill(rows, now)
    calls.fill(rows, now)
    return ReadQueue(about, rows, taken_customers(desk), order, calls)


def show_rows(panel: QueuePanel, read: ReadQueue, now: datetime) -> None:
    """Show the rows instead of those there were; who has whom in hand and the next call are told after."""
    panel.set_zone(read.about.policy.zone)
    panel.set_people({person.id: person.name for person in read.about.people.values()})
    panel.reset_order(read.order, now)


def holders_of(
    taken: Mapping[str, Taken], about: Surroundings | None, person: str, now: datetime
) -> dict[str, Holder]:
    """Who has which customer in hand now, by customer; `person` sits here."""
    return {
        customer: Holder(
            about.name_of(one.holder) if about else one.holder, None if one.holder == person else one.since
        )
        for customer, one in taken.items()
        if one.until > now
    }


def taken_by_others(taken: Mapping[str, Taken], person: str, now: datetime) -> frozenset[str]:
    """The customers whom colleagues have in hand."""
    return frozenset(customer for customer, one in taken.items() if one.holder != person and one.until > now)
