"""A mailbox as this program needs it: sign in, open the folder, find mails, read them as they are, mark them
seen. Everything raises MailFault; nothing here ever deletes or moves a mail.
"""

import imaplib
import ipaddress
import ssl
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from bdc_desk.intake.mailbox import answers
from bdc_desk.intake.mailbox.answers import Head
from bdc_desk.intake.mailbox.client import Client
from bdc_desk.intake.mailbox.faults import Declined, no_folder, translated
from bdc_desk.mail_server.faults import (
    MailFault,
    Stage,
    login_refused,
    no_starttls,
    not_encrypted,
    plain_form,
    token_form,
    unsaid,
)
from bdc_desk.mail_server.line import Line
from bdc_desk.operations.intake_settings import MailboxSettings

AT_ONCE = 100
"""Mails whose size and date are asked with one request."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The opened folder. `uidvalidity`: while it stays the same, a UID names the same mail (0: not told).
    `uidnext`: the lowest UID that a new mail can get (0: not told). `is_read_only`: no mail can be marked.
    """

    uidvalidity: int
    uidnext: int
    mails: int
    is_read_only: bool


class Connection:
    """One connection to a mailbox, used by one thread; `cut` may be called by any."""

    def __init__(
        self, settings: MailboxSettings, *, trust: ssl.SSLContext | None = None, line: Line | None = None
    ) -> None:
        """`trust`: whom to believe; None: whom this computer's system believes."""
        self.settings = settings
        self._trust = trust
        self._line = line or Line(settings.host, settings.port)
        self._client: Client | None = None

    def open(self, secret: str) -> "Connection":
        """Connect and sign in."""
        try:
            self.reach()
            self.secure()
            self.sign_in(secret)
        except BaseException:
            self.close()
            raise
        return self

    def reach(self) -> None:
        """Reach the server, nothing else."""
        with translated(self.settings, Stage.SERVER):
            self._line.open()

    def secure(self) -> None:
        """Agree on encryption and hear the server's greeting. Without encryption only on this computer."""
        settings = self.settings
        with translated(settings, Stage.ENCRYPTION):
            if settings.security == "none" and not ipaddress.ip_address(self._line.peer).is_loopback:
                raise not_encrypted(settings)
            trust = self._trust or ssl.create_default_context()
            if settings.security == "tls":
                self._line.secure(trust)
            self._client = client = Client(self._line)
            if settings.security == "starttls":
                self._start_tls(client, trust)

    def _start_tls(self, client: Client, trust: ssl.SSLContext) -> None:
        """A server that greets as if somebody had signed in already would keep the line in the clear."""
        kind, told = "NO", [b"STARTTLS is not among what the server can do"]
        if "STARTTLS" in client.capabilities and client.state == "NONAUTH":
            kind, told = client.xatom("STARTTLS")
        if kind != "OK":
            raise no_starttls(self.settings, _words(told))
        self._line.secure(trust)
        client.learn()

    def sign_in(self, secret: str) -> None:
        """Log in with the password, or with a token where the settings say so."""
        client, settings = self._connected, self.settings
        if any(letter in settings.login + secret for letter in "\r\n\0"):
            raise login_refused(settings, "a line break in the login or the password")
        with unsaid(settings.login, secret), translated(settings, Stage.LOGIN):
            try:
                if settings.sign_in != "password":
                    _xoauth2(client, settings.login, secret)
                elif _plain_only(client, settings.login + secret):
                    told = plain_form(settings.login, secret).encode()
                    client.authenticate("PLAIN", lambda _: told)
                else:
                    client.login(_quoted(settings.login), secret)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                raise login_refused(settings, _said(error)) from error
            client.learn()

    def can(self, capability: str) -> bool:
        """Whether the server can do this, such as IDLE."""
        return capability in self._connected.capabilities

    def select(self, *, read_only: bool = False) -> Folder:
        """Open the folder of the settings; every look begins with it, since it tells of renumbering."""
        client = self._connected
        is_read_only = read_only
        with translated(self.settings, Stage.FOLDER):
            try:
                kind, told = client.select(_quoted(answers.folder_name(self.settings.folder)), read_only)
            except imaplib.IMAP4.readonly:
                kind, told, is_read_only, client.is_readonly = "OK", [None], True, True
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                raise no_folder(self.settings, _said(error)) from error
            if kind != "OK":
                raise no_folder(self.settings, _words(told))
            numbers = {name: client.response(name)[1] for name in ("UIDVALIDITY", "UIDNEXT", "EXISTS")}
        uidvalidity, uidnext, mails = (answers.number(found) for found in numbers.values())
        return Folder(uidvalidity, uidnext, mails, is_read_only)

    def search(self, criteria: str) -> list[int]:
        """The UIDs of the mails that fit, in their order; `criteria` in the words of IMAP, ASCII."""
        return sorted(answers.numbers(self._ask("SEARCH", criteria)))

    def heads(self, uids: Iterable[int]) -> dict[int, Head]:
        """Size and date of these mails; those that are gone are not among them."""
        wanted = ",".join(map(str, uids))
        return answers.heads(self._ask("FETCH", wanted, "(UID RFC822.SIZE INTERNALDATE)")) if wanted else {}

    def content(self, uid: int, most: int | None) -> bytes | None:
        """The mail as it lies on the server, its first `most` bytes at most; None where it is gone. It stays
        unseen.
        """
        part = "BODY.PEEK[]" if most is None else f"BODY.PEEK[]<0.{most}>"
        return answers.content(self._ask("FETCH", str(uid), f"(UID {part})"), uid)

    def mark_seen(self, uids: Iterable[int]) -> None:
        """Mark the mails as seen. Raises Declined where the server does not let this login."""
        self._ask("STORE", ",".join(map(str, uids)), "+FLAGS.SILENT", r"(\Seen)")

    def _ask(self, command: str, *arguments: str) -> answers.Answer:
        client = self._connected
        with translated(self.settings, Stage.MAILS):
            try:
                kind, told = client.uid(command, *arguments)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                kind, told = "BAD", [_said(error).encode()]
        if kind != "OK":
            said = _words(told)
            raise Declined(
                f"The mail server {self.settings.host} refused to give a mail ({said}).",
                stage=Stage.MAILS,
                details=f"UID {command}: {kind} {said}",
            )
        return told

    @property
    def line(self) -> Line:
        """The line itself, for waiting for news."""
        return self._line

    @property
    def _connected(self) -> Client:
        if self._client is None:
            raise MailFault("The mailbox is not connected.", stage=Stage.SERVER)
        return self._client

    def cut(self) -> None:
        """End it now, from any thread."""
        self._line.cut()

    def close(self) -> None:
        """Say goodbye without waiting for an answer; by the thread that uses it."""
        if self._client is not None:
            with suppress(OSError):
                self._line.send(b"BYE1 LOGOUT\r\n")
        self._line.close()


def _xoauth2(client: Client, login: str, token: str) -> None:
    """Google's and Microsoft's sign-in by token; a refusal's reason comes as a challenge, answered by
    nothing.
    """
    told = iter([token_form(login, token).encode()])
    client.authenticate("XOAUTH2", lambda _: next(told, b""))


def _plain_only(client: Client, told: str) -> bool:
    """Whether LOGIN will not do: it takes ASCII only, and some servers have switched it off."""
    return not told.isascii() or "LOGINDISABLED" in client.capabilities


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _words(told: Iterable[object]) -> str:
    return " ".join(one.decode("utf-8", "replace") for one in told if isinstance(one, bytes)).strip()


def _said(error: Exception) -> str:
    """What the server said, out of an error of `imaplib`."""
    first = error.args[0] if error.args else ""
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
