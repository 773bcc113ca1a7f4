"""A call made elsewhere becomes entries, and can be taken back while its notice shows."""

from datetime import timedelta

from PySide6.QtCore import QObject

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.standing import Attempt
from bdc_desk.operations import typed_calls
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import lead_standing
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.news import News
from bdc_desk.ui.typed.call_reading import TypedCall
from bdc_desk.ui.typed.typed_call_panel import TypedCallPanel

UNDO = timedelta(seconds=8)
"""For so long it is taken back by one key; its line says to everybody that it was typed in."""


class TypedCallSession(QObject):
    """Opens the panel for the lead on the page and writes what was typed."""

    def __init__(
        self, desk: Desk, lanes: Lanes, hub: ChangeHub, panel: TypedCallPanel, lead: LeadSession, news: News
    ) -> None:
        """`lead`: whom the call went to."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub = desk, lanes, hub
        self._panel, self._lead, self._news = panel, lead, news
        self._about: LeadView | None = None
        panel.saved.connect(self._write)

    def open(self) -> None:
        """Ctrl+Shift+F5."""
        view, about = self._lead.view, self._lead.about
        self._about = view
        if view is None or about is None:
            self._news.refuse(self.tr("Choose a lead first: J/K moves."))
            return
        if view.standing.section is None:
            self._news.refuse(self.tr("The lead is closed. Ctrl+Enter reopens it."))
            return
        self._panel.save.setEnabled(True)
        self._panel.open_for(
            view.lead,
            view.name,
            view.phones,
            about.policy.outcomes,
            now=self._desk.clock.now(),
            zone=zone_of(about.policy.zone),
            arrived_at=view.standing.arrived_at,
            worth=self._worth(),
        )

    def _worth(self) -> str:
        """What such a call counts for, said before it is saved."""
        if self._is_alone():
            return self.tr("You work alone: a call that is typed in never counts. It stands in the history.")
        return self.tr("Counts once a second person confirms it (F4).")

    def _worth_of(self, attempt: Attempt) -> str:
        """What the call counts for, now that it is judged: it may overlap another, or be too short."""
        if attempt.why.code != "attempt.typed":
            return self.tr("does not count: {why}").format(why=attempt.why)
        if self._is_alone():
            return self.tr("does not count, because nobody else is here to confirm it")
        return self.tr("counts once a second person confirms it (F4)")

    def _is_alone(self) -> bool:
        return self._lead.about is not None and len(self._lead.about.people) < 2

    def _write(self, call: TypedCall) -> None:
        view = self._about
        if view is None:
            return

        what = self.tr("the call to {name} that was written down").format(name=view.name)
        mark = self._news.stack.begin(self._desk.clock.now(), what)

        def work() -> tuple[Changes, Attempt]:
            attempt, changes = typed_calls.type_call(
                self._desk,
                view.lead,
                call.number,
                call.began,
                call.span,
                call.outcome,
                callback_at=call.callback_at,
                appointment_at=call.appointment_at,
            )
            found = lead_standing(self._desk, view.lead).attempts
            return changes, next(one for one in found if one.id == attempt)

        def done(written: tuple[Changes, Attempt]) -> None:
            changes, attempt = written
            self._panel.take_out()
            self._hub.tell(changes)
            text = self.tr("{name}: {outcome} written down, {worth}.")
            text = text.format(name=view.name, outcome=call.label, worth=self._worth_of(attempt))
            now = self._desk.clock.now
            self._news.stack.offer(mark, lambda: self._take_back(view.lead, attempt.id), now() + UNDO)
            self._news.undoable(text, self.tr("Take it back"), mark, now)

        def failed(why: Exception) -> None:
            self._news.stack.forget(mark)
            self._panel.show_fault(str(why))

        self._lanes.storage(work, done, failed)

    def _take_back(self, lead: str, attempt: str) -> None:
        self._hub.taking_back.emit(lead)

        def done(changes: Changes) -> None:
            self._hub.tell(changes)
            self._news.tell(self.tr("Taken back: the call stands in the history as never made."))

        self._lanes.storage(
            lambda: typed_calls.take_back_typed(self._desk, lead, attempt),
            done,
            lambda why: self._news.refuse(str(why)),
        )
