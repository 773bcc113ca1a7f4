"""The sign in the system's tray: counts at a glance, messages while the window is covered, a menu. Many
systems have no tray; then this is silent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from bdc_desk.settings import Preferences
from bdc_desk.ui import words
from bdc_desk.ui.alerts.tray_icon import numbered_icon
from bdc_desk.ui.app_icon import application_icon
from bdc_desk.ui.widgets.plain import plain_button_text

NO_MARKUP = str.maketrans({"<": "‹", ">": "›", "&": "+"})
MESSAGE_MS = 8000


class TrayIcon(Protocol):
    """What of QSystemTrayIcon is used."""

    def setIcon(self, icon: QIcon) -> None:
        """The sign itself."""
        ...

    def setContextMenu(self, menu: QMenu) -> None:
        """What a right click opens."""
        ...

    def setToolTip(self, tip: str) -> None:
        """The text under the mouse."""
        ...

    def showMessage(self, title: str, msg: str, icon: QIcon, msecs: int) -> None:
        """A message beside the tray."""
        ...

    def show(self) -> None:
        """Put the sign into the tray."""
        ...

    def hide(self) -> None:
        """Take it out."""
        ...


@dataclass(frozen=True, slots=True)
class Counts:
    """What is open, in numbers."""

    waiting: int = 0
    over_2: int = 0
    over_15: int = 0
    escalated: int = 0
    callbacks: int = 0

    @property
    def to_call(self) -> int:
        """How many calls wait now: the number on the sign."""
        return self.waiting + self.over_2 + self.over_15 + self.escalated + self.callbacks


class Tray(QObject):
    """The tray's sign, where there is a tray and the person wants it."""

    activated = Signal()
    """The person clicked the sign or a message, or chose Open, and so asks for the window."""
    silence_asked = Signal()
    break_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        make: Callable[[], TrayIcon | None] | None = None,
        *,
        wanted: bool = True,
    ) -> None:
        """`make` gives the sign, or None where there is no tray. `wanted`: see `use`."""
        super().__init__(parent)
        self._make = make or self._system_icon
        self._icon: TrayIcon | None = None
        self._menu: QMenu | None = None
        self._messages, self._number = True, 0
        self._show_sign(wanted=wanted)

    @property
    def present(self) -> bool:
        """Whether the sign is in the tray."""
        return self._icon is not None

    @staticmethod
    def possible() -> bool:
        """Whether this system has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def use(self, preferences: Preferences) -> None:
        """Show the sign and its messages as these say."""
        self._messages = preferences.tray_messages
        if preferences.tray != self.present:
            self._show_sign(wanted=preferences.tray)

    def show_counts(self, counts: Counts) -> None:
        """Say the counts under the mouse, and how many calls wait on the sign."""
        if self._icon is None:
            return
        self._icon.setToolTip(_tip(counts))
        if counts.to_call != self._number:
            self._number = counts.to_call
            self._icon.setIcon(numbered_icon(counts.to_call))

    def message(self, title: str, text: str) -> None:
        """Show a message beside the tray. Some systems read markup in it, so its signs are replaced."""
        if self._icon is not None and self._messages:
            self._icon.showMessage(title, text.translate(NO_MARKUP), application_icon(), MESSAGE_MS)

    def close(self) -> None:
        """Take the sign out of the tray."""
        self._show_sign(wanted=False)

    def menu(self) -> QMenu:
        """What a right click on the sign opens; made once."""
        if self._menu is None:
            parent = self.parent()
            self._menu = QMenu(parent if isinstance(parent, QWidget) else None)
            for title, asked in (
                (self.tr("Open BDC Desk"), self.activated),
                (self.tr("Silence for 30 minutes, or end it"), self.silence_asked),
                (self.tr("Begin or end a break"), self.break_asked),
                (self.tr("Quit"), self.quit_asked),
            ):
                self._menu.addAction(plain_button_text(title)).triggered.connect(asked)
        return self._menu

    def _show_sign(self, *, wanted: bool) -> None:
        if not wanted:
            if self._icon is not None:
                self._icon.hide()
            self._icon = None
            return
        self._icon, self._number = self._make(), 0
        if self._icon is not None:
            self._icon.setContextMenu(self.menu())
            self._icon.show()

    def _system_icon(self) -> TrayIcon | None:
        if not self.possible():
            return None
        made = QSystemTrayIcon(application_icon(), self)
        made.activated.connect(self._clicked)
        made.messageClicked.connect(self.activated)
        return made

    def _clicked(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """A right click opens the menu and asks for nothing else."""
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.activated.emit()


def _tip(counts: Counts) -> str:
    parts = (
        (counts.waiting, "waiting"),
        (counts.over_2, "over 2 min"),
        (counts.over_15, "over 15 min"),
        (counts.escalated, "escalated"),
        (counts.callbacks, "callbacks due"),
    )
    return words.dotted("BDC Desk", *(f"{number} {what}" for number, what in parts if number))
