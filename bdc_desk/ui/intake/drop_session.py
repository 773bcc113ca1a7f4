"""Files dropped on the window become leads; what became of each is said in one line."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from PySide6.QtCore import QObject

from bdc_desk.intake.importing import BATCH, Imported, changes_of, import_paths
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Grade, LeadDraft
from bdc_desk.ui import words
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.widgets.notice import Notice

SECONDS = 12.0
OLD = timedelta(minutes=2)
LOOK_AT = frozenset({Grade.PARTIAL, Grade.UNREADABLE})


class DropSession(QObject):
    """Imports in the storage lane."""

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, notice: Notice) -> None:
        """`notice` says what goes on."""
        super().__init__(notice)
        self._desk, self._lanes, self._hub, self._notice = desk, lanes, hub, notice

    def import_files(self, paths: list[str]) -> None:
        """Read files and folders and receive their leads, each once."""
        self._notice.say(
            self.tr("Reading {what} ...").format(what=words.count(len(paths), "file or folder", "files"))
        )
        self._go_on(import_paths(self._desk, paths), [])

    def _go_on(self, coming: Iterator[Imported], found: list[Imported]) -> None:
        """One batch a piece of work: a call begun meanwhile waits for a batch, not for the import."""

        def next_batch() -> list[Imported]:
            return list(islice(coming, BATCH))

        def done(batch: list[Imported]) -> None:
            self._hub.tell(changes_of(batch))
            if not batch:
                self._imported(found)
                return
            found.extend(batch)
            if len(found) > BATCH:
                self._notice.say(self.tr("{count} read ...").format(count=len(found)))
            self._go_on(coming, found)

        self._lanes.storage(next_batch, done, self._failed)

    def _imported(self, found: list[Imported]) -> None:
        received = [one for one in found if one.received is not None and one.draft is not None]
        new = [one for one in received if one.received and not one.received.already_here]
        flagged = sum(1 for one in new if one.draft and one.draft.grade in LOOK_AT)
        before = sum(1 for one in new if one.draft and self._is_old(one.draft))
        known, faults = len(received) - len(new), [f"{one.file}: {one.fault}" for one in found if one.fault]
        said = words.dotted(
            words.count(len(new), "new lead"),
            self.tr("{count} to look at").format(count=flagged) if flagged else "",
            self.tr("{count} from before: no alarm").format(count=before) if before else "",
            self.tr("{count} already here").format(count=known) if known else "",
            self.tr("{count} could not be read").format(count=len(faults)) if faults else "",
        )
        self._notice.say(said, kind="error" if faults else "ok", details="\n".join(faults), seconds=SECONDS)

    def _is_old(self, draft: LeadDraft) -> bool:
        """Whether the first mark had passed before the import: shown and counted, but not alarmed
        (domain.md).
        """
        return draft.arrived_at is not None and draft.arrived_at < self._desk.clock.now() - OLD

    def _failed(self, why: Exception) -> None:
        self._notice.say(str(why), kind="error", seconds=SECONDS)
