"""Locks the window after some minutes without a key, or by Ctrl+L: who passes by reads nobody's name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from bdc_desk.errors import Refused
from bdc_desk.operations import pins
from bdc_desk.operations.desk import Desk
from bdc_desk.ui.actions import Action
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.lock.input_watch import InputWatch
from bdc_desk.ui.lock.lock_page import LockPage
from bdc_desk.ui.lock.pin_panel import PinPanel
from bdc_desk.ui.main_window import MainWindow

TRIES = 3
PAUSE = 20.0
"""Seconds that pass after so many wrong PINs before the next is looked at."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at the desk, and who else may. `others`: names and ids. `counts`: how much waits, in words
    without names. `may_lock`: False during a call: the person is talking, and reads the page.
    `switch(person)` lets somebody else sit down; `why_not`: what comes before that, "" for nothing.
    """

    name: Callable[[], str]
    others: Callable[[], Sequence[tuple[str, str]]]
    counts: Callable[[], str]
    may_lock: Callable[[], bool]
    switch: Callable[[str], None]
    why_not: Callable[[], str]


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
        self._wrong, self._looks_from = 0, 0.0
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
        self._lanes.storage(
            lambda: pins.has_pin(self._desk, self._desk.person),
            lambda asked: self._hide(asked) if asked else None,
        )

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
        self._lanes.storage(lambda: pins.has_pin(self._desk, self._desk.person), self._hide)

    def _ask_pin(self) -> None:
        self._lanes.storage(
            lambda: pins.has_pin(self._desk, self._desk.person),
            lambda asked: self.pin_panel.open_for(self._seat.name(), is_set=asked),
        )

    def _keep_pin(self, before: str, pin: str) -> None:
        """Only who knows the PIN may change it: a desk left open must not lock its person out."""

        def work() -> None:
            if not pins.is_pin(self._desk, self._desk.person, before):
                raise Refused(self.tr("The PIN of before is another one."), code="pin")
            pins.set_pin(self._desk, pin)

        self._lanes.storage(
            work, lambda _done: self.pin_panel.close_panel(), lambda why: self.pin_panel.refuse(str(why))
        )

    def _hide(self, asks_pin: bool) -> None:
        page = self._window.pages.currentWidget()
        if self.is_locked or page is None:
            return
        self._before = page, QApplication.focusWidget()
        for shortcut in self.shortcuts:
            shortcut.setEnabled(False)
        self._window.show_page(self.page)
        self.page.show_counts(self._seat.counts())
        self.page.open_for(self._seat.name(), self._seat.others(), asks_pin=asks_pin)
        self.changed.emit()

    def _unlock(self, pin: str) -> None:
        left = self._looks_from - self._desk.clock.elapsed()
        if left > 0:
            text = self.tr("Three wrong PINs: wait {seconds} s, then try again.")
            self.page.refuse(text.format(seconds=int(left) + 1))
            return
        self._lanes.storage(lambda: pins.is_pin(self._desk, self._desk.person, pin), self._answered)

    def _switch(self, person: str) -> None:
        why = self._seat.why_not()
        if why:
            self.page.refuse(why)
        else:
            self._seat.switch(person)

    def _answered(self, right: bool) -> None:
        if right:
            self._show_again()
            return
        self._wrong += 1
        if self._wrong % TRIES == 0:
            self._looks_from = self._desk.clock.elapsed() + PAUSE
        self.page.refuse(self.tr("That is not {name}'s PIN. Try again.").format(name=self._seat.name()))

    def _show_again(self) -> None:
        if self._before is None:
            return
        (page, held), self._before = self._before, None
        self._wrong, self._looks_from = 0, 0.0
        self.watch.begin_anew()
        for shortcut in self.shortcuts:
            shortcut.setEnabled(True)
        self.page.pin.clear()
        self._window.show_page(page)
        if held is not None and isValid(held) and held.isVisible():
            held.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.focus_queue()
        self.changed.emit()
