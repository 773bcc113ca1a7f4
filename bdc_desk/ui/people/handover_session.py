"""The customer on the page goes to a salesperson. Enquiry staff never own: once they made an appointment,
they are reminded to hand over.
"""

from PySide6.QtCore import QObject

from bdc_desk.cadence.kinds import Flag
from bdc_desk.cadence.standing import Stage
from bdc_desk.operations import lead_work
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import OWNERS, Desk
from bdc_desk.operations.people import People, people_of
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import Said
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.news import News
from bdc_desk.ui.people.handover_panel import HandoverPanel
from bdc_desk.ui.still_here import Place, if_still_here


class HandoverSession(QObject):
    """Opens the panel for the lead on the page and writes who has the customer now."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        panel: HandoverPanel,
        lead: LeadSession,
        news: News,
        place: Place,
    ) -> None:
        """`lead`: whose customer it is about. `place`: where the person stands."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._lead, self._news = panel, lead, news
        self._place = place
        self._about: LeadView | None = None
        self._names: dict[str, str] = {}
        panel.given.connect(self._give)

    def open(self) -> None:
        """Ctrl+O."""
        view = self._lead.view
        if view is None:
            self._news.refuse(self.tr("Choose a lead first: J/K moves."))
            return
        self._lanes.storage(
            lambda: people_of(self._desk),
            if_still_here(lambda people: self._show(view, people), self._place),
            lambda why: self._news.refuse(str(why)),
        )

    def hint_after(self, said: Said) -> str:
        """What to add to the word that an outcome was saved: enquiry staff who made an appointment for
        nobody's customer hand over. "" for everybody else.
        """
        about, view = self._lead.about, self._lead.view
        if about is None or view is None or view.lead != said.lead:
            return ""
        me = about.people.get(self._desk.person)
        rule = next((one for one in about.policy.outcomes if one.label == said.label), None)
        made = rule is not None and Flag.APPOINTMENT in rule.flags
        owns = view.standing.owner in about.salespeople
        if me is None or me.role in OWNERS or not made or owns:
            return ""
        return self.tr("Hand the customer over: Ctrl+O.")

    def _show(self, view: LeadView, people: People) -> None:
        if self._lead.view is None or self._lead.view.lead != view.lead:
            return  # the person went on to another lead meanwhile
        self._about = view
        self._names = {line.person: line.name for line in people.lines}
        made = self.tr("appointment made") if view.standing.stage is Stage.APPOINTMENT else ""
        self._panel.open_for(view.name, view.standing.owner, people, made)

    def _give(self, owner: str, reason: str) -> None:
        view = self._about
        if view is None:
            return

        def done(changes: Changes) -> None:
            self._panel.close_panel()
            self._hub.tell(changes)
            text = self.tr("{name} is {owner}'s customer now.")
            told = text.format(name=view.name, owner=self._names[owner])
            what = self.tr("the hand-over of {name}").format(name=view.name)
            self._news.stack.begin(self._desk.clock.now(), what)  # Ctrl+Z takes back nothing older
            self._news.tell(told)

        self._lanes.storage(
            lambda: lead_work.hand_over(self._desk, view.lead, owner, reason),
            done,
            lambda why: self._panel.show_fault(str(why)),
        )
