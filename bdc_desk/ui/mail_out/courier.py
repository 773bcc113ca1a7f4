"""Drives the mails on their way, tick by tick: looks, sends, writes down what came of it, takes back. It
shows nothing: whoever draws listens to `moved`, whoever tells to `turned`.

Nothing leaves before its entry is in the log, and what the server took is written by the storage lane
(contact/mail_out/outbox.py has the order).
"""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from bdc_desk.contact.mail_out.outbox import NOT_BEGUN, Fate, MailOutbox, Outgoing, State
from bdc_desk.operations import closing_mails
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub


class Courier(QObject):
    """The outbox in the window."""

    moved = Signal()
    """Something on its way moved, if only its countdown."""
    turned = Signal(object)
    """Carries an `Outgoing` that is in another state than it was last told of."""
    refused = Signal(str)

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, outbox: MailOutbox, parent: QObject) -> None:
        """`outbox` knows the server."""
        super().__init__(parent)
        self._desk, self._lanes, self._hub, self.outbox = desk, lanes, hub, outbox
        self._told: dict[str, State] = {}
        self._settling: dict[str, Outgoing] = {}
        self._looking = self._closed = False
        hub.changed.connect(self._lead_moved)
        hub.taking_back.connect(lambda lead: outbox.doubt([lead]))

    def look(self) -> None:
        """Something was put into the outbox or judged elsewhere: do not wait for the next second."""
        self.tick(self._desk.clock.now())

    def tick(self, now: datetime) -> None:
        """One second passed."""
        if self._closed or not self.outbox.outgoing():
            return
        self.outbox.tick(now)
        if self.outbox.wants_look and not self._looking:
            self._look()
        self._send_due()
        self._tell()

    def outgoing(self) -> tuple[Outgoing, ...]:
        """Every mail that is not done with, oldest first; one whose fate is being written is still being
        sent.
        """
        return tuple(self._settling.get(one.asked, one) for one in self.outbox.outgoing())

    def newest(self) -> Outgoing | None:
        """The mail asked for last among those that can still be taken back."""
        open_ones = [one for one in self.outbox.outgoing() if one.state in NOT_BEGUN]
        return max(open_ones, key=lambda one: one.asked_at, default=None)

    def may_take_back(self, asked: str) -> bool:
        """Whether this mail has not begun to leave."""
        return any(one.asked == asked and one.state in NOT_BEGUN for one in self.outbox.outgoing())

    def _lead_moved(self, changes: Changes) -> None:
        """What opened a mail may be gone: its lead's mails are judged at once."""
        if not self._closed and any(one.lead in changes.leads for one in self.unsent()):
            self.outbox.doubt(changes.leads)
            self.look()

    def take_back(self, asked: str) -> bool:
        """It will not leave, from this moment on; False where it is too late."""
        if not self.outbox.hold(asked):
            return False

        def done(changes: Changes) -> None:
            self.outbox.dismiss([asked])  # not before the log has it
            self._wrote(changes)

        self._lanes.storage(lambda: self.outbox.take_back(asked), done, self._refuse)
        self._tell()
        return True

    def try_now(self, asked: str) -> None:
        """Do not wait for the next try."""
        if self.outbox.try_now(asked):
            self.tick(self._desk.clock.now())

    def unsent(self) -> tuple[Outgoing, ...]:
        """What has not left yet and still may."""
        return tuple(one for one in self.outbox.outgoing() if not one.is_finished)

    def close(self) -> None:
        """The window closes: what has not begun is withdrawn, and the next start will say so. The storage
        lane is waited for when the program ends, so what is being sent is awaited there.
        """
        if self._closed:
            return
        self._closed = True

        def work() -> None:
            before = {one.asked for one in self.outbox.outgoing() if not one.is_finished}
            self.outbox.take_back_all()
            names = [
                one.name
                for one in self.outbox.outgoing()
                if one.asked in before and one.state is State.WITHDRAWN
            ]
            closing_mails.keep_taken_back(self._desk, names)

        self._lanes.storage(work, lambda _none: None, self._refuse)

    def _look(self) -> None:
        self._looking = True
        self._lanes.storage(self.outbox.look, self._looked, self._not_looked)

    def _looked(self, changes: Changes) -> None:
        self._looking = False
        self._wrote(changes)
        self._send_due()  # what was let go leaves at once

    def _not_looked(self, _why: Exception) -> None:
        self._looking = False  # the next tick looks again

    def _send_due(self) -> None:
        if not self._closed:
            for one in self.outbox.due(self._desk.clock.now()):
                self._send(one)

    def _send(self, one: Outgoing) -> None:
        self._lanes.network(
            lambda: self.outbox.send_now(one), lambda fate: self._settle(one, fate), self._refuse
        )

    def _settle(self, one: Outgoing, fate: Fate) -> None:
        self._settling[one.asked] = one

        def done(changes: Changes) -> None:
            self._settling.pop(one.asked, None)
            self._wrote(changes)

        def failed(why: Exception) -> None:
            self._settling.pop(one.asked, None)
            self._refuse(why)
            self._tell()

        self._lanes.storage(lambda: self.outbox.settle(one, fate), done, failed)

    def _wrote(self, changes: Changes) -> None:
        self._hub.tell(changes)
        self._tell()

    def _refuse(self, why: Exception) -> None:
        self.refused.emit(str(why))

    def _tell(self) -> None:
        """What turned since it was last told, then that all may be drawn anew."""
        if self._closed:
            return
        for one in self.outgoing():
            if self._told.get(one.asked) is not one.state:
                self._told[one.asked] = one.state
                self.turned.emit(one)
        self.moved.emit()
