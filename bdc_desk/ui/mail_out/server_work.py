"""What the window asks of the mail side that sends. Named by its methods, and loaded when it is first asked,
so that no start of the window loads a mail library.
"""

from collections.abc import Sequence
from threading import Event
from typing import Protocol

from bdc_desk.contact.mail_out.results import NotSent, SendResult
from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.operations.mail_out_settings import MailOutSettings
from bdc_desk.operations.views import MailPreview
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.intake.mailbox_work import ShowCode


class ServerWork(Protocol):
    """All of it may take seconds: network lane only, but for `cut` and `try_now`."""

    def send(self, mail: MailPreview, asked: str) -> SendResult:
        """Hand a mail to the server that is set up, under the id of its entry; never raises."""
        ...

    def cut(self) -> None:
        """End every sending that runs, from another thread."""
        ...

    def try_now(self) -> None:
        """A password that was just refused may be tried again: a person asks for it."""
        ...

    def check(self, settings: MailOutSettings, password: str, cancelled: Cancelled) -> Sequence[JoinStep]:
        """Try the server step by step, sending nothing; "" takes the password that is kept. Ends
        at once when it is `cancelled`.
        """
        ...

    def send_test(self, settings: MailOutSettings, password: str, cancelled: Cancelled) -> JoinStep:
        """Send a test mail to the sender's own address."""
        ...

    def keep_password(self, settings: MailOutSettings, password: str) -> bool:
        """Keep the password in the keyring; False where there is none that keeps secrets."""
        ...

    def forget_password(self, settings: MailOutSettings) -> None:
        """Take it, and what a sign-in left, out of the keyring."""
        ...

    def sign_in(self, settings: MailOutSettings, secret: str, show: ShowCode, cancelled: Event) -> bool:
        """Sign in at Microsoft, or at Google with the registration's `secret`; blocks until the person did,
        the time ran out, or it was cancelled. Whether the sign-in could be kept in the keyring. Raises
        SurroundingsFault, in words.
        """
        ...


class NoServerWork:
    """No server is asked: for pictures, and for a window that was given none. `answer`: what becomes of every
    mail.
    """

    def __init__(self) -> None:
        """Nothing sends."""
        self.answer: SendResult = NotSent("Nothing sends mail here.", "connect", may_try_again=True)

    def send(self, mail: MailPreview, asked: str) -> SendResult:
        """Nothing is sent."""
        return self.answer

    def cut(self) -> None:
        """Nothing runs."""

    def try_now(self) -> None:
        """Nothing was refused."""

    def check(self, settings: MailOutSettings, password: str, cancelled: Cancelled) -> Sequence[JoinStep]:
        """Nothing is tried."""
        return ()

    def send_test(self, settings: MailOutSettings, password: str, cancelled: Cancelled) -> JoinStep:
        """Nothing is sent."""
        return JoinStep("Test mail", done=False, words="Nothing sends mail here.")

    def keep_password(self, settings: MailOutSettings, password: str) -> bool:
        """Nothing is kept."""
        return False

    def forget_password(self, settings: MailOutSettings) -> None:
        """Nothing was kept."""

    def sign_in(self, settings: MailOutSettings, secret: str, show: ShowCode, cancelled: Event) -> bool:
        """Nobody is asked."""
        return False
