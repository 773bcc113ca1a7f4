"""A desk over a real SQLite file: a dealership in London, a clock that moves when told, invented people."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.standing import Standing
from bdc_desk.clock import FixedClock
from bdc_desk.operations.calling import dial, end_call, give_outcome
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft, Phone, Vehicle
from bdc_desk.operations.reading import lead_standing
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import add_person, set_up
from bdc_desk.operations.setup_form import WEEKDAYS, SetupForm
from bdc_desk.storage.schema import SEARCH_INDICES
from bdc_desk.storage.store import Store

POLICY = files("bdc_desk_resources").joinpath("policies/default.toml").read_text(encoding="utf-8")
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
"""A Monday at ten, London being on UTC then."""

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FORM = SetupForm(
    name="Harbour Motors",
    country="GB",
    region="",
    zone="Europe/London",
    hours=dict.fromkeys(WEEKDAYS, ("09:00-21:00",)),
    person_name="Ana Cruz",
)
PROJECTIONS = ("lead_row", "identity_key", "search_doc", "queue_row")


def phone(number: int, **fields: Any) -> Phone:
    """+44 20 7946 0xxx, reserved for inventions."""
    return Phone(f"020 7946 {number:04}", f"+4420794{number + 60000:05}", "cellphone", **fields)


def draft(number: int, name: str = "", **fields: Any) -> LeadDraft:
    """The enquiry of an invented person who shares nothing with those of other numbers."""
    first, _, last = (name or f"Pat Sample{number}").partition(" ")
    told = LeadDraft(
        key=f"<{number}@portal.example.test>",
        source="AutoPortal",
        first=first,
        last=last,
        emails=(f"person{number}@example.test",),
        phones=(phone(number),),
        vehicles=(Vehicle(year="2021", make="Ford", model="Ranger"),),
        comments="Is it still available?",
    )
    return replace(told, **fields)


class Staffed:
    """Three people at one file: Ana and Cy sell, Ben manages enquiries. They share a clock."""

    def __init__(self, ana: Desk, clock: FixedClock) -> None:
        self.clock, self.store, self.ana = clock, ana.store, ana
        self.ben = self.of(add_person(ana, "Ben Ito", "enquiry").id)
        self.cy = self.of(add_person(ana, "Cy Novak", "salesperson").id)

    def of(self, person: str) -> Desk:
        return Desk(self.store, self.clock, person)

    def lead(self, number: int = 1, name: str = "", **fields: Any) -> str:
        """An enquiry arrives."""
        return receive_lead(self.ana, draft(number, name, **fields)).lead

    def call(
        self, lead: str, outcome: str, span: timedelta = 20 * SECOND, by: Desk | None = None, **at: Any
    ) -> str:
        """A whole call of `span`, its outcome said at once; the attempt."""
        desk = by or self.ana
        begun, _ = dial(desk, lead, "n1")
        self.clock.advance(span)
        end_call(desk, lead, begun.attempt, span)
        give_outcome(desk, lead, begun.attempt, outcome, **at)
        return begun.attempt

    def call_four_times(self, lead: str) -> None:
        """What "not reached" asks for: four calls that count, on three days, in two parts of the day."""
        for hours in (0, 4, 20, 24):
            self.call(lead, "no answer")
            self.clock.advance(timedelta(hours=hours or 3))

    def standing(self, lead: str) -> Standing:
        return lead_standing(self.ana, lead)

    def kinds(self, lead: str) -> list[str]:
        return [entry.kind for entry in self.entries(lead)]

    def entries(self, lead: str, *kinds: str) -> list[Entry]:
        with self.store.snapshot() as snapshot:
            return [one for one in snapshot.entries_of(lead) if one.kind in kinds or not kinds]

    def count(self) -> int:
        """How many entries the log has."""
        with self.store.snapshot() as snapshot:
            head = snapshot.head()
        return head.no if head else 0

    def customer(self, lead: str) -> str:
        with self.store.snapshot() as snapshot:
            row = snapshot.lead_row(lead)
        assert row is not None
        return row.customer


@contextmanager
def staffed(folder: Path, at: datetime = MONDAY) -> Iterator[Staffed]:
    """A dealership that was set up just now in `folder`."""
    clock = FixedClock(at)
    with closing(Store.open(folder / "bdc-desk.sqlite")) as store:
        yield Staffed(set_up(store, clock, FORM, POLICY), clock)


def projections(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the projections as it lies."""
    with store.unit() as unit:
        for index in SEARCH_INDICES:  # raises where an index is not that of its texts
            unit._sql.run(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")
        rows = {name: sorted(unit._sql.rows(f"SELECT * FROM {name}")) for name in PROJECTIONS}
    # Of leads of one second the order is the one in which they were written.
    rows["search_doc"] = [(id_ >> 20, *fields) for id_, *fields in rows["search_doc"]]
    return rows


TIMED = {"due_at", "due_why", "stale_at", "call_from", "rest_until"}
"""Fields of a queue row that move with the clock alone, until the row is concluded anew."""


def unlike_rebuilt(desk: Desk) -> list[str]:
    """What of the projections is not as a rebuild would have it; the rebuild is done."""
    before = projections(desk.store)
    rebuild(desk)
    after = projections(desk.store)
    found = [f"{name}: {one}" for name in PROJECTIONS[:3] for one in set(before[name]) ^ set(after[name])]
    rows, rebuilt = (
        {lead: json.loads(content) for lead, content in one["queue_row"]} for one in (before, after)
    )
    found += [f"queue_row: {lead}" for lead in rows.keys() ^ rebuilt.keys()]
    for lead in rows.keys() & rebuilt.keys():
        found += [
            f"queue_row {lead} {key}: {rows[lead][key]!r}, rebuilt {value!r}"
            for key, value in rebuilt[lead].items()
            if rows[lead][key] != value and key not in TIMED
        ]
    return found
