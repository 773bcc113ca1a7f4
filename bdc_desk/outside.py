"""What joins the window with the world outside: links, the team's sync, mailboxes and folders, mail out.

The libraries behind are loaded when they are first needed: the window is on the screen by then (design.md,
Speed).
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from bdc_desk.contact.mail_out.results import SendResult, Sent
from bdc_desk.errors import SurroundingsFault
from bdc_desk.intake.service import IntakeService
from bdc_desk.intake.source import Source
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_settings import MailboxSettings
from bdc_desk.operations.mail_out_settings import MailOutSettings, mail_out
from bdc_desk.operations.views import MailPreview
from bdc_desk.sync.values import JoinStep
from bdc_desk.ui.intake.mailbox_work import ShowCode
from bdc_desk.ui.intake_work import WaysIn
from bdc_desk.ui.mail_out.server_work import NoServerWork, ServerWork
from bdc_desk.ui.team.late_team import LateTeam
from bdc_desk.ui.team.team import Team

if TYPE_CHECKING:
    from bdc_desk.contact.mail_out.sending import MailSender
    from bdc_desk.mail_server.account import Account
    from bdc_desk.mail_server.cancelled import Cancelled
    from bdc_desk.mail_server.passwords import Passwords

LINKS = frozenset({"tel", "sip", "mailto", "https"})
"""What the program hands to the system, and nothing else (design.md, Facts)."""

TeamFor = Callable[[Desk], Team | None]
"""The sync of a desk, None for one that works alone. Cheap: it loads no driver and asks no server before
`Team.start`."""

ServerFor = Callable[[Desk], ServerWork]
"""What sends a desk's mail. Cheap: no server is asked before a mail leaves."""

WaysInFor = Callable[[Desk, Team | None], WaysIn]
"""What reads a desk's mailboxes and folders. Cheap: nothing is read before `Intake.start`."""


def open_link(url: str) -> bool:
    """Hand a link to the system; anything but tel:, sip:, mailto: and https: is refused."""
    parsed = QUrl(url, QUrl.ParsingMode.StrictMode)
    return parsed.isValid() and parsed.scheme() in LINKS and QDesktopServices.openUrl(parsed)


def alone(_desk: Desk) -> None:
    """No sync: the desk works alone."""


def team_of(desk: Desk) -> Team | None:
    """The sync of a desk that shares its log; made when it begins."""

    def make() -> Team:
        from bdc_desk.sync.joining import address_of  # noqa: PLC0415 - it loads the database's driver
        from bdc_desk.sync.team import Team as Sync  # noqa: PLC0415 - as above

        address = address_of(desk.store)
        if address is None:
            raise SurroundingsFault(
                "This desk is in a team, but where its shared database is was lost. Join it again."
            )
        return Sync(desk, address)

    return LateTeam(desk.clock, make) if desk.is_in_team else None


def no_ways_in(_desk: Desk, _team: Team | None) -> WaysIn:
    """Nothing is read by itself."""
    return WaysIn()


def ways_in_of(desk: Desk, team: Team | None, secrets: "Secrets | None" = None) -> WaysIn:
    """What reads the desk's mailboxes and folders. In a team a lease says which desk reads a mailbox.
    `secrets`: those of the process.
    """
    mail = Mail(secrets)

    def open_mailbox(settings: MailboxSettings) -> Source:
        from bdc_desk.intake.mailbox.source import MailboxSource  # noqa: PLC0415 - it loads the mail library

        return MailboxSource(desk, settings, mail.passwords, team.lease if team is not None else None)

    return WaysIn(IntakeService(desk, open_mailbox), mail)


def no_server(_desk: Desk) -> ServerWork:
    """Nothing is sent."""
    return NoServerWork()


def mail_out_of(desk: Desk, secrets: "Secrets | None" = None) -> ServerWork:
    """What sends the desk's mail, by the settings of the moment. `secrets`: those of the process."""
    return MailOut(desk, secrets)


class Secrets:
    """The secrets of all mail accounts of this program: one for the process, so that what is known for the
    session outlives the window of one person.
    """

    @cached_property
    def passwords(self) -> "Passwords":
        """Made when the first is asked for."""
        from bdc_desk.mail_server.passwords import Passwords  # noqa: PLC0415 - it loads the keyring

        return Passwords()


