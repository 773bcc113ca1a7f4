"""One exchange with the shared database, from a command: the sync is started, heard and stopped."""

import sys
from dataclasses import dataclass
from threading import Event

from bdc_desk.cli.table import counted, harmless
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Presence, needs_you
from bdc_desk.storage.shared.address import Address
from bdc_desk.sync.team import Team
from bdc_desk.sync.values import Link, SyncStatus

WIPE = "\r\x1b[K"


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange moved: entries that went up, that came, and the log's number now."""

    went_up: int
    came: int
    no: int


class _Hearing:
    """Hears the sync's thread: progress on a terminal, and how it ended."""

    def __init__(self) -> None:
        self.ended = Event()
        self.status: SyncStatus | None = None
        self.team: Team | None = None
        self._synced = 0

    def __call__(self, status: SyncStatus) -> None:
        if status.progress is not None:
            if sys.stderr.isatty():
                done, of = status.progress
                print(f"{WIPE}{done:,} of {of:,} entries ...", end="", file=sys.stderr, flush=True)
            return
        self.status = status
        self._synced += status.link is Link.SYNCED
        if status.link is Link.SYNCED and self._synced == 1 and self.team is not None:
            self.team.wake()  # once more: so the shared database hears how far this desk is
        elif not self.ended.is_set():
            self.ended.set()


def exchange(desk: Desk, address: Address, password: str | None) -> Exchanged:
    """Hand in what waits, fetch what is new. Raises SurroundingsFault with the sync's own reason."""
    waited, before = _stand(desk)
    hearing = _Hearing()
    hearing.team = team = Team(desk, address, password=password, poll=None, listens=False)
    team.set_presence(Presence.AWAY)  # nobody sits at the desk for this
    team.start(hearing)
    try:
        hearing.ended.wait()
    finally:
        team.stop()
        if sys.stderr.isatty():
            print(WIPE, end="", file=sys.stderr)
    status, (waiting, now) = hearing.status, _stand(desk)
    if status is None or status.link is not Link.SYNCED:
        safe = f" {waits(waiting)} safe here." if waiting else ""
        raise SurroundingsFault(f"{status.why if status else 'The sync did not begin.'}{safe}")
    went_up = max(0, waited - waiting)
    return Exchanged(went_up, max(0, now - before - went_up), now)


def _stand(desk: Desk) -> tuple[int, int]:
    """How many entries wait, and the number of the newest that does not."""
    with desk.store.snapshot() as snapshot:
        head = snapshot.head()
        return snapshot.waiting_count(), head.no if head else 0


def waits(count: int) -> str:
    """How many entries wait."""
    return counted(count, "entry waits", "entries wait")


def told_needs(desk: Desk) -> list[str]:
    """What needs this desk's person, a line each."""
    return [harmless(f"needs you: {one.name}: {one.what}: {one.why}") for one in needs_you(desk)]
