"""The sync beside the window: what it tells comes over to the GUI thread, what is written here wakes it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from bdc_desk.operations import teamwork
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Attention, Colleague, Waiting
from bdc_desk.sync.values import SyncStatus
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.team.team import Team


@dataclass(frozen=True, slots=True)
class TeamNews:
    """What the log and the leases say of the team now."""

    colleagues: tuple[Colleague, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    needs_you: tuple[Attention, ...] = ()


def read_news(desk: Desk, *, whole: bool) -> TeamNews:
    """Read it, in the storage lane. `whole`: also what waits, much after a day without connection."""
    waiting = teamwork.waiting(desk) if whole else ()
    return TeamNews(teamwork.colleagues(desk), waiting, teamwork.needs_you(desk))


class TeamFeed(QObject):
    """`status` and `news` are what was told last."""

    moved = Signal()
    """The link's state or the news are others than before."""

    _status_came = Signal(object)
    _changes_came = Signal(object)

    def __init__(self, team: Team, desk: Desk, lanes: Lanes, hub: ChangeHub, parent: QObject) -> None:
        """Nothing runs before `start`."""
        super().__init__(parent)
        self._team, self._desk, self._lanes, self._hub = team, desk, lanes, hub
        self.status: SyncStatus = team.status
        self.news = TeamNews()
        self._whole = False
        self._telling = self._reading = self._again = False
        self._status_came.connect(self._take_status, Qt.ConnectionType.QueuedConnection)
        self._changes_came.connect(self._take_changes, Qt.ConnectionType.QueuedConnection)
        hub.changed.connect(self._on_changes)

    def start(self) -> None:
        """Let the sync begin."""
        self._team.start(_while_alive(self._status_came.emit), _while_alive(self._changes_came.emit))
        self.read()

    def stop(self) -> None:
        """End the sync."""
        self._team.stop()

    def tick(self) -> None:
        """One second passed: the sync may have come level without another state to tell."""
        self.status = self._team.status

    def read(self) -> None:
        """Read the news anew; asked for while a reading runs, once more after it."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        whole = self._whole
        self._lanes.storage(
            lambda: read_news(self._desk, whole=whole), self._take_news, lambda _why: self._end_reading()
        )

    def look_closely(self, whole: bool) -> None:
        """Somebody begins or ends to look at what waits."""
        self._whole = whole
        if whole:
            self.read()

    def put_aside(self, entry: str) -> None:
        """The person has seen what needed them."""
        self._lanes.storage(lambda: teamwork.put_aside(self._desk, entry), self._hub.tell)

    def _take_news(self, news: TeamNews) -> None:
        moved, self.news = news != self.news, news
        self._end_reading()
        if moved:
            self.moved.emit()

    def _end_reading(self) -> None:
        self._reading = False
        if self._again:
            self.read()

    def _take_status(self, status: SyncStatus) -> None:
        self.status = status
        self.moved.emit()

    def _take_changes(self, changes: Changes) -> None:
        self._telling = True
        try:
            self._hub.tell(changes)
        finally:
            self._telling = False

    def _on_changes(self, changes: Changes) -> None:
        if not self._telling:  # else what came from the colleagues would be sent for at once
            self._team.wake()
        if Data.TEAM in changes.kinds or (self._whole and changes.leads):
            self.read()


def _while_alive(emit: Callable[[object], None]) -> Callable[[object], None]:
    """`emit` for another thread: silent once Qt's half of the object is gone."""

    def told(value: object) -> None:
        try:
            emit(value)
        except RuntimeError:
            return

    return told
