"""Prompts for the call to the lead on the page: before it and while it runs, not while it is written up."""

from PySide6.QtCore import QObject

from bdc_desk.contact.languages import language_of
from bdc_desk.contact.scripts import prompts_for
from bdc_desk.operations.desk import Desk
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallSession, CallState
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.lead.page import LeadPage
from bdc_desk.ui.newest import Newest


class PromptsSession(QObject):
    """Fills the lines in the storage lane: the first time a library is loaded."""

    def __init__(
        self, desk: Desk, lanes: Lanes, lead: LeadSession, call: CallSession, page: LeadPage
    ) -> None:
        """`lead`: what is on the page; `call`: how far the call is."""
        super().__init__(page)
        self._desk, self._lead, self._call, self._page = desk, lead, call, page
        self._asked = Newest(lanes)
        lead.shown.connect(self._look)
        call.changed.connect(self._look)

    def actions(self) -> list[Action]:
        """What it adds to the window's keys."""
        return [
            Action("script", self.tr("What to say on the telephone"), ("S",), self._toggle, self._why_not)
        ]

    def _toggle(self) -> None:
        self._page.toggle_prompts()

    def _why_not(self) -> str:
        told = self.tr("There is something to say before and during a call only.")
        return "" if self._page.prompts.has_lines else told

    def _look(self) -> None:
        view, about = self._lead.view, self._lead.about
        if view is None or about is None or self._call.state is CallState.WRAP_UP:
            self._asked.forget()
            self._page.show_prompts("", ())
            return
        lead, person = view.lead, self._desk.person
        self._asked.ask(
            lambda: prompts_for(view, about, person, language_of(view, about)),
            lambda lines: self._page.show_prompts(lead, lines),
            lambda _why: self._page.show_prompts(lead, ()),
        )
