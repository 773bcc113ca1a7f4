"""A real IMAP server (pymap) for tests, on loopback, in a thread of its own; what it holds ends with it.

`deliver` and `flags` go past the protocol, where a test only needs a mail to be there; `append` is how
another program would do it.
"""

import asyncio
import imaplib
import logging
import ssl
import threading
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from proxyprotocol.result import ProxyResultUnknown
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, DictBackend, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet, Message
from pymap.concurrent import Subsystem
from pymap.config import BackendCapability
from pymap.context import connection_exit
from pymap.exceptions import InvalidAuth, NotAllowedError
from pymap.imap import IMAPConnection
from pymap.imap.state import ConnectionState
from pymap.mailbox import MailboxSnapshot
from pymap.parsing.message import AppendMessage
from pymap.parsing.response import ResponseOk
from pymap.parsing.specials.flag import Flag
from pysasl import SASLAuth
from pysasl.creds.external import ExternalCredentials
from pysasl.hashing import Cleartext
from pysasl.mechanism.login import LoginMechanism
from pysasl.mechanism.oauth import OAuth2Mechanism
from pysasl.mechanism.plain import PlainMechanism

from bdc_desk.operations.intake_settings import MailboxSettings

logging.getLogger("asyncio").setLevel(logging.ERROR)  # it warns of clients that hung up, as tests make them
LOOPBACK = "127.0.0.1"
LOGIN, PASSWORD, TOKEN = "leads@example.test", "a secret of ours", "a token of ours"
SEEN = r"\Seen"
T = TypeVar("T")


class _Config(Config):
    """As the server is run: it tells which sign-ins it takes, and the password is kept as it is."""

    can_idle = True

    @property
    def backend_capability(self) -> BackendCapability:
        return BackendCapability(idle=self.can_idle, object_id=True, multi_append=True)

    @property
    def initial_auth(self) -> SASLAuth:
        return SASLAuth([]) if self._tls_enabled else self.tls_auth

    @property
    def tls_auth(self) -> SASLAuth:
        return SASLAuth([PlainMechanism(), LoginMechanism(), OAuth2Mechanism()])


class _Login(Login):
    """Takes the token as well as the password."""

    async def authenticate(self, credentials: Any) -> Any:
        if isinstance(credentials, ExternalCredentials):
            if credentials._token != TOKEN:
                raise InvalidAuth
            return self.demo_user_identity
        return await super().authenticate(credentials)


class _State(ConnectionState):
    """A connection that says no where the test says so."""

    server: "ImapServer"

    async def do_command(self, cmd: Any) -> Any:
        parts = [cmd.command, *([cmd.sequence_set] if hasattr(cmd, "sequence_set") else ())]
        parts += getattr(cmd, "attributes", ())
        said = b" ".join(map(bytes, parts)).decode()
        self.server.heard.append(said)
        if self.server.hangs_up(said):
            raise ConnectionResetError
        if self.server.refuses(said):
            raise NotAllowedError("Not now.")
        return await super().do_command(cmd)

    async def do_fetch(self, cmd: Any) -> Any:
        # pymap goes on giving a deleted mail to whoever had the folder open; most servers give nothing.
        if bytes(cmd.sequence_set).decode() in map(str, self.server.gone):
            return ResponseOk(cmd.tag, cmd.command + b" completed."), None
        return await super().do_fetch(cmd)


