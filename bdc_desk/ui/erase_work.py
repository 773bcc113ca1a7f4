"""Erasing a customer in the window; and what earlier erasures left to be done, at the start and daily."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.erasing import ErasePlan, erase, settle_erasures, what_would_go
from bdc_desk.settings import Profile
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.erasing.erase_panel import ErasePanel
from bdc_desk.ui.erasing.plan_words import plan_words, reach_words
from bdc_desk.ui.main_window import MainWindow

SETTLE_EVERY = timedelta(days=1)
"""How often it is looked whether erasures left something to be done; and at the start."""


class EraseWork(QObject):
    """The palette's "Erase this customer ...": the panel says what goes, a typed name confirms it."""

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, window: MainWindow, beside: Beside) -> None:
        """The panel lies over the window's desk."""
        super().__init__(window)
        self._desk, self._lanes, self._hub, self._beside = desk, lanes, hub, beside
        self._window = window
        self._profile = Profile(desk.store.path.parent)
        self._lead = ""
        self._settled_at: datetime | None = None
        self.panel = ErasePanel(window.desk)
        self.panel.erase_asked.connect(self._erase)

    def actions(self) -> list[Action]:
        """By the palette only: nobody erases with a slip of the finger."""
        return [Action("erase", self.tr("Erase this customer for good …"), (), self.open)]

    def start(self) -> None:
        """What earlier erasures left to be done."""
        self._settle(self._desk.clock.now())

    def tick(self, now: datetime) -> None:
        """One second passed."""
        if self._settled_at is not None and now - self._settled_at >= SETTLE_EVERY:
            self._settle(now)

    def _settle(self, now: datetime) -> None:
        self._settled_at = now
        self._lanes.network(lambda: settle_erasures(self._desk, self._profile), lambda _done: None)

    def open(self) -> None:
        """Read what an erasure of the lead on the page would take."""
        view = self._beside.lead.view
        if view is None:
            self._beside.news.refuse(self.tr("Choose a lead first: J/K moves."))
            return
        lead, place = view.lead, self._beside.place()
        self._window.lead.leave_note()

        def found(plan: ErasePlan) -> None:
            if self._beside.place() == place:
                self._show(lead, plan)

        self._lanes.storage(lambda: what_would_go(self._desk, lead, self._profile), found, self._refuse)

    def _show(self, lead: str, plan: ErasePlan) -> None:
        self._lead = lead
        now, zone = self._desk.clock.now(), zone_of(self._beside.zone())
        self.panel.open_for(plan.name, plan_words(plan), reach_words(plan, now, zone))

    def _erase(self, reason: str) -> None:
        lead = self._lead
        done = self._beside.news.stack.begin(self._desk.clock.now(), self.tr("a customer was erased"))

        def finished(changes: Changes) -> None:
            self._hub.tell(changes)
            self.panel.close_panel()
            self._beside.news.done(self.tr("The customer is erased."))

        def failed(why: Exception) -> None:
            self._beside.news.stack.forget(done)
            self.panel.answered()
            self.panel.say(str(why))

        self._lanes.storage(lambda: erase(self._desk, lead, self._profile, reason), finished, failed)

    def _refuse(self, why: Exception) -> None:
        self._beside.news.refuse(str(why))
