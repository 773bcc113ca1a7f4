"""A window with the second look in it, without the rest of the workplace: everything happens at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.contact.dialling import dialler_for
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around, queue
from bdc_desk.settings import Preferences
from bdc_desk.ui import theme
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.call.call_session import CallSession
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.customer_work import Beside
from bdc_desk.ui.keys import bind
from bdc_desk.ui.lead.lead_session import LeadSession
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.news import News
from bdc_desk.ui.review_work import ReviewWork
from tests.helpers.desks import Staffed, staffed

PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class ReviewDesk:
    """What a person presses, and what the window shows."""

    def __init__(self, qtbot: QtBot, here: Staffed, desk: Desk) -> None:
        self.qtbot, self.here, self.desk = qtbot, here, desk
        about = around(desk)
        opening = about.policy.opening
        self.window = MainWindow(lambda row, now: opening.between(row.arrived_at, now), desk.clock.now())
        self.lanes, self.hub = Lanes.inline(), ChangeHub()
        self.lead = LeadSession(desk, self.lanes, self.hub, self.window.lead)
        owner = QObject(self.window)
        call = CallSession(desk, self.lanes, self.hub, dialler_for("by hand", lambda _url: True), owner)
        news = News(self.window.notice)
        beside = Beside(self.lead, call, news, lambda: about.policy.zone, lambda: None)
        self.work = ReviewWork(desk, self.lanes, self.hub, self.window, beside)
        self.asked: list[str] = []
        self.leads: list[str] = []
        self.work.lead_asked.connect(self.asked.append)
        self.work.lead_asked.connect(self.lead.choose)
        acts = {key: action.act for action in self.work.actions() for key in action.keys}
        self.shortcuts = bind(self.window, acts)
        self.window.queue.model.reset_rows(queue(desk), desk.clock.now())
        self.panel, self.page = self.work.confirm_panel, self.work.attempt_page

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """A real key event to whatever has the keyboard."""
        held: QWidget = QApplication.focusWidget() or self.window
        self.qtbot.keyClick(held, key, modifier)

    def pass_time(self, span: timedelta) -> None:
        """Time passes; the desk ticks once at its end."""
        self.here.clock.advance(span)
        self.work.tick(self.here.clock.now())

    def rows(self) -> list[str]:
        """The lines of the list, as they are spoken."""
        model = self.panel.list.rows
        return [str(model.data(model.index(row))) for row in range(model.rowCount())]

    def notice(self) -> str:
        return self.window.notice.accessibleName() if self.window.notice.isVisible() else ""


@contextmanager
def review_desk(qtbot: QtBot, qapp: QApplication, here: Staffed, desk: Desk) -> Iterator[ReviewDesk]:
    """The window of `desk`'s person, open."""
    theme.apply(qapp, "light", Preferences().text_percent / 100)
    made = ReviewDesk(qtbot, here, desk)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.window.focus_queue()
    made.work.start()
    try:
        yield made
    finally:
        made.window.close()
        made.window.deleteLater()
        made.hub.deleteLater()


@contextmanager
def staffed_here(folder: Path) -> Iterator[Staffed]:
    """Ana and Cy sell, Ben manages enquiries, at one file."""
    with staffed(folder) as here:
        yield here
