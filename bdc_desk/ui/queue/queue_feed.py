"""Keeps the queue on the screen true to the log: loads it, applies what moved, marks the suggested
next call.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.queue import QueueRow
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.reading import Taken, around, queue_rows_of, taken_customers
from bdc_desk.operations.rebuilding import refresh
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.holder import Holder
from bdc_desk.ui.queue.next_calls import NEVER, NextCalls
from bdc_desk.ui.queue.panel import QueuePanel
from bdc_desk.ui.queue.queue_reading import (
    ReadQueue,
    holders_of,
    read_queue,
    show_rows,
    taken_by_others,
)

STALE_LOOK = timedelta(seconds=30)
"""How often rows are looked through for those that the law's clock made stale."""


class QueueFeed(QObject):
    """Reads in the storage lane, shows on the GUI thread."""

    loaded = Signal()
    """The whole queue was read: at the start, and after a policy changed."""
    rows_moved = Signal(object)
    """The rows that came or changed, as a tuple of QueueRow."""
    taken_moved = Signal()
    """Somebody took a customer in hand, let one go, or a lease ran out."""

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, panel: QueuePanel) -> None:
        """`panel` shows what is read."""
        super().__init__(panel)
        self._desk, self._lanes, self._panel = desk, lanes, panel
        self._hub = hub
        self._taken: Mapping[str, Taken] = {}
        self.about: Surroundings | None = None
        self._holders: dict[str, Holder] = {}
        self._paused = False
        self._calls = NextCalls()
        self._lapse_at = NEVER
        self._review_at = NEVER
        self._stale_look_at = datetime.min.replace(tzinfo=UTC)
        self.next_lead: str | None = None
        hub.changed.connect(self._on_changes)

    def now(self) -> datetime:
        """The desk's present."""
        return self._desk.clock.now()

    def load(self) -> None:
        """Read the whole queue."""
        self._lanes.storage(lambda: read_queue(self._desk), self._show_all)

    @property
    def zone(self) -> str:
        """The dealership's zone (IANA); UTC until the queue was read."""
        return self.about.policy.zone if self.about else "UTC"

    def name_of_lead(self, lead: str) -> str:
        """The customer's name for an open lead, "" for none."""
        row = self._panel.model.row(lead)
        return row.name if row else ""

    def name_of(self, person: str) -> str:
        """A person's name; the id where nobody of that id is known."""
        return self.about.name_of(person) if self.about else person

    def holder_of(self, customer: str) -> Holder | None:
        """Who has the customer in hand now, None for nobody."""
        return self._holders.get(customer)

    def held_by(self, customer: str) -> str | None:
        """The id of the person who has the customer in hand now, None for nobody."""
        taken = self._taken.get(customer)
        return taken.holder if taken is not None and taken.until > self.now() else None

    def best(self, most: int) -> tuple[str, ...]:
        """The leads to call now in the order of the suggestion, at most so many; none while paused."""
        if self._paused:
            return ()
        now = self._desk.clock.now()
        self._calls.pass_time(now)
        return tuple(row.lead for row in self._calls.best(most, self._others(now)))

    def pause(self, paused: bool) -> None:
        """Suggest nothing while the person is on a break."""
        self._paused = paused
        self._review(self._desk.clock.now())

    def tick(self, now: datetime) -> None:
        """Let time pass."""
        self._panel.tick(now)
        if now >= self._lapse_at:
            self._show_holders(now)
        if now >= self._review_at:
            self._review(now)
        if now >= self._stale_look_at:
            self._look_for_stale(now)

    def _show_all(self, read: ReadQueue) -> None:
        self._calls = read.calls
        show_rows(self._panel, read, self._desk.clock.now())
        self._show_taken(read.taken, read.about)
        self._panel.view.viewport().repaint()  # of many rows some, before all are gone through for alerts
        self.loaded.emit()
        self.rows_moved.emit(read.rows)

    def _on_changes(self, changes: Changes) -> None:
        if Data.POLICY in changes.kinds or Data.PEOPLE in changes.kinds:
            self.load()
            return
        if Data.QUEUE in changes.kinds and changes.leads:
            self._lanes.storage(lambda: queue_rows_of(self._desk, changes.leads), self._apply)
        if Data.CLAIMS in changes.kinds:
            self._lanes.storage(
                lambda: (taken_customers(self._desk), around(self._desk)),
                lambda found: self._show_taken(*found),
            )

    def _apply(self, found: dict[str, QueueRow | None]) -> None:
        now = self._desk.clock.now()
        rows = tuple(row for row in found.values() if row is not None)
        gone = [lead for lead, row in found.items() if row is None]
        self._panel.remove(gone)
        self._panel.upsert(rows, now)
        self._calls.forget(gone)
        self._calls.note(rows, now)
        self._review(now)
        self.rows_moved.emit(rows)

    def _show_taken(self, taken: Mapping[str, Taken], about: Surroundings) -> None:
        self._taken, self.about = taken, about
        self._show_holders(self._desk.clock.now())

    def _show_holders(self, now: datetime) -> None:
        """Show who has what in hand; a lease runs out by itself, without a change to hear of."""
        running = {customer: one for customer, one in self._taken.items() if one.until > now}
        self._lapse_at = min((one.until for one in running.values()), default=NEVER)
        self._holders = holders_of(running, self.about, self._desk.person, now)
        self._panel.set_holders(self._holders)
        self._review(now)
        self.taken_moved.emit()

    def _others(self, now: datetime) -> frozenset[str]:
        """The customers whom colleagues have in hand."""
        return taken_by_others(self._taken, self._desk.person, now)

    def _review(self, now: datetime) -> None:
        """Choose the suggested next call, and when to choose again: the next stored moment of any row."""
        self._calls.pass_time(now)
        best = () if self._paused else self._calls.best(1, self._others(now))
        self.next_lead = best[0].lead if best else None
        self._panel.set_suggested(self.next_lead)
        self._review_at = self._calls.next_turn()

    def _look_for_stale(self, now: datetime) -> None:
        self._stale_look_at = now + STALE_LOOK
        rows = self._panel.model.rows()
        stale = frozenset(row.lead for row in rows if row.stale_at is not None and row.stale_at <= now)
        if stale:
            self._lanes.storage(lambda: refresh(self._desk, stale), self._hub.tell)
