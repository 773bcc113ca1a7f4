"""What came of reading a source again: told when it was read to its end once more, and not before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.operations import intake_reading
from bdc_desk.operations.delivery import Result
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui import words
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate

ALL = 1_000_000
READING_AGAIN = QT_TRANSLATE_NOOP("Intake", "Reading again ...")
ELSEWHERE = QT_TRANSLATE_NOOP(
    "Intake", "A colleague's desk reads it. This one goes through it again when its turn comes."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A source that a person had read again, and when."""

    kind: SourceKind
    name: str
    at: datetime

    def is_answered(self, statuses: Iterable[SourceStatus]) -> bool:
        """Whether the source was read to its end since."""
        return any(
            (one.kind, one.name) == (self.kind, self.name)
            and one.state is SourceState.WAITING
            and one.last_read_at is not None
            and one.last_read_at > self.at
            for one in statuses
        )


def what_came(desk: Desk, asked: Asked) -> tuple[IntakeItem, ...]:
    """What the source brought since; storage lane."""
    found = intake_reading.intake_items(desk, asked.at, ALL).items
    return tuple(one for one in found if (one.origin, one.where) == (asked.kind.value, asked.name))


def result_words(asked: Asked, items: Iterable[IntakeItem], now: datetime, zone: tzinfo) -> str:
    """The answer, on one line: "Read again at 10:39: 3 mails, 0 new"."""
    found = tuple(items)
    originals = {one.archive for one in found if one.archive is not None}
    lost = sum(1 for one in found if one.archive is None)
    new = sum(1 for one in found if one.result in {Result.NEW, Result.AGAIN})
    faults = sum(1 for one in found if one.result == Result.FAULT)
    all_ = len(originals) + lost
    what = (
        translate("Intake", "{n} mail(s)", "", all_)
        if asked.kind is SourceKind.MAILBOX
        else translate("Intake", "{n} file(s)", "", all_)
    )
    parts = [what, translate("Intake", "{n} new", "", new)]
    parts += [translate("Drop", "{n} could not be read", "", faults)] if faults else []
    said = translate("Intake", "Read again at {at}: {what}.")
    return said.format(at=words.moment(asked.at, now, zone), what=", ".join(parts))
