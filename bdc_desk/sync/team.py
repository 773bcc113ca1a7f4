"""A desk in a team: one thread that keeps the replica and the shared database together, and the claims.

The thread waits for a wake-up from here (something was written), for one from there (LISTEN), or for the
poll, which is the guarantee. Nothing here knows Qt; whoever listens is called in this thread.
"""

import logging
import os
import select
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import bdc_desk
from bdc_desk.errors import BdcDeskError, Refused, SurroundingsFault
from bdc_desk.operations import claiming
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import original_of
from bdc_desk.operations.teamwork import Presence
from bdc_desk.storage.replication import ChainBroken
from bdc_desk.storage.shared.address import Address
from bdc_desk.storage.shared.connection import PatientConnection, connect, reach
from bdc_desk.storage.shared.faults import ServerHere, SharedFault, WrongPassword
from bdc_desk.storage.shared.shared import Shared, hello, join_desk
from bdc_desk.sync.claims import ClaimDesk
from bdc_desk.sync.exchange import Exchange, NotTaken, Pace
from bdc_desk.sync.exchanging import Exchanging, WentBack, clock_off
from bdc_desk.sync.passwords import stored_password
from bdc_desk.sync.values import ClaimAnswer, Link, SyncStatus

POLL = timedelta(seconds=1)
PATIENCE = 8.0
"""Seconds without an answer after which a connection counts as lost."""
BACKOFF = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between attempts to connect; the last one stays."""
PARTING = 1.0
"""Seconds that a desk that stops gives a server that has not let it in yet."""
NEW_TRY = 30.0
"""Seconds until it is tried again where a person has to act: by then somebody may have."""
MISTAKE = "The sync made a mistake and tries again; the log file says more. What is written here is safe."
CALM = 0.1
"""Seconds between two exchanges that were rung for from there."""
BREATH = 0.01
"""Seconds between two portions of a long exchange."""
FIRST_SYNC_FROM = 2000
"""So many entries behind is a first sync, with progress."""

OnStatus = Callable[[SyncStatus], None]
OnChanges = Callable[[Changes], None]


class _Stopped(Exception):
    """The desk is closing in the middle of a long exchange; the next start goes on."""


class Team:
    """The sync of one desk. Made, started and stopped by the composition root."""

    def __init__(
        self,
        desk: Desk,
        address: Address,
        *,
        password: str | None = None,
        poll: timedelta | None = POLL,
        listens: bool = True,
        patience: float = PATIENCE,
        at: Callable[[str], None] = lambda _point: None,
    ) -> None:
        """`password`: for this session; None looks into the keyring, then libpq's own places. `poll` None and
        `listens` False switch one of the two wake-ups off; `at` hears the points at which tests cut the desk.
        """
        self._desk, self.address, self._password = desk, address, password
        self._poll, self._listens, self._patience, self._at = poll, listens, patience, at
        self._on_status: OnStatus = lambda _status: None
        self._on_changes: OnChanges = lambda _changes: None
        self._status = SyncStatus(Link.CONNECTING, desk.clock.now())
        self._state, self._state_since = Presence.READY, desk.clock.now()
        self._claims = ClaimDesk(desk, self._connect_for_claims)
        self._exchanging = Exchanging(
            desk,
            self._claims,
            self._tell_changes,
            self._progress,
            lambda: (self._state, self._state_since),
        )
        self._pace = Pace()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._alarm, self._bell = socket.socketpair()
        for line in (self._alarm, self._bell):
            line.settimeout(0)

    # what the window asks for

    @property
    def status(self) -> SyncStatus:
        """How the sync stands."""
        return self._status

    def start(
        self, on_status: OnStatus = lambda _status: None, on_changes: OnChanges = lambda _changes: None
    ) -> None:
        """Begin; both are called in the sync's thread."""
        self._on_status, self._on_changes = on_status, on_changes
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, also while the network hangs. What waits is safe in the replica."""
        self._stopping.set()
        self.wake()
        self._hang_up()
        thread = self._thread
        if thread is not None:
            thread.join(PARTING)
            # Whoever takes a connection and then says nothing is not waited for: that thread ends by itself,
            # and touches nothing more.
            while thread.is_alive() and not self._is_connecting:
                thread.join(PARTING)
            self._thread = None
        self._claims.hang_up()
        self._alarm.close()
        self._bell.close()

    def wake(self) -> None:
        """Something was written here: hand it in now."""
        with suppress(BlockingIOError, OSError):  # it is awake already, or gone
            self._alarm.send(b"!")

    def set_presence(self, state: Presence) -> None:
        """What this desk's person is doing."""
        if state is not self._state:
            self._state, self._state_since = state, self._desk.clock.now()
            self.wake()

    def give_password(self, password: str) -> None:
        """The password, for this session."""
        self._password = password
        self.wake()

    def claim(self, lead: str) -> ClaimAnswer:
        """Take the lead's customer in hand. Blocks for a second at most; so do the next two."""
        return self._heard(self._claims.claim(lead, online=self._is_online()))

    def claim_next(self, leads: Sequence[str]) -> ClaimAnswer:
        """Take the first free customer of these leads, the best first; at most 20 are asked for."""
        return self._heard(self._claims.claim_next(leads, online=self._is_online()))

    def take_over(self, lead: str) -> ClaimAnswer:
        """A manager or the principal takes the customer out of a colleague's hands."""
        return self._heard(self._claims.take_over(lead, online=self._is_online()))

    def lease(self, name: str, span: timedelta) -> bool | None:
        """Whether this desk is the one that does `name` for the next `span`; None without an answer."""
        return self._claims.lease(name, span, online=self._is_online())

    def original(self, lead: str) -> bytes | None:
        """The mail or file that the lead's latest arrival came in, fetched where another desk read it."""
        return original_of(self._desk, lead) or self._claims.original(lead)

    def _heard(self, answer: ClaimAnswer) -> ClaimAnswer:
        if answer.granted:
            self._on_changes(claiming.MOVED)
        return answer

    def _is_online(self) -> bool:
        return self._status.link in {Link.SYNCED, Link.FIRST_SYNC, Link.CONNECTING}

    # the thread

    _connection: PatientConnection | None = None
    _is_connecting = False

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._live()
            except _Stopped:
                return
            except Exception:
                if self._stopping.is_set():
                    return
                logging.getLogger(__name__).exception("the sync failed")
                self._status = replace(self._status, link=Link.OFFLINE, why=MISTAKE)
                self._stopping.wait(BACKOFF[-1])

    _failures = 0

    def _live(self) -> None:
        """One connection, from its beginning to its end, and the wait for the next attempt."""
        try:
            self._until_it_ends()
        except WrongPassword as fault:
            self._tell(Link.NO_PASSWORD, str(fault))
            self._wait(NEW_TRY, on_wake=True)
        except (ChainBroken, WentBack, NotTaken, ServerHere) as fault:
            self._tell(Link.STOPPED, str(fault))
            self._wait(NEW_TRY)
        except (SharedFault, SurroundingsFault, Refused) as fault:
            self._failures = 0 if self._status.link is Link.SYNCED else self._failures
            if self._connection is not None:
                self._pace.failed()
            self._tell(Link.OFFLINE, str(fault))
            self._wait(BACKOFF[min(self._failures, len(BACKOFF) - 1)])
            self._failures += 1
        finally:
            self._hang_up()

    def _until_it_ends(self) -> None:
        """Stay in touch; a line that this desk cut itself, because it stops, is no fault. Raises _Stopped."""
        try:
            self._stay_in_touch()
        except BdcDeskError:
            if self._stopping.is_set():
                raise _Stopped from None
            raise

    def _stay_in_touch(self) -> None:
        """Connect, and exchange until the connection is lost or the desk stops."""
        shared, exchange = self._open()
        exchange.refill()
        self._claims.get_ready()
        while not self._stopping.is_set():
            self._cycle(shared, exchange)
            self._sleep(shared)

    def _open(self) -> tuple[Shared, Exchange]:
        with self._desk.store.snapshot() as snapshot:
            identity = snapshot.desk()
        assert identity is not None  # noqa: S101 - only a desk that joined has a team
        self._is_connecting = True
        try:
            self._connection = self._connect(self._patience)
        except BdcDeskError:
            if self._stopping.is_set():
                raise _Stopped from None
            raise
        finally:
            self._is_connecting = False
        if self._stopping.is_set():  # nobody waits for this thread any more, and the store may be closed
            raise _Stopped
        told = hello(self._connection)
        if told.first_password:
            raise ServerHere(
                "Change the first password before anything else: close the window and call "
                f"`bdc-desk join {self.address}`.",
                passing=False,
            )
        if told.dealership != identity.dealership or told.person != self._desk.person:
            raise ServerHere(
                "This login is not the one that joined: it belongs to another dealership or person, or was "
                "removed. Ask whoever runs the database.",
                passing=False,
            )
        join_desk(self._connection, identity.desk, bdc_desk.__version__)
        shared = Shared(self._connection, identity.desk, identity.dealership)
        if self._listens:
            shared.listen()
        exchange = Exchange(self._desk, shared, bdc_desk.__version__, self._at, self._breathe, self._pace)
        return shared, exchange

    def _breathe(self) -> None:
        """Let the agent's own work come between. Raises _Stopped where the desk is closing."""
        if self._stopping.wait(BREATH):
            raise _Stopped

    def _connect(self, patience: float) -> PatientConnection:
        return connect(self.address, self._password or stored_password(self.address), patience=patience)

    def _connect_for_claims(self, patience: float) -> PatientConnection:
        reach(self.address, patience / 2)  # libpq itself waits two seconds at least
        return self._connect(patience)

    def _cycle(self, shared: Shared, exchange: Exchange) -> None:
        """One exchange, whole."""
        self._exchanging.whole(shared, exchange)
        self._tell_synced()

    # waiting and telling

    def _sleep(self, shared: Shared) -> None:
        """Until something is written here or there, or the poll's time has come."""
        seconds = None if self._poll is None else self._poll.total_seconds()
        try:
            ready, _, _ = select.select([self._bell.fileno(), shared.connection.fileno()], [], [], seconds)
        except (OSError, ValueError) as gone:
            raise SharedFault("The connection to the shared database was lost.") from gone
        self._hush()
        if len(ready) == 0 or (len(ready) == 1 and ready[0] == self._bell.fileno()):
            return
        shared.hear_bells()
        # Anybody with a login may ring: no exchange sooner than this after the last.
        self._stopping.wait(max(0.0, CALM - (self._desk.clock.elapsed() - self._exchanging.asked)))

    def _wait(self, seconds: float | None, *, on_wake: bool = False) -> None:
        """Before the next attempt. What is written meanwhile neither hurries nor delays it, a given password
        does hurry it.
        """
        given, elapsed = self._password, self._desk.clock.elapsed
        ends = None if seconds is None else elapsed() + seconds
        while not self._stopping.is_set():
            left = None if ends is None else max(0.0, ends - elapsed())
            ready, _, _ = select.select([self._bell], [], [], left)
            self._hush()
            self._count_waiting()
            if not ready or (on_wake and self._password != given):
                return

    def _hush(self) -> None:
        with suppress(BlockingIOError, OSError):
            while self._bell.recv(4096):
                pass

    def _hang_up(self) -> None:
        """The sync's own thread closes the connection; any other cuts its line, so that a wait ends now."""
        connection = self._connection
        if connection is None or connection.closed:
            return
        if self._thread is None or threading.current_thread() is self._thread:
            self._connection = None
            connection.close()
            return
        with (
            suppress(OSError, ValueError, BdcDeskError),
            socket.socket(fileno=os.dup(connection.fileno())) as line,
        ):
            line.shutdown(socket.SHUT_RDWR)

    def _progress(self, done: int, of: int) -> None:
        if of - done > FIRST_SYNC_FROM or self._status.link is Link.FIRST_SYNC:
            self._tell(Link.FIRST_SYNC, progress=(done, of))

    def _tell(self, link: Link, why: str = "", progress: tuple[int, int] | None = None) -> None:
        now = self._desk.clock.now()
        since = self._status.since if link is self._status.link else now
        self._say(
            SyncStatus(
                link=link,
                since=since,
                synced_at=self._status.synced_at,
                waiting=self._waiting(),
                why=why,
                progress=progress,
                clock_off=clock_off(self._desk),
            )
        )

    def _tell_changes(self, changes: Changes) -> None:
        self._on_changes(changes)

    def _tell_synced(self) -> None:
        now = self._desk.clock.now()
        since = self._status.since if self._status.link is Link.SYNCED else now
        self._say(
            SyncStatus(
                link=Link.SYNCED,
                since=since,
                synced_at=now,
                waiting=self._waiting(),
                clock_off=clock_off(self._desk),
            )
        )

    def _count_waiting(self) -> None:
        self._tell(self._status.link, self._status.why)

    def _waiting(self) -> int:
        """How many entries wait; as last counted where the replica cannot be read now."""
        try:
            with self._desk.store.snapshot() as snapshot:
                return snapshot.waiting_count()
        except SurroundingsFault:
            return self._status.waiting

    def _say(self, status: SyncStatus) -> None:
        self._status = status
        self._on_status(status)
