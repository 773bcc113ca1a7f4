"""Likely twins: a line on the lead's page, the two side by side, a person's word on it, and the way back."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations import merging
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.twins import Twins, all_twins, twins_of
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.lead.page import LeadPage
from bdc_desk.ui.newest import Newest
from bdc_desk.ui.news import News
from bdc_desk.ui.twins.pair_words import line_words
from bdc_desk.ui.twins.twins_panel import TwinsPanel
from bdc_desk.ui.undo import Done

Undo = Callable[[], None]
UNDO = timedelta(seconds=8)
"""For so long Ctrl+Z takes a word back; later its line in the history does."""


class TwinsSession(QObject):
    """Never merges on its own: M is a person's word."""

    lead_asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        panel: TwinsPanel,
        lead: LeadSession,
        page: LeadPage,
        news: News,
        place: Callable[[], object],
    ) -> None:
        """`lead`: what is on the page. `place`: where the person stands: who went on while the twins were
        looked up keeps the keyboard.
        """
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._lead, self._page, self._news, self._place = panel, lead, page, news, place
        self._asked = Newest(lanes)
        lead.shown.connect(self._look)
        hub.changed.connect(self._on_changes)
        page.compare_asked.connect(self.compare)
        page.undo_asked.connect(self.undo_entry)
        panel.merge_asked.connect(self._merge)
        panel.apart_asked.connect(self._keep_apart)
        panel.lead_asked.connect(self.lead_asked)

    def compare(self) -> None:
        """F9: the lead on the page beside its likely twins."""
        view = self._lead.view
        if view is None:
            self._news.refuse(self.tr("Choose a lead first: J/K moves."))
            return
        none = self.tr("Nobody else looks like {name}. Ctrl+Shift+F9 shows all likely pairs.")
        self._find(lambda: twins_of(self._desk, view.lead), none.format(name=view.name))

    def compare_all(self) -> None:
        """Ctrl+Shift+F9: all likely pairs of the dealership, the newest first."""
        none = self.tr("No two customers look like one person.")
        self._find(lambda: all_twins(self._desk), none)

    def undo_entry(self, entry: str, kind: str) -> None:
        """A line of a timeline is taken back."""
        self._news.stack.begin(self._desk.clock.now(), self.tr("a word on two customers was taken back"))
        if kind == Kind.MERGED:
            self._take_merge_back(entry)
        elif kind == Kind.KEPT_APART:
            self._take_apart_back(entry)

    def _find(self, work: Callable[[], tuple[Twins, ...]], none: str) -> None:
        place = self._place()

        def found(pairs: tuple[Twins, ...]) -> None:
            if not pairs:
                self._news.tell(none)
            elif self._place() == place:
                zone = self._lead.policy.zone if self._lead.policy else "UTC"
                self._panel.open_pairs(pairs, self._desk.clock.now(), zone_of(zone))

        self._lanes.storage(work, found, self._refuse)

    def _look(self) -> None:
        """Whether the lead on the page has twins; the line goes at once with its lead."""
        view = self._lead.view
        self._page.show_twins(view.lead if view else "", None)
        if view is not None:
            lead = view.lead
            self._asked.ask(
                lambda: twins_of(self._desk, lead),
                lambda pairs: self._page.show_twins(lead, line_words(pairs)),
                lambda _why: self._page.show_twins(lead, ""),
            )

    def _on_changes(self, changes: Changes) -> None:
        """Another lead that moved may be the twin of this one."""
        view = self._lead.view
        if view is not None and Data.LEAD in changes.kinds and view.lead not in changes.leads:
            self._look()

    def _merge(self, pair: Twins) -> None:
        one, other = pair.one, pair.other

        def done(merged: merging.Merged) -> None:
            self._settled(pair, merged.changes)
            text = self.tr("{one} and {other} are one customer now.").format(one=one.name, other=other.name)
            self._say(mark, text, lambda: self._take_merge_back(merged.entry))

        mark = self._begin(self.tr("{one} and {other}, one customer").format(one=one.name, other=other.name))
        self._lanes.storage(
            lambda: merging.merge(self._desk, one.lead, other.lead), done, lambda why: self._failed(why, mark)
        )

    def _begin(self, what: str) -> Done:
        late = self.tr(
            "Nothing to take back with Ctrl+Z, which works for eight seconds. A merge or “two people” is "
            "taken back in the history of that lead: H, then Undo beside its line."
        )
        return self._news.stack.begin(self._desk.clock.now(), what, late)

    def _keep_apart(self, pair: Twins) -> None:
        one, other = pair.one, pair.other

        def done(kept: merging.KeptApart) -> None:
            self._settled(pair, kept.changes)
            text = self.tr("{one} and {other} are two people: not asked again.")
            told = text.format(one=one.name, other=other.name)
            self._say(mark, told, lambda: self._take_apart_back(kept.entry))

        mark = self._begin(self.tr("{one} and {other}, two people").format(one=one.name, other=other.name))
        self._lanes.storage(
            lambda: merging.keep_apart(self._desk, one.lead, other.lead),
            done,
            lambda why: self._failed(why, mark),
        )

    def _settled(self, pair: Twins, changes: Changes) -> None:
        self._panel.take_out(pair)
        self._hub.tell(changes)

    def _say(self, mark: Done, text: str, undo: Undo) -> None:
        now = self._desk.clock.now
        self._news.stack.offer(mark, undo, now() + UNDO)
        self._news.undoable(text, self.tr("Undo"), mark, now)

    def _take_merge_back(self, entry: str) -> None:
        told = self.tr("Taken back: they are two customers again.")
        self._take_back(lambda: merging.undo_merge(self._desk, entry), told)

    def _take_apart_back(self, entry: str) -> None:
        told = self.tr("Taken back: they may be one person, and are asked about again.")
        self._take_back(lambda: merging.undo_keep_apart(self._desk, entry), told)

    def _take_back(self, work: Callable[[], Changes], told: str) -> None:
        def done(changes: Changes) -> None:
            self._hub.tell(changes)
            self._news.tell(told)

        self._lanes.storage(work, done, self._refuse)

    def _failed(self, why: Exception, mark: Done) -> None:
        self._news.stack.forget(mark)
        self._panel.wait(waiting=False)
        self._refuse(why)

    def _refuse(self, why: Exception) -> None:
        self._news.refuse(str(why))
