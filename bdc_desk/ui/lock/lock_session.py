"""Locks the window after some minutes without a key, or by Ctrl+L: who passes by reads nobody's name."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from bdc_desk.errors import Refused
from bdc_desk.operations import pins
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.people import People, people_of
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.lock.input_watch import InputWatch
from bdc_desk.ui.lock.lock_page import LockPage
from bdc_desk.ui.lock.pin_panel import PinPanel
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.seat.seat_change import SeatChange
from bdc_desk.ui.still_here import if_still_here


@dataclass(frozen=True, slots=True)
class Seat:
    """What the lock asks of the window. `counts`: how much waits, in words without names. `may_lock`: False
    during a call: the person is talking, and reads the page. `change` lets somebody else sit down, and names
    no customer where it says why not.
    """

    counts: Callable[[], str]
    may_lock: Callable[[], bool]
    change: SeatChange


@dataclass(frozen=True, slots=True)
class Locking:
    """What the locked page says and asks: who works here, and whether who sits here has a PIN."""

    people: People
    asks_pin: bool

    @property
    def name(self) -> str:
        """Who sits here."""
        line = self.people.line(self.people.me)
        return line.name if line is not None else ""


class LockSession(QObject):
    """`changed`: locked or unlocked. While it is locked no key reaches the desk, and marks still ring."""

    changed = Signal()

    def __init__(self, desk: Desk, lanes: Lanes, window: MainWindow, seat: Seat) -> None:
        """Not locked before `start`."""
        super().__init__(window)
        self._desk, self._lanes, self._window, self._seat = desk, lanes, window, seat
        self.minutes = 0
        """Without a key before it locks by itself; 0 for never."""
        self.shortcuts: list[QShortcut] = []
        """What must not be heard while it is locked."""
        self.page = LockPage(window)
        window.pages.addWidget(self.page)  # which hides it until it is the current one
        self.watch = InputWatch(window, desk.clock)
        self.pin_panel = PinPanel(window.desk)
        self._before: tuple[QWidget, QWidget | None] | None = None
        self._name = ""
        self._tries = seat.change.tries
        self.page.unlock_asked.connect(self._unlock)
        self.page.switch_asked.connect(self._switch)
        self.pin_panel.given.connect(self._keep_pin)

    @property
    def is_locked(self) -> bool:
        """Whether customers are hidden now."""
        return self._before is not None

    def actions(self) -> list[Action]:
        """What this adds to the window's keys and its palette."""
        return [
            Action("lock", self.tr("Lock the window: hide the customers"), ("Ctrl+L",), self.lock),
            Action("pin", self.tr("A PIN for the locked window"), (), self._ask_pin),
        ]

    def start(self) -> None:
        """Locked from the start where a PIN is asked: ending and starting the program is no way around it."""
        self._lanes.storage(self._read, lambda found: self._hide(found) if found.asks_pin else None)

    def end(self) -> None:
        """Another takes the desk: the page goes."""
        self._before = None
        self._window.pages.removeWidget(self.page)
        self.page.deleteLater()
        self.pin_panel.deleteLater()

    def tick(self) -> None:
        """One second passed."""
        if self.is_locked:
            self.page.show_counts(self._seat.counts())
        elif self.minutes and self.watch.idle() >= self.minutes * 60 and self._seat.may_lock():
            self.lock()

    def lock(self) -> None:
        """Hide the desk. What is being typed stays where it is."""
        if self.is_locked:
            return
        self._lanes.storage(self._read, self._hide)

    def _read(self) -> Locking:
        return Locking(people_of(self._desk), pins.has_pin(self._desk, self._desk.person))

    def _ask_pin(self) -> None:
        def show(found: Locking) -> None:
            self.pin_panel.open_for(found.name, is_set=found.asks_pin)

        self._lanes.storage(self._read, if_still_here(show))

    def _keep_pin(self, before: str, pin: str) -> None:
        """Only who knows the PIN may change it: a desk left open must not lock its person out."""

        def work() -> None:
            if not pins.is_pin(self._desk, self._desk.person, before):
                raise Refused(self.tr("The PIN of before is another one."), code="pin")
            pins.set_pin(self._desk, pin)

        self._lanes.storage(
            work, lambda _done: self.pin_panel.close_panel(), lambda why: self.pin_panel.refuse(str(why))
        )

    def _hide(self, found: Locking) -> None:
        page = self._window.pages.currentWidget()
        if self.is_locked or page is None:
            return
        self._before = page, QApplication.focusWidget()
        for shortcut in self.shortcuts:
            shortcut.setEnabled(False)
        self._window.show_page(self.page)
        self.page.show_counts(self._seat.counts())
        people = found.people
        others = [] if people.in_team else [one for one in people.lines if one.person != people.me]
        self._name = found.name
        self.page.open_for(found.name, others, asks_pin=found.asks_pin)
        self.changed.emit()

    def _unlock(self, pin: str) -> None:
        wait = self._tries.why_not()
        if wait:
            self.page.refuse(wait)
            return
        self._lanes.storage(lambda: pins.is_pin(self._desk, self._desk.person, pin), self._answered)

    def _switch(self, person: str, pin: str) -> None:
        self._seat.change.ask(person, pin, self.page.refuse)

    def _answered(self, right: bool) -> None:
        if right:
            self._show_again()
            return
        self._tries.wrong()
        self.page.refuse(self.tr("That is not {name}'s PIN. Try again.").format(name=self._name))

    def _show_again(self) -> None:
        if self._before is None:
            return
        (page, held), self._before = self._before, None
        self._tries.right()
        self.watch.begin_anew()
        for shortcut in self.shortcuts:
            shortcut.setEnabled(True)
        self.page.forget()
        self._window.show_page(page)
        if held is not None and isValid(held) and held.isVisible():
            held.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.focus_queue()
        self.changed.emit()
