"""The lines about mails in the window, their list, and what a person says of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QObject, Signal

from bdc_desk.contact.mail_out.outbox import Outgoing, State
from bdc_desk.operations import closing_mails, emailing
from bdc_desk.operations.bounced_mails import BouncedMail, bounced_mails, put_bounce_aside
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.emailing import UnfinishedMail, unfinished_mails
from bdc_desk.operations.mail_drafts import keep_mail_draft
from bdc_desk.ui import words
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.mail_out import mail_rows, mail_words
from bdc_desk.ui.mail_out.courier import Courier
from bdc_desk.ui.mail_out.mail_line import LineWay, MailLine
from bdc_desk.ui.mail_out.mails_panel import MailRow, MailsPanel
from bdc_desk.ui.newest import Newest
from bdc_desk.ui.news import News

REREAD = timedelta(seconds=15)
"""So often at most the log is asked for mails that came back."""


@dataclass(frozen=True, slots=True)
class MailPlaces:
    """Where mails show: the line of those on their way, the line of what went wrong, the list."""

    leaving: MailLine
    trouble: MailLine
    panel: MailsPanel


class MailsSession(QObject):
    """`again_asked(Outgoing)` to ask once more, `edit_asked(Outgoing)` to see it in the preview;
    `details_asked(lead)`: the customer's address is wrong.
    """

    again_asked = Signal(object)
    edit_asked = Signal(object)
    details_asked = Signal(str)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        courier: Courier,
        places: MailPlaces,
        news: News,
        zone: Callable[[], tzinfo],
        is_offline: Callable[[], bool],
    ) -> None:
        """`zone`: the dealership's. `is_offline`: whether the shared database cannot be reached."""
        super().__init__(places.panel)
        self._desk, self._lanes, self._hub, self._courier = desk, lanes, hub, courier
        self._places, self._news, self._zone, self._is_offline = places, news, zone, is_offline
        self._unfinished: tuple[UnfinishedMail, ...] = ()
        self._bounced: tuple[BouncedMail, ...] = ()
        self._taken_back: tuple[str, ...] = ()
        self._quiet: set[str] = set()
        self.key_of: Callable[[Outgoing], str] = lambda _one: ""
        """The key that takes this mail back now, "" for none: whoever knows what was done last says it."""
        self._asked = Newest(lanes)
        self._is_stale = False
        self._read_at = desk.clock.now()
        courier.moved.connect(self.draw)
        courier.turned.connect(self._turned)
        courier.refused.connect(news.refuse)
        hub.changed.connect(self._on_changes)
        places.leaving.pressed.connect(self._line_pressed)
        places.trouble.pressed.connect(self._trouble_pressed)
        places.trouble.dismissed.connect(self._hush)
        places.panel.way_taken.connect(self._take_way)

    def start(self) -> None:
        """Say what was taken back at the last closing, and what of a former run is to be checked."""
        self._lanes.storage(lambda: closing_mails.tell_taken_back(self._desk), self._start, self._refuse)

    def open_list(self) -> None:
        """Show the list."""
        self._places.panel.show_rows(self._rows())
        self._places.panel.open_panel()
        self._read()

    def tick(self, now: datetime) -> None:
        """One second passed."""
        if self._is_stale and now - self._read_at >= REREAD:
            self._read_bounced()

    def done_with(self, asked: str) -> None:
        """List this mail no more: it left, or was asked for anew."""
        self._courier.outbox.dismiss([asked])
        self.draw()

    def draw(self) -> None:
        """Show how all mails stand now."""
        self.draw_leaving()
        self._draw_trouble()
        if self._places.panel.is_open:
            self._places.panel.show_rows(self._rows())

    # what is read

    def _start(self, names: tuple[str, ...]) -> None:
        self._taken_back = names
        self._read()

    def _read(self) -> None:
        """All of it: at the start, and when the person wants to see it."""
        self._is_stale, self._read_at = False, self._desk.clock.now()
        known = self._courier.outbox.known()
        self._asked.ask(
            lambda: (unfinished_mails(self._desk, known), bounced_mails(self._desk)),
            lambda found: self._found(*found),
            self._refuse,
        )

    def _read_bounced(self) -> None:
        """What came back meanwhile: the rest of a former run does not grow, and reading it takes longer."""
        self._is_stale, self._read_at = False, self._desk.clock.now()
        if not self._asked.is_busy:
            self._asked.ask(
                lambda: bounced_mails(self._desk),
                lambda found: self._found(self._unfinished, found),
                self._refuse,
            )

    def _found(self, unfinished: tuple[UnfinishedMail, ...], bounced: tuple[BouncedMail, ...]) -> None:
        known = self._courier.outbox.known()
        self._unfinished = tuple(one for one in unfinished if one.asked not in known)
        self._bounced = bounced
        self.draw()

    def _on_changes(self, changes: Changes) -> None:
        if Data.LEAD in changes.kinds:
            self._is_stale = True

    # what is shown

    def _rows(self) -> list[MailRow]:
        now, zone = self._desk.clock.now(), self._zone()
        return mail_rows.rows_of(self._courier.outgoing(), self._unfinished, self._bounced, now, zone)

    def draw_leaving(self) -> None:
        """Show the line of those on their way."""
        mails = [one for one in self._courier.outgoing() if not one.is_finished]
        now, zone = self._desk.clock.now(), self._zone()
        told = mail_words.line_words(mails, now, zone, offline=self._is_offline())
        newest = self._courier.newest()
        undo = (
            (LineWay(mail_rows.TAKE_BACK, self.tr("Undo"), self.key_of(newest)),)
            if newest is not None
            else ()
        )
        more = (mail_rows.way(mail_rows.SHOW),) if len(mails) > 1 else ()
        names = ", ".join(one.name for one in mails)
        spoken = self.tr("Emails on their way to {names}").format(names=names)
        self._places.leaving.say(told, (*undo, *more), may_close=False, spoken=spoken)

    def _draw_trouble(self) -> None:
        outgoing = [one for one in self._courier.outgoing() if one.asked not in self._quiet]
        failed = [one for one in outgoing if one.state is State.NOT_SENT]
        unknown = [one for one in outgoing if one.state is State.UNKNOWN]
        former = [one.asked for one in self._unfinished if one.asked not in self._quiet]
        back = [one.entry for one in self._bounced if one.entry not in self._quiet]
        line, now, zone = self._places.trouble, self._desk.clock.now(), self._zone()
        if len(failed) == 1 and not unknown and not former and not back and not self._taken_back:
            one = failed[0]
            ways = (mail_rows.way(mail_rows.AGAIN), mail_rows.way(mail_rows.EDIT))
            line.say(mail_words.one_words(one, now, zone), ways, details=one.details)
            return
        parts = [
            mail_words.taken_back_words(self._taken_back),
            mail_words.not_sent_words(len(failed)),
            mail_words.to_check_words(len(unknown) + len(former), len(back)),
        ]
        listed = failed or unknown or former or back
        line.say(" ".join(part for part in parts if part), (mail_rows.way(mail_rows.SHOW),) if listed else ())

    def _turned(self, one: Outgoing) -> None:
        if one.state is State.LEFT:
            at = words.time_of_day(self._desk.clock.now(), self._zone())
            self._news.done(self.tr("Email to {name} left at {at}.").format(name=one.name, at=at))
            self.done_with(one.asked)
            self._forget_draft(one)
        elif one.state is State.WITHDRAWN:
            text = self.tr("Email to {name} was taken back: it did not leave.").format(name=one.name)
            self._news.done(text, self.tr("Edit"), lambda: self.edit_asked.emit(one))

    def _forget_draft(self, one: Outgoing) -> None:
        """What was typed for it has left, so it need not be kept any more."""
        self._lanes.storage(
            lambda: keep_mail_draft(self._desk, one.lead, one.mail.template, None), _nothing, self._refuse
        )

    def _hush(self) -> None:
        """The line was closed: the list keeps all of it."""
        self._taken_back = ()
        listed = [row.id for row in self._rows()]
        self._quiet.update(listed)

    # what is pressed

    def _line_pressed(self, name: str) -> None:
        newest = self._courier.newest()
        if name == mail_rows.SHOW:
            self.open_list()
        elif newest is not None:
            self._courier.take_back(newest.asked)

    def _trouble_pressed(self, name: str) -> None:
        if name == mail_rows.SHOW:
            self.open_list()
            return
        failed = next((one for one in self._courier.outgoing() if one.state is State.NOT_SENT), None)
        if failed is not None:
            self._take_way(failed.asked, name)

    def _take_way(self, id_: str, name: str) -> None:
        one = next((one for one in self._courier.outgoing() if one.asked == id_), None)
        if one is not None:
            self._take_outgoing(one, name)
        elif any(mail.asked == id_ for mail in self._unfinished):
            mail = next(mail for mail in self._unfinished if mail.asked == id_)
            self._say_fate(mail.asked, mail.lead, left=name == mail_rows.LEFT)
        else:
            self._take_bounced(id_, name)

    def _take_outgoing(self, one: Outgoing, name: str) -> None:
        if name == mail_rows.TAKE_BACK:
            self._courier.take_back(one.asked)
        elif name == mail_rows.NOW:
            self._courier.try_now(one.asked)
        elif name == mail_rows.AGAIN:
            self.again_asked.emit(one)
        elif name == mail_rows.EDIT:
            self._places.panel.close_panel()
            self.done_with(one.asked)
            self.edit_asked.emit(one)
        elif name == mail_rows.ASIDE:
            self.done_with(one.asked)
        else:
            self._say_fate(one.asked, one.lead, left=name == mail_rows.LEFT)

    def _say_fate(self, asked: str, lead: str, *, left: bool) -> None:
        """A person looked and says what became of a mail nobody knew of."""

        def work() -> Changes:
            if left:
                return emailing.say_left(self._desk, lead, asked, "", said=True)
            return emailing.withdraw_email(self._desk, lead, asked, why="not sent")

        def done(changes: Changes) -> None:
            self._courier.outbox.settled_by_person(asked)
            self._unfinished = tuple(one for one in self._unfinished if one.asked != asked)
            self._hub.tell(changes)
            self.draw()

        self._lanes.storage(work, done, self._refuse)

    def _take_bounced(self, entry: str, name: str) -> None:
        found = next((one for one in self._bounced if one.entry == entry), None)
        if found is None:
            return
        if name == mail_rows.DETAILS:
            self._places.panel.close_panel()
            self.details_asked.emit(found.lead)
            return
        self._bounced = tuple(one for one in self._bounced if one.entry != entry)
        self._lanes.storage(
            lambda: put_bounce_aside(self._desk, entry), lambda _none: self.draw(), self._refuse
        )

    def _refuse(self, why: Exception) -> None:
        if self._places.panel.is_open:
            self._places.panel.show_fault(str(why))
        else:
            self._news.refuse(str(why))


def _nothing(_result: object) -> None:
    """What was asked for needs no answer."""
