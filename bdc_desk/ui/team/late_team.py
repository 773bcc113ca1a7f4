"""The sync, made only when it begins: its driver takes a quarter of a second to load, and the window is on
the screen by then (design.md, Speed).
"""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta

from bdc_desk.clock import Clock
from bdc_desk.errors import BdcDeskError
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.teamwork import Presence
from bdc_desk.sync.values import ClaimAnswer, Link, SyncStatus
from bdc_desk.ui.team.team import Team

SECONDS = 1.0
"""A claim waits so long for the sync to be there, as it does for an answer."""
OFFLINE = ClaimAnswer(granted=False, offline=True)


class LateTeam:
    """A Team that stands for another until that one is made, in a thread of its own."""

    def __init__(self, clock: Clock, make: Callable[[], Team]) -> None:
        """`make` may take its time; what it raises is told by the status."""
        self._make = make
        self._status = SyncStatus(Link.CONNECTING, clock.now())
        self._clock = clock
        self._team: Team | None = None
        self._state: Presence | None = None
        self._password: str | None = None
        self._lock = threading.Lock()
        self._there = threading.Event()
        self._stopped = False
        self._thread: threading.Thread | None = None

    @property
    def status(self) -> SyncStatus:
        """The sync's own, once there is one."""
        team = self._team
        return team.status if team is not None else self._status

    def start(self, on_status: Callable[[SyncStatus], None], on_changes: Callable[[Changes], None]) -> None:
        """Make the sync and let it begin; returns at once."""
        self._thread = threading.Thread(target=self._begin, args=(on_status, on_changes), name="sync begins")
        self._thread.start()

    def stop(self) -> None:
        """End it."""
        with self._lock:
            self._stopped = True
        if self._thread is not None:
            self._thread.join()
        if self._team is not None:
            self._team.stop()

    def wake(self) -> None:
        """One that is not there yet looks for itself when it begins."""
        if self._team is not None:
            self._team.wake()

    def claim(self, lead: str) -> ClaimAnswer:
        """Network lane only."""
        return self._asked(lambda team: team.claim(lead))

    def claim_next(self, leads: Sequence[str]) -> ClaimAnswer:
        """Network lane only."""
        return self._asked(lambda team: team.claim_next(leads))

    def take_over(self, lead: str) -> ClaimAnswer:
        """Network lane only."""
        return self._asked(lambda team: team.take_over(lead))

    def set_presence(self, state: Presence) -> None:
        """Kept until there is somebody to tell."""
        with self._lock:
            self._state = state
            if self._team is not None:
                self._team.set_presence(state)

    def give_password(self, password: str) -> None:
        """Kept until there is somebody to give it to."""
        with self._lock:
            if self._team is not None:
                self._team.give_password(password)
            else:
                self._password = password

    def lease(self, name: str, span: timedelta) -> bool | None:
        """Not on the GUI thread."""
        self._there.wait(SECONDS)
        return self._team.lease(name, span) if self._team is not None else None

    def original(self, lead: str) -> bytes | None:
        """Network lane only."""
        self._there.wait(SECONDS)
        return self._team.original(lead) if self._team is not None else None

    def _asked(self, ask: Callable[[Team], ClaimAnswer]) -> ClaimAnswer:
        self._there.wait(SECONDS)
        return ask(self._team) if self._team is not None else OFFLINE

    def _begin(self, on_status: Callable[[SyncStatus], None], on_changes: Callable[[Changes], None]) -> None:
        """In the thread of its own."""
        try:
            made = self._make()
        except BdcDeskError as fault:
            self._fail(str(fault), on_status)
            return
        except Exception as fault:
            logging.getLogger(__name__).exception("the sync could not be made")
            self._fail(f"The sync could not begin ({type(fault).__name__}).", on_status)
            return
        with self._lock:
            if self._password is not None:
                made.give_password(self._password)
            if self._state is not None:
                made.set_presence(self._state)
            if not self._stopped:
                made.start(on_status, on_changes)
            self._team, self._password = made, None
        self._there.set()

    def _fail(self, why: str, on_status: Callable[[SyncStatus], None]) -> None:
        self._status = SyncStatus(Link.STOPPED, self._clock.now(), why=why)
        self._there.set()
        on_status(self._status)
