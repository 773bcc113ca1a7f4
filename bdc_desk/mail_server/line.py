"""One TCP connection to a mail server that any thread can cut at once, whatever it waits for.

Neither `imaplib` nor `ssl` offers that: a read hangs for its whole timeout. So the bytes go through here,
with a buffer of our own, which also makes it possible to wait for news without losing what TLS or a buffer
already holds (that is where waiting by `select` alone misses mails).
"""

import errno
import selectors
import socket
import ssl
from contextlib import suppress

CONNECT_SECONDS = 10.0
"""How long a server may take to take a connection, and to agree on encryption."""
ANSWER_SECONDS = 30.0
"""How long a server may be silent in the middle of an answer."""
LONGEST_LINE = 20_000_000
"""Bytes of one line: the answer to a search of two million mails."""
CHUNK = 65_536


class Line:
    """A connection, used by one thread and cut by any."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        connect_seconds: float = CONNECT_SECONDS,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:
        """Nothing is opened yet."""
        self.host, self.port = host, port
        self._connect_seconds, self._answer_seconds = connect_seconds, answer_seconds
        self._socket: socket.socket | None = None
        self._buffer = bytearray()
        self._is_cut = False
        self._alarm, self._bell = socket.socketpair()

    def open(self) -> None:
        """Connect to the first of the host's addresses that answers. Raises OSError, UnicodeError."""
        last: OSError = OSError("the host has no address")
        for family, kind, protocol, _, address in socket.getaddrinfo(
            self.host, self.port, type=socket.SOCK_STREAM
        ):
            try:
                self._socket = self._reach(socket.socket(family, kind, protocol), address)
            except OSError as fault:
                last = fault
            else:
                self._check()
                return
        raise last

    def _reach(self, one: socket.socket, address: object) -> socket.socket:
        """`one`, connected to `address`; the wait ends when the line is cut."""
        try:
            self._check()
            one.settimeout(0)
            one.connect_ex(address)  # type: ignore[arg-type]  # as getaddrinfo gave it
            with selectors.DefaultSelector() as selector:
                selector.register(one, selectors.EVENT_WRITE)
                selector.register(self._bell, selectors.EVENT_READ)
                ready = selector.select(self._connect_seconds)
            self._check()
            _raise_for(one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) if ready else errno.ETIMEDOUT)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            one.settimeout(self._answer_seconds)
        except BaseException:
            one.close()
            raise
        return one

    def secure(self, context: ssl.SSLContext) -> None:
        """Encrypt from here on, once the server has shown who it is. Raises ssl.SSLError, OSError."""
        plain = self._connected()
        plain.settimeout(self._connect_seconds)
        self._buffer.clear()  # what came in the clear before the handshake must not count as encrypted
        secured = context.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self._socket = secured  # before the handshake, so that it can be cut
        self._check()
        secured.do_handshake()
        secured.settimeout(self._answer_seconds)

    @property
    def peer(self) -> str:
        """The address of the server that was reached."""
        return str(self._connected().getpeername()[0])

    def send(self, data: bytes) -> None:
        """Send all of `data`. Raises OSError."""
        self._connected().sendall(data)

    def readline(self) -> bytes:
        """One line with its end. Raises OSError, TimeoutError after a silence."""
        start = 0
        while (end := self._buffer.find(b"\n", start)) < 0:
            start = len(self._buffer)
            if start > LONGEST_LINE:
                raise ConnectionAbortedError("the server sent a line without an end")
            self._fill()
        return self._take(end + 1)

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes. Raises OSError, TimeoutError after a silence."""
        while len(self._buffer) < size:
            self._fill()
        return self._take(size)

    def wait(self, seconds: float) -> bool:
        """Whether a line is there to be read, after waiting for it for at most `seconds`; it may be told too
        early that none is. Raises OSError where the connection has ended.
        """
        if b"\n" in self._buffer:
            return True
        here = self._connected()
        if not (isinstance(here, ssl.SSLSocket) and here.pending()):
            with selectors.DefaultSelector() as selector:
                selector.register(here, selectors.EVENT_READ)
                selector.register(self._bell, selectors.EVENT_READ)
                ready = selector.select(seconds)
            self._check()
            if not ready:
                return False
        here.settimeout(0)  # what can be read may be TLS's own talk
        try:
            self._fill()
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            here.settimeout(self._answer_seconds)
        return b"\n" in self._buffer

    def cut(self) -> None:
        """End it now, from any thread: whoever waits for it gets an OSError. It cannot be opened again."""
        self._is_cut = True
        with suppress(OSError):
            self._alarm.send(b"!")
        if self._socket is not None:
            with suppress(OSError):
                # Not SSLSocket's own: it takes the encryption away under the hands of the reading thread.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def close(self) -> None:
        """End it and give everything back; by the thread that uses it."""
        self._is_cut = True
        for one in (self._socket, self._alarm, self._bell):
            if one is not None:
                with suppress(OSError):
                    one.close()

    def _connected(self) -> socket.socket:
        self._check()
        if self._socket is None:
            raise ConnectionAbortedError("not connected")
        return self._socket

    def _check(self) -> None:
        if self._is_cut:
            raise ConnectionAbortedError("the connection was ended from here")

    def _fill(self) -> None:
        piece = self._connected().recv(CHUNK)
        if not piece:
            raise ConnectionResetError("the server closed the connection")
        self._buffer += piece

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken


def _raise_for(code: int) -> None:
    """Raise the kind of OSError that `code` stands for, if it is one."""
    if code:
        raise OSError(code, "connecting failed")
