"""The status bar's line, put together anew each second."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.clock import Clock
from bdc_desk.operations.teamwork import Presence
from bdc_desk.ui.queue.panel import QueuePanel
from bdc_desk.ui.status_bar import Status, StatusBar
from bdc_desk.ui.team.presence import PresenceSession
from bdc_desk.ui.team.sync_words import in_short
from bdc_desk.ui.team.team_feed import TeamFeed

TEAM_KEY = "F7"


class DeskStatus(QObject):
    """Presence, link and promises in one line."""

    def __init__(
        self,
        bar: StatusBar,
        queue: QueuePanel,
        presence: PresenceSession,
        team: TeamFeed | None,
        clock: Clock,
        zone: Callable[[], str],
    ) -> None:
        """`team` None: this desk works alone. `zone`: the dealership's (IANA)."""
        super().__init__(bar)
        self._bar, self._model, self._presence = bar, queue.model, presence
        self._team, self._clock, self._zone = team, clock, zone

    def show(self) -> None:
        """Show how things stand; cheap enough for every tick."""
        said = {
            Presence.READY: self.tr("Ready"),
            Presence.CALLING: self.tr("On a call"),
            Presence.WRAP_UP: self.tr("Wrap-up"),
            Presence.BREAK: self.tr("Break"),
            Presence.AWAY: self.tr("Away"),
        }[self._presence.state]
        since, due = timedelta(seconds=self._presence.elapsed()), self._callbacks_due()
        if self._team is None:
            alone = self.tr("Alone on this machine")
            self._bar.show_status(Status(said, since, alone, callbacks_due=due))
            return
        told = in_short(self._team.status, self._clock.now(), zone_of(self._zone()))
        needs = len(self._team.news.needs_you)
        well = told.well and not needs
        self._bar.show_status(Status(said, since, told.words, well, needs, due, TEAM_KEY))

    def _callbacks_due(self) -> int:
        """How many promised calls stand in the first section now."""
        return self._model.reminded_count()
