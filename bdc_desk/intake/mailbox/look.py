"""One look through an opened mailbox: each mail a lead, once, and only then seen.

The order is the guarantee: fetch without marking, commit the lead and the mark together, then mark the mail
as seen on the server. A reader that is cut down anywhere leaves a mail that the next one reads, or a lead
whose mail the next one marks; never neither.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.errors import SurroundingsFault
from bdc_desk.intake.importing import Imported, Piece, changes_of, take_in
from bdc_desk.intake.mailbox import answers
from bdc_desk.intake.mailbox.answers import Head
from bdc_desk.intake.mailbox.connection import AT_ONCE, Connection, Folder
from bdc_desk.intake.mailbox.faults import Declined
from bdc_desk.intake.mailbox.machine_made import is_delivery_report
from bdc_desk.intake.mailbox.mark import TRIES, Mark, account_of, key_of, read_mark
from bdc_desk.intake.mailbox.standing import Standing
from bdc_desk.intake.our_mails import take_about_ours
from bdc_desk.intake.reader import BYTE_LIMIT
from bdc_desk.mail_server.faults import MailFault
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.delivery import Delivery, Origin
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_reading import NO_NUMBER
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.operations.reading import around
from bdc_desk.operations.receiving import receive_deliveries

CUTS = 10
"""How often the line may be lost over one mail before that mail is left to a person."""
DELIVERY_REPORT = "A delivery report, no enquiry."


@dataclass(frozen=True, slots=True)
class Place:
    """Where the mails go: what stays the same from look to look. `cuts`: how often the line was lost over a
    mail. `at` hears the name of each point at which a reader may be cut down.
    """

    desk: Desk
    settings: MailboxSettings
    standing: Standing
    on_changes: Callable[[Changes], None]
    at: Callable[[str], None]
    cuts: Counter[int] = field(default_factory=Counter)


def keep_mark(desk: Desk, settings: MailboxSettings, mark: Mark) -> None:
    """Keep where the reader stands, where no lead goes with it."""
    receive_deliveries(desk, [], {key_of(settings.name): mark.as_text()})


class Look:
    """One look. Raises MailFault for the mailbox, SurroundingsFault for the log; what was done is kept."""

    def __init__(self, place: Place, connection: Connection, folder: Folder) -> None:
        """`folder`: as `connection` has just opened it."""
        self._place, self._connection, self._folder = place, connection, folder
        self._desk, self._settings = place.desk, place.settings
        self._kept: Mark | None = None

    def begin(self, now: datetime) -> None:
        """Find what a first look would read, and read nothing: a colleague's desk does. So this one misses
        nothing when its turn comes, not even what a person opens meanwhile.
        """
        self._mark(now)

    def run(self, now: datetime, goes_on: Callable[[], bool]) -> None:
        """Read what is new. `goes_on` is asked now and then whether this desk may still read."""
        mark = self._mark(now)
        # `n:*` names the last mail even where its UID is lower; `found` leaves that one out.
        mark = mark.found(self._connection.search(f"UID {mark.uid + 1}:*"))
        self._place.at("searched")
        if mark.unseen:
            mark = self._seen(mark)
        order = sorted(mark.in_order(), key=lambda uid: self._place.cuts[uid] > 0)
        if order:
            self._place.standing.reading(now)
        for portion, heads in self._portions(order):
            for uid in portion:
                if not goes_on():
                    return
                mark = self._one(mark, heads[uid]) if uid in heads else mark.passed(uid)
        self._keep(mark)

    def _portions(self, uids: list[int]) -> Iterator[tuple[list[int], dict[int, Head]]]:
        for start in range(0, len(uids), AT_ONCE):
            portion = uids[start : start + AT_ONCE]
            yield portion, self._connection.heads(portion)

    def _mark(self, now: datetime) -> Mark:
        """Where the last look ended. The first ever begins with what nobody has seen of the last days; where
        the server numbered its mails anew, all of the last days are looked through, seen or not.
        """
        settings, folder = self._settings, self._folder
        with self._desk.store.snapshot() as snapshot:
            mark = read_mark(snapshot.setting(key_of(settings.name)), settings)
        if mark is not None and mark.uidvalidity == folder.uidvalidity:
            self._kept = mark
            return mark
        if mark is not None and mark.uidvalidity is not None:
            self._place.standing.note(
                "numbers",
                f"The mail server numbered its mails anew, so those of the last {settings.days} days were "
                "looked through again; what was here already stayed as it was.",
            )
        first = now - timedelta(days=settings.days)
        uids = self._connection.search(answers.since(first) + (" UNSEEN" if mark is None else ""))
        recent = [
            uid
            for portion, heads in self._portions(uids)
            for uid in portion
            if uid in heads and (heads[uid].arrived_at or now) >= first
        ]
        before = [folder.uidnext - 1, *uids] if folder.uidnext else self._connection.search("ALL")
        return self._keep(
            Mark(account_of(settings), folder.uidvalidity, max(before, default=0), frozenset(recent))
        )

    def _one(self, mark: Mark, head: Head) -> Mark:
        """One mail, whatever becomes of it."""
        uid, cuts = head.uid, self._place.cuts
        if cuts[uid] >= CUTS:
            return self._give_up(mark, head, "the connection was lost over it again and again")
        # The size is only the server's word: of a mail that failed before, the beginning is asked for.
        is_large = head.size > BYTE_LIMIT or uid in mark.tries or cuts[uid] > 0
        try:
            data = self._connection.content(uid, BYTE_LIMIT + 1 if is_large else None)
        except Declined as fault:
            return self._failed(mark, head, fault.details)
        except MailFault:
            cuts[uid] += 1
            raise
        if data is None:
            return mark.passed(uid)  # deleted meanwhile
        self._place.at("fetched")
        received = mark.received(uid)
        try:
            refused = self._take_in(received, data, head)
        except SurroundingsFault:
            raise
        except Exception as fault:
            logging.getLogger(__name__).exception("a mail could not be taken in")
            return self._failed(mark, head, type(fault).__name__)
        self._kept = received
        self._place.at("received")
        if refused:
            return self._failed(mark, head, refused, is_told=True)
        seen = self._seen(received)
        self._place.at("seen")
        return seen

    def _take_in(self, mark: Mark, data: bytes, head: Head) -> str:
        """Commit the mail's leads and the mark together; why the log refused one, "" where it took all."""
        place, marks = self._place, {key_of(self._settings.name): mark.as_text()}
        ours = take_about_ours(self._desk, data)
        if ours is not None:
            told = Delivery(
                Origin.MAILBOX, self._settings.name, "", None, ours.words, about=ours.lead, result=ours.result
            )
            receive_deliveries(self._desk, [told], marks)
            place.on_changes(ours.changes | Changes(kinds=frozenset({Data.INTAKE})))
            return ""
        if is_delivery_report(data):
            self._tell(DELIVERY_REPORT, mark)
            place.standing.count(failed=1)
            return ""
        piece = Piece("", data, head.arrived_at)
        imported = tuple(
            take_in(self._desk, [piece], origin=Origin.MAILBOX, where=self._settings.name, marks=marks)
        )
        new = [one for one in imported if one.received is not None and not one.received.already_here]
        place.standing.count(found=len(new), unreadable=sum(map(_needs_a_look, new)))
        place.on_changes(changes_of(imported))
        return next((one.fault for one in imported if one.received is None and one.fault), "")

    def _failed(self, mark: Mark, head: Head, why: str, *, is_told: bool = False) -> Mark:
        """The mail stays unseen and is tried again in the next looks; after the last try it is left to a
        person. `is_told`: the page of what came in shows it already.
        """
        mark = mark.failed(head.uid)
        if not mark.is_given_up(head.uid):
            return self._keep(mark)
        return self._give_up(mark, head, "" if is_told else why)

    def _give_up(self, mark: Mark, head: Head, why: str) -> Mark:
        """Leave the mail to a person, who is told unless `why` is "", and go on."""
        mark = mark.passed(head.uid)
        self._place.standing.count(failed=1)
        if not why:
            return self._keep(mark)
        return self._tell(
            f"A mail{self._when(head)} could not be read in {TRIES} looks ({why}). Open the mailbox "
            f"{self._settings.name} in a mail program and read it there.",
            mark,
        )

    def _tell(self, fault: str, mark: Mark) -> Mark:
        """What holds no lead, on the page of what came in."""
        delivery = Delivery(Origin.MAILBOX, self._settings.name, "", None, fault)
        receive_deliveries(self._desk, [delivery], {key_of(self._settings.name): mark.as_text()})
        self._kept = mark
        self._place.on_changes(Changes(kinds=frozenset({Data.INTAKE})))
        return mark

    def _when(self, head: Head) -> str:
        if head.arrived_at is None:
            return ""
        at = head.arrived_at.astimezone(zone_of(around(self._desk).policy.zone))
        return f" of {at.day} {answers.MONTHS[at.month - 1]}, {at:%H:%M},"

    def _seen(self, mark: Mark) -> Mark:
        """Mark what was received as seen. Where this login may not, that is said and stops nothing."""
        words = ""
        try:
            if self._folder.is_read_only:
                words = "This login may not mark mails as seen: they stay unread in the mailbox."
            else:
                self._connection.mark_seen(mark.unseen)
        except Declined as fault:
            words = f"Mails could not be marked as seen ({fault.details}): they stay unread in the mailbox."
        self._place.standing.note("seen", words)
        return mark.seen(mark.unseen)

    def _keep(self, mark: Mark) -> Mark:
        if mark != self._kept:
            keep_mark(self._desk, self._settings, mark)
            self._kept = mark
        return mark


def _needs_a_look(one: Imported) -> bool:
    return one.draft is not None and one.draft.grade in NO_NUMBER
