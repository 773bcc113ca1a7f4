"""Erasing a person: asked for by a customer, or because nothing of them is needed any more (docs/log.md,
Erased).

The entries stay, and with them chain and counts; whatever tells who it was goes, here at once and at the
colleagues' desks when the erasure reaches them. Nothing brings it back.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import ErasingReason, Kind
from bdc_desk.cadence.local_time import told
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.projecting import Projecting
from bdc_desk.operations.writing import Outcome, Work, working
from bdc_desk.settings import Profile
from bdc_desk.storage.erased_list import can_be_noted, complete_erased_list
from bdc_desk.storage.holding import holding
from bdc_desk.storage.leftovers import leftovers, remove_leftovers
from bdc_desk.storage.store import Snapshot

MAY_ERASE = frozenset({"manager", "principal"})
"""Roles that may erase in a team; at a desk that works alone whoever sits there may."""
FREE_TEXTS = frozenset({Kind.OWNER_SET, Kind.CALLBACK_CANCELLED, Kind.REOPENED})
"""Kinds whose `reason` stood in the body, which cannot be erased, before it became a detail."""
CODES = frozenset({"", "taken back", "outcome withdrawn"})
"""Such reasons that nobody typed."""


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """What an erasure will take, and what it cannot reach. `name`: the customer's; `leads`: theirs, by
    arrival; `texts`: entries with personal details; `originals`: mails and files; `others`: leads of other
    customers that came in the same files; `kept_words`: old entries with a typed reason that cannot be
    erased; `backups`: files among the backups that may hold the person, readable or not; `kept_until`: when
    the last of these will be gone (UTC), None where there is none; `strangers`: other files in that folder,
    which nobody removes; `leftovers`: copies of the log that a killed restore left; `waits`: it will wait for
    the shared database.
    """

    name: str
    leads: tuple[str, ...]
    entries: int
    texts: int
    originals: int
    others: int
    kept_words: int
    backups: tuple[Path, ...]
    kept_until: datetime | None
    strangers: tuple[Path, ...]
    leftovers: tuple[Path, ...]
    waits: bool


def may_erase(around: Surroundings, person: str, *, in_team: bool) -> bool:
    """Whether this person may erase customers."""
    known = around.people.get(person)
    return not in_team or (known is not None and known.role in MAY_ERASE)


def what_would_go(desk: Desk, lead: str, profile: Profile) -> ErasePlan:
    """What erasing the customer of this lead takes; writes nothing. Raises Refused where it may not be done
    by the person who sits here, for an unknown lead and one that was erased already; SurroundingsFault.
    """
    with desk.store.snapshot() as snapshot:
        around, leads = _asked(desk, snapshot, lead)
        row = snapshot.lead_row(lead)
        entries = [one for its in leads for one in snapshot.entries_of(its) if one.lead == its]
        originals = snapshot.originals_of(leads)
        identity = snapshot.desk()
        others = snapshot.leads_of_originals(originals) - set(leads)
    held = holding(profile.backups, leads, min(one.at for one in entries))
    last = max((one.at for one in held if one.at is not None), default=None)
    return ErasePlan(
        name=row.name if row else "",
        leads=leads,
        entries=len(entries),
        texts=sum(one.details is not None for one in entries),
        originals=len(originals),
        others=len(others),
        kept_words=sum(map(_keeps_words, entries)),
        backups=tuple(one.path for one in held if one.at is not None),
        kept_until=last + around.policy.keep_backups if last else None,
        strangers=tuple(one.path for one in held if one.at is None),
        leftovers=tuple(leftovers(profile.database)),
        waits=identity is not None and identity.is_in_team,
    )


def _keeps_words(entry: Entry) -> bool:
    """Whether the entry's body, as older versions wrote it, holds a text that may tell of the person."""
    typed = entry.kind in FREE_TEXTS and (entry.text_of("reason") or "") not in CODES
    return typed or (entry.kind == Kind.ARRIVAL and bool(entry.texts_of("faults")))


def erase(desk: Desk, lead: str, profile: Profile, reason: ErasingReason | str) -> Changes:
    """Erase the customer of this lead: every lead of theirs says so, and what is personal goes from this
    desk's file in the same transaction; then the rest is settled, see `settle_erasures` (what has to
    wait stays wanted: `Store.scrub_is_wanted`). In a team it goes once the shared database has accepted it.

    Raises Refused as `what_would_go`, and for an unknown reason; SurroundingsFault, and then nothing was
    done.
    """
    why, outcome = _reason(reason), Outcome()
    with working(desk, outcome) as work:
        _, leads = _asked(desk, work.unit, lead)
        if not work.is_in_team:
            can_be_noted(profile.erased)
        _write(work, leads, why)
        work.moved(Data.CLAIMS, Data.INTAKE)
        if not work.is_in_team:
            _forget(work, leads)
    logging.getLogger(__name__).info("erased %d leads of a customer: %s", len(leads), why.value)
    settle_erasures(desk, profile)  # the list, too, only now: what was not committed must not be in it
    return outcome.changes


