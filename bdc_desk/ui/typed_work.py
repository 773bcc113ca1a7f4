"""What belongs to calls beside F5 itself: another number, a call made elsewhere, "it did not dial", and the
promise that stands on the lead's page.
"""

from PySide6.QtCore import QObject, Signal

from bdc_desk.operations.desk import Desk
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.child_panel import ChildPanel
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.still_here import when_still_here
from bdc_desk.ui.typed.other_number_panel import OtherNumberPanel
from bdc_desk.ui.typed.other_number_session import OtherNumberSession
from bdc_desk.ui.typed.promise_session import PromiseSession
from bdc_desk.ui.typed.reason_panel import ReasonPanel
from bdc_desk.ui.typed.typed_call_panel import TypedCallPanel
from bdc_desk.ui.typed.typed_call_session import TypedCallSession
from bdc_desk.ui.undo import Done


class CallExtrasWork(QObject):
    """Makes the panels and says what their keys do. `move_asked`: the promise on the page gets another time,
    as by B.
    """

    move_asked = Signal()

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, window: MainWindow, beside: Beside) -> None:
        """The panels lie over the window's desk."""
        super().__init__(window)
        self._window, self._beside = window, beside
        lead, news = beside.lead, beside.news
        self.number_panel, self.call_panel = OtherNumberPanel(window.desk), TypedCallPanel(window.desk)
        self.reason_panel = ReasonPanel(window.desk)
        self.number = OtherNumberSession(desk, lanes, hub, self.number_panel, lead, news)
        self.typed_call = TypedCallSession(desk, lanes, hub, self.call_panel, lead, news)
        self.promise = PromiseSession(
            desk, lanes, hub, window.lead.heading.promise, self.reason_panel, lead, news
        )
        self.promise.move_asked.connect(self.move_asked)
        self._now = desk.clock.now
        beside.call.asked_not_dialled.connect(self._asked_not_dialled)
        beside.call.said_not_dialled.connect(self._not_dialled)

    def actions(self) -> list[Action]:
        """What this work adds to the window's keys and its palette."""
        tell, lead, place = self.tr, self._beside.lead, self._beside.place
        return [
            Action(
                "other number",
                tell("Call another number: type it"),
                ("Shift+F5",),
                lambda: lead.when_shown(when_still_here(self.number.open, place)),
                self._no_lead,
            ),
            Action(
                "choose number",
                tell("Choose among the customer's numbers"),
                ("P",),
                lambda: lead.when_shown(self._choose_number),
                self._one_number,
            ),
            Action(
                "typed call",
                tell("Write down a call made elsewhere"),
                ("Ctrl+Shift+F5",),
                lambda: lead.when_shown(when_still_here(self.typed_call.open, place)),
                self._no_lead,
            ),
            Action(
                "not dialled",
                tell("The open call was not dialled"),
                ("Shift+N",),
                self._say_not_dialled,
                self._no_call,
            ),
            Action(
                "cancel promise",
                tell("Take back the promised call"),
                (),
                lambda: lead.when_shown(when_still_here(self.promise.ask, place)),
                self.promise.why_not,
            ),
        ]

    def _choose_number(self) -> None:
        """The list of the numbers; where there is one only, the way to a second."""
        why_not = self._one_number()
        if why_not:
            self._beside.news.refuse(why_not)
        else:
            self._window.call_bar.choose_number()

    def _no_lead(self) -> str:
        return "" if self._beside.lead.view is not None else self.tr("Choose a lead first: J/K moves.")

    def _one_number(self) -> str:
        view = self._beside.lead.view
        if view is None:
            return self._no_lead()
        if self._beside.call.call is not None:
            return self.tr("A call is open: say what came of it first.")
        if len(view.phones) > 1:
            return ""
        return self.tr("The customer has one number. Shift+F5 adds another.")

    def _no_call(self) -> str:
        return "" if self._beside.call.call is not None else self.tr("No call is open.")

    def _say_not_dialled(self) -> None:
        """Shift+N; not while a page lies over the desk: whoever types there may not see the call at all."""
        if any(panel.is_open for panel in self._window.desk.findChildren(ChildPanel)):
            told = self.tr("A page lies over the desk: Esc closes it. Then Shift+N says “not dialled”.")
            self._beside.news.refuse(self._no_call() or told)
        else:
            self._beside.call.not_dialled()

    def _asked_not_dialled(self, done: Done, number: str) -> None:
        told = self.tr(
            "{number} was not dialled: written down in five seconds, and then the call is over. A number key "
            "says what came of it instead."
        )
        text = told.format(number=number or self.tr("The number"))
        self._beside.news.undoable(text, self.tr("Undo"), done, self._now)

    def _not_dialled(self, name: str, number: str) -> None:
        told = self.tr(
            "Written down: {number} was not dialled, so this does not count. F5 begins a call to {name} anew."
        )
        self._beside.news.tell(told.format(number=number or self.tr("the number"), name=name))
