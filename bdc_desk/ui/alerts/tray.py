"""The sign in the system's tray: counts at a glance, and messages while the window is covered. Many systems
have no tray; then this is silent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from bdc_desk.ui import words
from bdc_desk.ui.shapes import application_icon

NO_MARKUP = str.maketrans({"<": "‹", ">": "›", "&": "+"})
MESSAGE_MS = 8000


class TrayIcon(Protocol):
    """What of QSystemTrayIcon is used."""

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


class Tray(QObject):
    """The tray's sign, where there is a tray."""

    activated = Signal()
    """The person clicked the sign or a message, and so asks for the window."""

    def __init__(
        self, parent: QObject | None = None, make: Callable[[], TrayIcon | None] | None = None
    ) -> None:
        """`make` gives the sign, or None where there is no tray."""
        super().__init__(parent)
        self._icon = (make or self._system_icon)()
        if self._icon is not None:
            self._icon.show()

    @property
    def present(self) -> bool:
        """Whether the system has a tray."""
        return self._icon is not None

    def show_counts(self, counts: Counts) -> None:
        """Say the counts under the mouse."""
        if self._icon is not None:
            self._icon.setToolTip(_tip(counts))

    def message(self, title: str, text: str) -> None:
        """Show a message beside the tray. Some systems read markup in it, so its signs are replaced."""
        if self._icon is not None:
            self._icon.showMessage(title, text.translate(NO_MARKUP), application_icon(), MESSAGE_MS)

    def close(self) -> None:
        """Take the sign out of the tray."""
        if self._icon is not None:
            self._icon.hide()

    def _system_icon(self) -> TrayIcon | None:
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return None
        made = QSystemTrayIcon(application_icon(), self)
        made.activated.connect(lambda _reason: self.activated.emit())
        made.messageClicked.connect(self.activated)
        return made


def _tip(counts: Counts) -> str:
    parts = (
        (counts.waiting, "waiting"),
        (counts.over_2, "over 2 min"),
        (counts.over_15, "over 15 min"),
        (counts.escalated, "escalated"),
        (counts.callbacks, "callbacks due"),
    )
    return words.dotted("BDC Desk", *(f"{number} {what}" for number, what in parts if number))
