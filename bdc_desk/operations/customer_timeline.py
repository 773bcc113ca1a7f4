"""One timeline for a customer: the entries of all leads, by time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bdc_desk.cadence.assess import fold, standing_of
from bdc_desk.cadence.history import History
from bdc_desk.cadence.local_time import MONTHS, zone_of
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.projecting import lead_in_context
from bdc_desk.operations.reading import HIDDEN, names_of_others
from bdc_desk.operations.telling import Telling
from bdc_desk.storage.store import Snapshot


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """One line of a customer's history, as `TimelineLine`, and of which lead it is: `lead_words` such as
    "walk-in · Skoda Octavia · 3 Mar". `at` UTC.
    """

    entry: str
    at: datetime
    kind: str
    text: str
    agent: str
    lead: str
    lead_words: str


def customer_timeline(desk: Desk, lead: str) -> tuple[CustomerLine, ...]:
    """All entries of all leads of the lead's customer, oldest first, each told by its own lead's standing.
    A lead's own order is kept. Raises Refused for an unknown lead.
    """
    now = desk.clock.now()
    with desk.store.snapshot() as snapshot:
        row = snapshot.lead_row(lead)
        if row is None:
            raise Refused(f"There is no lead {lead} in this profile.", code="no lead")
        about = desk.surroundings(snapshot)
        lines = [
            line
            for one in snapshot.leads_of_customer(row.customer)
            for line in _lines(snapshot, about, one.lead, now)
        ]
    return tuple(sorted(lines, key=lambda line: line.at))


def _lines(snapshot: Snapshot, about: Surroundings, lead: str, now: datetime) -> Iterator[CustomerLine]:
    """One lead's lines in the order of the log; a line is never before the one before it."""
    context, entries = lead_in_context(snapshot, about, lead), snapshot.entries_of(lead)
    history = fold(about.policies, context, entries)
    if not history.rounds:
        return
    standing = standing_of(about.policy, context, history, now)
    telling = Telling(about, history, standing, names_of_others(snapshot, history))
    words, last = lead_words(about, history, now), None
    for entry in entries:
        if entry.kind in HIDDEN:
            continue
        at = history.moment(entry)
        last = at if last is None else max(at, last)
        yield CustomerLine(
            entry.id, last, entry.kind, telling.words(entry), about.name_of(entry.agent), lead, words
        )


def lead_words(about: Surroundings, history: History, now: datetime) -> str:
    """A lead on one line: how it came, the car, the day; the year where it is another than now."""
    body = history.rounds[0].arrival.body
    zone = zone_of(about.policy.zone)
    day, today = history.rounds[0].arrived_at.astimezone(zone).date(), now.astimezone(zone).date()
    told = f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")
    parts = (str(body.get("kind") or ""), str(body.get("wanted") or ""), told)
    return " · ".join(part for part in parts if part)
