"""Mails handed to the server, one connection each. Every answer is one of three: sent, not sent, unknown."""

import ssl
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bdc_desk.clock import Clock
from bdc_desk.contact.mail_out.connection import Connection, NoAnswer
from bdc_desk.contact.mail_out.faults import not_sent
from bdc_desk.contact.mail_out.message import TEST, Letter, MailUnfit, letter
from bdc_desk.contact.mail_out.results import NotSent, SendResult, Sent, Unknown
from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.mail_server.faults import MailFault
from bdc_desk.operations.mail_out_settings import MailOutSettings
from bdc_desk.operations.views import MailPreview

SELDOM = timedelta(minutes=15)
"""How long a refused password is not tried again: servers lock out who keeps trying."""
NOT_SET_UP = NotSent(
    "No server that sends mail is set up here. “Mail out” sets one up.", "not set up", may_try_again=False
)
NOBODY_KNOWS = (
    "Whether it left is not known: the whole email was handed over and the server's answer did not come. "
    "Look into the Sent folder or ask the customer, then say so here. It is not sent again by itself."
)


def send(
    settings: MailOutSettings, secret: str | None, mail: MailPreview, message_id: str, now: datetime
) -> SendResult:
    """Hand one mail to the server. `secret`: the password, or the token of a sign-in; `message_id`: the id of
    its entry. It blocks, up to a minute a step; it never raises.
    """
    return hand_over(Connection(settings), secret, mail, message_id, now)


def hand_over(
    connection: Connection, secret: str | None, mail: MailPreview, message_id: str, now: datetime
) -> SendResult:
    """As `send`, over a connection that was not opened yet; it is closed at the end."""
    settings = connection.settings
    try:
        made = letter(settings, mail, message_id, now)
        connection.open(secret)
        _refuse_unfit(connection, made)
        connection.envelope(made)
        return Sent(made.message_id, connection.hand_over(made))
    except NoAnswer as error:
        return Unknown(NOBODY_KNOWS, str(error))
    except MailUnfit as error:
        return error.why
    except MailFault as fault:
        return not_sent(fault)
    except Exception as error:  # noqa: BLE001  a mistake of ours before the end of the mail was sent
        return NotSent(MISTAKE, "mistake", may_try_again=False, details=type(error).__name__)
    finally:
        connection.close()


MISTAKE = "The email could not be sent because of a mistake of this program. It did not leave."


def _refuse_unfit(connection: Connection, made: Letter) -> None:
    """What this server cannot take is not begun with. Raises MailUnfit."""
    host = connection.settings.host
    if made.needs_smtputf8 and not connection.can("smtputf8"):
        raise MailUnfit(
            f"{host} cannot send to an address with letters beyond a-z ({made.to}). Ask for another address."
        )
    most = connection.most_bytes
    if most and len(made.data) > most:
        raise MailUnfit(f"The mail is larger than {host} takes ({most // 1_000_000} MB). Leave a file out.")


def send_test(
    settings: MailOutSettings,
    secret: str | None,
    to: str,
    now: datetime,
    *,
    cancelled: Cancelled | None = None,
) -> SendResult:
    """A test mail, mostly to oneself. It is no customer's and the log knows nothing of it. Ends at once when
    it is `cancelled`.
    """
    connection = Connection(settings)
    if cancelled is not None:
        cancelled.ends_with(connection.cut)
    mail = MailPreview(
        template=TEST,
        to=to,
        subject="A test from BDC Desk",
        text="This desk can send email. Nobody needs to do anything about this one.\n",
        missing=(),
    )
    return hand_over(connection, secret, mail, str(uuid.uuid4()), now)


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A secret that the server refused, what it said, and until when it is not asked again."""

    secret: str = field(repr=False)
    why: NotSent
    until: datetime


class MailSender:
    """Sends for one desk, by the settings of the moment; what `MailOutbox` is given. Any thread may ask."""

    def __init__(
        self,
        settings_of: Callable[[], MailOutSettings | None],
        secret_of: Callable[[MailOutSettings], str | None],
        clock: Clock,
        *,
        trust: ssl.SSLContext | None = None,
        at: Callable[[str], None] = lambda _point: None,
    ) -> None:
        """`secret_of`: the password or a token (`Passwords.of`), which may raise MailFault. `trust`: whom to
        believe, None: the system. `at`: as in connection.py.
        """
        self._settings_of, self._secret_of, self._clock = settings_of, secret_of, clock
        self._trust, self._at = trust, at
        self._lock = threading.Lock()
        self._running: set[Connection] = set()
        self._refusal: _Refusal | None = None

    def send(self, mail: MailPreview, message_id: str) -> SendResult:
        """Hand one mail to the server; blocks, never raises."""
        now = self._clock.now()
        try:
            settings = self._settings_of()
            secret = self._secret_of(settings) if settings is not None and settings.login else None
        except MailFault as fault:
            return not_sent(fault)
        if settings is None:
            return NOT_SET_UP
        known = self._refusal
        if known is not None and known.secret == secret and now < known.until:
            return known.why
        result = self._sent(Connection(settings, trust=self._trust, at=self._at), secret, mail, message_id)
        is_refused = isinstance(result, NotSent) and result.code == "login" and not result.may_try_again
        self._refusal = (
            _Refusal(secret, result, now + SELDOM)
            if is_refused and isinstance(result, NotSent) and secret is not None
            else None
        )
        return result

    def _sent(
        self, connection: Connection, secret: str | None, mail: MailPreview, message_id: str
    ) -> SendResult:
        with self._lock:
            self._running.add(connection)
        try:
            return hand_over(connection, secret, mail, message_id, self._clock.now())
        finally:
            with self._lock:
                self._running.discard(connection)

    def try_now(self) -> None:
        """A password that was just refused is tried again all the same: a person asks for it."""
        self._refusal = None

    def cut(self) -> None:
        """End every sending that runs, from any thread."""
        with self._lock:
            running = list(self._running)
        for connection in running:
            connection.cut()
