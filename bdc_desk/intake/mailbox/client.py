"""The standard library's IMAP client over a line of our own."""

import imaplib
from typing import Any

from bdc_desk.mail_server.line import Line

MOST_BYTES = 40_000_000
"""Of one piece of an answer; a mail that was asked for whole and is larger than this is a lie."""


class Client(imaplib.IMAP4):
    """`imaplib.IMAP4` whose bytes go through a `Line`: the methods that it says may be overridden are.

    What it does with STARTTLS and IDLE is left alone; both are done here and in idle.py by the line itself.
    """

    def __init__(self, line: Line) -> None:
        """Read the server's greeting and what it can do. `line`: open, and secured where TLS comes first."""
        self.line = line
        super().__init__(line.host, line.port)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:  # noqa: ARG002  its caller's form
        """The line is open already."""
        self.host, self.port = host, port

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes."""
        if size > MOST_BYTES:
            raise self.abort(f"the server announced {size:,} bytes")
        return self.line.read(size)

    def readline(self) -> bytes:
        """One line with its end."""
        return self.line.readline()

    def send(self, data: Any) -> None:  # noqa: ANN401  as typeshed says it: anything that holds bytes
        """Send all of `data`."""
        self.line.send(bytes(data))

    def shutdown(self) -> None:
        """Give the line back."""
        self.line.close()

    def learn(self) -> None:
        """Ask anew what the server can do: after STARTTLS and login it tells more. Raises as imaplib does."""
        kind, told = self.capability()
        if kind == "OK" and told and told[-1]:
            self.capabilities = tuple(told[-1].decode("ascii", "replace").upper().split())
