"""The readers beside the window: what they tell comes over to the GUI thread, what was set is read for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QObject, Qt, Signal

from bdc_desk.intake.values import SourceKind, SourceStatus
from bdc_desk.operations import intake_reading, intake_settings
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_reading import IntakeItem, ProviderFigures
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.intake.intake import Intake

LISTED = timedelta(days=7)
"""How far back the list of mails and files goes."""
LISTED_MOST = 500
"""How many of the newest are listed, beside all that need a look."""
JUDGED = timedelta(days=30)
"""How far back a provider's figures go."""


@dataclass(frozen=True, slots=True)
class Source:
    """A mailbox or a folder that this desk is to read, and how it stands (None: nothing was heard yet)."""

    kind: SourceKind
    name: str
    status: SourceStatus | None
    settings: MailboxSettings | None = None


@dataclass(frozen=True, slots=True)
class IntakeNews:
    """What came in, newest first, and what the providers' leads are like, the largest first.

    `total`: how much came in; `items` are the newest of it, and all that needs a look.
    """

    items: tuple[IntakeItem, ...] = ()
    figures: tuple[ProviderFigures, ...] = ()
    total: int = 0


def read_news(desk: Desk) -> IntakeNews:
    """Read it, in the storage lane."""
    now = desk.clock.now()
    listed = intake_reading.intake_items(desk, now - LISTED, LISTED_MOST)
    return IntakeNews(listed.items, intake_reading.provider_figures(desk, now - JUDGED), listed.total)


class IntakeFeed(QObject):
    """`sources` and `news` are what was heard and read last; `news` is read only while somebody looks."""

    moved = Signal()
    """A source stands otherwise, came or went."""
    news_came = Signal()
    """What came in, or the figures, are others than before."""

    _status_came = Signal(object)
    _changes_came = Signal(object)

    def __init__(self, intake: Intake, desk: Desk, lanes: Lanes, hub: ChangeHub, parent: QObject) -> None:
        """Nothing runs before `start`."""
        super().__init__(parent)
        self.intake = intake
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._heard: dict[tuple[SourceKind, str], SourceStatus] = {}
        self._mailboxes: tuple[MailboxSettings, ...] = ()
        self._folders: tuple[str, ...] = ()
        self.news = IntakeNews()
        self._looked_at = self._reading = self._again = False
        self._status_came.connect(self._take_statuses, Qt.ConnectionType.QueuedConnection)
        self._changes_came.connect(hub.tell, Qt.ConnectionType.QueuedConnection)
        hub.changed.connect(self._on_changes)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every mailbox, then every folder, in the order in which they were added."""
        mailboxes = tuple(
            Source(SourceKind.MAILBOX, one.name, self._heard.get((SourceKind.MAILBOX, one.name)), one)
            for one in self._mailboxes
        )
        folders = tuple(
            Source(SourceKind.FOLDER, one, self._heard.get((SourceKind.FOLDER, one))) for one in self._folders
        )
        return mailboxes + folders

    @property
    def statuses(self) -> tuple[SourceStatus, ...]:
        """Those of the sources from which something was heard."""
        return tuple(one.status for one in self.sources if one.status is not None)

    def start(self) -> None:
        """Let the readers begin."""
        self.intake.start(_while_alive(self._status_came.emit), _while_alive(self._changes_came.emit))
        self._take_statuses()
        self.read_settings()

    def stop(self) -> None:
        """End them."""
        self.intake.stop()

    def hear(self, statuses: tuple[SourceStatus, ...]) -> None:
        """Take over how the sources stand: all of them. GUI thread."""
        heard = {(status.kind, status.name): status for status in statuses}
        if heard == self._heard:
            return
        before, self._heard = self._heard, heard
        self.moved.emit()
        if self._looked_at and _brought(before) != _brought(heard):
            self.read()  # a file that could not be read at all moves no lead, but stands in the list

    def read_settings(self) -> None:
        """Read anew which sources there are to be; cheap."""
        self._lanes.storage(
            lambda: (intake_settings.mailboxes(self._desk), intake_settings.folders(self._desk)),
            self._take_settings,
        )

    def settings_changed(self) -> None:
        """A source was added, changed or removed: the readers and the page go by the new ones."""
        self.intake.reload()
        self.read_settings()

    def look_closely(self, looked_at: bool) -> None:
        """Somebody begins or ends to look at what came in."""
        self._looked_at = looked_at
        if looked_at:
            self.read()

    def read(self) -> None:
        """Read the news anew; asked for while a reading runs, once more after it."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        self._lanes.storage(lambda: read_news(self._desk), self._take_news, lambda _why: self._end_reading())

    def _take_settings(self, found: tuple[tuple[MailboxSettings, ...], tuple[str, ...]]) -> None:
        self._mailboxes, self._folders = found
        self.moved.emit()

    def _take_news(self, news: IntakeNews) -> None:
        moved, self.news = news != self.news, news
        self._end_reading()
        if moved:
            self.news_came.emit()

    def _end_reading(self) -> None:
        self._reading = False
        if self._again:
            self.read()

    def _take_statuses(self, _moved: object = None) -> None:
        """All of them: the one that moved may have gone meanwhile."""
        self.hear(self.intake.statuses())

    def _on_changes(self, changes: Changes) -> None:
        if Data.INTAKE in changes.kinds:
            self._take_statuses()  # a source may have come or gone
            self.read_settings()
        if self._looked_at and (changes.leads or Data.INTAKE in changes.kinds):
            self.read()


def _brought(heard: dict[tuple[SourceKind, str], SourceStatus]) -> list[tuple[int, int]]:
    """What came in so far, as far as the sources count it."""
    return [(status.found, status.failed) for status in heard.values()]


def _while_alive(emit: Callable[[object], None]) -> Callable[[object], None]:
    """`emit` for another thread: silent once Qt's half of the object is gone."""

    def told(value: object) -> None:
        try:
            emit(value)
        except RuntimeError:
            return

    return told
