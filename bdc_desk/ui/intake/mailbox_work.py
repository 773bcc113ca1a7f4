"""What the mailbox form asks of the mail side. Named by its methods, and loaded when it is first asked, so
that no start of the window loads a mail library.
"""

from collections.abc import Callable, Sequence
from threading import Event
from typing import Protocol

from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.sync.values import JoinStep

ShowCode = Callable[[str, str], None]
"""Hears the code to type in and the https address of the page; "" for a page in this computer's own browser
that needs no code. Called in the asking thread.
"""


class MailboxWork(Protocol):
    """All of it may take seconds: network lane only."""

    def check(self, settings: MailboxSettings, password: str, cancelled: Cancelled) -> Sequence[JoinStep]:
        """Try to reach and open the mailbox, step by step; "" takes the password that is kept. Ends at
        once when it is `cancelled`.
        """
        ...

    def keep_password(self, settings: MailboxSettings, password: str) -> bool:
        """Keep the password in the keyring; False where there is none that keeps secrets."""
        ...

    def forget_password(self, settings: MailboxSettings) -> None:
        """Take it, and what a sign-in left, out of the keyring."""
        ...

    def sign_in(self, settings: MailboxSettings, secret: str, show: ShowCode, cancelled: Event) -> bool:
        """Sign in at Microsoft, or at Google with the registration's `secret`; blocks until the person did,
        the time ran out, or it was cancelled. Whether the sign-in could be kept in the keyring. Raises
        SurroundingsFault, in words.
        """
        ...


class NoMailboxWork:
    """No mail server is asked: for pictures, and for a window that was given no readers."""

    def check(self, settings: MailboxSettings, password: str, cancelled: Cancelled) -> Sequence[JoinStep]:
        """Nothing is tried."""
        return ()

    def keep_password(self, settings: MailboxSettings, password: str) -> bool:
        """Nothing is kept."""
        return False

    def forget_password(self, settings: MailboxSettings) -> None:
        """Nothing was kept."""

    def sign_in(self, settings: MailboxSettings, secret: str, show: ShowCode, cancelled: Event) -> bool:
        """Nobody is asked."""
        return False
