"""Reads what the history shows beside the lead itself: everything of the customer, and what can be undone."""

from PySide6.QtCore import QObject

from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.customer_timeline import CustomerLine, customer_timeline
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.undoable import undoable_of
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.lead.page import LeadPage
from bdc_desk.ui.newest import Newest

WORDS = frozenset({Kind.MERGED, Kind.KEPT_APART})
"""Entries that a line of the history can take back."""
Read = tuple[tuple[CustomerLine, ...] | None, frozenset[str]]


class HistorySession(QObject):
    """Joins the history with the desk; a lead whose history is complete on its page costs no reading."""

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, lead: LeadSession, page: LeadPage) -> None:
        """`lead`: what is on the page."""
        super().__init__(page)
        self._desk, self._lead, self._page = desk, lead, page
        self._asked = Newest(lanes)
        lead.shown.connect(self._read)
        page.history_switched.connect(lambda _whole: self._read())
        hub.changed.connect(self._on_changes)

    def _read(self) -> None:
        view = self._lead.view
        if view is None:
            self._asked.forget()
            return
        whole = self._page.shows_whole_history
        if whole or any(line.kind in WORDS for line in view.timeline):
            self._asked.ask(lambda: self._work(view, whole=whole), lambda read: self._show(view, read))

    def _work(self, view: LeadView, *, whole: bool) -> Read:
        lines = customer_timeline(self._desk, view.lead) if whole else None
        told = lines if lines is not None else view.timeline
        undoable = undoable_of(self._desk, view.lead) if any(line.kind in WORDS for line in told) else ()
        return lines, frozenset(undoable)

    def _show(self, view: LeadView, read: Read) -> None:
        self._page.show_more_history(view.lead, *read)

    def _on_changes(self, changes: Changes) -> None:
        """Another lead of the customer moved: the one on the page is read anew by its own session."""
        view = self._lead.view
        if view is None or not self._page.shows_whole_history or Data.LEAD not in changes.kinds:
            return
        if any(other.lead in changes.leads for other in view.other_leads):
            self._read()
