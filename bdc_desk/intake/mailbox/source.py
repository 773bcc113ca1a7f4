"""One mailbox at work: the reader, what rings for it, and the lease that says whose mailbox it is."""

import ssl
from collections.abc import Callable

from bdc_desk.intake.leases import Lease, MailboxLease
from bdc_desk.intake.mailbox.idle import MailboxNews
from bdc_desk.intake.mailbox.reading import MailboxReader
from bdc_desk.intake.values import SourceState, SourceStatus
from bdc_desk.mail_server.passwords import Passwords
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_settings import MailboxSettings

WELL = frozenset({SourceState.WAITING, SourceState.READING})


class MailboxSource:
    """A mailbox as a way in (intake/source.py)."""

    def __init__(
        self,
        desk: Desk,
        settings: MailboxSettings,
        passwords: Passwords,
        lease: Lease | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """`lease` None: the desk works alone. `trust`: whom to believe, None: this computer's system."""
        self._desk, self._settings, self._passwords = desk, settings, passwords
        self._lease = MailboxLease(settings, lease, desk.clock)
        self._tell: Callable[[Changes], None] = lambda _changes: None
        self._moved: Callable[[], None] = lambda: None
        self._reader = MailboxReader(
            desk,
            settings,
            passwords.of,
            lambda _name: self._lease.may_read(),
            on_status=lambda _status: self._moved(),
            on_changes=self._pass_on,
            trust=trust,
        )
        self._trust = trust
        self._news: MailboxNews | None = None

    @property
    def status(self) -> SourceStatus:
        """How it stands."""
        return self._reader.status

    def listen(self, ring: Callable[[], None], moved: Callable[[], None]) -> None:
        """Let the server say when mail comes; the service's looks stand behind it."""
        self._moved = moved
        self._news = MailboxNews(
            self._settings,
            self._passwords.of,
            ring,
            clock=self._desk.clock,
            may_wait=lambda: self.status.state in WELL and self.status.last_read_at is not None,
            trust=self._trust,
        )
        self._news.start()

    def read(self, tell: Callable[[Changes], None]) -> None:
        """Take in the mails that are new."""
        self._tell = tell
        self._reader.read(self._desk.clock.now())

    def _pass_on(self, changes: Changes) -> None:
        self._tell(changes)

    def read_again(self) -> None:
        """Go through the mails of the last days again."""
        self._reader.read_again()

    def try_now(self) -> None:
        """A password that was just refused is tried at the next look all the same."""
        self._reader.try_now()

    def give_password(self, password: str) -> None:
        """A person typed it."""
        self._passwords.give(self._settings, password)
        self._reader.try_now()

    def stop(self) -> None:
        """End the waiting and the look that runs."""
        self._reader.stop()
        if self._news is not None:
            self._news.stop()

    def close(self) -> None:
        """Let the connection and the lease go: a colleague's desk may read at once."""
        self._reader.close()
        self._lease.give_up()
