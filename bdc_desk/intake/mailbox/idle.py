"""Waits at a mail server for news, so that a lead is here a second after its mail and not a minute.

It only rings: what is new is found by the reader, over a connection of its own. When this fails, hangs or is
not offered, the reader's own looks every minute stand behind it.
"""

import logging
import ssl
import threading
from collections.abc import Callable
from datetime import datetime

from bdc_desk.clock import Clock
from bdc_desk.intake.mailbox.connection import Connection
from bdc_desk.intake.mailbox.faults import translated
from bdc_desk.mail_server.faults import MailFault, Stage
from bdc_desk.operations.intake_settings import MailboxSettings

RENEW = 510.0
"""Seconds of one IDLE: servers may end it after 30 minutes, routers forget a silent line after 10 or so."""
SLICE = 15.0
"""Seconds between two looks at the clocks and at whether to go on."""
SOON = 2.0
"""Seconds between two questions whether to wait now: after a password was given, or the lease came."""
SLEPT = 60.0
"""When the wall clock ran so many seconds ahead of the monotonic one, this computer slept."""
PATIENCE = (5.0, 15.0, 60.0, 300.0)
"""Seconds before trying again after one, two, three ... failures."""
SELDOM = 900.0
"""Seconds before trying again a refused password, or a server that has no IDLE."""
ENDS_WITHIN = 2.0
TAG = b"NEWS1"


class MailboxNews:
    """A thread that calls `ring` when the server says that mails came."""

    def __init__(
        self,
        settings: MailboxSettings,
        password_of: Callable[[MailboxSettings], str | None],
        ring: Callable[[], None],
        *,
        clock: Clock,
        may_wait: Callable[[], bool] = lambda: True,
        trust: ssl.SSLContext | None = None,
        renew: float = RENEW,
        slice_: float = SLICE,
    ) -> None:
        """`ring` is called by the thread, and once when it begins to wait. `may_wait`: whether the mailbox is
        this desk's to read and its last look went well, so that no refused password is tried here as well.
        """
        self._settings, self._password_of, self._ring = settings, password_of, ring
        self._clock, self._may_wait, self._trust = clock, may_wait, trust
        self._renew, self._slice = renew, slice_
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._failures = 0
        self._thread = threading.Thread(target=self._run, name=f"mailbox {settings.name}", daemon=True)
        self.is_waiting = threading.Event()
        """Set while the server would tell of news at once."""

    def start(self) -> None:
        """Begin to wait."""
        self._thread.start()

    def stop(self) -> bool:
        """End within two seconds, also when the server does not answer; whether it has ended. Only the
        system's own search for a host's address cannot be cut; the thread then ends after it.
        """
        self._ended.set()
        with self._lock:
            if self._connection is not None:
                self._connection.cut()
        if self._thread.is_alive():
            self._thread.join(ENDS_WITHIN)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._ended.is_set():
            pause = min(self._slice, SOON)
            if self._may_wait():
                try:
                    pause = self._wait()
                except MailFault as fault:
                    pause = self._pause_after(fault)
                except Exception:
                    logging.getLogger(__name__).exception("waiting for mails failed")
                    pause = SELDOM
                self.is_waiting.clear()
            self._ended.wait(pause)

    def _pause_after(self, fault: MailFault) -> float:
        """More and more; the reader says what is wrong, so nothing is said here."""
        self._failures += 1
        return SELDOM if fault.no_password else PATIENCE[min(self._failures, len(PATIENCE)) - 1]

    def _wait(self) -> float:
        """Wait at the server until there is a reason to stop; seconds before the next try."""
        secret = self._password_of(self._settings)
        if secret is None:
            return self._slice
        connection = Connection(self._settings, trust=self._trust)
        with self._lock:
            self._connection = connection
            if self._ended.is_set():
                connection.cut()
        try:
            connection.open(secret)
            if not connection.can("IDLE"):
                return SELDOM
            connection.select(read_only=True)
            while not self._ended.is_set() and self._may_wait():
                self._idle(connection)
            return 0.0
        finally:
            with self._lock:
                self._connection = None
            connection.close()

    def _idle(self, connection: Connection) -> None:
        """One IDLE (RFC 2177), by the line itself: `imaplib` has none before Python 3.14."""
        line = connection.line
        with translated(self._settings, Stage.MAILS):
            line.send(TAG + b" IDLE\r\n")
            while not (said := line.readline()).startswith(b"+"):
                self._heed(said)
            self._failures = 0
            self._ring()  # for what came before the server listened
            self.is_waiting.set()
            began, began_at = self._clock.elapsed(), self._clock.now()
            while self._goes_on(began, began_at):
                if line.wait(self._slice):
                    self._heed(line.readline())
            line.send(b"DONE\r\n")  # a line that died meanwhile gives no answer to this
            while not (said := line.readline()).startswith(TAG):
                self._heed(said)

    def _goes_on(self, began: float, began_at: datetime) -> bool:
        """Whether to stay in this IDLE: it is renewed in time, and at once when this computer slept."""
        waited = self._clock.elapsed() - began
        slept = (self._clock.now() - began_at).total_seconds() - waited
        return not self._ended.is_set() and waited < self._renew and slept < SLEPT and self._may_wait()

    def _heed(self, said: bytes) -> None:
        """Ring for new mails. Flags and deletions are none: the reader's own marking comes by here, too."""
        words = said.upper().split()
        if len(words) == 3 and words[0] == b"*" and words[2] == b"EXISTS":
            self._ring()
        elif words[:2] == [b"*", b"BYE"] or words[:1] == [TAG]:
            raise ConnectionResetError("the server ended the waiting")
