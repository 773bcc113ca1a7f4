"""A server that repeats what it was sent, secrets as well, and lets nobody in: the worst a log could copy.

    with echoing(imap) as port: ...

`imap`, `postgres`: which protocol; `talk` may be any function on a connection. `silent` says nothing at all.
"""

import socket
import struct
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

LOOPBACK = "127.0.0.1"
Talk = Callable[[socket.socket], None]


@contextmanager
def echoing(talk: Talk) -> Iterator[int]:
    """Its port. Every connection is talked to in a thread of its own, which ends with the client's."""
    listening = socket.create_server((LOOPBACK, 0))
    open_ones: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve(one: socket.socket) -> None:
        with one, suppress(OSError):
            talk(one)

    def accept() -> None:
        with suppress(OSError):
            while True:
                open_ones.append(listening.accept()[0])
                threads.append(threading.Thread(target=serve, args=(open_ones[-1],)))
                threads[-1].start()

    accepting = threading.Thread(target=accept)
    accepting.start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        accepting.join(10)
        for one in open_ones:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(10)


def imap(one: socket.socket) -> None:
    """A no that repeats the command, and what came coded in clear text."""
    with one.makefile("rwb", buffering=0) as line:
        line.write(b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n")
        while said := line.readline():
            tag, _, command = said.strip().partition(b" ")
            if command.upper().startswith(b"AUTHENTICATE"):
                line.write(b"+ \r\n")
                coded = line.readline().strip()
                clear = b64decode(coded).replace(b"\0", b" ")
                line.write(b"%b NO bad %b %b\r\n" % (tag, coded, clear))
            elif command.upper().startswith(b"CAPABILITY"):
                line.write(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n%b OK done\r\n" % tag)
            else:
                line.write(b"%b NO bad %b\r\n" % (tag, command))


def imap_nonsense(one: socket.socket) -> None:
    """An answer that is no IMAP and repeats the command."""
    with one.makefile("rwb", buffering=0) as line:
        line.write(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
        while said := line.readline():
            tag, _, command = said.strip().partition(b" ")
            can = command.upper() == b"CAPABILITY"
            line.write(b"* CAPABILITY IMAP4rev1\r\n%b OK done\r\n" % tag if can else b"junk " + said)


def postgres(one: socket.socket) -> None:
    """A no that repeats the password, which it asked for in clear text."""
    _postgres(one, b"28P01", b'password authentication failed for user "kim" with ')


def postgres_oddly(one: socket.socket) -> None:
    """The same with words that the program does not know."""
    _postgres(one, b"XX000", b"something odd: ")


def _postgres(one: socket.socket, code: bytes, words: bytes) -> None:
    with one.makefile("rwb", buffering=0) as line:
        while True:
            size, version = struct.unpack("!II", line.read(8) or bytes(8))
            if not size:
                return
            line.read(size - 8)
            if version in {80877103, 80877104}:  # asks for TLS, for GSS
                line.write(b"N")
                continue
            line.write(b"R" + struct.pack("!II", 8, 3))
            kind = line.read(1)
            if kind != b"p":
                return
            password = line.read(struct.unpack("!I", line.read(4))[0] - 4).rstrip(b"\0")
            said = b"".join((b"SFATAL\0VFATAL\0C", code, b"\0M", words, password, b"\0D", password, b"\0\0"))
            line.write(b"E" + struct.pack("!I", len(said) + 4) + said)
            return


def silent(one: socket.socket) -> None:
    """Nothing is said, whatever comes."""
    while one.recv(4096):
        pass
