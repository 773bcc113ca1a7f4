"""The engine alone: entries folded, one new entry, a deadline."""

import datetime as dt
import warnings
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

from bdc_desk.cadence.assess import fold, standing_of
from bdc_desk.cadence.entry import Entry, micros
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.policy import Policies
from bdc_desk.clock import FixedClock
from bdc_desk.operations.setting_up import set_up
from bdc_desk.storage.store import Store
from bench.measure import Line, against, each, in_turn
from bench.profiles import lead_of
from tests.helpers.desks import FORM, MONDAY, POLICY

CALLS = 700
FOLDS = 20
LAST = 600
"""Entries that are added one by one."""
FOLD_COSTS = (
    "the goal leaves an entry 0.2 us, which is four calls in Python; it is checked for its seal, its round, "
    "its moment and its form, a call is made or found and its outcome counted"
)
DEADLINES = 2_000


def lines(folder: Path) -> list[Line]:
    """Folds and deadlines."""
    with closing(Store.open(folder / "engine.sqlite")) as store:
        clock = FixedClock(MONDAY)
        desk = set_up(store, clock, FORM, POLICY)
        entries = _entries(store, desk.person)
        with store.snapshot() as snapshot:
            policies = desk.surroundings(snapshot).policies
    return [*folding(entries, policies), deadline(policies)]


def _entries(store: Store, person: str) -> tuple[Entry, ...]:
    """A lead's log of 2,101 entries: an arrival, then calls that were dialled, ended and have an outcome."""
    with store.unit() as unit:
        write = partial(unit.append, lead=lead_of(0), round=1, agent=person, policy="", offset=timedelta(0))
        arrival = {"arrived_at": micros(MONDAY), "kind": "internet", "source": "Portal",
                   "numbers": [{"ref": "n1", "possible": True, "zones": ["Europe/London"]}],
                   "emails": 0, "zone": None}  # fmt: skip
        write(kind=Kind.ARRIVAL, at=MONDAY, body=arrival, details={"full": "Pat Sample", "phones": []})
        for number in range(CALLS):
            at = MONDAY + timedelta(hours=3 * number)
            dial = {"number": "n1", "evidence": "C", "began": micros(at), "way": "by hand"}
            attempt = write(kind=Kind.DIALLED, at=at, body=dial).id
            write(kind=Kind.ENDED, at=at, body={"attempt": attempt, "span": 20.0})
            said = {**dial, "attempt": attempt, "outcome": "no answer", "flags": [], "rang": 20.0}
            said |= {"talked": None, "qualified": "yes", "why": "attempt.qualified", "values": {}}
            write(kind=Kind.OUTCOME, at=at, body=said)
        return unit.entries_of(lead_of(0))


def folding(entries: tuple[Entry, ...], policies: Policies) -> list[Line]:
    """All entries of a long log, and one more each of the last hundreds. The floor goes through the decoded
    entries and calls, by their kind, what does nothing.
    """
    lead = Lead(lead_of(0))

    def nothing(_entry: Entry) -> None:
        """What the floor does with an entry."""

    kinds: dict[str, Callable[[Entry], None]] = dict.fromkeys(Kind, nothing)

    def bare() -> None:
        for entry in entries:
            kinds[entry.kind](entry)

    def one_more() -> float:
        history = fold(policies, lead, entries[:-LAST])
        waiting = iter(entries[-LAST:])
        return each(lambda: history.add(next(waiting)), LAST)

    short: History = fold(policies, lead, entries[: 1 + 3 * 6])
    whole, floor = in_turn(
        lambda: each(lambda: fold(policies, lead, entries), FOLDS) / len(entries),
        lambda: each(bare, FOLDS * 5) / len(entries),
    )
    (one,) = in_turn(one_more)
    (judged,) = in_turn(
        lambda: each(lambda: standing_of(policies.current, lead, short, MONDAY + timedelta(days=2)), 50)
    )
    speed = f"{1 / whole:,.0f} entries a second against {1 / floor:,.0f}"
    note = f"at least a quarter of a bare loop's number is at most four times its time; {speed}"
    return [
        against("an entry folded", whole, floor, "a bare loop", most=4, note=note, why=FOLD_COSTS),
        Line("one new entry folded in", f"{one * 1e6:.2f} us", value=one * 1e6, most=10, unit="us"),
        Line("all that a lead of six calls means, concluded", f"{judged * 1e6:.0f} us"),
    ]


def deadline(policies: Policies) -> Line:
    """When 15 minutes of opening time have passed, beside a well-known library of business hours."""
    opening = policies.current.opening
    starts = [MONDAY + timedelta(minutes=37 * number) for number in range(DEADLINES)]
    quarter = timedelta(minutes=15)

    def ours() -> None:
        for start in starts:
            opening.add(start, quarter)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own dates
        from business_duration import businessDuration  # noqa: PLC0415 - only `dev.py bench` installs it

        nine, nine_at_night = dt.time(9), dt.time(21)
        some = [start.replace(tzinfo=None) for start in starts[:50]]

        def theirs() -> None:
            for start in some:
                businessDuration(start, start + timedelta(hours=30), nine, nine_at_night, unit="min")

        mine, other = in_turn(lambda: each(ours, 1) / len(starts), lambda: each(theirs, 1) / len(some))
    return against("a deadline in opening time", mine, other, "business-duration, a span", least=30)
