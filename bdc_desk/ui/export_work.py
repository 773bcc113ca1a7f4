"""Everything that the dealership owns, into a folder of the person's choice, by the palette."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.intake.exporting import ending
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.exporting import Exported, export_everything
from bdc_desk.settings import Profile
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.translation import translate


class ExportWork(QObject):
    """The palette's "Export everything ...": the agent works on while it is written."""

    def __init__(self, desk: Desk, lanes: Lanes, window: MainWindow, beside: Beside) -> None:
        """The system's own window asks for the folder."""
        super().__init__(window)
        self._desk, self._lanes, self._beside = desk, lanes, beside
        self._window = window
        self._ends = Event()
        self._writes = False

    def actions(self) -> list[Action]:
        """By the palette only."""
        title = self.tr("Export everything the dealership owns …")
        return [Action("export", title, (), self.choose, self._why_not)]

    def end(self) -> None:
        """The window closes: an export that runs is given up, and leaves nothing."""
        self._ends.set()

    def choose(self) -> None:
        """Ask where to; nothing is written over, each export is a folder of its own."""
        if self._writes:
            self._beside.news.refuse(self._why_not())
            return
        title = self.tr("Where to export everything")
        found = QFileDialog.getExistingDirectory(self._window, title, str(Path.home()))
        if found:
            self._export(Path(found))

    def _export(self, where: Path) -> None:
        now = self._desk.clock.now().astimezone(zone_of(self._beside.zone()))
        folder = where / f"bdc-desk-{now:%Y-%m-%d-%H%M%S}"
        profile = Profile(self._desk.store.path.parent)
        self._writes = True
        self._beside.news.tell(self.tr("Everything is being exported. Work on meanwhile ..."))
        self._lanes.network(
            lambda: export_everything(
                self._desk, profile, folder, ending=ending, goes_on=lambda: not self._ends.is_set()
            ),
            self._done,
            self._failed,
        )

    def _done(self, done: Exported) -> None:
        self._writes = False
        said = translate("Export", "{n} entr(y|ies) exported to {folder}. Personal data: keep it safe.", "",
                         done.entries)  # fmt: skip
        self._beside.news.done(said.format(folder=done.folder))

    def _failed(self, why: Exception) -> None:
        self._writes = False
        self._beside.news.refuse(str(why))

    def _why_not(self) -> str:
        return self.tr("An export is being written; wait until it is done.") if self._writes else ""
