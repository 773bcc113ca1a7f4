"""One import: what is to be read, how far it is, what came of it. No Qt."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice

from bdc_desk.intake.files import count_under, files_under
from bdc_desk.intake.importing import Imported, Piece, take_in
from bdc_desk.operations.delivery import Origin
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Grade, LeadDraft
from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui import words
from bdc_desk.ui.intake.unknown_table import is_bare_table
from bdc_desk.ui.translation import number_words, translate

OLD = timedelta(minutes=2)
LOOK_AT = frozenset({Grade.PARTIAL, Grade.UNREADABLE})


class DropJob:
    """Files and folders, or pieces. `read` is walked in the storage lane; the rest may be asked by any."""

    def __init__(
        self,
        desk: Desk,
        paths: Sequence[str],
        pieces: Sequence[Piece] = (),
        advice: str = "",
        origin: Origin = Origin.WINDOW,
    ) -> None:
        """`pieces`: mails and text that lie in no file, and tables whose columns were explained. `advice`: a
        sentence that stands behind what came of it. `origin`: dropped on the window, or files that were
        chosen.
        """
        self._advice = advice
        self.origin = origin
        self._desk, self._paths, self._pieces = desk, paths, pieces
        self._began_at = desk.clock.now()
        self._stopped = False
        self._coming: Iterator[Imported] | None = None
        self.total = len(pieces)
        self.done = 0
        self.found: list[Imported] = []
        self.unknown: list[Piece] = []
        """Tables that wait for a person to say what their columns mean."""

    def count(self) -> int:
        """How many files there are; storage lane."""
        self.total = count_under(self._paths) + len(self._pieces)
        return self.total

    def next_batch(self, most: int) -> list[Imported]:
        """The next leads, at most so many; none at the end. Storage lane."""
        if self._coming is None:
            self._coming = take_in(self._desk, self._all(), origin=self.origin)
        batch = list(islice(self._coming, most))
        self.found += batch
        return batch

    def stop(self) -> None:
        """Read no further; what was read already comes in."""
        self._stopped = True

    @property
    def was_stopped(self) -> bool:
        """Whether it ended before its end."""
        return self._stopped and self.done < self.total

    def _all(self) -> Iterator[Piece]:
        for piece in self._pieces:
            if self._stopped:
                return
            self.done += 1
            yield piece
        for name, data in files_under(self._paths):
            if self._stopped:
                return
            self.done += 1
            if isinstance(data, bytes) and is_bare_table(self._desk, data):
                self.unknown.append(Piece(name, data))
            else:
                yield Piece(name, data)

    def faults(self) -> list[str]:
        """What could not be read, a sentence each."""
        return [f"{one.file}: {one.fault}" if one.file else one.fault for one in self.found if one.fault]

    def summary(self) -> str:
        """What came of it, on one line."""
        received = [one for one in self.found if one.received is not None and one.draft is not None]
        new = [one for one in received if one.received and not one.received.already_here]
        flagged = sum(1 for one in new if one.draft and one.draft.grade in LOOK_AT)
        before = sum(1 for one in new if one.draft and self._is_old(one.draft))
        known, faults = len(received) - len(new), len(self.faults())
        said = words.dotted(
            self._stopped_words() if self.was_stopped else "",
            translate("Drop", "{n} new lead(s)", "", len(new)),
            translate("Intake", "{n} to look at", "", flagged) if flagged else "",
            translate("Drop", "{n} from before: no alarm", "", before) if before else "",
            translate("Drop", "{n} already here", "", known) if known else "",
            translate("Drop", "{n} could not be read", "", faults) if faults else "",
            translate("Drop", "{n} table(s) to explain", "", len(self.unknown)) if self.unknown else "",
        )
        again = ""
        if self.was_stopped:
            again = translate("Drop", "Drop them again to go on: each lead comes in once.")
        return ". ".join(part for part in (said, again, self._advice) if part)

    def _stopped_words(self) -> str:
        said = translate("Drop", "Stopped after {done} of {n} file(s)", "", self.total)
        return said.format(done=number_words(self.done))

    def these(self) -> Callable[[IntakeItem], bool]:
        """Whether a delivery on the intake page is one of this import's."""
        leads = frozenset(one.received.lead for one in self.found if one.received is not None)
        names = frozenset(one.file for one in self.found if one.fault)
        began_at = self._began_at

        def is_one(item: IntakeItem) -> bool:
            ours = item.origin == self.origin and item.at >= began_at
            return ours and (item.lead in leads if item.lead is not None else item.name in names)

        return is_one

    def _is_old(self, draft: LeadDraft) -> bool:
        """Whether the first mark had passed before the import: shown and counted, but not alarmed
        (domain.md).
        """
        return draft.arrived_at is not None and draft.arrived_at < self._desk.clock.now() - OLD
