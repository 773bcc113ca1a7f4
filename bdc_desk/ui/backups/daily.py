"""The day's backup, made by the open window beside the agent's work."""

from datetime import datetime, timedelta
from threading import Event

from PySide6.QtCore import QObject

from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.desk import Desk
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import Backup, backups, latest
from bdc_desk.storage.copying import Stopped
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.news import News

FIRST = timedelta(minutes=1)
"""After the window opened: the morning's first leads come before it."""
EVERY = timedelta(minutes=15)
"""Between two looks whether a day began that has no backup yet, and after one that failed."""


class DailyBackup(QObject):
    """Looks now and then whether the day has its backup. `newest`: the one that was found or made last, None
    before the first look; `fault`: why the last try made none, "" where it did not fail.
    """

    def __init__(self, desk: Desk, lanes: Lanes, news: News, parent: QObject) -> None:
        """Nothing happens before `begin`."""
        super().__init__(parent)
        self._desk, self._lanes, self._news = desk, lanes, news
        self._profile = Profile(desk.store.path.parent)
        self._ends = Event()
        self._next: datetime | None = None
        self.newest: Backup | None = None
        self.fault = ""

    def begin(self) -> None:
        """The window stands on the screen."""
        if self._next is None:
            self._next = self._desk.clock.now() + FIRST
            self._lanes.network(self._newest, self.found, self.failed)

    def end(self) -> None:
        """The window closes: a copy that runs is given up, and leaves nothing."""
        self._ends.set()
        self._next = None

    @property
    def goes_on(self) -> bool:
        """Whether the window is open still; asked in the lane's thread."""
        return not self._ends.is_set()

    def tick(self, now: datetime) -> None:
        """One second passed."""
        if self._next is not None and now >= self._next:
            self._next = now + EVERY
            self._lanes.network(self._look, self.found, self.failed)

    def _look(self) -> Backup | None:
        """In the network lane."""
        try:
            daily_backup(self._desk, self._profile, goes_on=lambda: self.goes_on)
        except Stopped:
            return self.newest
        return self._newest()

    def _newest(self) -> Backup | None:
        return latest(backups(self._profile.backups), self._desk.clock.now())

    def found(self, newest: Backup | None) -> None:
        """This one is the newest, and all is well."""
        self.newest, self.fault = newest, ""

    def failed(self, why: Exception) -> None:
        """None could be made: said once, and on the page about this desk until one is."""
        told, self.fault = self.fault, str(why)
        if not told:
            self._news.refuse(self.fault)
