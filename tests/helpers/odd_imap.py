"""Mail servers that say what they should not, and a line to a server that ends in the middle of an answer."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from tests.helpers.imap import LOOPBACK


class OddServer:
    """A server that says what a test lets it say: a greeting, then one answer a line that it is asked.

    In an answer `TAG` stands for the tag of what was asked. None: it hangs up; "": it says nothing.
    """

    def __init__(self, greeting: str | None, answer: Callable[[str], str | None] = lambda _line: "") -> None:
        """`answer` is told what was asked, without its tag; what follows a "+" has none."""
        self._greeting, self._answer = greeting, answer
        self._listening = socket.create_server((LOOPBACK, 0))
        self.port = int(self._listening.getsockname()[1])
        self.heard: list[str] = []
        self._here: list[socket.socket] = []
        self._thread = threading.Thread(target=self._run, name="odd server", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                one, _ = self._listening.accept()
                self._here.append(one)
                with one, suppress(OSError):
                    self._serve(one)

    def _serve(self, one: socket.socket) -> None:
        if self._greeting is None:
            return
        one.sendall(self._greeting.encode("latin-1"))
        continued = False
        with one.makefile("rb") as lines:
            for line in lines:
                told = line.decode("latin-1").rstrip()
                tag, asked = "", told
                if not continued and told != "DONE":
                    tag, _, asked = told.partition(" ")
                self.tag = tag or self.tag
                self.heard.append(asked)
                answer = self._answer(asked)
                if answer is None:
                    return
                continued = answer.startswith("+")
                one.sendall(answer.replace("TAG", self.tag).encode("latin-1"))

    tag = ""

    def close(self) -> None:
        """Hang up and end."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in self._here:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)


class ShortLine:
    """Stands before a server and cuts the first connection once the server has sent so many bytes."""

    def __init__(self, port: int, after: int) -> None:
        """`port`: the server's. Later connections are left alone."""
        self._port, self._left, self.cuts = port, after, 0
        self._listening = socket.create_server((LOOPBACK, 0))
        self.port = int(self._listening.getsockname()[1])
        self._threads = [threading.Thread(target=self._run, name="short line", daemon=True)]
        self._sockets: list[socket.socket] = []
        self._threads[0].start()

    def _run(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.create_connection((LOOPBACK, self._port), timeout=20)
                self._sockets += [client, server]
                for one, other, counts in [(client, server, False), (server, client, True)]:
                    thread = threading.Thread(target=self._pass_on, args=(one, other, counts), daemon=True)
                    self._threads.append(thread)
                    thread.start()

    def _pass_on(self, one: socket.socket, other: socket.socket, counts: bool) -> None:
        with suppress(OSError):
            while piece := one.recv(4096):
                if counts and not self.cuts:
                    other.sendall(piece[: self._left])
                    self._left -= len(piece)
                    if self._left <= 0:
                        self.cuts = 1
                        break
                else:
                    other.sendall(piece)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Hang up and end."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        for end in (self._listening, *self._sockets):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for end in (self._listening, *self._sockets):
            end.close()
