"""Closing a lead: the menu's choice becomes an entry, and can be taken back while the notice shows."""

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.cadence.sayable import NOT_REACHED
from bdc_desk.operations import lead_work
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.closing.closing_menu import ClosingMenu
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.news import News


class ClosingSession(QObject):
    """Opens the menu for the lead on the page and writes what was chosen."""

    reopened = Signal(str)
    """Carries the lead that was opened again."""

    def __init__(self, desk: Desk, lead: LeadSession, menu: ClosingMenu, news: News) -> None:
        """`lead`: whose lead it is about; `news` says what was done."""
        super().__init__(menu)
        self._desk, self._lead, self._menu, self._news = desk, lead, menu, news
        self._about: LeadView | None = None
        menu.chosen.connect(self._close)

    def open_menu(self) -> None:
        """Ctrl+Enter."""
        self._about = self._lead.view
        if self._about is None:
            self._news.refuse(self.tr("Choose a lead first: J/K moves."))
            return
        title = self.tr("Close the lead of {name}").format(name=self._about.name)
        self._menu.open_for(self._about.standing.closings, title)

    def _close(self, name: str, words: str) -> None:
        view, desk = self._about, self._desk
        if view is None:
            return

        def work() -> Changes:
            if name == NOT_REACHED:
                return lead_work.say_not_reached(desk, view.lead)
            return lead_work.close_lead(desk, view.lead, ClosingReason(name), words)

        self._lead.change(work, lambda _changes: self._closed(view, name))

    def _closed(self, view: LeadView, name: str) -> None:
        def reopen() -> None:
            self._lead.change(
                lambda: lead_work.reopen(self._desk, view.lead, "taken back"),
                lambda _changes: self.reopened.emit(view.lead),
            )

        text = self.tr("{name} is closed: {reason}.").format(name=view.name, reason=name)
        self._news.done(text, self.tr("Reopen"), reopen)
