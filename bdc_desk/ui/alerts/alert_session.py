"""The alerts of this desk: what had passed before the start in one line, the night's pile in one line, then
each mark once, to banner, sound and tray, at the desks that are to hear it.
"""

from datetime import datetime

from PySide6.QtCore import QObject

from bdc_desk.cadence.alerts import Alert, AlertKind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.queue import Badge, QueueRow
from bdc_desk.ui import words
from bdc_desk.ui.alerts.alert_feed import AlertFeed
from bdc_desk.ui.alerts.alert_words import NEW_LEAD
from bdc_desk.ui.alerts.announcer import Announcer
from bdc_desk.ui.alerts.arrivals import Arrivals
from bdc_desk.ui.alerts.banner import AlertBanner
from bdc_desk.ui.alerts.hearing import Ears, is_for
from bdc_desk.ui.alerts.night import Openings, Pile, pile_of
from bdc_desk.ui.alerts.sound import Sound
from bdc_desk.ui.alerts.tray import Counts, Tray
from bdc_desk.ui.call.call_session import CallSession
from bdc_desk.ui.news import News
from bdc_desk.ui.queue.panel import QueuePanel
from bdc_desk.ui.queue.queue_feed import QueueFeed
from bdc_desk.ui.translation import translate


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
        ears: Ears | None = None,
    ) -> None:
        """`call`: the lead in hand needs no alarm. `ears`: who sits here and who else is ready; without them
        everything rings.
        """
        super().__init__(banner)
        self._model, self._call, self._news, self._tray = queue.model, call, news, tray
        self._queue_feed, self._sound, self._ears = feed, sound, ears or Ears()
        self._feed = AlertFeed(self._model.row, feed.now(), self)
        self._openings, self._arrivals = Openings(feed.now()), Arrivals()
        self._began = self._watches_all = False
        self._announcer = Announcer(
            banner,
            sound,
            tray,
            self._name_of,
            covered=lambda: not queue.isActiveWindow(),
            promiser_of=self._promiser_of,
            discreet=lambda: not queue.isVisibleTo(queue.window()),
        )
        feed.loaded.connect(lambda: self._begin(feed.now()))
        feed.rows_moved.connect(self._rows_moved)
        feed.taken_moved.connect(self._settle)
        self._feed.alerted.connect(self._announce)

    def tick(self, now: datetime) -> None:
        """One second passed."""
        self._sound.look()
        if self._openings.opened(now):
            self._tell_night(now)
        self._feed.tick(now)
        if self._tray.present:
            self._tray.show_counts(self._counts())

    # what stands at the start, and at opening

    def _begin(self, now: datetime) -> None:
        """The queue was read: at the start, and anew when the rules or the people changed."""
        rows = self._model.rows()
        before = self._feed.begin(rows, now)
        self._announcer.know(before)
        self._openings.watch(rows)
        self._watches_all = True
        if self._began:
            return
        self._began = True
        self._arrivals.know(rows)
        said = self._said_at_start(before, rows, now)
        if said:
            self._news.tell(self.tr("{what}. Space takes the first.").format(what=said))

    def _said_at_start(self, before: tuple[Alert, ...], rows: tuple[QueueRow, ...], now: datetime) -> str:
        waiting = {alert.lead for alert in before if alert.kind is not AlertKind.CALLBACK}
        old = [row for row in rows if not row.called and any(mark.silent for mark in row.marks)]
        pile = self._pile(now)
        return words.dotted(
            self._said_of(pile, now) if pile else "",
            self.tr("{count} past a mark since before the start").format(
                count=translate("Intake", "{n} lead(s)", "", len(waiting))
            )
            if waiting
            else "",
            self.tr("{count} from before their import").format(
                count=translate("Intake", "{n} lead(s)", "", len(old))
            )
            if old
            else "",
        )

    def _tell_night(self, now: datetime) -> None:
        """The dealership has just opened: one line for all that came while it was closed."""
        pile = self._pile(now)
        if pile is None:
            return
        said = self._said_of(pile, now)
        self._news.tell(self.tr("{what}. Space takes the first.").format(what=said))
        self._announcer.tell_outside(said)
        self._sound.play_for([NEW_LEAD])

    def _pile(self, now: datetime) -> Pile | None:
        about = self._queue_feed.about
        return pile_of(self._model.rows(), now, about.policy.opening) if about else None

    def _said_of(self, pile: Pile, now: datetime) -> str:
        zone = zone_of(self._queue_feed.zone)
        return self.tr("Open: {count} came in since {since}, due {due}").format(
            count=f"{pile.count:,}",
            since=words.moment(pile.since, now, zone),
            due=words.moment(pile.due_at, now, zone),
        )

    # what moves

    def _rows_moved(self, rows: tuple[QueueRow, ...]) -> None:
        now = self._queue_feed.now()
        if not self._watches_all:  # else these are the rows that were just begun with
            self._feed.watch(rows)
            self._openings.watch(rows)
        self._watches_all = False
        self._settle()
        fresh = self._arrivals.fresh(rows, now)
        heard = any(self._is_for(AlertKind.OVER_2, row, now) for row in fresh)
        if heard and self._call.call is None and self._arrivals.may_ring(now):
            self._sound.play_for([NEW_LEAD])

    def _settle(self) -> None:
        self._announcer.settle(self._still_waits)

    def _announce(self, alerts: tuple[Alert, ...]) -> None:
        in_hand = self._call.call.lead if self._call.call else ""
        now = self._queue_feed.now()
        self._announcer.announce(
            [
                alert
                for alert in alerts
                if alert.lead != in_hand
                and (row := self._model.row(alert.lead)) is not None
                and self._is_for(alert.kind, row, now)
            ]
        )

    def _is_for(self, kind: AlertKind, row: QueueRow, now: datetime) -> bool:
        holder = self._queue_feed.held_by(row.customer)
        return is_for(kind, row, self._ears, self._queue_feed.about, holder, now)

    def _name_of(self, lead: str) -> str:
        row = self._model.row(lead)
        return row.name if row else ""

    def _promiser_of(self, lead: str) -> str:
        """The name of the colleague who promised the call; "" where it was this desk's person."""
        row = self._model.row(lead)
        if row is None or not row.promised_by or row.promised_by == self._ears.person():
            return ""
        return self._queue_feed.name_of(row.promised_by)

    def _still_waits(self, lead: str) -> bool:
        """Whether the banner is right about it: nobody called meanwhile, no colleague is on it."""
        row = self._model.row(lead)
        if row is None:
            return False
        holder = self._queue_feed.held_by(row.customer)
        with_colleague = holder in self._ears.others() and holder != self._ears.person()
        return not with_colleague and (not row.called or row.callback_at is not None)

    def _counts(self) -> Counts:
        count = self._model.badge_count
        return Counts(
            count(Badge.NEW),
            count(Badge.OVER_2),
            count(Badge.OVER_15),
            count(Badge.ESCALATED),
            self._model.reminded_count(),
        )
