"""What the mailbox form asks of real mail servers. Mail libraries are loaded when they are first asked."""

from collections.abc import Callable, Sequence
from threading import Event
from typing import Protocol

from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.intake.mailbox_work import ShowCode


class Secrets(Protocol):
    """The passwords and sign-ins of all mailboxes; bdc_desk/intake/mailbox/passwords.py has the real ones."""

    def of(self, settings: MailboxSettings) -> str | None:
        """The password or a token; None where a person has to give one. Raises SurroundingsFault."""
        ...

    def give(self, settings: MailboxSettings, password: str) -> bool:
        """Use this password from now on; False where it is for this session only."""
        ...

    def keep_sign_in(self, settings: MailboxSettings, kept: str) -> bool:
        """Keep what a sign-in gave; False where it is for this session only."""
        ...

    def forget(self, settings: MailboxSettings) -> None:
        """Forget the mailbox's password and sign-in."""
        ...


class MailServers:
    """The MailboxWork that works. Network lane only."""

    def __init__(self, secrets: Callable[[], Secrets]) -> None:
        """`secrets` gives those that the readers use too; asked when they are needed."""
        self._secrets = secrets

    def check(self, settings: MailboxSettings, password: str) -> Sequence[JoinStep]:
        """Try to reach and open the mailbox, step by step; "" takes the password that is kept."""
        from bdc_desk.intake.mailbox.check import check_mailbox  # noqa: PLC0415 - it loads the mail library

        try:
            secret = password or self._secrets().of(settings)
        except SurroundingsFault as fault:  # a sign-in that cannot be renewed now
            return (JoinStep("Login", done=False, words=str(fault)),)
        steps = check_mailbox(settings, secret)
        return tuple(JoinStep(step.name, done=step.ok, words=step.words) for step in steps)

    def keep_password(self, settings: MailboxSettings, password: str) -> bool:
        """Keep the password in the keyring; False where there is none that keeps secrets."""
        return self._secrets().give(settings, password)

    def forget_password(self, settings: MailboxSettings) -> None:
        """Take it, and what a sign-in left, out of the keyring."""
        self._secrets().forget(settings)

    def sign_in(self, settings: MailboxSettings, secret: str, show: ShowCode, cancelled: Event) -> bool:
        """Sign in at the provider's page; blocks until the person did, or it was cancelled."""
        if settings.sign_in == "microsoft":
            from bdc_desk.intake.mailbox.microsoft import sign_in_microsoft  # noqa: PLC0415 - as above

            kept = sign_in_microsoft(settings, show, is_given_up=cancelled.is_set)
        else:
            from bdc_desk.intake.mailbox.google import sign_in_google  # noqa: PLC0415 - as above

            kept = sign_in_google(settings, secret, lambda url: show("", url), is_given_up=cancelled.is_set)
        return self._secrets().keep_sign_in(settings, kept)
