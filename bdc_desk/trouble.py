"""A desk that cannot open its log: a window of its own that says why, and the ways out.

Whoever starts the program by a click has no terminal to read.
"""

import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from bdc_desk.clock import SystemClock
from bdc_desk.errors import BdcDeskError, SurroundingsFault
from bdc_desk.log import log_to
from bdc_desk.operations.restoring import restore
from bdc_desk.operations.salvaging import rescue
from bdc_desk.settings import Profile, is_there, read_preferences
from bdc_desk.storage.backup import Backup, backups, latest
from bdc_desk.storage.salvage import newer_version
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.translation import SYSTEM, install_translation
from bdc_desk.ui.trouble.trouble_page import TroublePage, Way
from bdc_desk.window_look import look

WaysOut = Callable[[Profile], Sequence[Way]]


def ways_out(profile: Profile) -> list[Way]:
    """What may help where a log does not open: its newest backup, and what can be read of it. Nothing for
    the log of a newer version, which is whole: an update opens it, and all else would lose of it.
    """
    if not is_there(profile.database) and not is_there(profile.backups):
        return []
    if is_there(profile.database) and newer_version(profile.database):
        return []
    newest = _newest(profile)
    found = [] if newest is None else [_restoring(profile, newest)]
    return [*found, _rescuing(profile)] if is_there(profile.database) else found


def _newest(profile: Profile) -> Backup | None:
    try:
        return latest(backups(profile.backups), SystemClock().now())
    except SurroundingsFault:
        return None


def _restoring(profile: Profile, backup: Backup) -> Way:
    tell = QCoreApplication.translate
    at = f"{backup.at.astimezone():%Y-%m-%d %H:%M}"

    def work() -> str:
        done = restore(profile, SystemClock(), backup.path)
        said = tell("Trouble", "Restored: {no:,} entries. Try again opens it. The log there was is {kept}.")
        return said.format(no=done.no, kept=done.kept or "-")

    hint = tell(
        "Trouble",
        "{no:,} entries. What was written since is not in it; in a team the shared database gives back what "
        "it has. The log there is now is kept.",
    )
    title = tell("Trouble", "Restore the backup of {at}").format(at=at)
    return Way(title, hint.format(no=backup.no), work)


def _rescuing(profile: Profile) -> Way:
    tell = QCoreApplication.translate
    hint = tell(
        "Trouble",
        "For a damaged file: row by row, holes filled from the backups. What is missing then is named. "
        "The damaged file is kept.",
    )
    return Way(tell("Trouble", "Save what can be read"), hint, lambda: rescue(profile, SystemClock()).words)


class Trouble:
    """The window from its showing until the person tries again or leaves."""

    def __init__(self, profile: Profile, fault: SurroundingsFault, ways: Sequence[Way], lanes: Lanes) -> None:
        self.page = TroublePage(str(fault), str(profile.folder), ways)
        self._lanes = lanes
        self._loop = QEventLoop()
        self.goes_on = False
        """Whether to try once more."""
        self.page.again.connect(self._try_again)
        self.page.leave.connect(self.page.close)
        self.page.way_chosen.connect(self._go)

    def ask(self) -> bool:
        """Show it; whether the person wants to try again."""
        self.page.closed.connect(self._loop.quit)
        self.page.show()
        self._loop.exec()
        self.page.deleteLater()
        return self.goes_on

    def _try_again(self) -> None:
        self.goes_on = True
        self.page.close()

    def _go(self, way: Way) -> None:
        self.page.set_busy(True)
        self.page.say(self.page.tr("Working ..."))

        def done(words: str) -> None:
            self.page.set_busy(False)
            self.page.say(words, role="ok")
            if way.opens:
                self.page.show_mended()

        def failed(fault: Exception) -> None:
            self.page.set_busy(False)
            self.page.say(str(fault), role="error")

        self._lanes.network(way.work, done, failed)


def show_trouble(profile: Profile, fault: SurroundingsFault, ways: WaysOut = ways_out) -> bool:
    """Tell a person why the log does not open; whether to try again."""
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)  # noqa: S101 - the line above made it one
    qt.setApplicationName("BDC Desk")
    preferences = read_preferences(profile)
    install_translation(qt, preferences.language or SYSTEM)
    look(qt, preferences)
    with suppress(BdcDeskError):  # a folder that takes no log file is told on the page
        log_to(profile.logs)
    logging.getLogger(__name__).warning("the log does not open: %s", fault)
    lanes = Lanes(_told_already)
    try:
        return Trouble(profile, fault, ways(profile), lanes).ask()
    finally:
        lanes.close()


def _told_already(fault: Exception) -> None:
    """What no way foresaw stands on the page as well; the program goes on."""
    if isinstance(fault, BdcDeskError):
        return
    logging.getLogger(__name__).error("a way out failed", exc_info=fault)
