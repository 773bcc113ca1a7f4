"""The work on customers beside the queue: the counter, the search, the twins, a customer's whole history."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.operations.desk import Desk
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallSession, CallState
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.counter.counter_panel import CounterPanel
from bdc_desk.ui.counter.counter_session import CounterSession, Saved
from bdc_desk.ui.lead.history_session import HistorySession
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from bdc_desk.ui.search.search_panel import SearchPanel
from bdc_desk.ui.search.search_session import SearchSession
from bdc_desk.ui.twins.twins_panel import TwinsPanel
from bdc_desk.ui.twins.twins_session import TwinsSession


@dataclass(frozen=True, slots=True)
class Beside:
    """What the work on customers shares with the rest of the window. `zone`: the dealership's (IANA).
    `place`: where the person stands.
    """

    lead: LeadSession
    call: CallSession
    news: News
    zone: Callable[[], str]
    place: Callable[[], object]


class CustomerWork(QObject):
    """Makes the panels and says what their keys do. `lead_asked(lead)`: the person goes there."""

    lead_asked = Signal(str)

    def __init__(self, desk: Desk, lanes: Lanes, hub: ChangeHub, window: MainWindow, beside: Beside) -> None:
        """The panels lie over the window's desk."""
        super().__init__(window)
        self._desk, self._window, self._lanes, self._beside = desk, window, lanes, beside
        self.counter_panel, self.search_panel = CounterPanel(window.desk), SearchPanel(window.desk)
        self.twins_panel = TwinsPanel(window.desk)
        self.counter = CounterSession(desk, lanes, hub, self.counter_panel, beside.zone)
        self.search = SearchSession(desk, lanes, hub, self.search_panel, beside.zone)
        self.twins = TwinsSession(
            desk, lanes, hub, self.twins_panel, beside.lead, window.lead, beside.news, beside.place
        )
        self.history = HistorySession(desk, lanes, hub, beside.lead, window.lead)
        self.counter.saved.connect(self._saved)
        self.counter.refused.connect(beside.news.refuse)
        self.counter.kept.connect(beside.news.tell)
        for session in (self.search, self.twins):
            session.lead_asked.connect(self.lead_asked)
        window.closing.connect(self.counter.keep_typed)

    def start(self) -> None:
        """Read what was left unsaved at the counter."""
        self.counter.start()

    def actions(self) -> list[Action]:
        """What this work adds to the window's keys and its palette."""
        tell, beside = self.tr, self._beside
        return [
            Action(
                "caller",
                tell("A caller: write down a phone-up"),
                ("Ctrl+N",),
                lambda: self._open_counter(LeadKind.PHONE_UP),
            ),
            Action(
                "walk-in",
                tell("A visitor: write down a walk-in"),
                ("Ctrl+Shift+N",),
                lambda: self._open_counter(LeadKind.WALK_IN),
            ),
            Action("search", tell("Find a customer: name, number, car"), ("Ctrl+F",), self._open_search),
            Action(
                "compare",
                tell("Compare with a likely twin"),
                ("F9",),
                lambda: beside.lead.when_shown(self.twins.compare),
            ),
            Action("compare all", tell("All likely twins"), ("Ctrl+Shift+F9",), self.twins.compare_all),
            Action(
                "history", tell("The customer's whole history, or this lead's"), ("H",), self._switch_history
            ),
            Action("take back", tell("Take back what was done last"), ("Ctrl+Z",), self._take_back),
        ]

    def _open_counter(self, kind: LeadKind) -> None:
        text = self.search.text()
        self._close_others(self.counter_panel)
        self.counter.open(kind, text)

    def _open_search(self) -> None:
        self._close_others(self.search_panel)
        self.search.open()

    def find(self, text: str) -> None:
        """Look for `text` among customers: it was typed in the palette."""
        self._close_others(self.search_panel)
        self.search.open(text)

    def _close_others(self, kept: CounterPanel | SearchPanel) -> None:
        """One panel at a time: the one below would wait unseen."""
        for panel in (self.counter_panel, self.search_panel, self.twins_panel):
            if panel is not kept:
                panel.close_panel()

    def _switch_history(self) -> None:
        self._window.show_lead()
        self._window.lead.switch_history()

    def _take_back(self) -> None:
        """Ctrl+Z: the newest thing, and nothing older (ui/undo.py)."""
        why_not = self._beside.news.stack.take_back(self._desk.clock.now())
        if why_not:
            self._beside.news.refuse(why_not)

    def _saved(self, saved: Saved) -> None:
        """Go to the lead; but who is on the telephone stays with that call, and who types on stays at the
        counter: they are offered the way.
        """
        self._beside.news.stack.begin(self._desk.clock.now(), saved.words.rstrip("."))
        if self._beside.call.state is CallState.READY and not self.counter_panel.is_open:
            self._beside.news.done(saved.words)
            # The queue reads the lead in this lane, and was told of it before: by then it is there.
            self._lanes.storage(lambda: saved.lead, self.lead_asked.emit)
        else:
            self._beside.news.done(saved.words, self.tr("Show it"), lambda: self.lead_asked.emit(saved.lead))
