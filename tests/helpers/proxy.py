"""A bad network for tests: a TCP proxy on loopback that cuts, hangs, slows down and loses answers when told.

It also keeps what the clients sent, so that a test can read the statements off the wire.
"""

import selectors
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto

from bdc_desk.clock import SystemClock
from tests.helpers.postgres import LOOPBACK

CHUNK = 65536
ANSWERED = b"Z\x00\x00\x00\x05I"
"""How the server's answer to a statement ends when it is done and committed: ready, in no transaction."""


class Line(Enum):
    """How the line is."""

    WELL = auto()
    DEAD = auto()
    """Connections are taken and hang up at once."""
    HALF_OPEN = auto()
    """Connections stay, new ones are taken, and nothing comes through."""


@dataclass
class _Pair:
    """A client's connection and its own to the server."""

    client: socket.socket
    server: socket.socket
    sent: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[float, socket.socket, bytes]] = field(default_factory=list)
    loses: bytes | None = None
    """The client asked what is to be answered in vain: from here on the answer is kept back."""
    kept_back: bytes = b""


class Proxy:
    """Stands between desks and server until it is closed. All methods may be called from any thread."""

    def __init__(self, port: int) -> None:
        """`port`: the server's, on loopback."""
        self._server_port = port
        self._clock = SystemClock()
        self._listening = socket.create_server((LOOPBACK, 0))
        self.port = int(self._listening.getsockname()[1])
        self._lock = threading.RLock()
        self._pairs: list[_Pair] = []
        self._line, self._delay = Line.WELL, 0.0
        self._lose: bytes | None = None
        self._cut_after: int | None = None
        self.lost = 0
        """Answers that were lost after the server had given them."""
        self.cuts = 0
        """Connections that were cut in the middle."""
        self.records: list[bytearray] = []
        """What each client sent, in the order of their connecting."""
        self._alarm, self._bell = socket.socketpair()
        self._closing = False
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listening, selectors.EVENT_READ)
        self._selector.register(self._bell, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)
        self._thread.start()

    # what a test does to the line

    def set(self, line: Line = Line.WELL, *, delay: float = 0.0) -> None:
        """How the line is from now on; `delay`: seconds that each piece takes on its way. A dead line also
        cuts what is connected.
        """
        with self._lock:
            self._line, self._delay = line, delay
            self._lose = self._cut_after = None
        if line is Line.DEAD:
            self.cut()
        self._wake()

    def cut(self) -> None:
        """Cut every connection now, as a pulled cable that is noticed: both sides get a reset."""
        with self._lock:
            for pair in list(self._pairs):
                self._end(pair)
        self._wake()

    def lose_answer(self, to: bytes) -> None:
        """Cut the next connection that asks something with these bytes in it: once the server has answered,
        and before the client hears of it.
        """
        with self._lock:
            self._lose = to

    def cut_after(self, sent: int) -> None:
        """Cut the connections once clients have sent so many bytes more, in the middle of whatever it is."""
        with self._lock:
            self._cut_after = sent

    @property
    def connections(self) -> int:
        """How many there are."""
        with self._lock:
            return len(self._pairs)

    def close(self) -> None:
        """Cut everything and end the thread."""
        self._closing = True
        self._wake()
        self._thread.join(5)
        self.cut()
        self._selector.close()
        for one in (self._listening, self._alarm, self._bell):
            one.close()

    # the thread

    def _wake(self) -> None:
        with suppress(OSError):
            self._alarm.send(b"!")

    def _run(self) -> None:
        while not self._closing:
            for key, _ in self._selector.select(self._until_due()):
                with self._lock:
                    if key.fileobj is self._listening:
                        self._accept()
                    elif key.fileobj is self._bell:
                        self._bell.recv(4096)
                    elif key.data in self._pairs and self._line is not Line.HALF_OPEN:
                        self._pass_on(key.data, key.fileobj)
            with self._lock:
                self._listen_or_not()
                self._deliver()

    def _until_due(self) -> float | None:
        with self._lock:
            due = [at for pair in self._pairs for at, _, _ in pair.waiting[:1]]
        return max(0.0, min(due) - self._clock.elapsed()) if due else None

    def _listen_or_not(self) -> None:
        """On a half-open line nothing is read, so the senders' buffers fill as they would."""
        for pair in self._pairs:
            for one in (pair.client, pair.server):
                is_there = one.fileno() in self._selector.get_map()
                if self._line is Line.HALF_OPEN and is_there:
                    self._selector.unregister(one)
                elif self._line is not Line.HALF_OPEN and not is_there:
                    self._selector.register(one, selectors.EVENT_READ, pair)

    def _accept(self) -> None:
        client, _ = self._listening.accept()
        if self._line is Line.DEAD:
            _reset(client)
            return
        try:
            server = socket.create_connection((LOOPBACK, self._server_port), timeout=2)
        except OSError:
            _reset(client)
            return
        for one in (client, server):
            one.settimeout(5)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        pair = _Pair(client, server)
        self._pairs.append(pair)
        self.records.append(pair.sent)
        if self._line is not Line.HALF_OPEN:
            self._selector.register(client, selectors.EVENT_READ, pair)
            self._selector.register(server, selectors.EVENT_READ, pair)

    def _pass_on(self, pair: _Pair, source: socket.socket) -> None:
        try:
            piece = source.recv(CHUNK)
        except OSError:
            piece = b""
        if not piece:
            self._end(pair)
            return
        from_client = source is pair.client
        if from_client:
            pair.sent += piece
            if self._lose is not None and self._lose in pair.sent[-len(piece) - len(self._lose) :]:
                pair.loses, self._lose = self._lose, None
            if self._cut_after is not None:
                self._cut_after -= len(piece)
                if self._cut_after < 0:
                    piece = piece[: self._cut_after]
                    self._cut_after = None
                    with suppress(OSError):
                        pair.server.sendall(piece)
                    self.cuts += 1
                    self._end(pair)
                    return
        elif pair.loses is not None:
            pair.kept_back += piece
            if pair.kept_back.endswith(ANSWERED):
                self.lost += 1
                self._end(pair)
            return
        target = pair.server if from_client else pair.client
        if self._delay:
            pair.waiting.append((self._clock.elapsed() + self._delay, target, piece))
            return
        self._send(pair, target, piece)

    def _deliver(self) -> None:
        """What was delayed and is due."""
        now = self._clock.elapsed()
        for pair in list(self._pairs):
            while pair.waiting and pair.waiting[0][0] <= now and self._line is not Line.HALF_OPEN:
                _, target, piece = pair.waiting.pop(0)
                self._send(pair, target, piece)
            if self._line is Line.HALF_OPEN:
                pair.waiting = []  # lost on the way

    def _send(self, pair: _Pair, target: socket.socket, piece: bytes) -> None:
        try:
            target.sendall(piece)
        except OSError:
            self._end(pair)

    def _end(self, pair: _Pair) -> None:
        if pair not in self._pairs:
            return
        self._pairs.remove(pair)
        for one in (pair.client, pair.server):
            if one.fileno() in self._selector.get_map():
                self._selector.unregister(one)
            _reset(one)


def _reset(one: socket.socket) -> None:
    with suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    one.close()


@contextmanager
def bad_network(port: int) -> Iterator[Proxy]:
    """A proxy before the server at `port`, closed at the end."""
    proxy = Proxy(port)
    try:
        yield proxy
    finally:
        proxy.close()


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it went over the wire. `name`: of a prepared one, "" for none."""

    text: str
    name: str = ""


def statements(sent: bytes) -> list[Statement]:
    """What a client of PostgreSQL asked, read from the bytes it sent; the start of the session left out."""
    found: list[Statement] = []
    place = 0
    while place + 5 <= len(sent):
        kind = sent[place : place + 1]
        if (
            kind == b"\x00"
        ):  # before a session begins, messages have no kind: a request for encryption, the start
            place += int.from_bytes(sent[place : place + 4], "big")
            continue
        size = int.from_bytes(sent[place + 1 : place + 5], "big")
        body = sent[place + 5 : place + 1 + size]
        if kind == b"Q":
            found.append(Statement(body.rstrip(b"\x00").decode()))
        elif kind == b"P":
            name, text, _ = body.split(b"\x00", 2)
            found.append(Statement(text.decode(), name.decode()))
        place += 1 + size
    return found
