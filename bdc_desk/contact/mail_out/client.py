"""The standard library's SMTP client over a line of our own, which any thread can cut."""

import smtplib
from collections.abc import Callable
from typing import Any

from bdc_desk.mail_server.line import Line

LONGEST_REPLY = 8_192
"""Bytes of one line of an answer (RFC 5321 says 512)."""
MOST_TOLD = 1_000_000
"""Bytes of all answers of one connection."""
GREETING = 220


class _Replies:
    """The line as the file that `smtplib` reads answers from."""

    def __init__(self, line: Line) -> None:
        self._line, self._told = line, 0

    def readline(self, _limit: int = -1) -> bytes:
        told = self._line.readline()
        self._told += len(told)
        if len(told) > LONGEST_REPLY or self._told > MOST_TOLD:
            raise ConnectionAbortedError("the server sent an answer without an end")
        return told

    def close(self) -> None:
        """The line is closed by whoever opened it."""


class Client(smtplib.SMTP):
    """`smtplib.SMTP` whose bytes go through a `Line`. STARTTLS is done by who uses it, with `learn`."""

    def __init__(self, line: Line, own_name: str) -> None:
        """Nothing is said yet. `own_name`: what EHLO says this computer is."""
        super().__init__(local_hostname=own_name)
        self._line = line
        self.sock: Any = line
        self.file: Any = _Replies(line)

    def greeted(self) -> None:
        """Hear the greeting and say EHLO. Raises OSError (smtplib's errors are such)."""
        code, told = self.getreply()
        if code != GREETING:
            raise smtplib.SMTPConnectError(code, told)
        self.ehlo_or_helo_if_needed()

    def send(self, s: Any) -> None:  # noqa: ANN401  as typeshed says it: text or bytes
        """Send all of it."""
        self._line.send(s.encode(self.command_encoding) if isinstance(s, str) else bytes(s))

    def close(self) -> None:
        """The line is closed by whoever opened it."""

    def learn(self) -> None:
        """Ask anew what the server can do: after STARTTLS what it said in the clear counts no more."""
        self.helo_resp = self.ehlo_resp = None
        self.esmtp_features = {}
        self.does_esmtp = False
        self.ehlo_or_helo_if_needed()

    def hand_over(self, data: bytes, half_way: Callable[[], None]) -> None:
        """Send the mail's bytes without their end. Raises OSError: then the server has no whole mail."""
        whole = _dotted(data)
        half = len(whole) // 2
        self.send(whole[:half])
        half_way()
        self.send(whole[half:])

    def send_end(self) -> None:
        """Send the end of the mail. From here on only the server's answer says whether it left."""
        self.send(b".\r\n")


def _dotted(data: bytes) -> bytes:
    """The mail with line ends as the wire has them, its leading dots doubled, the last line whole."""
    wired = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
    dotted = wired.replace(b"\r\n.", b"\r\n..")
    dotted = b"." + dotted if dotted.startswith(b".") else dotted
    return dotted if dotted.endswith(b"\r\n") else dotted + b"\r\n"
