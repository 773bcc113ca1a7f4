"""The originals of what came in: from this desk's file, else from the shared database."""

import hashlib
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from bdc_desk.operations import intake_reading
from bdc_desk.operations.delivery import Result
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Grade
from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.operations.reading import original_of
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.intake.intake_page import IntakePage
from bdc_desk.ui.intake.unknown_table import Holds, holds
from bdc_desk.ui.team.team import Team


@dataclass(frozen=True, slots=True)
class Original:
    """A delivery as it came, None where it was not found. `holds`: a table whose rows may still come in;
    `is_the_leads`: not this delivery itself, but what its lead came in with.
    """

    raw: bytes | None
    holds: Holds = Holds.NO_TABLE
    is_the_leads: bool = False


class ItemOriginals(QObject):
    """Fetches the original of the delivery that is chosen on the page. `table_asked(name, bytes)`: somebody
    wants to say what its columns mean.
    """

    table_asked = Signal(str, object)

    def __init__(self, desk: Desk, lanes: Lanes, page: IntakePage, team: Team | None) -> None:
        """`team` has the originals that a colleague's desk archived."""
        super().__init__(page)
        self._desk, self._lanes, self._page, self._team = desk, lanes, page, team
        self._raw: bytes | None = None
        page.item_chosen.connect(self._fetch)
        page.columns_asked.connect(self._ask_columns)

    def _fetch(self, item: IntakeItem | None) -> None:
        """The original of the chosen delivery: from this desk's file, else from the shared database."""
        self._raw = None
        if item is None:
            return
        if item.archive is None and item.lead is None:
            self._page.detail.show_raw(None)
            return
        self._page.detail.show_waiting()
        self._lanes.storage(
            lambda: self._read_original(item),
            lambda found: self._found(item, found),
            lambda why: self._say_for(item, str(why)),
        )

    def _read_original(self, item: IntakeItem) -> Original:
        """In the storage lane. Of what was here already the lead's own mail may be the only one that was
        kept.
        """
        raw = intake_reading.archived(self._desk, item.archive) if item.archive else None
        if raw is None and item.lead is not None and item.result == Result.HERE:
            raw = original_of(self._desk, item.lead)
            return Original(raw, is_the_leads=raw is not None)
        if raw is None or item.grade != Grade.UNREADABLE:
            return Original(raw)
        return Original(raw, holds(self._desk, raw))

    def _found(self, item: IntakeItem, found: Original) -> None:
        team, lead = self._team, item.lead
        if found.raw is not None or team is None or lead is None:
            self._show_raw(item, found)
            return
        self._lanes.network(
            lambda: team.original(lead),
            lambda raw: self._fetched(item, raw),
            lambda why: self._say_for(item, str(why)),
        )

    def _fetched(self, item: IntakeItem, raw: bytes | None) -> None:
        """The shared database answers with the lead's latest mail: only the one that is meant is shown, but
        for what was here already.
        """
        is_another = raw is not None and hashlib.sha256(raw).hexdigest() != item.archive
        if is_another and item.result != Result.HERE:
            why = self.tr("This mail lies on the desk that read it; only the lead's latest can be fetched.")
            self._say_for(item, why)
        else:
            self._show_raw(item, Original(raw, is_the_leads=is_another))

    def _show_raw(self, item: IntakeItem, found: Original) -> None:
        if self._page.list.item() == item:
            self._raw = found.raw
            self._page.detail.show_raw(found.raw, holds=found.holds, is_the_leads=found.is_the_leads)

    def _say_for(self, item: IntakeItem, why: str) -> None:
        if self._page.list.item() == item:
            self._page.detail.show_no_raw(why)

    def _ask_columns(self, item: IntakeItem) -> None:
        if self._raw is not None:
            self.table_asked.emit(item.name, self._raw)
