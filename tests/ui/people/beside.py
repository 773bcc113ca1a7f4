"""A window with the lead's page and the calls, but no queue behind it: what the work beside the calls is
joined to. The store, the lanes and the panels are real; the clock alone is the test's.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.contact.dialling import dialler_for
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around
from bdc_desk.ui import theme
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallSession
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.keys import bind
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from tests.helpers.desks import Staffed, staffed


class Window:
    """What a person does at the window, and what it says."""

    def __init__(self, qtbot: QtBot, here: Staffed, desk: Desk, way: str) -> None:
        self.qtbot, self.here, self.desk = qtbot, here, desk
        self.links: list[str] = []
        self.hub = ChangeHub()
        self.lanes = Lanes(self._fault, self.hub)
        self.window = MainWindow(lambda _row, _now: timedelta(), here.clock.now())
        self.news = News(self.window.notice)
        self.lead = LeadSession(desk, self.lanes, self.hub, self.window.lead)
        self.call = CallSession(
            desk, self.lanes, self.hub, dialler_for(way, self._link), self.window, self.news.stack
        )
        zone = around(desk).policy.zone
        self.beside = Beside(self.lead, self.call, self.news, lambda: zone, lambda: None)
        self.faults: list[Exception] = []
        for session in (self.lead, self.call):
            session.refused.connect(self.news.refuse)

    def bind(self, actions: list[Action]) -> None:
        """Give the actions their keys, as the workplace does."""
        bind(self.window, {key: action.act for action in actions for key in action.keys})

    def show(self, lead: str) -> None:
        """Put the lead on the page."""
        self.lead.choose(lead)
        self.rest()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A real key event to whatever has the keyboard."""
        held: QWidget = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(held, key, modifier)
        self.rest()

    def type(self, text: str) -> None:
        """Real key events, one a letter."""
        held = QApplication.focusWidget()
        assert held is not None
        self.qtbot.keyClicks(held, text)

    def rest(self) -> None:
        """Wait until the lanes have delivered everything that was asked for."""
        done: list[bool] = []
        for _ in range(3):  # what is delivered may ask for more
            done.clear()
            self.lanes.storage(lambda: True, done.append)
            self.qtbot.waitUntil(lambda: bool(done), timeout=10_000)
        assert self.faults == []

    def notice(self) -> str:
        """What the notice says."""
        return self.window.notice.accessibleName() if self.window.notice.isVisible() else ""

    def _fault(self, fault: Exception) -> None:
        self.faults.append(fault)

    def _link(self, url: str) -> bool:
        self.links.append(url)
        return True


@contextmanager
def window_beside(
    qtbot: QtBot,
    qapp: QApplication,
    folder: Path,
    *,
    who: Callable[[Staffed], Desk] = lambda here: here.ana,
    way: str = "by hand",
) -> Iterator[Window]:
    """A window for one of the three people of `staffed`."""
    theme.apply(qapp, "light")
    with staffed(folder) as here:
        made = Window(qtbot, here, who(here), way)
        made.window.show()
        made.window.activateWindow()
        qtbot.waitUntil(made.window.isActiveWindow)
        made.window.focus_queue()
        try:
            yield made
        finally:
            made.rest()
            made.window.close()
            made.lanes.close()
            made.window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
