"""The log's backups in the window: one a day by itself, one when asked, and the way back to one of them."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path

from PySide6.QtCore import QObject

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around
from bdc_desk.operations.restoring import Loss, check_backup, what_would_be_lost
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import Backup, backup_at, backups, latest, unreadable
from bdc_desk.storage.copying import Stopped
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.backups.backup_words import (
    backup_line,
    choices,
    contents,
    kept_words,
    loss_words,
    made_words,
)
from bdc_desk.ui.backups.backups_panel import BackupsPanel
from bdc_desk.ui.backups.daily import DailyBackup
from bdc_desk.ui.backups.restore_panel import RestorePanel
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.status.status_line import StatusLine

Found = tuple[list[Backup], list[Path], int]
"""The backups, the newest first; files that are none any more; days that one is kept."""


class BackupWork(QObject):
    """The palette's "Backups", the button on the page about this desk, and the day's backup."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        window: MainWindow,
        beside: Beside,
        why_not: Callable[[], str],
        restore: Callable[[Path], None],
    ) -> None:
        """`why_not`: what has to be done before the window may close, as a sentence, "" for nothing.
        `restore(file)`: closes the window, and opens it again on that backup.
        """
        super().__init__(window)
        self._desk, self._lanes, self._beside = desk, lanes, beside
        self._why_not, self._restore = why_not, restore
        self._profile = Profile(desk.store.path.parent)
        self._chosen: Path | None = None
        self.daily = DailyBackup(desk, lanes, beside.news, self)
        self.panel, self.restore_panel = BackupsPanel(window.desk), RestorePanel(window.desk)
        self.panel.backup_asked.connect(self._back_up)
        self.panel.restore_asked.connect(self._look_at)
        self.restore_panel.agreed.connect(self._go_back)

    def actions(self) -> list[Action]:
        """By the palette."""
        return [Action("backups", self.tr("Backups: back up now, restore one …"), (), self.open)]

    def begin(self) -> None:
        """The window stands: a day that has no backup gets one soon."""
        self.daily.begin()

    def end(self) -> None:
        """The window closes."""
        self.daily.end()

    def tick(self, now: datetime) -> None:
        """One second passed."""
        self.daily.tick(now)

    def line(self) -> StatusLine:
        """How the backups stand."""
        return backup_line(self.daily.newest, self.daily.fault, self._desk.clock.now(), self._zone())

    def open(self) -> None:
        """Read which there are."""
        place = self._beside.place()

        def found(told: Found) -> None:
            if self._beside.place() == place:
                self._show(told)
                self.panel.say("")
                self.panel.open_panel()

        self._lanes.network(self._read, found, lambda why: self._beside.news.refuse(str(why)))

    def say_restored(self, words: str, is_locked: Callable[[], bool], *, well: bool) -> None:
        """The window was closed and opened for it, so what came of it stands in the panel until that is
        closed; a locked window says it in a line.
        """

        def found(told: Found) -> None:
            if is_locked():
                (self._beside.news.tell if well else self._beside.news.refuse)(words)
                return
            self._show(told)
            self.panel.say(words, role="ok" if well else "error")
            self.panel.open_panel()

        # Asked for in the storage lane after the lock was: it answers first.
        self._lanes.storage(self._read, found, lambda _why: self._beside.news.tell(words))

    def _read(self) -> Found:
        """In the network lane."""
        folder = self._profile.backups
        return backups(folder), unreadable(folder), around(self._desk).policy.keep_backups.days

    def _show(self, told: Found) -> None:
        found, broken, days = told
        now = self._desk.clock.now()
        self.daily.newest = latest(found, now)
        rows = choices(found, broken, now, self._zone())
        self.panel.show_backups(rows, kept_words(self._profile.backups, days))

    def _back_up(self) -> None:
        self.panel.say(self.tr("It is made and checked. Work on meanwhile ..."))
        self._lanes.network(self._make, self._made, self._not_made)

    def _make(self) -> tuple[Backup, Found] | None:
        """In the network lane."""
        try:
            made = daily_backup(self._desk, self._profile, force=True, goes_on=lambda: self.daily.goes_on)
        except Stopped:
            return None
        return (made, self._read()) if made is not None else None

    def _made(self, done: tuple[Backup, Found] | None) -> None:
        self.panel.answered()
        if done is not None:
            made, found = done
            self.daily.found(made)
            self._show(found)
            self.panel.say(made_words(made), role="ok")

    def _not_made(self, why: Exception) -> None:
        self.panel.answered()
        self.daily.fault = str(why)
        self.panel.say(str(why), role="error")

    def _look_at(self, name: str) -> None:
        """Judge the backup page by page, and what it would cost, before anybody is asked."""
        path = self._profile.backups / name
        self.panel.say(self.tr("The backup is looked at, page by page ..."))

        def found(told: tuple[Backup, Loss]) -> None:
            if self.panel.is_open:
                self.ask(*told)

        self._lanes.network(
            lambda: self._looked_at(path), found, lambda why: self.panel.say(str(why), role="error")
        )

    def _looked_at(self, path: Path) -> tuple[Backup, Loss]:
        """In the network lane. Raises Refused."""
        check_backup(self._profile, path)
        backup = backup_at(path)
        assert backup is not None  # noqa: S101 - the line above could read it
        return backup, what_would_be_lost(self._profile, path)

    def ask(self, backup: Backup, loss: Loss) -> None:
        """Say what restoring it means, and have the word typed."""
        self._chosen = backup.path
        now, zone = self._desk.clock.now(), self._zone()
        said = self.tr("The backup of {contents}. It is whole.")
        self.panel.close_panel()
        self.restore_panel.open_for(
            said.format(contents=contents(backup, now, zone)), loss_words(loss, now, zone)
        )

    def _go_back(self) -> None:
        why_not = self._why_not()
        if why_not:
            self.restore_panel.say(why_not)
        elif self._chosen is not None:
            self._restore(self._chosen)

    def _zone(self) -> tzinfo:
        return zone_of(self._beside.zone())
