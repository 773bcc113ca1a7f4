"""Likely twins: a line on the lead's page, the two side by side, a person's word on it, and the way back."""

from collections.abc import Callable

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

Undo = Callable[[], None]


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
        self._undo: Undo | None = None
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

    def take_back(self) -> bool:
        """Ctrl+Z: undo the last word on twins while its notice stands; False where there is none."""
        undo = self._undo
        if undo is None or not self._news.offers(undo):
            return False
        undo()
        return True

    @property
    def was_said(self) -> bool:
        """Whether this person said a word on twins in this session that was not taken back here."""
        return self._undo is not None

    def undo_entry(self, entry: str, kind: str) -> None:
        """A line of a timeline is taken back."""
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
            self._say(text, lambda: self._take_merge_back(merged.entry))

        self._lanes.storage(lambda: merging.merge(self._desk, one.lead, other.lead), done, self._failed)

    def _keep_apart(self, pair: Twins) -> None:
        one, other = pair.one, pair.other

        def done(kept: merging.KeptApart) -> None:
            self._settled(pair, kept.changes)
            text = self.tr("{one} and {other} are two people: not asked again.")
            self._say(text.format(one=one.name, other=other.name), lambda: self._take_apart_back(kept.entry))

        self._lanes.storage(lambda: merging.keep_apart(self._desk, one.lead, other.lead), done, self._failed)

    def _settled(self, pair: Twins, changes: Changes) -> None:
        self._panel.take_out(pair)
        self._hub.tell(changes)

    def _say(self, text: str, undo: Undo) -> None:
        self._undo = undo
        self._news.done(text, self.tr("Undo"), undo, "Ctrl+Z")

    def _take_merge_back(self, entry: str) -> None:
        told = self.tr("Taken back: they are two customers again.")
        self._take_back(lambda: merging.undo_merge(self._desk, entry), told)

    def _take_apart_back(self, entry: str) -> None:
        told = self.tr("Taken back: they may be one person, and are asked about again.")
        self._take_back(lambda: merging.undo_keep_apart(self._desk, entry), told)

    def _take_back(self, work: Callable[[], Changes], told: str) -> None:
        def done(changes: Changes) -> None:
            self._undo = None
            self._hub.tell(changes)
            self._news.tell(told)

        self._lanes.storage(work, done, self._refuse)

    def _failed(self, why: Exception) -> None:
        self._panel.wait(waiting=False)
        self._refuse(why)

    def _refuse(self, why: Exception) -> None:
        self._news.refuse(str(why))
