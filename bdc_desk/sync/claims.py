"""Claims over a connection of their own: an answer within a second, or none (design.md, One desk, many
desks).
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from threading import Lock
from typing import Any

from bdc_desk.cadence.entry import moment
from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import BdcDeskError, NotSetUp
from bdc_desk.operations import claiming
from bdc_desk.operations.desk import Desk
from bdc_desk.storage.shared.connection import PatientConnection
from bdc_desk.storage.shared.faults import SharedFault
from bdc_desk.storage.shared.shared import Shared
from bdc_desk.sync.values import ClaimAnswer

SECONDS = 1.0
"""No answer within this counts as offline."""
MOST = 20
"""So many of a desk's best leads go with "next call"."""
CLAIM_SECONDS = 240
"""While the policy is not here yet."""

OFFLINE = "No connection to the shared database: nobody can tell whether a colleague is on it."


class ClaimDesk:
    """Asks for claims, one at a time, from any thread."""

    def __init__(self, desk: Desk, connect: Callable[[float], PatientConnection]) -> None:
        """`connect(patience)`: opens a connection to the team's database."""
        self._desk, self._connect = desk, connect
        self._lock = Lock()
        self._shared: Shared | None = None

    def hang_up(self) -> None:
        """Let the connection go; the next question opens another."""
        with self._lock:
            self._hang_up()

    def get_ready(self) -> None:
        """Connect beforehand, so that the first claim need not."""
        with self._lock, suppress(BdcDeskError):
            self._open()

    def seconds(self) -> int:
        """How long a claim runs: the policy's minutes."""
        try:
            with self._desk.store.snapshot() as snapshot:
                return int(self._desk.surroundings(snapshot).policy.claim.total_seconds())
        except NotSetUp:
            return CLAIM_SECONDS

    def claim(self, lead: str, *, online: bool) -> ClaimAnswer:
        """Take the lead's customer in hand."""
        return self._ask_about(lead, Shared.claim, online=online)

    def take_over(self, lead: str, *, online: bool) -> ClaimAnswer:
        """Take the lead's customer out of a colleague's hands. Raises Refused for who may not."""
        return self._ask_about(lead, Shared.take_over, online=online)

    def claim_next(self, leads: Sequence[str], *, online: bool) -> ClaimAnswer:
        """Take the first free customer of these leads."""
        wanted, seen = claiming.candidates(self._desk, leads[:MOST])
        answer = self._ask(lambda shared: shared.claim_next(wanted, seen, self.seconds()), online=online)
        if answer is None:
            return ClaimAnswer(granted=False, offline=True, why=OFFLINE)
        if answer["granted"]:
            return self._granted(answer)
        return ClaimAnswer(granted=False, why="No call is free now: colleagues have what is due in hand.")

    def lease(self, name: str, span: timedelta, *, online: bool) -> bool | None:
        """Whether this desk is the one that does `name` for the next `span`; None where nobody answered."""
        answer: bool | None = self._ask(lambda shared: shared.lease(name, span), online=online)
        return answer

    def original(self, lead: str) -> bytes | None:
        """The archived mail or file of the lead's latest arrival, from the shared database; None without
        it.
        """
        with self._desk.store.snapshot() as snapshot:
            arrivals = [entry for entry in snapshot.entries_of(lead) if entry.kind == Kind.ARRIVAL]
        sha = arrivals[-1].body.get("archive") if arrivals else None
        if not isinstance(sha, str):
            return None
        found: bytes | None = self._ask(lambda shared: shared.archived(sha), online=True)
        if found is not None:
            with self._desk.store.unit() as unit:
                unit.put_archive(found)
        return found

    def _ask_about(
        self,
        lead: str,
        ask: Callable[[Shared, Mapping[str, Any], int], Mapping[str, Any]],
        *,
        online: bool,
    ) -> ClaimAnswer:
        wanted = claiming.candidate(self._desk, lead)
        answer = self._ask(lambda shared: ask(shared, wanted, self.seconds()), online=online)
        if answer is None:
            return ClaimAnswer(granted=False, lead=lead, offline=True, why=OFFLINE)
        if answer["granted"]:
            return self._granted(answer)
        holder, since = answer["holder"], answer["since"]
        with self._desk.store.snapshot() as snapshot:
            name = self._desk.surroundings(snapshot).name_of(holder)
        return ClaimAnswer(
            granted=False,
            lead=lead,
            holder=holder,
            since=None if since is None else moment(since),
            why=f"{name or 'A colleague'} is on it. Choose another lead.",
        )

    def _granted(self, answer: Mapping[str, Any]) -> ClaimAnswer:
        claiming.keep_grant(self._desk, answer)
        return ClaimAnswer(granted=True, lead=answer["lead"], since=moment(answer["taken_at"]))

    def _ask(self, what: Callable[[Shared], Any], *, online: bool) -> Any:  # noqa: ANN401 - whatever was asked
        """The answer; None where nobody answered. A connection that the server let go meanwhile is opened
        anew, once. Raises Refused.
        """
        if not online:
            return None
        with self._lock:
            fresh, asked = self._shared is None, self._desk.clock.elapsed()
            try:
                return what(self._open())
            except SharedFault:
                self._hang_up()
            if fresh or self._desk.clock.elapsed() - asked > SECONDS / 2:
                return None
            try:
                return what(self._open())
            except SharedFault:
                self._hang_up()
                return None

    def _open(self) -> Shared:
        if self._shared is None:
            with self._desk.store.snapshot() as snapshot:
                identity = snapshot.desk()
            assert identity is not None  # noqa: S101 - only a desk that joined claims
            self._shared = Shared(self._connect(SECONDS), identity.desk, identity.dealership)
        return self._shared

    def _hang_up(self) -> None:
        shared, self._shared = self._shared, None
        if shared is not None:
            with suppress(BdcDeskError, OSError):
                shared.close()
