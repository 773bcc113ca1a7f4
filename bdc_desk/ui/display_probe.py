"""What Qt finds on this machine, for `bdc-desk doctor`. Runs in a process of its own: without a display that
it can use, Qt ends the process at once.
"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

from PySide6.QtCore import QLibraryInfo, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from bdc_desk.ui.alerts.player import SystemPlayer
from bdc_desk.ui.alerts.sound import system_player
from bdc_desk.ui.picture import load_font  # with it: QtSvg and the program's own files

NO_FONTS = frozenset({"Monospace", "Sans Serif", "Serif"})
"""Fontconfig's names for whatever there is: listed also where there is nothing."""


@dataclass(frozen=True, slots=True)
class Display:
    """`plugin`: what Qt draws on ("xcb", "wayland", "offscreen"). `fonts`: how many families it found, not
    counting its own. `player`: what plays the tones, "" for the system's beep.
    """

    version: str
    plugin: str
    screens: int
    fonts: int
    tray: bool
    player: str


def probe() -> dict[str, object]:
    """Begin as the window does, and tell what was found, in plain values."""
    qt = QApplication(["bdc-desk"])
    fonts = len(set(QFontDatabase.families()) - NO_FONTS)
    load_font()
    found = Display(
        qVersion() or QLibraryInfo.version().toString(),
        QGuiApplication.platformName(),
        len(qt.screens()),
        fonts,
        QSystemTrayIcon.isSystemTrayAvailable(),
        player_name(),
    )
    qt.shutdown()
    return asdict(found)


def player_name(platform: str = sys.platform, which: Callable[[str], str | None] = shutil.which) -> str:
    """What plays the tones, in a word; "" where nothing was found and the system beeps."""
    player = system_player(platform, which)
    if isinstance(player, SystemPlayer):
        return player.name
    return "" if player is None else "Windows"
