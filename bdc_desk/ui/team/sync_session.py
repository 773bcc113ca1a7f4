"""Keeps the sync page true while it is open, and asks for the password where it is missing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.clock import Clock
from bdc_desk.sync.values import Link
from bdc_desk.ui import words
from bdc_desk.ui.team.password_box import PasswordBox
from bdc_desk.ui.team.sync_page import SyncPage
from bdc_desk.ui.team.team import Team
from bdc_desk.ui.team.team_feed import TeamFeed

TRYING = 5.0
"""Seconds after which a password that changed nothing was not taken."""


class SyncSession(QObject):
    """Joins page and password box with the sync."""

    lead_asked = Signal(str)
    keyboard_released = Signal()
    """The password box goes while it has the keyboard: the queue is to have it, not whatever comes next."""

    def __init__(
        self,
        team: Team,
        feed: TeamFeed,
        page: SyncPage,
        box: PasswordBox,
        clock: Clock,
        zone: Callable[[], str],
    ) -> None:
        """`box` floats over the desk; `zone`: the dealership's (IANA)."""
        super().__init__(page)
        self._team, self._feed, self._page, self._box = team, feed, page, box
        self._clock, self._zone = clock, zone
        self._put_away = False
        self._given_at: float | None = None
        feed.moved.connect(self._show)
        page.closed.connect(self._closed)
        page.lead_asked.connect(self.lead_asked)
        page.aside_asked.connect(feed.put_aside)
        for asking in (page.password_given, box.given):
            asking.connect(self._give)
        box.dismissed.connect(self._dismiss)

    def toggle(self) -> None:
        """F7: open the page, or close it."""
        if self._page.is_open:
            self._page.close_panel()
            return
        self._feed.look_closely(True)
        self._show_page()
        self._page.open_panel()
        self._show_box()

    def tick(self) -> None:
        """One second passed."""
        if self._page.is_open:
            self._show_page()
        if self._given_at is not None:
            self._show_box()

    def _closed(self) -> None:
        self._feed.look_closely(False)
        self._show_box()

    def _show(self) -> None:
        if self._page.is_open:
            self._show_page()
        self._show_box()

    def _show_box(self) -> None:
        """Ask for the password, once: not while one is tried, nor after the person put it away, nor where the
        page asks for it.
        """
        status = self._feed.status
        if status.link is not Link.NO_PASSWORD:
            self._put_away, self._given_at = False, None
        elif self._given_at is not None and self._clock.elapsed() - self._given_at > TRYING:
            self._given_at = None
            self._box.say(words.dotted(self.tr("That password was not taken."), status.why))
            self._show_or_leave(shown=not self._page.is_open)
            return
        wanted = status.link is Link.NO_PASSWORD and not self._put_away
        if wanted and self._box.isHidden():
            self._box.say(status.why)
        self._show_or_leave(shown=wanted and not self._page.is_open)

    def _show_or_leave(self, *, shown: bool) -> None:
        """The box stays while a password is tried, so that what is typed meanwhile goes nowhere else."""
        had_keyboard = self._box.field.hasFocus()
        self._box.setVisible(shown)
        if had_keyboard and not shown:
            self.keyboard_released.emit()

    def _show_page(self) -> None:
        now, zone = self._clock.now(), zone_of(self._zone())
        self._page.show_team(self._feed.status, self._feed.news, now, zone)

    def _give(self, password: str) -> None:
        self._given_at, self._put_away = self._clock.elapsed(), False
        self._box.say(self.tr("Trying the password ..."))
        self._team.give_password(password)

    def _dismiss(self) -> None:
        self._put_away = True
        self._show_or_leave(shown=False)
