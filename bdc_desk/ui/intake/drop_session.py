"""What is dropped on the window becomes leads; how far it is and what became of it is said in one line."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from bdc_desk.intake.importing import BATCH, Imported, Piece, changes_of
from bdc_desk.operations.delivery import Origin
from bdc_desk.operations.desk import Desk
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.intake.drop_job import DropJob
from bdc_desk.ui.intake.progress import Progress
from bdc_desk.ui.news import News
from bdc_desk.ui.translation import number_words, translate


class DropSession(QObject):
    """Imports in the storage lane, one import after the other. `tables_found(pieces, origin, place)`: tables
    whose columns a person has to explain, by which way, and where the person stood when they were given.
    """

    show_asked = Signal(object)
    """Show on the intake page what came in: carries a question about an IntakeItem."""
    came_in = Signal(object)
    """As above, but only so that the page has it ready."""
    tables_found = Signal(object, object, object)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        news: News,
        progress: Progress,
        place: Callable[[], object],
    ) -> None:
        """`news` says what came of it, `progress` how far a long one is; `place`: where the person stands."""
        super().__init__(progress)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._news, self._progress, self._place = news, progress, place
        self._jobs: deque[tuple[DropJob, object]] = deque()
        progress.stop_asked.connect(self.stop)

    def import_files(self, paths: Sequence[str], origin: Origin = Origin.WINDOW) -> None:
        """Read files and folders and receive their leads, each once."""
        self._queue(DropJob(self._desk, tuple(paths), origin=origin))

    def import_pieces(
        self, pieces: Sequence[Piece], advice: str = "", origin: Origin = Origin.WINDOW
    ) -> None:
        """The same for mails and text that lie in no file, and for tables that were explained. `advice` is
        said behind what came of it.
        """
        self._queue(DropJob(self._desk, (), tuple(pieces), advice, origin))

    def end(self) -> DropJob | None:
        """The window closes: as `stop`; the import that ran, whose tables nobody will be asked about."""
        running = self._jobs[0][0] if self._jobs else None
        self.stop()
        return running

    def stop(self) -> None:
        """Esc: end after the batch that runs; what waited behind it is not begun."""
        if not self._jobs:
            return
        self._jobs[0][0].stop()
        while len(self._jobs) > 1:
            self._jobs.pop()
        self._progress.show_stopping(self.tr("Stopping after what is being read ..."))

    def _queue(self, job: DropJob) -> None:
        """One after the other: two at once would only wait for each other."""
        self._jobs.append((job, self._place()))
        if len(self._jobs) == 1:
            self._begin(job)

    def _begin(self, job: DropJob) -> None:
        def counted(total: int) -> None:
            if total <= BATCH:
                self._news.tell(
                    self.tr("Reading {what} ...").format(what=translate("Intake", "{n} file(s)", "", total))
                )
            self._go_on(job)

        self._lanes.storage(job.count, counted, lambda why: self._failed(job, why))

    def _go_on(self, job: DropJob) -> None:
        """One batch a piece of work: a call begun meanwhile waits for a batch, not for the import."""

        def done(batch: list[Imported]) -> None:
            self._hub.tell(changes_of(batch))
            if not batch:
                self._ended(job)
                return
            self._show(job)
            self._go_on(job)

        self._show(job)
        self._lanes.storage(lambda: job.next_batch(BATCH), done, lambda why: self._failed(job, why))

    def _show(self, job: DropJob) -> None:
        if job.total > BATCH and not job.was_stopped:
            self._progress.show_progress(
                self.tr("{done} of {total} read · {leads}").format(
                    done=number_words(job.done),
                    total=translate("Intake", "{n} file(s)", "", job.total),
                    leads=translate("Intake", "{n} lead(s)", "", len(job.found)),
                ),
                job.done,
                job.total,
            )

    def _ended(self, job: DropJob) -> None:
        faults, these = job.faults(), job.these()
        self.came_in.emit(these)
        self._news.read_in(
            job.summary(),
            well=not faults,
            details="\n".join(faults),
            action=self.tr("Show") if job.found else "",
            act=lambda: self.show_asked.emit(these),
        )
        self._leave(job)

    def _failed(self, job: DropJob, why: Exception) -> None:
        """Only what came in before stands; the rest can be dropped again."""
        self._news.refuse(f"{why} {job.summary()}" if job.found else str(why))
        self._leave(job)

    def _leave(self, job: DropJob) -> None:
        place = self._next()
        if job.unknown:
            self.tables_found.emit(tuple(job.unknown), job.origin, place)

    def _next(self) -> object:
        """Let the next import begin; where the person stood when the one that ended was dropped."""
        _, place = self._jobs.popleft()
        self._progress.leave()
        if self._jobs:
            self._begin(self._jobs[0][0])
        return place
