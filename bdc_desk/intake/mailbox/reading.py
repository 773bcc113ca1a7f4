"""The reader of one mailbox: connects, looks, and says how the mailbox stands, whatever happens."""

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bdc_desk.errors import SurroundingsFault
from bdc_desk.intake.mailbox.connection import Connection, Folder
from bdc_desk.intake.mailbox.look import Look, Place, keep_mark
from bdc_desk.intake.mailbox.mark import Mark, account_of
from bdc_desk.intake.mailbox.standing import Standing
from bdc_desk.intake.values import SourceState, SourceStatus
from bdc_desk.mail_server.faults import MailFault, no_password
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_settings import MailboxSettings

SELDOM = timedelta(minutes=15)
"""How long a refused password is not tried again: servers lock out who keeps trying."""


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A password that the server refused, what it said, and until when it is not asked again."""

    secret: str = field(repr=False)
    fault: MailFault
    until: datetime


class MailboxReader:
    """Reads one mailbox, a look at a time. `read` and `close` are called by one thread at a time, the rest by
    any.
    """

    def __init__(
        self,
        desk: Desk,
        settings: MailboxSettings,
        password_of: Callable[[MailboxSettings], str | None],
        may_read: Callable[[str], bool],
        *,
        on_status: Callable[[SourceStatus], None] = lambda _status: None,
        on_changes: Callable[[Changes], None] = lambda _changes: None,
        trust: ssl.SSLContext | None = None,
        at: Callable[[str], None] = lambda _point: None,
    ) -> None:
        """`password_of`: the password, or the token of a sign-in; None: there is none. `may_read` is asked
        with the mailbox's name whether this desk is the one to read it. `on_changes` is told of each mail,
        `on_status` of each change; both by the reading thread. `trust`: whom to believe, None: the system.
        `at` hears the name of each point at which a reader may be cut down: tests kill it there.
        """
        self.settings = settings
        self._password_of, self._may_read, self._trust = password_of, may_read, trust
        self._standing = Standing(settings.name, desk.clock.now(), on_status)
        self._place = Place(desk, settings, self._standing, on_changes, at)
        self._connection: Connection | None = None
        self._refusal: _Refusal | None = None
        self._is_stopped = self._wants_all = self._has_begun = False

    @property
    def status(self) -> SourceStatus:
        """How the mailbox stands, always current."""
        return self._standing.status

    def read(self, now: datetime) -> SourceStatus:
        """Look through what is new; how the mailbox stands then. Faults are told by that, not raised."""
        if self._is_stopped:
            return self.status
        try:
            self._look(now)
        except MailFault as fault:
            self._drop()
            if not self._is_stopped:
                state = SourceState.NO_PASSWORD if fault.no_password else SourceState.FAILED
                worked = self.status.last_read_at is not None
                self._standing.failed(
                    state, now, fault.where_it_worked if worked else str(fault), fault.details
                )
        except SurroundingsFault as fault:
            self._standing.failed(SourceState.FAILED, now, str(fault))
        except Exception as fault:
            logging.getLogger(__name__).exception("a mailbox could not be read")
            self._drop()
            why = f"The mailbox could not be read ({type(fault).__name__}). It is tried again."
            self._standing.failed(SourceState.FAILED, now, why, repr(fault))
        return self.status

    def _look(self, now: datetime) -> None:
        if not self._may_read(self.settings.name):
            if not self._has_begun:
                Look(self._place, *self._opened(now)).begin(now)
                self._has_begun = True
            self._drop()
            self._standing.elsewhere(now)
            return
        connection, folder = self._opened(now)
        if self._wants_all:
            self._wants_all = False
            self._forget_mark()
        Look(self._place, connection, folder).run(now, self._goes_on)
        if not self._is_stopped:
            self._standing.waiting(now)

    def _goes_on(self) -> bool:
        return not self._is_stopped

    def _opened(self, now: datetime) -> tuple[Connection, Folder]:
        """The folder, over the connection of the last look where that still lives."""
        if self._connection is not None:
            try:
                return self._connection, self._connection.select()
            except MailFault as fault:
                if not fault.passing:
                    raise
                self._drop()  # the server hung up, or this computer slept
        secret = self._password_of(self.settings)
        if secret is None:
            raise no_password(self.settings)
        known = self._refusal
        if known is not None and known.secret == secret and now < known.until:
            raise known.fault
        self._refusal = None
        self._connection = connection = Connection(self.settings, trust=self._trust)
        if self._is_stopped:  # said just before there was a connection to cut
            connection.cut()
        try:
            return connection.open(secret), connection.select()
        except MailFault as fault:
            if fault.no_password:
                self._refusal = _Refusal(secret, fault, now + SELDOM)
            raise

    def try_now(self) -> None:
        """Let the next look try the password also where it was just refused: a person asks for it."""
        self._refusal = None

    def read_again(self) -> None:
        """Forget where the reader stands: the next look goes through all mails of the last days again, seen
        or not. What is here already stays as it is. Raises SurroundingsFault.
        """
        self._wants_all = True  # a look that runs now writes its own mark over the one below
        self._forget_mark()
        self.try_now()

    def _forget_mark(self) -> None:
        keep_mark(self._place.desk, self.settings, Mark(account_of(self.settings)))

    def stop(self) -> None:
        """End, also in the middle of a look whose server does not answer; nothing is read afterwards."""
        self._is_stopped = True
        connection = self._connection
        if connection is not None:
            connection.cut()

    def close(self) -> None:
        """Stop and give the connection back; when no look is running."""
        self._is_stopped = True
        self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
