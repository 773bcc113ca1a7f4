"""What a desk in a team shows of the others and of what the shared database decided."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bdc_desk.cadence.assess import fold, standing_of
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.history import History
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.naming import arrival_id, full_name
from bdc_desk.operations.projecting import lead_in_context
from bdc_desk.operations.telling import Telling
from bdc_desk.storage.store import Snapshot

PRESENT_FOR = timedelta(seconds=30)
"""A colleague's desk that was not heard of for so long is away."""


class Presence(StrEnum):
    """What a colleague is doing."""

    READY = "ready"
    CALLING = "calling"
    WRAP_UP = "wrap-up"
    BREAK = "break"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at another desk. `since`: when the state began (UTC)."""

    person: str
    name: str
    state: Presence
    since: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry of this desk that the shared database has not sealed yet; `what` in words, newest last."""

    entry: str
    lead: str | None
    name: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attention:
    """What "needs you": an entry of this desk's person that was refused, or came after a colleague's
    decision.

    `why` says what the shared database answered, or what a colleague had decided first.
    """

    entry: str
    lead: str | None
    name: str
    what: str
    why: str
    at: datetime


class Judged(StrEnum):
    """What has become of an entry that asks."""

    WAITS = "waits"
    STANDS = "stands"
    REFUSED = "refused"


def colleagues(desk: Desk) -> tuple[Colleague, ...]:
    """Who else is at a desk, by name."""
    now = desk.clock.now()
    with desk.store.snapshot() as snapshot:
        about, rows = desk.surroundings(snapshot), snapshot.colleagues()
    told = [
        Colleague(
            row.person,
            about.name_of(row.person),
            Presence(row.state)
            if now - row.met_at < PRESENT_FOR and row.state in set(Presence)
            else Presence.AWAY,
            row.since,
        )
        for row in rows
    ]
    return tuple(sorted(told, key=lambda one: (one.name, one.since)))


def waiting(desk: Desk) -> tuple[Waiting, ...]:
    """What waits for the shared database, oldest first."""
    with desk.store.snapshot() as snapshot:
        teller = _Teller(desk, snapshot)
        return tuple(
            Waiting(entry.id, entry.lead, teller.name(entry), teller.words(entry), entry.made_at)
            for entry in snapshot.waiting()
        )


def needs_you(desk: Desk) -> tuple[Attention, ...]:
    """What the desk's person has to look at, oldest first."""
    with desk.store.snapshot() as snapshot:
        teller = _Teller(desk, snapshot)
        told = [
            Attention(
                entry.id, teller.where(entry), teller.name(entry), teller.words(entry), why, entry.made_at
            )
            for id_, why in snapshot.needing_attention()
            if (entry := snapshot.entry(id_)) is not None
        ]
    return tuple(sorted(told, key=lambda one: (one.at, one.entry)))


def put_aside(desk: Desk, entry: str) -> Changes:
    """The person has seen it; the log keeps it as it is."""
    with desk.store.unit() as unit:
        unit.lay_aside(entry)
    return Changes(kinds=frozenset({Data.TEAM}))


def judged(desk: Desk, entry: str) -> tuple[Judged, str]:
    """What became of an entry that asks (email asked, not reached), and why where it was refused. Alone it
    stands at once; in a team it waits until the shared database has sealed it.
    """
    with desk.store.snapshot() as snapshot:
        found = snapshot.entry(entry)
        was_replaced = found is None and snapshot.is_replaced(entry)
    if was_replaced:
        return Judged.REFUSED, "this desk took a new id meanwhile; ask again"
    if found is None or found.seal is None:
        return Judged.WAITS, ""
    if found.stands:
        return Judged.STANDS, ""
    return Judged.REFUSED, why_refused(found.seal.verdict)


def why_refused(verdict: str) -> str:
    """The reason in a seal's verdict, "refused: why"."""
    return verdict.partition(": ")[2] or verdict


class _Teller:
    """Tells entries of many leads: each lead is folded once."""

    def __init__(self, desk: Desk, snapshot: Snapshot) -> None:
        self._desk, self._snapshot = desk, snapshot
        self._about = desk.surroundings(snapshot)
        self._leads: dict[str, tuple[History, Telling]] = {}

    def where(self, entry: Entry) -> str | None:
        """The lead that the entry is about: where its own never arrived, because a colleague had read the
        same mail and knew the customer, the customer's.
        """
        if entry.lead is None or self._snapshot.lead_row(entry.lead) is not None:
            return entry.lead
        arrival = self._snapshot.entry(arrival_id(entry.lead))
        return arrival.lead if arrival is not None else None

    def name(self, entry: Entry) -> str:
        """Whom the entry is about."""
        lead = self.where(entry)
        return full_name(self._of(lead)[0]) if lead else self._about.dealership

    def words(self, entry: Entry) -> str:
        """What it says, without its verdict."""
        bare, lead = replace(entry, seal=None), self.where(entry)
        return self._of(lead)[1].words(bare) if lead else entry.kind

    def _of(self, lead: str) -> tuple[History, Telling]:
        if lead not in self._leads:
            context = lead_in_context(self._snapshot, self._about, lead)
            history = fold(self._about.policies, context, self._snapshot.entries_of(lead))
            standing = standing_of(self._about.policy, context, history, self._desk.clock.now())
            self._leads[lead] = history, Telling(self._about, history, standing)
        return self._leads[lead]
