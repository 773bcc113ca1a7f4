"""The alerts of this desk: what had passed before the start in one line, then each mark once, to banner,
sound and tray.
"""

from datetime import datetime

from PySide6.QtCore import QObject

from bdc_desk.cadence.alerts import Alert, AlertKind
from bdc_desk.cadence.queue import Badge
from bdc_desk.ui import words
from bdc_desk.ui.alerts.alert_feed import AlertFeed
from bdc_desk.ui.alerts.announcer import Announcer
from bdc_desk.ui.alerts.banner import AlertBanner
from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.alerts.tray import Counts, Tray
from bdc_desk.ui.call.call_session import CallSession
from bdc_desk.ui.news import News
from bdc_desk.ui.queue.panel import QueuePanel
from bdc_desk.ui.queue.queue_feed import QueueFeed


class AlertSession(QObject):
    """Listens to the queue's feed; announces what falls due."""

    def __init__(
        self,
        banner: AlertBanner,
        queue: QueuePanel,
        feed: QueueFeed,
        call: CallSession,
        news: News,
        sound: Sound,
        tray: Tray,
    ) -> None:
        """`call`: the lead in hand needs no alarm."""
        super().__init__(banner)
        self._model, self._call, self._news, self._tray = queue.model, call, news, tray
        self._feed = AlertFeed(self._model.row, feed.now(), self)
        self._announcer = Announcer(banner, sound, tray, self._name_of, lambda: not queue.isActiveWindow())
        feed.loaded.connect(lambda: self._begin(feed.now()))
        feed.rows_moved.connect(self._rows_moved)
        self._feed.alerted.connect(self._announce)

    def tick(self, now: datetime) -> None:
        """One second passed."""
        self._feed.tick(now)
        count = self._model.badge_count
        self._tray.show_counts(
            Counts(
                count(Badge.NEW),
                count(Badge.OVER_2),
                count(Badge.OVER_15),
                count(Badge.ESCALATED),
                count(Badge.CALLBACK),
            )
        )

    def _begin(self, now: datetime) -> None:
        before = self._feed.begin(self._model.rows(), now)
        self._announcer.know(before)
        waiting = {alert.lead for alert in before if alert.kind is not AlertKind.CALLBACK}
        old = [row for row in self._model.rows() if not row.called and any(mark.silent for mark in row.marks)]
        said = words.dotted(
            self.tr("{count} past a mark since before the start").format(
                count=words.count(len(waiting), "lead")
            )
            if waiting
            else "",
            self.tr("{count} from before their import").format(count=words.count(len(old), "lead"))
            if old
            else "",
        )
        if said:
            self._news.tell(self.tr("{what}. Space takes the first.").format(what=said))

    def _rows_moved(self, rows: object) -> None:
        self._feed.watch(rows)  # type: ignore[arg-type]  # the signal carries a tuple of rows
        self._announcer.settle(self._still_waits)

    def _announce(self, alerts: tuple[Alert, ...]) -> None:
        in_hand = self._call.call.lead if self._call.call else ""
        self._announcer.announce([alert for alert in alerts if alert.lead != in_hand])

    def _name_of(self, lead: str) -> str:
        row = self._model.row(lead)
        return row.name if row else ""

    def _still_waits(self, lead: str) -> bool:
        row = self._model.row(lead)
        return row is not None and (not row.called or row.callback_at is not None)
