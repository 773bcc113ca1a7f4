"""The window's frame on the screen, before the program behind it is imported (design.md, Speed).

What is imported here costs every start its first frame, so it is little: Qt, the look, the preferences.
"""

import sys
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from bdc_desk.settings import Preferences, Profile, read_preferences
from bdc_desk.ui.letters import have_letters
from bdc_desk.ui.main_window import MainWindow
from bdc_desk.ui.single_window import SingleWindow
from bdc_desk.ui.translation import SYSTEM, install_translation
from bdc_desk.window_look import WindowLook, look

PATIENCE_MS = 300
"""How long a window system that shows nothing yet is waited for."""


@dataclass(frozen=True, slots=True)
class FirstWindow:
    """A frame that is shown, and the profile it has taken."""

    single: SingleWindow
    window: MainWindow
    look: WindowLook

    def paint(self) -> None:
        """Until what it shows is on the screen. Keys and clicks wait for whoever will hear them."""
        patience = QDeadlineTimer(PATIENCE_MS)
        flags = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        while not self.window.windowHandle().isExposed() and not patience.hasExpired():
            QApplication.processEvents(flags | QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        for _ in range(2):  # what the first asks for, the second does
            QApplication.processEvents(flags)

    def put_away(self) -> None:
        """The log does not open: let go of the profile, so that another window can say why."""
        self.single.release()
        with suppress(RuntimeError):  # whoever took it over may have let Qt delete it
            self.window.close()
            self.window.deleteLater()


def application() -> QApplication:
    """Qt's application, of which a process has one."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)  # noqa: S101 - the line above made it one
    qt.setApplicationName("BDC Desk")
    QApplication.setDesktopFileName("bdc-desk")  # Wayland finds name and icon by it (resources/desktop)
    return qt


def dress(qt: QApplication, preferences: Preferences) -> None:
    """Give the application its language and its look."""
    install_translation(qt, preferences.language or SYSTEM)
    have_letters()
    look(qt, preferences)


def first_window(profile: Profile) -> FirstWindow | None:
    """Take the profile and show the frame where the window stood; None where another window has the profile:
    nothing may flash then.
    """
    qt = application()
    single = SingleWindow(profile)
    if not single.take_unheard():
        return None
    preferences = read_preferences(profile)
    dress(qt, preferences)
    window = MainWindow()
    window.pages.addWidget(QWidget())  # nothing yet, until the desk is whole
    first = FirstWindow(single, window, WindowLook(profile, preferences, window))
    first.look.place_window()
    first.look.show()
    first.paint()
    return first
