"""One reader for a mailbox: in a team the shared database says which desk it is.

Should two read one mail all the same, both make the same lead, and the second is answered "already here"
(design.md, The log); a lease spares the colleagues the double work.
"""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from bdc_desk.clock import Clock
from bdc_desk.operations.intake_settings import MailboxSettings

SPAN: Final = timedelta(seconds=100)
"""Longer than the time from one look to the next; a desk that is gone is followed after so long."""
ALONE_AFTER: Final = 600.0
"""Seconds without the shared database after which any desk reads: mail must not wait for a server."""
_NAME_LETTERS: Final = 20

Lease = Callable[[str, timedelta], bool | None]
"""Name and span -> whether it is this desk's; None where nobody can tell."""


def lease_name(settings: MailboxSettings) -> str:
    """The mailbox's name among leases, the same on every desk that reads it: small letters only."""
    told = f"{settings.login}@{settings.host}:{settings.folder}".casefold()
    digest = hashlib.sha256(told.encode()).digest()[:_NAME_LETTERS]
    return "mailbox " + "".join(chr(ord("a") + byte % 26) for byte in digest)


class MailboxLease:
    """Whether this desk may read one mailbox now. Used by one thread at a time."""

    def __init__(self, settings: MailboxSettings, lease: Lease | None, clock: Clock) -> None:
        """`lease` None: the desk works alone, and reads."""
        self._name, self._lease, self._clock = lease_name(settings), lease, clock
        self._was_ours = False
        self._unheard_since: float | None = None

    def may_read(self) -> bool:
        """Ask. Without the shared database whoever read last goes on, and after ten minutes everybody."""
        if self._lease is None:
            return True
        answer = self._lease(self._name, SPAN)
        if answer is not None:
            self._was_ours, self._unheard_since = answer, None
            return answer
        now = self._clock.elapsed()
        if self._unheard_since is None:
            self._unheard_since = now
        return self._was_ours or now - self._unheard_since >= ALONE_AFTER

    def give_up(self) -> None:
        """This desk closes: a colleague's may follow at once (the shortest lease there is)."""
        if self._lease is not None and self._was_ours:
            self._lease(self._name, timedelta(seconds=1))
