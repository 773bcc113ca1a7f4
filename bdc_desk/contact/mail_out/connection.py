"""One connection to the server that sends: reach it, encrypt, sign in, hand over a mail. Raises MailFault.

`at` hears the name of each point at which a sender may be cut down: tests kill it there.
"""

import ssl
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress

from bdc_desk.contact.mail_out.client import Client
from bdc_desk.contact.mail_out.faults import of_error, said, translated, turned
from bdc_desk.contact.mail_out.message import Letter
from bdc_desk.mail_server.faults import (
    MailFault,
    Stage,
    login_refused,
    no_password,
    no_starttls,
    not_encrypted,
    plain_form,
    token_form,
    unsaid,
)
from bdc_desk.mail_server.line import Line
from bdc_desk.operations.mail_out_settings import MailOutSettings, is_this_computer

OWN_NAME = "[127.0.0.1]"
"""What this computer calls itself: its real name is nobody's business."""
ANSWER_SECONDS = 60.0
"""How long a server may think over a mail before it answers: longer than elsewhere, for an answer that is
not awaited leaves a mail of which nobody knows.
"""
DONE, GO_ON, LET_IN, CHALLENGE = 250, 354, 235, 334
TAKEN = frozenset({250, 251, 252})


class NoAnswer(Exception):
    """The whole mail was handed over and nobody knows what became of it; the cause says why."""


