"""A call that is promised to a customer (B): to the one for whom the time was asked, whoever is on the page
when it is chosen, and taken back for some seconds.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations import lead_work
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.views import LeadView
from bdc_desk.ui import words
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.news import News

UNDO = timedelta(seconds=8)
"""For so long Ctrl+Z takes it back without asking why; later the promise's own line does."""


class PromiseMaking(QObject):
    """Writes a promise and says so."""

    def __init__(
        self, desk: Desk, lanes: Lanes, hub: ChangeHub, news: News, zone: Callable[[], str], parent: QObject
    ) -> None:
        """`zone`: the dealership's (IANA)."""
        super().__init__(parent)
        self._desk, self._lanes, self._hub, self._news, self._zone = desk, lanes, hub, news, zone

    def promise(self, view: LeadView, at: datetime) -> None:
        """Promise this customer a call at this moment (aware)."""
        now, stack = self._desk.clock.now, self._news.stack
        mark = stack.begin(now(), self.tr("the call promised to {name}").format(name=view.name))

        def done(written: tuple[str, Changes]) -> None:
            promise, changes = written
            self._hub.tell(changes)
            stack.offer(mark, lambda: self._take_back(view, promise), now() + UNDO)
            when = words.moment(at, now(), zone_of(self._zone()))
            text = self.tr("{name}: a call is promised for {when}.").format(name=view.name, when=when)
            self._news.undoable(text, self.tr("Undo"), mark, now)

        def failed(why: Exception) -> None:
            stack.forget(mark)
            self._news.refuse(str(why))

        self._lanes.storage(lambda: lead_work.promise_callback(self._desk, view.lead, at), done, failed)

    def _take_back(self, view: LeadView, promise: str) -> None:
        def done(changes: Changes) -> None:
            self._hub.tell(changes)
            self._news.tell(self.tr("{name}: the promised call is taken back.").format(name=view.name))

        self._lanes.storage(
            lambda: lead_work.take_back_callback(self._desk, view.lead, promise),
            done,
            lambda why: self._news.refuse(str(why)),
        )
