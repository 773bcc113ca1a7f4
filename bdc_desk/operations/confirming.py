"""The list "to confirm": everything that waits for a second person's word, and escalations to acknowledge
(domain.md, The gate; Escalation).

Which leads to look at is found in the log by kinds; only those are folded, and the engine alone concludes
what waits. `confirm` and `send_back` are in `lead_work`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bdc_desk.cadence.assess import fold, standing_of, unconfirmed
from bdc_desk.cadence.clocks import first_call_stop
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.sayable import NEED_SECOND_PERSON
from bdc_desk.cadence.standing import Escalation
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes
from bdc_desk.operations.confirm_telling import told_entry, told_escalation, words_of
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.naming import full_name
from bdc_desk.operations.projecting import lead_in_context
from bdc_desk.operations.row_json import row_from_json
from bdc_desk.operations.writing import Outcome, working
from bdc_desk.storage.review import Asking
from bdc_desk.storage.store import Snapshot

ACKNOWLEDGING = frozenset({"manager", "principal"})
"""Roles that acknowledge an escalation (domain.md, Escalation)."""
LATE_SHOWN = timedelta(days=7)
"""How long an escalation is still asked about once the lead was called or closed: who opens a log of years
for the first time is not asked about each of them.
"""
LATE_ARRIVALS = timedelta(days=21)
"""How far back such a lead may have come: the steps fall in opening time, with closed weeks between."""


class Asks(StrEnum):
    """What is asked of a second person."""

    ATTEMPT = "attempt"
    """A call typed in afterwards (evidence D)."""
    EXCEPTION = "exception"
    CLOSING = "closing"
    DEAD_NUMBER = "dead number"
    NEW_REQUEST = "new request"
    """An enquiry of somebody who had asked not to be called."""
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """One line of the list. `entry`: the entry that waits; of an escalation its step. `name`: the
    customer's, `who`: the author's, "" where nobody is. `what`: a sentence; `words`: the customer's own
    words or the reason given. `at`: since when it waits (UTC). `own`: the desk's person wrote it. `may`: this
    person may decide it now, else `why_not` says why not.
    """

    lead: str
    entry: str
    kind: Asks
    name: str
    what: str
    who: str
    at: datetime
    words: str
    own: bool
    may: bool
    why_not: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others."""
        return self.lead, self.entry


def to_confirm(desk: Desk) -> tuple[ToConfirm, ...]:
    """Everything that waits, oldest first."""
    found = waiting_on(desk, leads_to_look_at(desk))
    return in_order(one for ones in found.values() for one in ones)


def in_order(waiting: Iterable[ToConfirm]) -> tuple[ToConfirm, ...]:
    """Oldest first."""
    return tuple(sorted(waiting, key=lambda one: (one.at, one.lead, one.entry)))


def leads_to_look_at(desk: Desk) -> tuple[str, ...]:
    """Leads on which something may wait: all that do, and few others."""
    now = desk.clock.now()
    with desk.store.snapshot() as snapshot:
        policy = desk.surroundings(snapshot).policy
        first_step = timedelta(minutes=min(policy.escalations))
        found = dict.fromkeys(_asking(snapshot))
        found |= dict.fromkeys(snapshot.leads_asked_again())
        found |= dict.fromkeys(escalated_leads(snapshot.uncalled_rows(), now))
        found |= dict.fromkeys(snapshot.leads_called_late(now - LATE_ARRIVALS, first_step))
    return tuple(found)


def escalated_leads(rows: Iterable[tuple[str, str]], now: datetime) -> Iterator[str]:
    """Leads of the queue that nobody called and that have escalated. `rows`: lead and content."""
    for lead, content in rows:
        if any(mark.due_at <= now and not mark.silent for mark in row_from_json(content).marks[2:]):
            yield lead


def _asking(snapshot: Snapshot) -> Iterator[str]:
    """Leads with an entry that nobody else has said a word on."""
    settled: dict[str, set[str | None]] = {}
    for entry, agent in snapshot.settled():
        settled.setdefault(entry, set()).add(agent)
    asking = snapshot.asking([reason.value for reason in NEED_SECOND_PERSON])
    dead: dict[tuple[str, str | None], list[Asking]] = {}
    for one in asking:
        is_open = not settled.get(one.id, set()) - {one.agent}
        if one.dead and None not in settled.get(one.id, ()):
            dead.setdefault((one.lead, one.number), []).append(one)
        if is_open and (one.typed or one.kind != Kind.OUTCOME):
            yield one.lead
    for ones in dead.values():
        if len(ones) > 1 and not settled.get(ones[-1].id, set()) - {ones[-1].agent}:
            yield ones[-1].lead


def waiting_on(desk: Desk, leads: Iterable[str]) -> dict[str, tuple[ToConfirm, ...]]:
    """What waits on each of these leads, oldest first; nothing for a lead that nobody knows."""
    with desk.store.snapshot() as snapshot:
        looking = _Looking(desk, snapshot)
        return {lead: in_order(looking.waiting(lead)) for lead in leads}


