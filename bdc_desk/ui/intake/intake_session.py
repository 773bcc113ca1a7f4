"""Keeps the intake page true while it is open, fetches originals, and does what the sources' buttons ask."""

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.intake.values import SourceKind
from bdc_desk.operations import intake_reading, intake_settings
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Grade
from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.intake.intake_feed import IntakeFeed, Source
from bdc_desk.ui.intake.intake_page import IntakePage
from bdc_desk.ui.intake.source_row import CHANGE, READ_AGAIN, READ_NOW, REMOVE
from bdc_desk.ui.intake.unknown_table import unknown_table
from bdc_desk.ui.team.team import Team


class IntakeSession(QObject):
    """`lead_asked(lead)`, `change_asked(MailboxSettings)`, `removed(Source)`, `refused(why)`;
    `table_asked(name, bytes)`: somebody wants to say what its columns mean.
    """

    lead_asked = Signal(str)
    change_asked = Signal(object)
    removed = Signal(object)
    refused = Signal(str)
    table_asked = Signal(str, object)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        feed: IntakeFeed,
        page: IntakePage,
        team: Team | None,
        zone: Callable[[], str],
    ) -> None:
        """`zone`: the dealership's (IANA). `team` has the originals that a colleague's desk archived."""
        super().__init__(page)
        self._desk, self._lanes, self._feed, self._page = desk, lanes, feed, page
        self._team, self._zone = team, zone
        self._raw: bytes | None = None
        feed.moved.connect(self._show_sources)
        feed.news_came.connect(self._show_news)
        page.closed.connect(lambda: feed.look_closely(False))
        page.lead_asked.connect(self.lead_asked)
        page.item_chosen.connect(self._fetch)
        page.columns_asked.connect(self._ask_columns)
        page.read_all.clicked.connect(self._read_all)
        page.sources.asked.connect(self._act)
        page.sources.password_given.connect(self._give_password)

    def toggle(self) -> None:
        """F6: open the page, or close it."""
        if self._page.is_open:
            self._page.close_panel()
        else:
            self.open()

    def open(self) -> None:
        """Open the page with what was read last; what is read now follows."""
        self._show_news()
        self._show_sources(although_closed=True)
        self._page.open_panel()
        self._feed.look_closely(True)

    def show_these(self, these: Callable[[IntakeItem], bool]) -> None:
        """Open the page with these deliveries only."""
        self._page.show_these(these)
        self.open()

    def tick(self) -> None:
        """One second passed."""
        if self._page.is_open:
            now, zone = self._desk.clock.now(), zone_of(self._zone())
            self._page.tick(now, zone)
            self._show_sources()

    def _show_sources(self, *, although_closed: bool = False) -> None:
        if self._page.is_open or although_closed:
            now, zone = self._desk.clock.now(), zone_of(self._zone())
            self._page.sources.show_sources(self._feed.sources, now, zone)

    def _show_news(self) -> None:
        self._page.show_news(self._feed.news, self._desk.clock.now(), zone_of(self._zone()))

    def _read_all(self) -> None:
        self._feed.intake.read_now()

    def _give_password(self, name: str, password: str) -> None:
        """A keyring may take its time."""
        intake = self._feed.intake
        self._lanes.network(lambda: intake.give_password(name, password), _nothing, self._refuse)

    def _act(self, source: Source, what: str) -> None:
        intake = self._feed.intake
        if what == READ_NOW:
            intake.read_now(source.name)
        elif what == READ_AGAIN:  # it writes
            self._lanes.storage(lambda: intake.read_again(source.name), _nothing, self._refuse)
        elif what == CHANGE:
            self.change_asked.emit(source.settings)
        elif what == REMOVE:
            self._lanes.storage(lambda: self._remove(source), lambda _: self._removed(source), self._refuse)

    def _remove(self, source: Source) -> None:
        """In the storage lane."""
        if source.kind is SourceKind.MAILBOX:
            intake_settings.forget_mailbox(self._desk, source.name)
        else:
            intake_settings.forget_folder(self._desk, source.name)

    def _removed(self, source: Source) -> None:
        self._feed.settings_changed()
        self.removed.emit(source)

    def _fetch(self, item: IntakeItem | None) -> None:
        """The original of the chosen delivery: from this desk's file, else from the shared database."""
        self._raw = None
        if item is None:
            return
        sha = item.archive
        if sha is None:
            self._page.detail.show_raw(None)
            return
        self._page.detail.show_waiting()
        self._lanes.storage(
            lambda: self._read_original(sha),
            lambda found: self._found(item, *found),
            lambda why: self._say_for(item, str(why)),
        )

    def _read_original(self, sha: str) -> tuple[bytes | None, bool]:
        """In the storage lane: the original, and whether it is a table that nobody has explained."""
        raw = intake_reading.archived(self._desk, sha)
        return raw, raw is not None and unknown_table(self._desk, raw) is not None

    def _found(self, item: IntakeItem, raw: bytes | None, unknown: bool) -> None:
        team, lead = self._team, item.lead
        if raw is not None or team is None or lead is None:
            self._show_raw(item, raw, is_table=unknown and item.grade == Grade.UNREADABLE)
            return
        self._lanes.network(
            lambda: team.original(lead),
            lambda found: self._fetched(item, found),
            lambda why: self._say_for(item, str(why)),
        )

    def _fetched(self, item: IntakeItem, raw: bytes | None) -> None:
        """The shared database answers with the lead's latest mail: only the one that is meant is shown."""
        if raw is not None and hashlib.sha256(raw).hexdigest() != item.archive:
            why = self.tr("This mail lies on the desk that read it; only the lead's latest can be fetched.")
            self._say_for(item, why)
        else:
            self._show_raw(item, raw)

    def _show_raw(self, item: IntakeItem, raw: bytes | None, *, is_table: bool = False) -> None:
        if self._page.list.item() == item:
            self._raw = raw
            self._page.detail.show_raw(raw, is_table=is_table)

    def _say_for(self, item: IntakeItem, why: str) -> None:
        if self._page.list.item() == item:
            self._page.detail.show_no_raw(why)

    def _ask_columns(self, item: IntakeItem) -> None:
        if self._raw is not None:
            self.table_asked.emit(item.name, self._raw)

    def _refuse(self, why: Exception) -> None:
        self.refused.emit(str(why))


def _nothing(_result: object) -> None:
    """What was asked for needs no answer."""