def erase_again(desk: Desk, leads: Collection[str]) -> Changes:
    """Erase these leads in a log that was taken back to a time before their erasure: those that are not
    erased in it, as they are here, without asking who may. In a team nothing is written: the shared database
    brings the erasure with what it gives back.
    """
    outcome = Outcome()
    with working(desk, outcome) as work:
        if not work.is_in_team:
            there = set(work.unit.leads())  # by the log: a restored file's lists may be empty
            again = [lead for lead in leads if lead in there and not work.unit.is_erased(lead)]
            _write(work, again, ErasingReason.ASKED)
            _forget(work, again)
    scrub_if_wanted(desk)
    return outcome.changes


def settle_erasures(desk: Desk, profile: Profile) -> bool:
    """What erasures leave to be done: the list of the erased leads is completed, copies of the log that a
    killed restore left are removed, what was deleted is overwritten; whether nothing is left to do. Done when
    somebody is erased, at every start, daily, and before every backup, which would carry it on. What cannot
    be done is told in the program's log, and tried again then.
    """
    try:
        with desk.store.snapshot() as snapshot:
            is_due = bool(snapshot.erased_leads())
        stay = remove_leftovers(profile.database, desk.clock.now()) if is_due else []
        complete_erased_list(desk.store, profile.erased, desk.clock.now())
    except SurroundingsFault as fault:
        logging.getLogger(__name__).warning("what erasures left to be done is not done yet: %s", fault)
        scrub_if_wanted(desk)
        return False
    return scrub_if_wanted(desk) and not stay


def scrub_if_wanted(desk: Desk) -> bool:
    """Overwrite what was deleted and may still lie in the file, where something was; whether nothing is left
    to do. A disk that is full is told in the program's log: it is tried again at the next start, and daily.
    """
    try:
        return not desk.store.scrub_is_wanted() or desk.store.scrub()
    except SurroundingsFault as fault:
        logging.getLogger(__name__).warning("what was erased could not be overwritten yet: %s", fault)
        return False


def _asked(desk: Desk, snapshot: Snapshot, lead: str) -> tuple[Surroundings, tuple[str, ...]]:
    """The customer's leads, by arrival. Raises Refused."""
    around, identity, row = desk.surroundings(snapshot), snapshot.desk(), snapshot.lead_row(lead)
    in_team = identity is not None and identity.is_in_team
    if row is None:
        raise Refused(f"There is no lead {lead} in this profile.", code="no lead")
    if not may_erase(around, desk.person, in_team=in_team):
        raise Refused(
            "Only a manager or the dealer principal may erase a customer. Ask one of them.", code="role"
        )
    if any(one.kind == Kind.ERASED and one.stands for one in snapshot.entries_of(lead)):
        _refuse_erased(snapshot, around, lead, desk.clock.now())
    return around, tuple(one.lead for one in snapshot.leads_of_customer(row.customer))


def _refuse_erased(snapshot: Snapshot, around: Surroundings, lead: str, now: datetime) -> None:
    entry = next(one for one in snapshot.entries_of(lead) if one.kind == Kind.ERASED and one.stands)
    if entry.seal is None:
        raise Refused("This erasure is said already and waits for the shared database.", code="waits")
    at = told(entry.made_at, around.policy.zone, now)
    raise Refused(f"Erased on {at}: nothing is kept of this customer.", code="erased")


def _reason(reason: ErasingReason | str) -> ErasingReason:
    try:
        return ErasingReason(reason)
    except ValueError as error:
        names = ", ".join(one.value for one in ErasingReason)
        raise Refused(f"Why is the customer erased? One of: {names}.", code="reason") from error


def _write(work: Work, leads: Collection[str], why: ErasingReason) -> None:
    for lead in leads:
        round_ = work.history(lead).round.number
        work.append(Kind.ERASED, {"reason": why.value}, lead=lead, round_=round_)


def _forget(work: Work, leads: Collection[str]) -> None:
    """First the lists, by what still ties the leads to others; then the details, then the lists once more."""
    work.project_so_far()
    work.unit.drop_details(leads)
    Projecting(work.unit, work.around, work.now).refresh(leads)