class ImapServer:
    """The server. Its methods are for the test's thread."""

    def __init__(self, *, tls: str = "none", certificate: Path | None = None, idle: bool = True) -> None:
        """`tls`: none, starttls, tls; the latter two with the `certificate` (PEM, its key with it)."""
        self.tls, self._can_idle = tls, idle
        self._context: ssl.SSLContext | None = None
        if certificate is not None:
            self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self._context.load_cert_chain(certificate)
        self.refuses: Callable[[str], bool] = lambda _command: False
        self.hangs_up: Callable[[str], bool] = lambda _command: False
        self.gone: set[int] = set()
        """Mails that were deleted under the hands of whoever asks for one of them."""
        self.heard: list[str] = []
        """Every command, in the order in which they came."""
        self.port = 0
        self._boxes = MailboxSet()
        self._start()

    def _start(self) -> None:
        self._loop = asyncio.SelectorEventLoop()  # on Windows, too: it can be told to take nobody
        self._thread = threading.Thread(target=self._loop.run_forever, name="imap server", daemon=True)
        self._thread.start()
        self._do(self._begin())

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    async def _begin(self) -> None:
        config = _Config(
            Namespace(passlib_cfg=None, proxy_protocol="noop"),
            host=LOOPBACK,
            port=self.port,
            demo_data=False,
            demo_user=LOGIN,
            demo_password=PASSWORD,
            ssl_context=self._context,
            tls_enabled=self.tls == "starttls",
            hash_context=Cleartext(),
            cpu_subsystem=Subsystem.for_asyncio(),
            invalid_user_sleep=0,
        )
        config.can_idle = self._can_idle
        config.apply_context()
        self._config, self._login = config, _Login(config)
        await DictBackend._add_demo_user(config, self._login)
        config.set_cache[LOGIN] = (self._boxes, FilterSet())
        context = self._context if self.tls == "tls" else None
        self._server = await asyncio.start_server(self._serve, LOOPBACK, self.port, ssl=context)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._config.apply_context()
        info = SocketInfo.get(writer, ProxyResultUnknown(), unique_id=b"test")
        state = _State(self._login, self._config)
        state.server = self
        async with AsyncExitStack() as stack:
            connection_exit.set(stack)
            connection = IMAPConnection(self._config.commands, self._config, reader, writer, info)
            stack.enter_context(closing(connection))
            with suppress(asyncio.CancelledError, OSError):
                await connection.run(state)

    async def _end(self) -> None:
        # Take nobody any more, then let those just taken be served: asyncio would forget to close them.
        for listening in self._server.sockets:
            self._loop.remove_reader(listening.fileno())
        await asyncio.sleep(0.01)
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for one in others:
            one.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        # Also those of clients that never came to speak, which asyncio's server forgets (until 3.12).
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

    def restart(self) -> None:
        """Begin again after `close`, at the same port and with the same mails."""
        self._start()

    # what is in it

    def deliver(self, mail: bytes, at: datetime, flags: Sequence[str] = (), folder: str = "INBOX") -> int:
        """Put a mail there; its UID. `at`: when it arrived."""

        async def put() -> int:
            box = await self._boxes.get_mailbox(folder)
            told = AppendMessage(mail, at, frozenset(Flag(flag.encode()) for flag in flags))
            return (await box.append(told, recent=True)).uid

        return self._do(put())

    def make_folder(self, name: str) -> None:
        """One more folder."""
        self._do(self._boxes.add_mailbox(name))

    def flags(self, folder: str = "INBOX") -> dict[int, set[str]]:
        """The flags of each mail."""

        async def look() -> dict[int, set[str]]:
            box = await self._boxes.get_mailbox(folder)
            return {
                uid: {bytes(flag).decode() for flag in message.permanent_flags}
                for uid, message in box._messages.items()
            }

        return self._do(look())

    def unseen(self, folder: str = "INBOX") -> list[int]:
        """The mails that nobody has seen."""
        return [uid for uid, flags in self.flags(folder).items() if SEEN not in flags]

    def box(self, work: Callable[[MailboxData], T], folder: str = "INBOX") -> T:
        """Whatever a test does to a folder."""

        async def run() -> T:
            return work(await self._boxes.get_mailbox(folder))

        return self._do(run())

    def renumber(self, by: int = 1000) -> None:
        """As after a restore: a new UIDVALIDITY, every mail under another UID."""

        def work(box: MailboxData) -> None:
            box._uid_validity = MailboxSnapshot.new_uid_validity() + 1
            mails = list(box._messages.values())
            box._messages.clear()
            for uid, mail in enumerate(mails, start=by + 1):
                box._messages[uid] = Message.copy(mail, uid=uid)
            box._max_uid = by + len(mails)

        self.box(work)

    def delete(self, uid: int) -> None:
        """Delete a mail, as a person would."""
        self.box(lambda box: box._messages.pop(uid))

    def make_read_only(self) -> None:
        """From now on nobody may change flags."""

        def work(box: MailboxData) -> None:
            box._readonly = True

        self.box(work)

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """Another mail program, signed in."""
        with imaplib.IMAP4(LOOPBACK, self.port, timeout=20) as client:
            client.login(LOGIN, PASSWORD)
            yield client

    def wait_for_idle(self) -> None:
        """Until somebody waits in IDLE and would hear: pymap forgets what comes a moment after its "+"."""

        async def is_waiting() -> bool:
            box = await self._boxes.get_mailbox("INBOX")
            await asyncio.sleep(0.005)
            return bool(len(box._updated._listeners))  # type: ignore[attr-defined]

        while not self._do(is_waiting()):
            pass

    def append(self, mail: bytes) -> None:
        """Deliver as another program would, so that those who wait hear of it."""
        with self.client() as client:
            kind, told = client.append("INBOX", "", None, mail)
            assert kind == "OK", told


@contextmanager
def imap_server(**how: Any) -> Iterator[ImapServer]:
    """A server, ended at the end."""
    server = ImapServer(**how)
    try:
        yield server
    finally:
        server.close()


def settings_for(server: ImapServer, port: int | None = None, **fields: Any) -> MailboxSettings:
    """How a desk reads the server's mailbox."""
    told = {"name": "Leads", "host": LOOPBACK, "login": LOGIN, "security": server.tls, **fields}
    return MailboxSettings(port=port or server.port, **told)


def certificate(folder: Path, name: str = LOOPBACK) -> tuple[Path, ssl.SSLContext]:
    """A certificate for the server at `name` (an address), and a client's trust in it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.test")])
    now = datetime.now(UTC)  # noqa: TID251 - TLS itself goes by the computer's clock
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = folder / "server.pem"
    path.write_bytes(private + pem)
    return path, ssl.create_default_context(cadata=pem.decode())


def mail(number: int, *, body: str = "", message_id: bool = True, subject: str = "Enquiry") -> bytes:
    """An enquiry of an invented person, as a portal mails it."""
    adf = body or (
        '<?xml version="1.0"?><?adf version="1.0"?><adf><prospect>'
        f'<id sequence="1" source="AutoPortal">lead-{number}</id>'
        "<vehicle><year>2021</year><make>Ford</make><model>Ranger</model></vehicle>"
        f'<customer><contact><name part="full">Pat Sample{number}</name>'
        f"<email>person{number}@example.test</email>"
        f"<phone>+44 20 7946 {number % 1000:04}</phone></contact>"
        f"<comments>Is number {number} still available?</comments></customer>"
        "<vendor><vendorname>Harbour Motors</vendorname></vendor></prospect></adf>"
    )
    head = [
        "From: AutoPortal <leads@portal.example.test>",
        "To: leads@example.test",
        f"Subject: {subject} {number}",
        *([f"Message-ID: <{number}@portal.example.test>"] if message_id else []),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
    ]
    return "\r\n".join([*head, "", adf, ""]).encode()
