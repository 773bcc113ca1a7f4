"""What a look into a mailbox or folder brought, told as an import tells it."""

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from bdc_desk.intake.importing import Imported
from bdc_desk.intake.reader import read
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.delivery import Origin, Received, Result
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft
from bdc_desk.operations.intake_reading import IntakeItem, archived, intake_items
from bdc_desk.operations.reading import around
from bdc_desk.operations.table_columns import kept_columns

ALL = 1_000_000
"""More than comes in during one look."""

ABOUT_OURS = frozenset({Result.BOUNCED, Result.STOP})
"""What became of a mail about one that was sent from here."""


class Came:
    """Made before a look; `found` tells afterwards what it brought, oldest first."""

    def __init__(self, desk: Desk, origin: Origin, where: str) -> None:
        """`where`: the mailbox's name, or the folder's path."""
        self._desk, self._origin, self._where = desk, origin, where
        self._since: datetime = desk.clock.now()
        self._before = len(self._items())

    def found(self) -> Iterator[Imported]:
        """Each lead, and each mail or file that could not be read, as an import has them.

        The desk's list names lead and original; what a lead says is read once more from the archive.
        """
        numbers: dict[str | None, int] = defaultdict(int)
        for item in self._fresh():
            if item.result in ABOUT_OURS:
                continue
            drafts = self._drafts(item)
            if not drafts:
                yield Imported(self._place(item), None, fault=" ".join(item.faults))
                continue
            draft = drafts[numbers[item.archive] % len(drafts)]  # the leads of one mail came in its order
            numbers[item.archive] += 1
            yield Imported(self._place(item), draft, _received(item))

    def about_ours(self) -> Iterator[str]:
        """What came that is no enquiry but about a mail of ours, in words, oldest first."""
        for item in self._fresh():
            if item.result in ABOUT_OURS:
                yield f"{self._where}: {item.customer}: {' '.join(item.faults)}"

    def _fresh(self) -> list[IntakeItem]:
        items = self._items()
        return items[: len(items) - self._before][::-1]

    def _items(self) -> list[IntakeItem]:
        """What came this way since, newest first."""
        found = intake_items(self._desk, self._since, ALL).items
        return [one for one in found if (one.origin, one.where) == (self._origin, self._where)]

    def _place(self, item: IntakeItem) -> str:
        """Where it came from: a file by its whole path, a mail by its mailbox."""
        return os.path.join(item.where, item.name) if item.name else item.where  # noqa: PTH118 - keeps the name

    def _drafts(self, item: IntakeItem) -> tuple[LeadDraft, ...]:
        data = archived(self._desk, item.archive) if item.archive else None
        if data is None or item.lead is None:
            return ()
        policy = around(self._desk).policy
        return read(
            data,
            name=item.name,
            now=self._desk.clock.now(),
            country=policy.country,
            zone=policy.zone,
            arrived_at=item.arrived_at if item.origin == Origin.MAILBOX else None,
            tables=kept_columns(self._desk),
        )


def _received(item: IntakeItem) -> Received:
    """The answer that the lead got when it came in."""
    here, again = item.result == Result.HERE, item.result == Result.AGAIN
    return Received(item.lead or "", already_here=here, again=again, changes=Changes())
