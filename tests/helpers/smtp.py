"""A real SMTP server (aiosmtpd) for tests, on loopback, in a thread of its own, that fails where it is told.

    server = SmtpServer().start()            # or: with smtp_server(tls="starttls", certificate=pem) as server
    settings_for(server)                     # how a desk sends through it
    server.received                          # every mail it took, in order
    server.says["RCPT"] = "550 5.1.1 no"     # a scripted answer to a command
    server.closes_at = "END"                 # hangs up there; `hangs_at`: says nothing more there
    server.close()

Steps: GREETING, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, HALF (in the middle of a mail), END (before the mail
is taken), TAKEN (after it was taken, before the answer).
"""

import asyncio
import logging
import ssl
import threading
from base64 import b64decode, b64encode
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, TypeVar

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword, syntax

from bdc_desk.operations.mail_out_settings import MailOutSettings
from tests.helpers.imap import certificate

__all__ = [
    "LOGIN",
    "PASSWORD",
    "TOKEN",
    "Received",
    "SmtpServer",
    "certificate",
    "settings_for",
    "smtp_server",
]

for name in ("asyncio", "mail.log", "mail.error", "mail.debug"):
    logging.getLogger(name).setLevel(
        logging.CRITICAL
    )  # they tell of clients that hung up, as tests make them
LOOPBACK = "127.0.0.1"
LOGIN, PASSWORD, TOKEN = "sales@example.test", "a secret of ours", "a token of ours"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Received:
    """A mail that the server took. `login`: who was signed in, "" for nobody."""

    sender: str
    to: tuple[str, ...]
    data: bytes
    encrypted: bool
    login: str
    options: tuple[str, ...] = ()

    @property
    def message(self) -> EmailMessage:
        """The mail, read."""
        return message_from_bytes(self.data, policy=policy.default)  # type: ignore[return-value]

    @property
    def message_id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])

    @property
    def text(self) -> str:
        """Its text."""
        body = self.message.get_body(("plain",))
        return str(body.get_content()).replace("\r\n", "\n") if body else ""


class _Protocol(SMTP):
    """One connection, which stops where the test says so."""

    server: "SmtpServer"

    def __init__(self, server: "SmtpServer", **how: Any) -> None:
        self.server = server
        super().__init__(server, **how)

    async def _stops(self, step: str, command: str = "") -> bool:
        """Whether the command is done with: answered, hung up, or never."""
        server = self.server
        server.heard.append(command or step)
        if server.closes_at == step:
            self.transport.abort()
            await asyncio.sleep(3600)
        if server.hangs_at == step:
            server.hanging.set()
            await asyncio.sleep(3600)
        if step in server.says:
            await self.push(server.says[step])
            return True
        return False

    async def _handle_client(self) -> None:
        if self.session is not None and not await self._stops("GREETING"):
            await super()._handle_client()

    @syntax("EHLO hostname")
    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802  aiosmtpd finds it by this name
        if not await self._stops("EHLO", f"EHLO {hostname}"):
            await super().smtp_EHLO(hostname)

    @syntax("STARTTLS", when="tls_context")
    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802  aiosmtpd finds it by this name
        if not await self._stops("STARTTLS"):
            await super().smtp_STARTTLS(arg)

    @syntax("AUTH <mechanism>")
    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802  aiosmtpd finds it by this name
        if not await self._stops("AUTH", f"AUTH {arg.split(maxsplit=1)[0]}"):
            await super().smtp_AUTH(arg)

    @syntax("MAIL FROM: <address>")
    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802  aiosmtpd finds it by this name
        if await self._stops("MAIL", f"MAIL {arg}"):
            return
        if self.server.login and not self.session.authenticated:  # type: ignore[union-attr]
            await self.push("530 5.7.0 Authentication required")
            return
        await super().smtp_MAIL(arg)

    @syntax("RCPT TO: <address>")
    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802  aiosmtpd finds it by this name
        if not await self._stops("RCPT", f"RCPT {arg}"):
            await super().smtp_RCPT(arg)

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  aiosmtpd finds it by this name
        if await self._stops("DATA"):
            return
        if "HALF" in {self.server.closes_at, self.server.hangs_at}:
            await self.push("354 go on")
            await self._reader.readuntil(b"\r\n")
            await self._stops("HALF")
        await super().smtp_DATA(arg)

    @syntax("RSET")
    async def smtp_RSET(self, arg: str) -> None:  # noqa: N802  aiosmtpd finds it by this name
        self.server.heard.append("RSET")
        await super().smtp_RSET(arg)

    async def auth_XOAUTH2(self, _server: Any, args: list[str]) -> AuthResult:  # noqa: N802  aiosmtpd finds it by this name
        told = b64decode(args[1]).decode() if len(args) > 1 else ""
        if told == f"user={self.server.login}\1auth=Bearer {TOKEN}\1\1":
            return AuthResult(success=True, auth_data=LoginPassword(self.server.login.encode(), b""))
        reason = b64encode(b'{"status":"401"}').decode()
        await self.push(f"334 {reason}")
        await self._reader.readuntil(b"\r\n")
        return AuthResult(success=False, handled=False)


