"""The second look: the list "to confirm" (F4), the attempt log (Ctrl+2), and back to the desk (Ctrl+1)."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from bdc_desk.operations.desk import Desk
from bdc_desk.ui.actions import Action
from bdc_desk.ui.attempts.attempt_page import AttemptPage
from bdc_desk.ui.attempts.attempt_session import AttemptSession
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.confirm.confirm_panel import ConfirmPanel
from bdc_desk.ui.confirm.confirm_session import ConfirmSession
from bdc_desk.ui.confirm.confirm_words import count_words
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.main_window import MainWindow


class ReviewWork(QObject):
    """Makes the panels and says what their keys do. `lead_asked(lead)`: the person goes there. `desk_asked`:
    the person wants the agent's desk, whatever page lies over it.
    """

    lead_asked = Signal(str)
    desk_asked = Signal()

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, window: MainWindow, beside: Beside) -> None:
        """The panels lie over the window's desk."""
        super().__init__(window)
        self._window, self._lead = window, beside.lead
        self._line = ""
        self.confirm_panel = ConfirmPanel(window.desk, window.status)
        self.attempt_page = AttemptPage(window.desk, window.status)
        queue = window.queue.model
        self.confirm = ConfirmSession(
            desk, lanes, hub, self.confirm_panel, beside.news, beside.zone, queue.rows
        )
        self.attempts = AttemptSession(desk, lanes, hub, self.attempt_page, beside.news, beside.zone)
        self.confirm.lead_asked.connect(self.lead_asked)
        self.confirm.counted.connect(lambda count: window.status.show_to_confirm(count_words(count)))
        self.attempts.lead_asked.connect(self._go_to_call)
        beside.lead.shown.connect(self._show_line)
        window.status.confirm_asked.connect(self._toggle_confirm)
        window.closing.connect(self.confirm.settle)
        self._call = beside.call
        beside.call.changed.connect(self._call_moved)

    def start(self) -> None:
        """Look through the log for what waits."""
        self.confirm.start()

    def tick(self, now: datetime) -> None:
        """One second passed."""
        self.confirm.tick(now)
        self.attempts.tick(now)

    def settle(self) -> None:
        """Somebody else sits down: what this person said is written as theirs."""
        self.confirm.settle()

    def actions(self) -> list[Action]:
        """What this work adds to the window's keys and its palette."""
        tell = self.tr
        return [
            Action(
                "to confirm",
                tell("To confirm: what waits for a second person"),
                ("F4",),
                self._toggle_confirm,
            ),
            Action(
                "attempt log",
                tell("The attempt log: calls, evidence, what counts"),
                ("Ctrl+2",),
                self._toggle_log,
            ),
            Action("desk", tell("Back to the agent's desk"), ("Ctrl+1",), self._back_to_desk),
        ]

    def close(self) -> None:
        """The person goes on to a call or a lead, which the pages would hide."""
        for panel in (self.confirm_panel, self.attempt_page):
            panel.close_panel()

    def _call_moved(self) -> None:
        """A call begun needs the desk: its number, its outcomes."""
        if self._call.state is CallState.CALLING:
            self.close()

    def _toggle_confirm(self) -> None:
        self.attempt_page.close_panel()
        self.confirm.toggle()

    def _toggle_log(self) -> None:
        self.confirm_panel.close_panel()
        self.attempts.toggle()

    def _back_to_desk(self) -> None:
        self.close()
        self.desk_asked.emit()
        self._window.focus_queue()

    def _go_to_call(self, lead: str, attempt: str) -> None:
        """Go to the lead, and there to the line of the call once it is on the page."""
        self._line = attempt
        view = self._lead.view
        self.lead_asked.emit(lead)
        if view is not None and view.lead == lead:
            self._show_line()

    def _show_line(self) -> None:
        """The lead was shown: bring the call's line into view, once."""
        view, line = self._lead.view, self._line
        if view is not None and line and any(one.id == line for one in view.standing.attempts):
            self._line = ""
            self._window.show_lead()
            self._window.lead.show_call(line)
