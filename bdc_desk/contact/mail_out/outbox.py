"""The mails on their way: counted down, sent, told to the log. No thread and no Qt of its own.

How it is driven (the ui does it; every step says in which lane it may run):

    asked, _ = emailing.ask_email(desk, lead, mail)            storage lane; the judged entry comes first
    outbox.put(lead, mail, asked, asked_at, name=..., label=...)     any thread, at once after it
    every second:  outbox.tick(now)                            any thread; moves the countdowns on
                   if outbox.wants_look: changes = outbox.look()     storage lane: what the shared database
                                                               judged, permissions that ran out, and whether
                                                               what is about to leave still may
                   for one in outbox.due(now):                 any thread; what `look` let go, each once
                       fate = outbox.send_now(one)             network lane; blocks
                       changes = outbox.settle(one, fate)      storage lane: writes what came of it
    lead moved:    outbox.doubt([lead])                        any thread, before or after the entry: none
                                                               of its mails leaves before another `look`
    Ctrl+Z:        outbox.hold(asked)                          any thread: True: it will not leave
                   changes = outbox.take_back(asked)           storage lane: and the log says so
    quitting:      changes = outbox.take_back_all()            storage lane; blocks up to 10 s

The order is the guarantee: `email asked` is in the log before anything leaves, each mail is given out once
and only while the rules still open it (each try is judged anew), `email left` follows the server's 250, and a
mail of which nobody knows is never sent again.
"""

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bdc_desk.contact.mail_out.outgoing import FINISHED, NOT_BEGUN, Outgoing, State
from bdc_desk.contact.mail_out.results import NotSent, SendResult, Sent, Unknown
from bdc_desk.errors import BdcDeskError
from bdc_desk.operations import emailing, teamwork
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.mail_leaving import why_not_leave
from bdc_desk.operations.teamwork import Judged
from bdc_desk.operations.views import MailPreview

__all__ = ["FINISHED", "NOT_BEGUN", "Fate", "MailOutbox", "Outgoing", "State"]

Fate = SendResult

UNDO = timedelta(seconds=10)
"""For so long a mail can be taken back before it leaves."""
AGAIN = timedelta(seconds=20)
"""After so long it is tried again, where it could not be handed to the server."""
PERMISSION = timedelta(minutes=10)
"""What the policy says where nobody says otherwise (domain.md, The gate)."""
COUNTING = frozenset({State.COUNTS_DOWN, State.TRIES_AGAIN})
LAST_WAIT = 10.0
"""Seconds that quitting waits for what is being sent."""
CUT_WAIT = 2.0
"""And then, once the line was cut, for word of how far it came."""