class Connection:
    """Used by one thread; `cut` may be called by any."""

    def __init__(
        self,
        settings: MailOutSettings,
        *,
        trust: ssl.SSLContext | None = None,
        at: Callable[[str], None] = lambda _point: None,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """`trust`: whom to believe; None: whom this computer's system believes. Nothing is opened yet."""
        self.settings = settings
        self._trust, self._at = trust, at
        self._line = Line(settings.host, settings.port, answer_seconds=answer_seconds)
        self._client = Client(self._line, OWN_NAME)
        self._is_in_mail = False

    def open(self, secret: str | None) -> None:
        """Connect and sign in, where there is a login."""
        if secret is None and self.settings.login:
            raise no_password(self.settings)
        self.reach()
        self.secure()
        if secret is not None and self.settings.login:
            self.sign_in(secret)

    def reach(self) -> None:
        """Reach the server, nothing else."""
        self._at("before connect")
        with translated(self.settings, Stage.SERVER):
            self._line.open()
        self._at("connected")

    def secure(self) -> None:
        """Agree on encryption and on the protocol. Without encryption only on this computer."""
        settings = self.settings
        with translated(settings, Stage.ENCRYPTION):
            if settings.security == "none" and not is_this_computer(self._line.peer):
                raise not_encrypted(settings)
            if settings.security == "tls":
                self._line.secure(self._context())
            self._client.greeted()
            self._at("greeted")
            if settings.security == "starttls":
                self._start_tls()
                self._at("encrypted")

    def _context(self) -> ssl.SSLContext:
        trust = self._trust or ssl.create_default_context()
        trust.minimum_version = max(trust.minimum_version, ssl.TLSVersion.TLSv1_2)
        return trust

    def _start_tls(self) -> None:
        if not self._client.has_extn("starttls"):
            raise no_starttls(self.settings, "STARTTLS is not among what the server can do")
        code, told = self._client.docmd("STARTTLS")
        if code != 220:
            raise no_starttls(self.settings, said(code, told))
        self._line.secure(self._context())
        self._client.learn()

    def sign_in(self, secret: str) -> None:
        """Log in with the password, or with a token where the settings say so."""
        settings = self.settings
        if any(sign in settings.login + secret for sign in "\r\n\0"):
            raise login_refused(settings, "a line break in the login or the password")
        with unsaid(settings.login, secret):
            with translated(settings, Stage.LOGIN):
                code, told = self._signed_in(secret)
            if code == 421:
                raise MailFault(
                    f"The mail server {settings.host} lets nobody in at the moment. It is tried again.",
                    stage=Stage.LOGIN,
                    details=said(code, told),
                )
            if code != LET_IN:
                raise login_refused(settings, said(code, told))
        self._at("signed in")

    def _signed_in(self, secret: str) -> tuple[int, bytes]:
        client, login = self._client, self.settings.login
        offered = client.esmtp_features.get("auth", "").upper().split()
        if self.settings.sign_in != "password":
            code, told = client.docmd("AUTH", "XOAUTH2 " + _coded(token_form(login, secret)))
            return client.docmd("") if code == CHALLENGE else (code, told)  # the reason of a refusal
        if "LOGIN" in offered and "PLAIN" not in offered:
            code, told = client.docmd("AUTH", "LOGIN")
            code, told = client.docmd(_coded(login)) if code == CHALLENGE else (code, told)
            return client.docmd(_coded(secret)) if code == CHALLENGE else (code, told)
        return client.docmd("AUTH", "PLAIN " + _coded(plain_form(login, secret)))

    def can(self, extension: str) -> bool:
        """Whether the server can do this, such as SMTPUTF8."""
        return self._client.has_extn(extension)

    @property
    def most_bytes(self) -> int:
        """How large a mail the server takes; 0: it does not say."""
        told = self._client.esmtp_features.get("size", "").split(" ")[0]
        return int(told) if told.isdecimal() else 0

    def envelope(self, letter: Letter) -> None:
        """Name the sender and the recipient; the server says whether it takes them."""
        options = "".join(
            option
            for option, wanted in (
                (f" SIZE={len(letter.data)}", self.can("size")),
                (" SMTPUTF8", letter.needs_smtputf8),
            )
            if wanted
        )
        if letter.needs_smtputf8:
            self._client.command_encoding = "utf-8"
        self._ask(Stage.SENDER, letter.to, f"MAIL FROM:<{letter.sender}>{options}")
        self._at("sender")
        self._ask(Stage.RECIPIENT, letter.to, f"RCPT TO:<{letter.to}>")
        self._at("recipient")

    def _ask(self, stage: Stage, to: str, command: str) -> None:
        with translated(self.settings, stage):
            code, told = self._client.docmd(command)
        if code not in TAKEN:
            raise turned(self.settings, stage, to, code, told)

    def hand_over(self, letter: Letter) -> str:
        """Hand the mail over; the server's 250. Raises NoAnswer once the end of it was sent and no answer
        came; MailFault: it certainly did not leave.
        """
        with translated(self.settings, Stage.MAIL):
            code, told = self._client.docmd("DATA")
            if code != GO_ON:
                raise turned(self.settings, Stage.MAIL, letter.to, code, told)
            self._is_in_mail = True
            self._client.hand_over(letter.data, lambda: self._at("half the data"))
            self._at("data")
        code, told = self._answer()
        if 400 <= code < 600:
            raise turned(self.settings, Stage.MAIL, letter.to, code, told)
        if not 200 <= code < 300:
            raise NoAnswer(said(code, told))
        return said(code, told)

    def _answer(self) -> tuple[int, bytes]:
        """Send the end and hear the answer. From the first byte of the end on nobody knows without it."""
        try:
            self._client.send_end()
            self._at("end sent")
            told = self._client.getreply()
            self._at("answered")
            self._is_in_mail = False
            return told
        except Exception as error:
            fault = of_error(self.settings, Stage.MAIL, error) if isinstance(error, OSError) else None
            raise NoAnswer(fault.details if fault else type(error).__name__) from error

    def reset(self) -> None:
        """Take back what was said of a mail: nothing is sent."""
        with translated(self.settings, Stage.RECIPIENT):
            self._client.docmd("RSET")

    def cut(self) -> None:
        """End it now, from any thread."""
        self._line.cut()

    def close(self) -> None:
        """Say goodbye without waiting for an answer; by the thread that uses it. In the middle of a mail the
        goodbye would be more of it.
        """
        if not self._is_in_mail:
            with suppress(OSError):
                self._line.send(b"QUIT\r\n")
        self._line.close()


def _coded(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")
