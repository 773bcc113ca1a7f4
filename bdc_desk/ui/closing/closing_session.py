"""Closing a lead: the menu's choice becomes an entry, and can be taken back while the notice shows.

"Not reached" is judged once more by a team's shared database: until then it waits, and says so.
"""

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.cadence.sayable import NOT_REACHED
from bdc_desk.operations import lead_work, teamwork
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Judged
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.closing.closing_menu import ClosingMenu
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.news import News


class ClosingSession(QObject):
    """Opens the menu for the lead on the page and writes what was chosen."""

    reopened = Signal(str)
    """Carries the lead that was opened again."""

    def __init__(
        self, desk: Desk, lanes: Lanes, hub: ChangeHub, lead: LeadSession, menu: ClosingMenu, news: News
    ) -> None:
        """`lead`: whose lead it is about; `news` says what was done."""
        super().__init__(menu)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._lead, self._menu, self._news = lead, menu, news
        self._about: LeadView | None = None
        self._waiting: dict[str, LeadView] = {}
        menu.chosen.connect(self._close)
        hub.changed.connect(lambda _changes: self._look())

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
        if name == NOT_REACHED:
            self._say_not_reached(view)
            return
        self._lead.change(
            lambda: lead_work.close_lead(desk, view.lead, ClosingReason(name), words),
            lambda _changes: self._closed(view, name),
        )

    def _say_not_reached(self, view: LeadView) -> None:
        def work() -> tuple[str, Changes, Judged]:
            entry, changes = lead_work.say_not_reached(self._desk, view.lead)
            return entry, changes, teamwork.judged(self._desk, entry)[0]

        def said(entry: str, changes: Changes, judged: Judged) -> None:
            self._hub.tell(changes)
            if judged is Judged.WAITS:
                self._waiting[entry] = view
                text = self.tr("{name}: “not reached” waits for the shared database.").format(name=view.name)
                self._news.tell(text)
            else:
                self._closed(view, NOT_REACHED)

        self._lanes.storage(work, lambda found: said(*found), lambda why: self._news.refuse(str(why)))

    def _look(self) -> None:
        """Whether the shared database has judged what waits."""
        for entry, view in tuple(self._waiting.items()):
            self._look_at(entry, view)

    def _look_at(self, entry: str, view: LeadView) -> None:
        def heard(judged: Judged, why: str) -> None:
            if judged is Judged.WAITS or self._waiting.pop(entry, None) is None:
                return
            if judged is Judged.STANDS:
                self._closed(view, NOT_REACHED)
            else:
                text = self.tr(
                    "{name}: “not reached” was refused by the shared database: {why}. F7 shows it."
                )
                self._news.refuse(text.format(name=view.name, why=why.rstrip(".")))

        self._lanes.storage(
            lambda: teamwork.judged(self._desk, entry),
            lambda found: heard(*found),
            lambda why: self._news.refuse(str(why)),
        )

    def _closed(self, view: LeadView, name: str) -> None:
        def reopen() -> None:
            self._lead.change(
                lambda: lead_work.reopen(self._desk, view.lead, "taken back"),
                lambda _changes: self.reopened.emit(view.lead),
            )

        text = self.tr("{name} is closed: {reason}.").format(name=view.name, reason=name)
        self._news.done(text, self.tr("Reopen"), reopen)
