"""The people beside the calls: who sits here, who covers whom, whose customer it is."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from bdc_desk.operations.desk import Desk
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallState, Said
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.people.handover_panel import HandoverPanel
from bdc_desk.ui.people.handover_session import HandoverSession
from bdc_desk.ui.people.people_panel import PeoplePanel
from bdc_desk.ui.people.people_session import PeopleSession
from bdc_desk.ui.seat.pin_tries import PinTries
from bdc_desk.ui.seat.seat_change import Refuse, SeatChange, Switch
from bdc_desk.ui.still_here import when_still_here


def _nothing_before() -> str:
    return ""


def _switches_nobody(_person: str, _pin: str, _refuse: Refuse) -> None:
    """For a window that one person has."""


class PeopleWork(QObject):
    """Makes the panels and says what their keys do."""

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        window: MainWindow,
        beside: Beside,
        *,
        why_not: Callable[[], str] = _nothing_before,
        switch: Switch = _switches_nobody,
        tries: PinTries | None = None,
    ) -> None:
        """The panels lie over the window's desk. `why_not`: what else comes before somebody else may go on
        here, in words (a mail that has not left); an open call is known here. `switch` lets them; `tries`:
        the window's wrong PINs.
        """
        super().__init__(window)
        self._beside, self._why_not_else = beside, why_not
        self.panel, self.handover_panel = PeoplePanel(window.desk), HandoverPanel(window.desk)
        seat = SeatChange(switch, self.why_not_switch, tries or PinTries(desk.clock))
        lead, news, place = beside.lead, beside.news, beside.place
        self.people = PeopleSession(desk, lanes, hub, self.panel, news, seat, place)
        self.handover = HandoverSession(desk, lanes, hub, self.handover_panel, lead, news, place)

    def actions(self) -> list[Action]:
        """What this work adds to the window's keys and its palette."""
        lead = self._beside.lead
        return [
            Action("people", self.tr("Who is at this desk; who is away"), ("F10",), self.people.open),
            Action(
                "hand over",
                self.tr("Hand the customer over to a salesperson"),
                ("Ctrl+O",),
                lambda: lead.when_shown(when_still_here(self.handover.open, self._beside.place)),
                lambda: "" if lead.view is not None else self.tr("Choose a lead first: J/K moves."),
            ),
        ]

    def why_not_switch(self) -> str:
        """What comes before somebody else may go on here; "" for nothing."""
        return self.open_call() or self._why_not_else()

    def open_call(self) -> str:
        """That a call is open, in words; "" where none is."""
        if self._beside.call.state is CallState.READY:
            return ""
        return self.tr("A call is open: say what came of it first.")

    def hint_after(self, said: Said) -> str:
        """What to add to the word that an outcome was saved; "" for nothing."""
        return self.handover.hint_after(said)
