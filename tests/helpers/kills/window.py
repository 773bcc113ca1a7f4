"""A life of the real window, worked by keys: a call is begun, a note is typed, and it is killed amid them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bdc_desk.app import App
from bdc_desk.clock import FixedClock, SystemClock
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.call.call_session import CallState
from bdc_desk.window_look import look
from tests.helpers.desks import FORM, POLICY
from tests.helpers.kills.points import Points, Tell
from tests.helpers.kills.seat import Order

LIMIT = 20.0
"""Seconds for what takes one."""
BEFORE, CALLING, NOTED, SAID = "calling", "noted", "typing", "said"
STAGES = (BEFORE, CALLING, NOTED, SAID)
"""`Order.die_at`: as F5 was pressed; once the call is shown; while more is typed; once it has its outcome."""


def live(order: Order, tell: Tell, points: Points) -> None:
    """Open the window, tell what it shows, and work until the stage `order.die_at`."""
    del points  # killed by the parent, which hears how far it came
    hands = _Hands(order)
    shown = hands.opened()
    tell("shown", *shown)
    if shown[0] == CallState.WRAP_UP.name:  # the call of the life before
        hands.press(Qt.Key.Key_1)
        hands.until(lambda: hands.work.call.state is CallState.READY)
        tell("saved", "outcome", shown[1])
    if order.die_at == "":
        return
    hands.window.focus_queue()
    hands.press(Qt.Key.Key_Space)
    hands.rest()
    hands.press(Qt.Key.Key_F5)
    if order.die_at == BEFORE:
        return
    hands.until(lambda: hands.work.call.state is CallState.CALLING)
    assert hands.work.call.call is not None
    tell("saved", "dialled", hands.work.call.call.attempt)
    if order.die_at == CALLING:
        return
    text = f"wants it in red {order.seed}"
    hands.type(text)
    hands.until(lambda: hands.window.lead.note.status.text() == "Saved")
    tell("saved", "draft", text)
    if order.die_at == NOTED:
        QTest.keyClicks(hands.window.lead.note.field, " or blue")
        return
    hands.window.focus_queue()
    hands.press(Qt.Key.Key_F5)
    hands.until(lambda: hands.work.call.state is CallState.WRAP_UP)
    attempt = hands.work.call.call.attempt
    hands.press(Qt.Key.Key_2)
    hands.until(lambda: hands.work.call.state is CallState.READY)
    tell("saved", "outcome", attempt)


class _Hands:
    """A person at the keyboard."""

    def __init__(self, order: Order) -> None:
        self.qt = QApplication([])
        self.profile = Profile(Path(order.folder) / "profile")
        self.clock = FixedClock(order.moment)
        preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
        look(self.qt, preferences)
        store = Store.open(self.profile.database)
        self.app = App(self.profile, store, self.clock, links=lambda _url: True, preferences=preferences)
        self.app.begin(lambda: FORM, POLICY, "by hand")
        self.window = self.app.window
        self.window.show()
        self.window.activateWindow()
        assert self.app.workplace is not None
        self.work = self.app.workplace
        self.until(self.window.isActiveWindow)
        self.rest()

    def opened(self) -> tuple[str, str, str]:
        """What a person sees at once: the call that is asked about, and the note that was being typed."""
        call = self.work.call.call
        return (
            self.work.call.state.name,
            call.attempt if call else "",
            self.window.lead.note.field.toPlainText(),
        )

    def press(self, key: Qt.Key) -> None:
        """A real key event to whatever has the keyboard."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def type(self, text: str) -> None:
        """Into the notes, letter by letter."""
        self.window.lead.focus_note()
        QTest.keyClicks(self.window.lead.note.field, text)

    def rest(self) -> None:
        """Until the lanes have delivered what was asked for."""
        for _ in range(3):
            done: list[bool] = []
            self.app.lanes.storage(lambda: True, done.append)
            self.until(lambda done=done: bool(done))  # type: ignore[misc]  # asked for at once

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window work until it is so."""
        clock, pulse = SystemClock(), QTimer()
        pulse.start(10)  # so that waiting for an event ends
        begun = clock.elapsed()
        while not holds():
            assert clock.elapsed() - begun < LIMIT, f"it does not come: {self.opened()}"
            self.qt.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        pulse.stop()
