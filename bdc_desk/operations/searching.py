"""Finding customers: by any run of digits of a number, or by the beginnings of words (name, e-mail, car)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.search_text import asked_digits, asked_words, what_matched, words_of
from bdc_desk.operations.typed_number import read_number
from bdc_desk.storage.rows import LeadRow, SearchHit
from bdc_desk.storage.store import Snapshot

PAGE, PAGES = 150, 4
"""Leads read at once, and how often, until there are customers enough: a fleet has hundreds of leads."""


@dataclass(frozen=True, slots=True)
class Found:
    """One customer that a search found, shown by the latest lead. `owner`: a name or "". `arrived_at`: of
    that lead, UTC. `matched`: the value that matched, in words, e.g. "+44 20 7946 0123".
    """

    lead: str
    customer: str
    name: str
    number: str
    car: str
    source: str
    stage: str
    closed: bool
    owner: str
    arrived_at: datetime
    matched: str


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """A customer who has a number. `owner`: a name or "". `open_lead`: the latest lead not closed. `leads`:
    how many. `car`, `arrived_at` (UTC): of the latest lead.
    """

    customer: str
    name: str
    owner: str
    open_lead: str | None
    latest_lead: str
    leads: int
    car: str
    arrived_at: datetime
    do_not_call: bool


def search(desk: Desk, text: str, limit: int = 50) -> tuple[Found, ...]:
    """Customers that `text` finds, one row a customer, shown by the latest lead; never raises for what is
    typed.

    Three digits or more search the numbers, with or without the country code. Otherwise, and where no
    number is found, each word must begin a word of the name, a mail, a car or a number, in any order. Best
    first: whose name it is exactly, then the newest.
    """
    words, runs = asked_words(text), asked_digits(text)
    if not words or limit < 1:
        return ()
    with desk.store.snapshot() as snapshot:
        if runs:
            hits = _by_customer(lambda before: snapshot.with_digits(runs, PAGE, before=before), limit)
            found = _found(desk, snapshot, hits, [], runs)
            if found:
                return found
        named = _by_customer(
            lambda before: snapshot.with_words(words, PAGE, exactly=True, before=before), limit
        )
        others = _by_customer(lambda before: snapshot.with_words(words, PAGE, before=before), limit)
        found = _found(desk, snapshot, {**others, **named}, words, [])
    return tuple(sorted(found, key=lambda one: sorted(words_of(one.name)) != sorted(words))[:limit])


_NEWEST = (1 << 63) - 1


def _by_customer(page: Callable[[int], list[SearchHit]], limit: int) -> dict[str, SearchHit]:
    """The newest hit of each customer, newest first, up to `limit` customers."""
    found: dict[str, SearchHit] = {}
    before = _NEWEST
    for _ in range(PAGES):
        hits = page(before)
        for hit in hits:
            if len(found) < limit:
                found.setdefault(hit.customer, hit)
        if len(found) >= limit or len(hits) < PAGE:
            break
        before = hits[-1].id
    return found


def _found(
    desk: Desk, snapshot: Snapshot, hits: dict[str, SearchHit], words: list[str], runs: list[str]
) -> tuple[Found, ...]:
    """The customers' rows, newest first."""
    if not hits:
        return ()
    about = desk.surroundings(snapshot)
    latest = snapshot.latest_of_customers(hits)
    shown = snapshot.shown_of([*(row.lead for row in latest), *(hit.lead for hit in hits.values())])
    rows = []
    for row in latest:
        hit = shown[hits[row.customer].lead]
        its = shown.get(row.lead, hit)
        rows.append(
            Found(
                lead=row.lead,
                customer=row.customer,
                name=row.name,
                number=str(its["number"]),
                car=str(its["car"]),
                source=str(its["source"]),
                stage=row.stage,
                closed=row.closed,
                owner=about.name_of(row.owner),
                arrived_at=row.arrived_at,
                matched=what_matched(hit, words, runs),
            )
        )
    return tuple(sorted(rows, key=lambda one: (one.arrived_at, one.lead), reverse=True))


def who_has(desk: Desk, typed_number: str) -> tuple[KnownCustomer, ...]:
    """Customers with this number, newest first: as typed so far, so nobody before it is a possible number.
    National numbers are read as the dealership's country has them.
    """
    with desk.store.snapshot() as snapshot:
        about = desk.surroundings(snapshot)
        e164 = read_number(typed_number, about.policy.country).e164
        if e164 is None:
            return ()
        found = {row.customer for row in snapshot.leads_with_keys([f"tel:{e164}"])}
        leads = snapshot.leads_of_customers(found)
        known = [_known(snapshot, about, [row for row in leads if row.customer == one]) for one in found]
    return tuple(sorted(known, key=lambda one: (one.arrived_at, one.latest_lead), reverse=True))


def _known(snapshot: Snapshot, about: Surroundings, rows: Iterable[LeadRow]) -> KnownCustomer:
    rows = list(rows)
    latest = rows[-1]
    still_open = [row for row in rows if not row.closed]
    shown = snapshot.shown_of([latest.lead]).get(latest.lead, {})
    return KnownCustomer(
        customer=latest.customer,
        name=latest.name,
        owner=about.name_of(latest.owner),
        open_lead=still_open[-1].lead if still_open else None,
        latest_lead=latest.lead,
        leads=len(rows),
        car=str(shown.get("car", "")),
        arrived_at=latest.arrived_at,
        do_not_call=any(row.summary.get("do_not_call_at") for row in rows),
    )