class _Accounts:
    """What every form for a mail server asks about its secrets."""

    def __init__(self, secrets: Secrets | None = None) -> None:
        """`secrets`: those of the process; None: some of its own."""
        self._secrets = secrets or Secrets()

    @property
    def passwords(self) -> "Passwords":
        """The secrets of these accounts, for form and work alike."""
        return self._secrets.passwords

    def keep_password(self, settings: "Account", password: str) -> bool:
        """Keep it in the keyring, else for this session; whether it was the keyring."""
        return self.passwords.give(settings, password)

    def forget_password(self, settings: "Account") -> None:
        """Take it out of the keyring."""
        self.passwords.forget(settings)

    def sign_in(self, settings: "Account", secret: str, show: ShowCode, cancelled: Event) -> bool:
        """Have a person sign in at Microsoft or Google. Network lane only; raises SurroundingsFault."""
        from bdc_desk.mail_server.google import sign_in_google  # noqa: PLC0415 - as above
        from bdc_desk.mail_server.microsoft import sign_in_microsoft  # noqa: PLC0415 - as above

        given_up = cancelled.is_set
        if settings.sign_in == "microsoft":
            kept = sign_in_microsoft(settings, show, is_given_up=given_up)
        else:
            kept = sign_in_google(settings, secret, lambda page: show("", page), is_given_up=given_up)
        return self.passwords.keep_sign_in(settings, kept)


class Mail(_Accounts):
    """What the mailbox form asks of the mail side (ui/intake/mailbox_work.py)."""

    def check(self, settings: MailboxSettings, password: str, cancelled: "Cancelled") -> Sequence[JoinStep]:
        """Try the mailbox step by step. Network lane only."""
        from bdc_desk.intake.mailbox.check import check_mailbox  # noqa: PLC0415 - it loads the mail library

        steps = check_mailbox(settings, password or self.passwords.of(settings), cancelled=cancelled)
        return [JoinStep(step.name, step.ok, step.words) for step in steps]


class MailOut(_Accounts):
    """What the window asks of the server that sends (ui/mail_out/server_work.py)."""

    def __init__(self, desk: Desk, secrets: Secrets | None = None) -> None:
        """Cheap: no mail library is loaded before it is asked. `secrets`: those of the process."""
        super().__init__(secrets)
        self._desk = desk

    @cached_property
    def _sender(self) -> "MailSender":
        from bdc_desk.contact.mail_out.sending import MailSender  # noqa: PLC0415 - it loads the mail library

        return MailSender(lambda: mail_out(self._desk), self.passwords.of, self._desk.clock)

    def send(self, mail: MailPreview, asked: str) -> SendResult:
        """Hand a mail to the server. Network lane only."""
        return self._sender.send(mail, asked)

    def cut(self) -> None:
        """End what is being sent, from another thread."""
        if "_sender" in self.__dict__:  # else nothing was ever sent, and no library need be loaded for it
            self._sender.cut()

    def try_now(self) -> None:
        """A refused password may be tried again."""
        if "_sender" in self.__dict__:  # as above
            self._sender.try_now()

    def check(self, settings: MailOutSettings, password: str, cancelled: "Cancelled") -> Sequence[JoinStep]:
        """Try the server step by step; nothing is sent. Network lane only."""
        from bdc_desk.contact.mail_out.check import check_mail_out  # noqa: PLC0415 - it loads the mail library

        steps = check_mail_out(settings, self._secret(settings, password), cancelled=cancelled)
        return [JoinStep(step.name, step.ok, step.words) for step in steps]

    def send_test(self, settings: MailOutSettings, password: str, cancelled: "Cancelled") -> JoinStep:
        """Send a mail to the sender itself. Network lane only."""
        from bdc_desk.contact.mail_out import sending  # noqa: PLC0415 - it loads the mail library

        to, now = settings.sender, self._desk.clock.now()
        secret = self._secret(settings, password)
        result = sending.send_test(settings, secret, to, now, cancelled=cancelled)
        if isinstance(result, Sent):
            return JoinStep("Test mail", done=True, words=f"It left for {to}: look whether it arrives.")
        return JoinStep("Test mail", done=False, words=result.words)

    def _secret(self, settings: MailOutSettings, password: str) -> str | None:
        return password or (self.passwords.of(settings) if settings.login else None)
