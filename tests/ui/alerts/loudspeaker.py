"""The parts of a desk that we do not own: its loudspeaker and its system's tray, and what they were told."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu

from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.alerts.tray import Tray


class Icon:
    """The sign in the system's tray."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.tip = ""
        self.icons = 0
        self.shown = False
        self.menu: QMenu | None = None

    def setIcon(self, icon: QIcon) -> None:  # noqa: N802 - Qt's name
        self.icons += 1

    def setContextMenu(self, menu: QMenu) -> None:  # noqa: N802 - Qt's name
        self.menu = menu

    def setToolTip(self, tip: str) -> None:  # noqa: N802 - Qt's name
        self.tip = tip

    def showMessage(self, title: str, msg: str, icon: object, msecs: int) -> None:  # noqa: N802 - Qt's name
        self.messages.append(msg)

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False


class Loud:
    """A sound and a tray over them; `played`: the tones by name."""

    def __init__(self, parent: QObject) -> None:
        self.played: list[str] = []
        self.icon = Icon()
        self.sound = Sound(lambda path: self.played.append(Path(path).stem))
        self.tray = Tray(parent, lambda: self.icon)