class MailOutbox:
    """The mails on their way from this desk. May be asked by any thread; see the module for the lanes."""

    def __init__(
        self,
        desk: Desk,
        send: Callable[[MailPreview, str], SendResult],
        cut: Callable[[], None] = lambda: None,
    ) -> None:
        """`send` hands a mail, under the id of its entry, to the server; it blocks and never raises. `cut`
        ends a sending that runs, from another thread.
        """
        self._desk, self._send, self._cut = desk, send, cut
        self._moved = threading.Condition(threading.RLock())
        self._all: dict[str, Outgoing] = {}
        self._running: set[str] = set()
        self._fates: dict[str, Fate] = {}
        self._allowed: set[str] = set()
        self._doubted: set[str] = set()
        self._doubts: dict[str, int] = {}

    def outgoing(self) -> tuple[Outgoing, ...]:
        """Every mail that was put here and not dismissed since, oldest first."""
        with self._moved:
            return tuple(self._all.values())

    def known(self) -> frozenset[str]:
        """The ids of these: `emailing.unfinished_mails(desk, but=outbox.known())` lists the others."""
        with self._moved:
            return frozenset(self._all)

    @property
    def unsent(self) -> int:
        """How many have not left yet and still may."""
        return sum(1 for one in self.outgoing() if not one.is_finished)

    def put(
        self,
        lead: str,
        mail: MailPreview,
        asked: str,
        asked_at: datetime,
        *,
        name: str = "",
        label: str = "",
        permission: timedelta = PERMISSION,
    ) -> Outgoing:
        """A mail that was asked for, under the id of that entry. Alone it leaves in 10 seconds; in a team
        these begin once the shared database has accepted it.
        """
        waits = self._desk.is_in_team
        one = Outgoing(
            asked=asked,
            lead=lead,
            name=name,
            label=label or mail.template,
            leaves_at=None if waits else asked_at + UNDO,
            state=State.WAITS if waits else State.COUNTS_DOWN,
            words="",
            mail=mail,
            asked_at=asked_at,
            tries_until=asked_at + permission,
        )
        with self._moved:
            return self._all.setdefault(asked, one)

    def tick(self, now: datetime) -> None:
        """Move on what the time alone moves: permissions end."""
        with self._moved:
            for one in list(self._all.values()):
                if one.state in NOT_BEGUN and now > one.tries_until:
                    self._put(replace(one, state=State.RAN_OUT, leaves_at=None))

    def due(self, now: datetime) -> list[Outgoing]:
        """What is to be sent now, of that which `look` let go; each is given out once and from then on counts
        as being sent.
        """
        with self._moved:
            self.tick(now)
            ready = [one for one in self._all.values() if _is_ripe(one, now) and one.asked in self._allowed]
            self._allowed -= {one.asked for one in ready}  # another try is judged anew
            return [
                self._put(replace(one, state=State.SENDING, leaves_at=None, tries=one.tries + 1))
                for one in ready
            ]

    @property
    def wants_look(self) -> bool:
        """Whether `look` has something to do."""
        now = self._desk.clock.now()
        with self._moved:
            return any(
                one.state in {State.WAITS, State.RAN_OUT} or self._wants_word(one, now)
                for one in self._all.values()
            )

    def doubt(self, leads: Iterable[str]) -> None:
        """These leads moved, or are about to: their mails do not leave before a `look` that begins after this
        has judged them, and are judged at once, not only when their time comes.
        """
        with self._moved:
            for lead in leads:
                mails = {one.asked for one in self._all.values() if one.lead == lead and not one.is_finished}
                if mails:
                    self._doubts[lead] = self._doubts.get(lead, 0) + 1
                    self._allowed -= mails
                    self._doubted |= mails

    def _wants_word(self, one: Outgoing, now: datetime) -> bool:
        """Whether the rules are to be asked of it: its time has come, or its lead moved."""
        ripe = _is_ripe(one, now) and one.asked not in self._allowed
        return ripe or (one.state in COUNTING and one.asked in self._doubted)

    def look(self) -> Changes:
        """What the shared database said of those that wait; those whose permission ran out, or that the rules
        do not open any more, are withdrawn in the log. Raises SurroundingsFault where the log cannot be read
        or written: look again.
        """
        changes, now = Changes(), self._desk.clock.now()
        self.tick(now)
        for one in self.outgoing():
            if one.state is State.WAITS:
                self._judge(one, now)
            elif one.state is State.RAN_OUT:
                changes |= self._end(one, "permission", one.words or RAN_OUT)
            elif self._wants_word(one, now):
                changes |= self._judge_anew(one, now)
        return changes

    def _judge_anew(self, one: Outgoing, now: datetime) -> Changes:
        """Once more by the rules, just before it leaves: what opened it may have been taken back."""
        with self._moved:
            doubts = self._doubts.get(one.lead, 0)
        against = why_not_leave(self._desk, one.lead, one.asked, one.mail.to)
        with self._moved:
            known = self._all.get(one.asked)
            if known is None or known.state not in COUNTING or self._doubts.get(one.lead, 0) != doubts:
                return Changes()  # taken back meanwhile, or its lead moved again: the next look judges
            if against is None:
                self._doubted.discard(one.asked)
                if _is_ripe(known, now):
                    self._allowed.add(one.asked)
                return Changes()
        return self._end(known, against.code, against.words)

    def _judge(self, one: Outgoing, now: datetime) -> None:
        judged, why = teamwork.judged(self._desk, one.asked)
        with self._moved:
            if self._all.get(one.asked) != one or judged is Judged.WAITS:
                return
            if judged is Judged.STANDS:
                self._put(replace(one, state=State.COUNTS_DOWN, leaves_at=now + UNDO))
            else:
                words = f"The shared database says no: {why.rstrip('.')}."
                self._put(replace(one, state=State.NOT_SENT, words=words, code="judged"))

    # sending

    def send_now(self, outgoing: Outgoing) -> Fate:
        """Hand it to the server. Only for what `due` gave out; a second call for the same sends nothing."""
        with self._moved:
            known = self._all.get(outgoing.asked)
            if known is None or known.state is not State.SENDING or outgoing.asked in self._running:
                return NotSent("The email was taken back.", "taken back", may_try_again=False)
            self._running.add(outgoing.asked)
        try:
            fate = self._send(outgoing.mail, outgoing.asked)
        except Exception as error:  # noqa: BLE001  how far it came is not known: never sent again by itself
            fate = Unknown(CHECK, type(error).__name__)
        with self._moved:
            self._fates[outgoing.asked] = fate
            self._running.discard(outgoing.asked)
            self._moved.notify_all()
        return fate

    def settle(self, outgoing: Outgoing, fate: Fate) -> Changes:
        """Write what came of it: `email left` after the server's 250, `email withdrawn` after its no. Raises
        SurroundingsFault where the log cannot be written: the mail then is listed as unknown.
        """
        with self._moved:
            one = self._all.get(outgoing.asked)
            if one is None or one.state is not State.SENDING or self._fates.pop(one.asked, None) is None:
                return Changes()  # settled already, by who quits
            if isinstance(fate, NotSent) and fate.may_try_again:
                self._try_again(one, fate)
                return Changes()
            if isinstance(fate, Unknown):
                self._put(replace(one, state=State.UNKNOWN, words=fate.words, details=fate.details))
                return Changes()
            # Until the log has it, nobody knows: a log that cannot be written leaves it so.
            unsure = self._put(replace(one, state=State.UNKNOWN, words=NOT_WRITTEN))
        if isinstance(fate, Sent):
            changes = emailing.say_left(self._desk, one.lead, one.asked, fate.message_id)
            self._finish(unsure, State.LEFT, "", details=fate.said)
            return changes
        changes = emailing.withdraw_email(self._desk, one.lead, one.asked, why="refused")
        self._finish(unsure, State.NOT_SENT, fate.words, code=fate.code, details=fate.details)
        return changes

    def _try_again(self, one: Outgoing, fate: NotSent) -> None:
        next_at = self._desk.clock.now() + AGAIN
        state, leaves_at = (
            (State.TRIES_AGAIN, next_at) if next_at <= one.tries_until else (State.RAN_OUT, None)
        )
        self._put(
            replace(
                one,
                state=state,
                leaves_at=leaves_at,
                words=fate.words,
                code=fate.code,
                details=fate.details,
            )
        )

    def try_now(self, asked: str) -> bool:
        """A person does not want to wait for the next try. False where none is waited for."""
        with self._moved:
            one = self._all.get(asked)
            if one is None or one.state is not State.TRIES_AGAIN:
                return False
            self._put(replace(one, leaves_at=self._desk.clock.now()))
            return True

    # taking back

    def hold(self, asked: str) -> bool:
        """From now on it will not leave; `take_back` tells the log. False where it is being sent or is done
        with.
        """
        with self._moved:
            one = self._all.get(asked)
            if one is None or one.state not in NOT_BEGUN:
                return False
            self._put(replace(one, state=State.WITHDRAWN, leaves_at=None, code="taken back"))
            return True

    def take_back(self, asked: str) -> Changes:
        """It will not leave, and the log says so. Nothing where it is being sent or has left: look at its
        state.
        """
        with self._moved:
            self.hold(asked)
            one = self._all.get(asked)
        if one is None or one.state is not State.WITHDRAWN:
            return Changes()
        return emailing.withdraw_email(self._desk, one.lead, one.asked, why="taken back")

    def take_back_all(self, why: str = "closed", seconds: float = LAST_WAIT) -> Changes:
        """The program ends: what has not begun to be sent is withdrawn in the log; what is being sent is
        awaited, and settled as it turned out. What nobody knows of then is listed at the next start.
        """
        changes = Changes()
        for one in self._held(why):
            changes |= self._written(emailing.withdraw_email, one, why)
        with self._moved:
            if not self._moved.wait_for(self._is_quiet, seconds):
                self._cut()
                self._moved.wait_for(self._is_quiet, CUT_WAIT)
            waiting = [(one, self._fates.get(one.asked)) for one in self._all.values()]
        for one, fate in waiting:
            if one.state is State.SENDING:
                changes |= self._last_word(one, fate, why)
        return changes

    def _held(self, why: str) -> list[Outgoing]:
        """Everything that has not begun, also what was given out and whose sending has not begun."""
        with self._moved:
            return [
                self._put(replace(one, state=State.WITHDRAWN, leaves_at=None, code=why))
                for one in list(self._all.values())
                if one.state in NOT_BEGUN
                or (
                    one.state is State.SENDING
                    and one.asked not in self._running
                    and one.asked not in self._fates
                )
            ]

    def _last_word(self, one: Outgoing, fate: Fate | None, why: str) -> Changes:
        if fate is None:
            with self._moved:
                self._put(replace(one, state=State.UNKNOWN, words=CHECK))
            return Changes()
        if isinstance(fate, NotSent) and fate.may_try_again:
            with self._moved:
                self._put(replace(one, state=State.WITHDRAWN, code=why, details=fate.details))
            return self._written(emailing.withdraw_email, one, why)
        try:
            return self.settle(one, fate)
        except BdcDeskError:
            return Changes()  # listed at the next start

    def _written(self, withdraw: Callable[..., Changes], one: Outgoing, why: str) -> Changes:
        try:
            return withdraw(self._desk, one.lead, one.asked, why=why)
        except BdcDeskError:
            return Changes()  # as above: it did not leave, and a person will be asked

    def _is_quiet(self) -> bool:
        return not self._running

    # what is done with

    def settled_by_person(self, asked: str) -> None:
        """A person said what became of a mail nobody knew of: it is listed no more."""
        self.dismiss([asked])

    def dismiss(self, asked: Iterable[str]) -> None:
        """List these no more, where nothing more happens to them."""
        with self._moved:
            for id_ in asked:
                one = self._all.get(id_)
                if one is not None and one.is_finished:
                    del self._all[id_]

    def _end(self, one: Outgoing, why: str, words: str) -> Changes:
        changes = emailing.withdraw_email(self._desk, one.lead, one.asked, why=why)
        self._finish(one, State.NOT_SENT, words, code=why, details=one.details)
        return changes

    def _finish(self, one: Outgoing, state: State, words: str, *, code: str = "", details: str = "") -> None:
        with self._moved:
            if one.asked in self._all:
                self._put(replace(one, state=state, leaves_at=None, words=words, code=code, details=details))

    def _put(self, one: Outgoing) -> Outgoing:
        self._all[one.asked] = one
        return one


def _is_ripe(one: Outgoing, now: datetime) -> bool:
    """Whether its countdown, or its wait for another try, has ended."""
    return one.state in COUNTING and one.leaves_at is not None and one.leaves_at <= now


RAN_OUT = "The permission to mail ran out before the email could leave. Open the template again."
CHECK = (
    "Whether it left is not known: the connection ended before the server's answer came. Look into the Sent "
    "folder or ask the customer, then say so here. It is not sent again by itself."
)
NOT_WRITTEN = "What came of it could not be written into the log. It is asked for at the next start."