class _Looking:
    """Looks at lead after lead in one transaction."""

    def __init__(self, desk: Desk, snapshot: Snapshot) -> None:
        self._snapshot, self._person, self._now = snapshot, desk.person, desk.clock.now()
        self._about = desk.surroundings(snapshot)
        self._zone = self._about.policy.zone

    def waiting(self, lead: str) -> Iterator[ToConfirm]:
        context = lead_in_context(self._snapshot, self._about, lead)
        history = fold(self._about.policies, context, self._snapshot.entries_of(lead))
        if not history.rounds:
            return
        for id_ in unconfirmed(history, context):
            yield self._of_entry(history, history.by_id[id_])
        for one in self._escalations(context, history):
            yield self._of_escalation(history, one)

    def _escalations(self, context: Lead, history: History) -> list[Escalation]:
        """Those that nobody acknowledged, unless the lead was called or closed a while ago."""
        first = timedelta(minutes=min(self._about.policy.escalations))
        stopped_at = first_call_stop(history)
        if (stopped_at or self._now) - history.round.arrived_at < first:
            return []
        standing = standing_of(self._about.policy, context, history, self._now)
        settled = stopped_at is not None or history.closing is not None
        return [
            one
            for one in standing.escalations
            if one.acknowledged_by is None and not (settled and one.due_at < self._now - LATE_SHOWN)
        ]

    def _of_entry(self, history: History, entry: Entry) -> ToConfirm:
        kind, own = _kind_of(entry), entry.agent == self._person
        why_not = _why_not(self._about, kind, own=own)
        return ToConfirm(
            lead=history.lead,
            entry=entry.id,
            kind=kind,
            name=full_name(history),
            what=told_entry(self._about, history, entry, kind.value, self._now),
            who=self._about.name_of(entry.agent),
            at=history.moment(entry),
            words=words_of(history, entry),
            own=own,
            may=not why_not,
            why_not=why_not,
        )

    def _of_escalation(self, history: History, one: Escalation) -> ToConfirm:
        why_not = why_not_acknowledge(self._about, self._person)
        return ToConfirm(
            lead=history.lead,
            entry=one.step.value,
            kind=Asks.ESCALATION,
            name=full_name(history),
            what=told_escalation(self._about, one, self._now),
            who="",
            at=one.due_at,
            words="",
            own=False,
            may=not why_not,
            why_not=why_not,
        )


def _kind_of(entry: Entry) -> Asks:
    """What is asked of an entry that waits."""
    if entry.kind == Kind.OUTCOME:
        return Asks.ATTEMPT if entry.body.get("qualified") == "if confirmed" else Asks.DEAD_NUMBER
    kinds: Mapping[str, Asks] = {Kind.EXCEPTION: Asks.EXCEPTION, Kind.ARRIVAL: Asks.NEW_REQUEST}
    return kinds.get(entry.kind, Asks.CLOSING)


def works_alone(about: Surroundings) -> bool:
    """Whether nobody else was ever added to the dealership: then there is no second person."""
    return len(about.people) < 2


def _why_not(about: Surroundings, kind: Asks, *, own: bool) -> str:
    if works_alone(about):
        if kind is Asks.ATTEMPT:
            return "You work alone: it stands as unconfirmed, and a call typed in never counts then."
        return "You work alone: it stands as unconfirmed and blocks nothing."
    if not own:
        return ""
    if kind is Asks.NEW_REQUEST:
        return "It came in at your own desk: a second person has to look at it."
    return "Your own: a second person has to look at it."


def why_not_acknowledge(about: Surroundings, person: str) -> str:
    """Why this person may not acknowledge an escalation; "" where they may: managers, the dealer principal,
    and whoever works alone.
    """
    known = about.people.get(person)
    if works_alone(about) or (known is not None and known.role in ACKNOWLEDGING):
        return ""
    return "A manager or the dealer principal acknowledges it."


def acknowledge(desk: Desk, lead: str, step: str) -> Changes:
    """Say by name that an escalation was seen; each step once. Raises Refused where it is not due, somebody
    had, or this person's role does not.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        why_not = why_not_acknowledge(work.around, desk.person)
        if why_not:
            raise Refused(why_not, code="role")
        history = work.history(lead)
        due = next((one for one in work.standing_of(history).escalations if one.step == step), None)
        if due is None:
            raise Refused("The lead has not escalated so far.", code="not due")
        if due.acknowledged_by is not None:
            name = work.around.name_of(due.acknowledged_by)
            raise Refused(f"{name} had acknowledged it already.", code="acknowledged")
        work.append(Kind.ACKNOWLEDGED, {"step": due.step.value}, lead=lead, round_=history.round.number)
    return outcome.changes
