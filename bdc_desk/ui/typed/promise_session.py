"""The open promise on the lead's page: taken back with a reason, or moved (B)."""

from PySide6.QtCore import QObject, Signal

from bdc_desk.operations import lead_work
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.lead.promise_line import PromiseLine
from bdc_desk.ui.news import News
from bdc_desk.ui.typed.reason_panel import ReasonPanel


class PromiseSession(QObject):
    """`move_asked`: the person wants another time; whoever asks for times (B) goes on."""

    move_asked = Signal()

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        line: PromiseLine,
        panel: ReasonPanel,
        lead: LeadSession,
        news: News,
    ) -> None:
        """`line`: where the promise stands on the lead's page."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._lead, self._news = panel, lead, news
        self._about: LeadView | None = None
        line.move_asked.connect(self.move_asked)
        line.cancel_asked.connect(self.ask)
        panel.given.connect(self._cancel)

    def why_not(self) -> str:
        """Why no promise can be taken back now; "" when one can."""
        view = self._lead.view
        if view is None:
            return self.tr("Choose a lead first: J/K moves.")
        return "" if view.standing.callback is not None else self.tr("No call is promised to this customer.")

    def ask(self) -> None:
        """Ask why the promise is taken back."""
        why_not, self._about = self.why_not(), self._lead.view
        if why_not or self._about is None:
            self._news.refuse(why_not)
            return
        self._panel.ask(
            self.tr("Take back the call promised to {name}").format(name=self._about.name),
            self.tr(
                "Why? A few words help whoever reads this later. A promise whose time has passed stays a "
                "broken one."
            ),
            self.tr("Take it back"),
        )

    def _cancel(self, reason: str) -> None:
        view = self._about
        if view is None:
            return

        def done(changes: Changes) -> None:
            self._panel.close_panel()
            self._hub.tell(changes)
            what = self.tr("the promised call was taken back")
            self._news.stack.begin(self._desk.clock.now(), what)
            self._news.tell(self.tr("{name}: the promised call is taken back.").format(name=view.name))

        self._lanes.storage(
            lambda: lead_work.cancel_callback(self._desk, view.lead, reason),
            done,
            lambda why: self._panel.show_fault(str(why)),
        )
