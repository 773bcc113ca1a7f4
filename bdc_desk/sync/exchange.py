"""One exchange with the shared database: what waits here goes up, what is new comes down, the lists follow.

Every step can be cut anywhere and done again: a push is idempotent, a page is stored with its seals in one
transaction, and how far the lists are concluded is written with them.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from bdc_desk.cadence.entry import STANDS
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.errors import BdcDeskError, NotSetUp
from bdc_desk.operations.changes import LEAD_MOVED, Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.erasing import scrub_if_wanted
from bdc_desk.operations.projecting import Projecting
from bdc_desk.operations.teamwork import why_refused
from bdc_desk.operations.watching import JUDGES_ALL, WIDE
from bdc_desk.storage.replication import (
    BEGINS_ANEW,
    PROJECTED,
    OutboxItem,
    Portion,
    ProfileCopied,
    PushFirst,
    SealedRow,
    erased_in,
    fields_of,
)
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.shared.faults import SharedFault
from bdc_desk.storage.shared.shared import Answer, Shared, join_desk
from bdc_desk.storage.store import Unit

BATCH = 200
"""Entries handed in at once."""
PAGE = 5000
"""Entries pulled at once."""
PORTION = 50
"""Leads that are concluded in one transaction, so that the agent's own work comes between."""
MOST_BYTES = 8_000_000
"""Of mails and files in one push."""


