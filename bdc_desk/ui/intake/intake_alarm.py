"""Tells that a mailbox or folder is not read: calmly in the status bar, after a while by a banner, once."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from bdc_desk.ui.alerts.tray import Tray
from bdc_desk.ui.intake.intake_feed import IntakeFeed
from bdc_desk.ui.intake.intake_watch import IntakeWatch, OpenBetween
from bdc_desk.ui.intake.intake_words import NOT_WELL, bar_words
from bdc_desk.ui.status_bar import StatusBar
from bdc_desk.ui.widgets.notice import Notice


class IntakeAlarm(QObject):
    """Asks the feed once a second."""

    def __init__(
        self, feed: IntakeFeed, bar: StatusBar, banner: Notice, tray: Tray, covered: Callable[[], bool]
    ) -> None:
        """`covered`: whether the window is out of sight, so that a tray message is worth its disturbance."""
        super().__init__(banner)
        self._feed, self._bar, self._banner = feed, bar, banner
        self._tray, self._covered = tray, covered
        self._watch = IntakeWatch()
        feed.moved.connect(self._show)

    def tick(self, now: datetime, open_between: OpenBetween | None) -> None:
        """One second passed. `open_between` None: the opening hours were not read yet."""
        if open_between is None:
            return
        told = self._watch.look(self._feed.statuses, now, open_between)
        if told:
            self._banner.say(told, kind="error", action=self.tr("Show"), key="F6")
            if self._covered():
                self._tray.message("BDC Desk", told)

    def _show(self) -> None:
        statuses = self._feed.statuses
        said = bar_words(statuses)
        self._bar.show_intake(f"{said} (F6)" if said else "")
        if all(status.state not in NOT_WELL for status in statuses):
            self._banner.leave()
