"""Keeps the intake page true while it is open, fetches originals, and does what the sources' buttons ask."""

import weakref
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.intake.values import SourceKind, SourceState
from bdc_desk.operations import intake_settings
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.intake.intake_feed import IntakeFeed, Source
from bdc_desk.ui.intake.intake_page import IntakePage
from bdc_desk.ui.intake.item_originals import ItemOriginals
from bdc_desk.ui.intake.reading_again import ELSEWHERE, READING_AGAIN, Asked, result_words, what_came
from bdc_desk.ui.intake.source_row import CHANGE, READ_AGAIN, READ_NOW, REMOVE
from bdc_desk.ui.team.team import Team
from bdc_desk.ui.translation import translate


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
        self._zone = zone
        self.originals = ItemOriginals(desk, lanes, page, team)
        self._asked_again: list[Asked] = []
        self._waits_for: tuple[str, weakref.ref[QWidget]] | None = None
        feed.moved.connect(self._show_sources)
        feed.moved.connect(self._tell_read_again)
        feed.moved.connect(self._focus_password)
        feed.news_came.connect(self._show_news)
        page.closed.connect(lambda: feed.look_closely(False))
        page.lead_asked.connect(self.lead_asked)
        self.originals.table_asked.connect(self.table_asked)
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
        if not self._page.is_open:
            self._page.start_anew()
        self._open()

    def _open(self) -> None:
        self._show_news()
        self._show_sources(although_closed=True)
        self._page.open_panel()
        self._feed.look_closely(True)

    def show_these(self, these: Callable[[IntakeItem], bool]) -> None:
        """Open the page with these deliveries only."""
        self._page.show_these(these)
        self._open()

    def await_password(self, name: str) -> None:
        """A mailbox was saved: should it ask for its password, the keyboard goes there, unless the person has
        gone on by then.
        """
        held = QApplication.focusWidget()
        self._waits_for = (name, weakref.ref(held)) if held is not None and self._page.is_open else None
        self._focus_password()

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
        elif what == READ_AGAIN:
            self._read_again(source)
        elif what == CHANGE:
            self.change_asked.emit(source.settings)
        elif what == REMOVE:
            self._lanes.storage(lambda: self._remove(source), lambda _: self._removed(source), self._refuse)

    def _read_again(self, source: Source) -> None:
        asked = Asked(source.kind, source.name, self._desk.clock.now())

        def begun(_nothing: None) -> None:
            self._asked_again = [one for one in self._asked_again if one.name != asked.name] + [asked]
            status = source.status
            is_elsewhere = status is not None and status.state is SourceState.ELSEWHERE
            self._show_result(asked, translate("Intake", ELSEWHERE if is_elsewhere else READING_AGAIN))
            self._tell_read_again()

        intake = self._feed.intake  # it writes
        self._lanes.storage(lambda: intake.read_again(source.name), begun, self._refuse)

    def _tell_read_again(self) -> None:
        """Those that were read to their end since: say what came of it."""
        answered = [one for one in self._asked_again if one.is_answered(self._feed.statuses)]
        self._asked_again = [one for one in self._asked_again if one not in answered]
        for asked in answered:
            self._lanes.storage(partial(what_came, self._desk, asked), partial(self._told, asked))

    def _told(self, asked: Asked, items: tuple[IntakeItem, ...]) -> None:
        said = result_words(asked, items, self._desk.clock.now(), zone_of(self._zone()))
        self._show_result(asked, said)

    def _show_result(self, asked: Asked, words: str) -> None:
        row = self._page.sources.row(asked.kind, asked.name)
        if row is not None:
            row.show_result(words)

    def _focus_password(self) -> None:
        if self._waits_for is None:
            return
        (name, had), held = self._waits_for, QApplication.focusWidget()
        row = self._page.sources.row(SourceKind.MAILBOX, name)
        if held is None or had() is not held or (row is not None and row.ask_password()):
            self._waits_for = None

    def _remove(self, source: Source) -> None:
        """In the storage lane."""
        if source.kind is SourceKind.MAILBOX:
            intake_settings.forget_mailbox(self._desk, source.name)
        else:
            intake_settings.forget_folder(self._desk, source.name)

    def _removed(self, source: Source) -> None:
        self._feed.settings_changed()
        self.removed.emit(source)

    def _refuse(self, why: Exception) -> None:
        self.refused.emit(str(why))


def _nothing(_result: object) -> None:
    """What was asked for needs no answer."""