class Pace:
    """How much goes over the line at once: less after a failure, more again while it goes well."""

    def __init__(self) -> None:
        self.page, self.batch, self.batch_bytes = PAGE, BATCH, MOST_BYTES

    def failed(self) -> None:
        """The line was lost in the middle: ask for less."""
        self.page, self.batch = max(20, self.page // 4), max(5, self.batch // 4)
        self.batch_bytes = max(200_000, self.batch_bytes // 4)

    def went_well(self) -> None:
        """A page came whole."""
        self.page, self.batch = min(PAGE, self.page * 2), min(BATCH, self.batch * 2)
        self.batch_bytes = min(MOST_BYTES, self.batch_bytes * 2)


Progress = Callable[[int, int], None]


class NotTaken(SharedFault):
    """The shared database did not take an entry of this desk, and will not by itself."""


class Exchange:
    """The desk's side of one connection. `at` hears the name of each point at which a desk may be cut down:
    tests kill it there.
    """

    def __init__(
        self,
        desk: Desk,
        shared: Shared,
        version: str,
        at: Callable[[str], None] = lambda _point: None,
        breathe: Callable[[], None] = lambda: None,
        pace: Pace | None = None,
    ) -> None:
        """`version`: of this program, for the shared database's list of desks. `breathe` is called between
        two portions, for the agent's own work to come between: back to back they would hold the file.
        """
        self._desk, self._shared, self._version, self._at = desk, shared, version, at
        self._breathe, self._pace = breathe, pace or Pace()
        self._already_here: set[str] = set()
        self._answered = 0  # the desk_seq up to which this connection has had answers
        self._has_erased = True  # perhaps: the exchange before may have been cut down before it scrubbed

    def push(self) -> int:
        """Hand in everything that waits, in its order; how many entries.

        Raises SharedFault, NotTaken where an entry was rejected.
        """
        pushed = 0
        while items := self._batch():
            self._at("before push")
            answers = self._shared.push(items)
            self._at("after push")
            self._heed(items, answers)
            pushed += len(items)
        return pushed

    def _batch(self) -> list[OutboxItem]:
        """The oldest that wait and have not been answered yet in this exchange."""
        with self._desk.store.snapshot() as snapshot:
            items = snapshot.outbox(self._pace.batch, after=self._answered)
        size = 0
        for place, item in enumerate(items):
            size += len(item.archive or b"") + len(item.content) + len(item.details or "")
            if size > self._pace.batch_bytes and place:
                return items[:place]
        return items

    def _heed(self, items: list[OutboxItem], answers: list[Answer]) -> None:
        """Note what another desk had read before; stop at what was not taken."""
        for item, answer in zip(items, answers, strict=True):
            if answer.verdict == ALREADY_HERE:
                self._already_here.add(item.id)
            elif answer.no is None:
                why = answer.verdict.partition(": ")[2]
                if why == SEQ_TAKEN:
                    raise ProfileCopied("This profile was copied, or restored from a backup.")
                raise NotTaken(
                    f"The shared database did not take what this desk wrote (its entry {item.desk_seq:,}): "
                    f"{why}. It is safe here. Show this to whoever looks after the database.",
                    passing=False,
                )
            self._answered = item.desk_seq

    def pull(self, progress: Progress | None = None, known: int = 0) -> Iterator[Changes]:
        """Store what is new, page by page, and conclude its leads; what each portion moved.

        `known`: the head's number there, for `progress`. Raises SharedFault, ChainBroken, ProfileCopied.
        """
        yield from self.conclude()
        while True:
            desk, no = self._here()
            self._at("before pull")
            rows = self._shared.pull(desk.chain, no, self._pace.page)
            if not rows:
                yield from self.conclude()
                return
            replaced = self._shared.replaced(no)
            self._at("pulled")
            if not self._store(desk, rows, replaced):
                self.push()
                continue
            self._at("stored")
            if progress is not None:
                progress(rows[-1].no, max(known, rows[-1].no))
            self._pace.went_well()
            if rows[-1].no >= known:
                yield from self.conclude()
                return
            yield from islice(self.conclude(), 1)  # most leads move again with the pages still to come

    def _here(self) -> tuple[DeskIdentity, int]:
        with self._desk.store.snapshot() as snapshot:
            desk, head = snapshot.desk(), snapshot.head()
        assert desk is not None  # noqa: S101 - only a desk that joined syncs
        return desk, head.no if head else 0

    def _store(
        self, desk: DeskIdentity, rows: list[SealedRow], replaced: list[tuple[str, int, str, str]]
    ) -> bool:
        """One page in one transaction; False where this desk has to push first."""
        try:
            with self._desk.store.unit() as unit:
                unit.take(rows, self._already_here)
                for row in replaced:
                    unit.note_replaced(*row)
                erased = erased_in(rows)
                if erased:
                    unit.drop_details(erased)
                self._tell_author(unit, desk, rows)
                if any(fields_of(row.content)["kind"] in JUDGES_ALL for row in rows):
                    unit.put_setting(PROJECTED, "0")
                self._at("storing")
        except PushFirst:
            return False
        self._has_erased = self._has_erased or bool(erased)
        return True

    def scrub(self) -> None:
        """Leave nothing in the file of whom the pulled pages erased. Where somebody holds the file, or it
        fails, the desk tries again at its next start, and daily.
        """
        if self._has_erased:
            self._has_erased = False
            scrub_if_wanted(self._desk)

    def _tell_author(self, unit: Unit, desk: DeskIdentity, rows: list[SealedRow]) -> None:
        """What was refused needs the person who wrote it."""
        for row in rows:
            if row.verdict != STANDS:
                fields = fields_of(row.content)
                if fields["desk"] == desk.desk:
                    unit.call_attention(fields["id"], why_refused(row.verdict))

    def conclude(self) -> Iterator[Changes]:
        """Conclude the leads of what was stored since the lists were last true, in portions."""
        while True:
            with self._desk.store.snapshot() as snapshot:
                head = snapshot.head()
                done = int(snapshot.setting(PROJECTED) or 0)
                if head is None or done >= head.no:
                    return
                portion = snapshot.portion(done, PORTION)
            self._at("concluding")
            try:
                yield self._portion(portion)
                if portion.end < head.no:
                    self._breathe()
            except NotSetUp:
                return  # the rules have not come yet

    def _portion(self, portion: Portion) -> Changes:
        try:
            return self._conclude(portion)
        except BdcDeskError:
            raise
        except Exception:  # noqa: BLE001 - one lead that cannot be read must not stop the others
            return self._conclude(portion, one_by_one=True)

    def _conclude(self, portion: Portion, *, one_by_one: bool = False) -> Changes:
        with self._desk.store.unit() as unit:
            around = self._desk.surroundings(unit)
            projecting = Projecting(unit, around, self._desk.clock.now())
            if not one_by_one:
                moved = projecting.refresh(portion.leads)
            else:
                moved = tuple(one for lead in portion.leads for one in _readable(projecting, lead))
            kinds = {data for kind in portion.kinds if (data := WIDE.get(kind)) is not None}
            unit.put_setting(PROJECTED, str(portion.end))
        told = frozenset(kinds) | {Data.TEAM} | (LEAD_MOVED if moved else frozenset())
        return Changes(frozenset(moved), told)

    def follow(self, chain: str, kept: int) -> None:
        """Go over to the chain that continues this desk's after the shared database came back older. Its
        first `kept` seals are those that this desk knows, given again: nothing of them is pulled. What is
        not in it any more leaves the lists until its author's desk has handed it in again; what this desk
        wrote of it waits.
        """
        with self._desk.store.unit() as unit:
            offset, gone = self._offset(unit), unit.leads_since(kept)
            done = min(int(unit.setting(PROJECTED) or 0), kept)
            unit.follow_chain(chain, kept)
            unit.refill_outbox(offset)
            Projecting(unit, self._desk.surroundings(unit), self._desk.clock.now()).refresh(gone)
            unit.put_setting(PROJECTED, str(done))
        self._answered = 0

    def refill(self) -> None:
        """What this desk wrote and nothing has sealed waits, whatever became of the list of it."""
        with self._desk.store.unit() as unit:
            unit.refill_outbox(self._offset(unit))

    def was_restored(self) -> bool:
        """Whether this profile is a restored backup that has not begun anew yet."""
        with self._desk.store.snapshot() as snapshot:
            return bool(snapshot.setting(BEGINS_ANEW))

    def begin_anew(self) -> None:
        """Another copy of this profile writes under this desk's id: take a new one, and write what waits
        anew.
        """
        with self._desk.store.snapshot() as snapshot:
            waiting = [item.id for item in snapshot.outbox(1 << 30)]
        known = self._shared.known(waiting)  # asked outside the unit: nobody waits for the network with it
        with self._desk.store.unit() as unit:
            unit.begin_anew(known)
            unit.put_setting(BEGINS_ANEW, "")
            desk = unit.desk()
        assert desk is not None  # noqa: S101 - only a desk that joined syncs
        join_desk(self._shared.connection, desk.desk, self._version)
        self._shared.desk = desk.desk
        self._answered = 0

    def _offset(self, unit: Unit) -> timedelta:
        try:
            zone = zone_of(self._desk.surroundings(unit).policy.zone)
        except NotSetUp:
            return timedelta()  # cut down while it joined: no rules have come, and nothing was written
        return self._desk.clock.now().astimezone(zone).utcoffset() or timedelta()


ALREADY_HERE = "already here"
SEQ_TAKEN = "this desk has already used this desk_seq"


def _readable(projecting: Projecting, lead: str) -> tuple[str, ...]:
    try:
        return projecting.refresh([lead])
    except Exception:
        logging.getLogger(__name__).exception("lead %s cannot be concluded and is left out", lead)
        return ()
