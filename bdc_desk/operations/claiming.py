"""Claims of a desk in a team: what is asked of the shared database, and what it answered, kept here."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bdc_desk.cadence.entry import EPOCH, moment
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.storage.rows import Claim, ColleagueRow
from bdc_desk.storage.store import Snapshot, Unit

MET_AGAIN = timedelta(seconds=8)
GRACE = timedelta(seconds=3)
"""How fresh a claim may be that the news does not know yet."""
MOVED = Changes(kinds=frozenset({Data.CLAIMS}))


def candidate(desk: Desk, lead: str) -> Mapping[str, Any]:
    """The customer of a lead as a claim names it: customer, lead, numbers (E.164) of all the customer's
    leads, so that a colleague who took one of them before they were merged is met. Raises Refused.
    """
    with desk.store.snapshot() as snapshot:
        return _candidate(snapshot, lead)


def candidates(desk: Desk, leads: Iterable[str]) -> tuple[list[Mapping[str, Any]], int]:
    """The customers of these leads, each once and in their order, and the highest number this desk has
    seen.
    """
    told: dict[str, Mapping[str, Any]] = {}
    with desk.store.snapshot() as snapshot:
        for lead in leads:
            if snapshot.lead_row(lead) is not None:
                one = _candidate(snapshot, lead)
                told.setdefault(one["customer"], one)
        head = snapshot.head()
    return list(told.values()), head.no if head else 0


def _candidate(snapshot: Snapshot, lead: str) -> Mapping[str, Any]:
    row = snapshot.lead_row(lead)
    if row is None:
        raise Refused("There is no such lead in this profile.", code="no lead")
    others = [one.lead for one in reversed(snapshot.leads_of_customer(row.customer)) if one.lead != lead]
    numbers = dict.fromkeys(number for one in [lead, *others] for number in snapshot.numbers_of(one))
    return {"customer": row.customer, "lead": lead, "numbers": list(numbers)[:20]}


def keep_grant(desk: Desk, answer: Mapping[str, Any]) -> Changes:
    """The shared database granted this desk a customer."""
    with desk.store.unit() as unit:
        identity = unit.desk()
        assert identity is not None  # noqa: S101 - only a desk that joined claims
        unit.put_claim(
            Claim(
                customer=answer["customer"],
                holder=desk.person,
                token=answer["token"],
                until=moment(answer["until"]),
                desk=identity.desk,
                taken_at=moment(answer["taken_at"]),
            )
        )
    return MOVED


def held_here(desk: Desk) -> list[Claim]:
    """The customers that this desk has in hand now."""
    now = desk.clock.now()
    with desk.store.snapshot() as snapshot:
        identity = snapshot.desk()
        mine = identity.desk if identity else ""
        return [one for one in snapshot.claims() if one.desk == mine and one.until > now]


def hear(desk: Desk, claims: Iterable[Mapping[str, Any]], present: Iterable[Mapping[str, Any]]) -> Changes:
    """Keep what the shared database tells of claims and colleagues; what moved.

    A claim of this desk that stands there no more is gone. One that was made here while nobody answered is to
    be claimed there first.
    """
    told = list(claims)
    with desk.store.unit() as unit:
        identity = unit.desk()
        mine = identity.desk if identity else ""
        before = {one.customer: one for one in unit.claims()}
        heard = {one["customer"]: _claim(one) for one in told}
        moved = _keep_claims(unit, before, heard, mine, desk.clock.now() - GRACE)
        rows = [_colleague(one) for one in present]
        known = unit.colleagues()
        came = _doing(known) != _doing(rows)
        if came or _met(known, rows):
            unit.put_colleagues(rows)
    kinds = {Data.CLAIMS} if moved else set()
    return Changes(kinds=frozenset(kinds | ({Data.TEAM} if came else set())))


def _doing(rows: Iterable[ColleagueRow]) -> set[tuple[str, str, datetime]]:
    return {(row.desk, row.state, row.since) for row in rows}


def _met(known: Iterable[ColleagueRow], heard: Iterable[ColleagueRow]) -> bool:
    """Whether somebody was heard of so much later that it says something: not every look is worth a write."""
    before = {row.desk: row.met_at for row in known}
    return any(row.met_at - before.get(row.desk, EPOCH) > MET_AGAIN for row in heard)


def _keep_claims(
    unit: Unit, before: Mapping[str, Claim], heard: Mapping[str, Claim], mine: str, settled: datetime
) -> bool:
    """Colleagues' claims as heard; of this desk's own only those that still stand there, and those taken
    after `settled`, which the news may not have known yet.
    """
    moved = False
    for customer, known in before.items():
        if customer not in heard and (known.desk != mine or known.taken_at < settled):
            unit.release(customer)
            moved = True
    for customer, claim in heard.items():
        known_here = before.get(customer)
        if claim.desk == mine and (known_here is None or known_here.desk != mine):
            continue  # released here a moment ago: the next news says so there
        if claim.desk == mine and known_here is not None:
            claim_now = Claim(
                customer, known_here.holder, claim.token, known_here.until, mine, claim.taken_at
            )
        else:
            claim_now = claim
        if known_here is None or (known_here.desk, known_here.taken_at) != (
            claim_now.desk,
            claim_now.taken_at,
        ):
            moved = True
        if known_here != claim_now:
            unit.put_claim(claim_now)
    return moved


def _claim(told: Mapping[str, Any]) -> Claim:
    return Claim(
        customer=told["customer"],
        holder=told["person"],
        token=told["token"],
        until=moment(told["until"]),
        desk=told["desk"],
        taken_at=moment(told["taken_at"]),
    )


def _colleague(told: Mapping[str, Any]) -> ColleagueRow:
    return ColleagueRow(
        told["desk"], told["person"], told["state"], moment(told["since"]), moment(told["met_at"])
    )