class SmtpServer:
    """The server. Its methods are for the test's thread; also the handler that aiosmtpd asks."""

    def __init__(
        self,
        *,
        tls: str = "none",
        certificate: Path | None = None,
        login: str = LOGIN,
        password: str = PASSWORD,
        utf8: bool = True,
        most_bytes: int = 33_554_432,
        mechanisms: tuple[str, ...] = ("PLAIN", "LOGIN", "XOAUTH2"),
    ) -> None:
        """`tls`: none, starttls, tls; the latter two with the `certificate` (PEM, its key with it). `login`
        "": nobody need sign in.
        """
        self.tls, self.login, self._password = tls, login, password
        self._context: ssl.SSLContext | None = None
        if certificate is not None:
            self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._context.load_cert_chain(certificate)
        self._how = {
            "enable_SMTPUTF8": utf8,
            "data_size_limit": most_bytes,
            "auth_require_tls": False,
            "auth_exclude_mechanism": [one for one in ("PLAIN", "LOGIN", "XOAUTH2") if one not in mechanisms],
            "authenticator": self._lets_in,
            "hostname": "mail.example.test",
        }
        self.port = 0
        self.received: list[Received] = []
        self.heard: list[str] = []
        """Every command and step, in the order in which they came."""
        self.says: dict[str, str] = {}
        self.closes_at = self.hangs_at = ""
        self.hanging = threading.Event()
        """Set once somebody is made to wait."""

    def _lets_in(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        lets_in = (data.login, data.password) == (self.login.encode(), self._password.encode())
        return AuthResult(success=lets_in, auth_data=data, handled=False)

    async def handle_DATA(self, server: _Protocol, session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd finds it by this name
        """Take the mail."""
        if await server._stops("END"):
            return server.server.says["END"]  # not reached: answered already
        login = getattr(session.auth_data, "login", b"") if session.authenticated else b""
        self.received.append(
            Received(
                envelope.mail_from,
                tuple(envelope.rcpt_tos),
                bytes(envelope.original_content),
                encrypted=self.tls == "tls" or session.ssl is not None,
                login=(login or b"").decode(),
                options=tuple(map(str, envelope.mail_options)),
            )
        )
        await server._stops("TAKEN")
        return "250 2.0.0 OK taken"

    def start(self) -> "SmtpServer":
        """Listen, at the same port again after `close`."""
        self._loop = asyncio.SelectorEventLoop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="smtp server", daemon=True)
        self._thread.start()
        self._do(self._begin())
        return self

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    async def _begin(self) -> None:
        how = dict(self._how, tls_context=self._context if self.tls == "starttls" else None, loop=self._loop)
        self._server = await self._loop.create_server(
            lambda: _Protocol(self, **how),
            LOOPBACK,
            self.port,
            ssl=self._context if self.tls == "tls" else None,
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for one in others:
            one.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for transport in list(getattr(self._loop, "_transports", {}).values()):
            transport.abort()
        await asyncio.sleep(0.01)

    def close(self) -> None:
        """Hang up on everybody and end."""
        if self._thread.is_alive():
            self._do(self._end())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
            self._loop.close()


@contextmanager
def smtp_server(**how: Any) -> Iterator[SmtpServer]:
    """A server, ended at the end."""
    server = SmtpServer(**how).start()
    try:
        yield server
    finally:
        server.close()


def settings_for(server: SmtpServer, port: int | None = None, **fields: Any) -> MailOutSettings:
    """How a desk sends through the server."""
    told = {
        "host": LOOPBACK,
        "sender": "sales@example.test",
        "sender_name": "Harbour Motors",
        "security": server.tls,
        "login": server.login,
        **fields,
    }
    return MailOutSettings(port=port or server.port, **told)
