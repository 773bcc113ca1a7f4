#!/usr/bin/env python3
"""How fast a second person's list and the attempt log are read: `.venv/bin/python bench/review.py`.

Ten thousand invented leads with ten calls each in a file of its own (`--keep FILE` keeps it and reads it
again), then: which leads to look at, what waits on them, the first page of the attempt log, the slowest page,
all of them.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.clock import FixedClock
from bdc_desk.operations.attempt_log import AttemptFilter, AttemptReading
from bdc_desk.operations.confirming import leads_to_look_at, to_confirm
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.projecting import Projecting
from bdc_desk.operations.setting_up import add_person, set_up
from bdc_desk.storage.store import Store, Unit
from tests.helpers.desks import FORM, MONDAY, POLICY

LEADS, CALLS = 10_000, 10
EVERY = timedelta(hours=3)
NUMBERS = {
    "numbers": [{"ref": "n1", "possible": True, "zones": ["Europe/London"]}],
    "emails": 0,
    "zone": None,
}


def fill(desk: Desk, clock: FixedClock, leads: int) -> None:
    """`leads` leads come over two years, each called ten times; every 200th call was typed in afterwards."""
    begin, step = clock.now(), timedelta(days=730) / (leads * CALLS)
    with desk.store.unit() as unit:
        for number in range(leads * CALLS):
            lead = f"aaaaaaaa-0000-5000-8000-{number % leads:012}"
            write = partial(write_entry, unit, desk.person, lead, begin + step * number)
            if number < leads:
                arrival = {
                    "arrived_at": micros(begin + step * number),
                    "kind": "internet",
                    "source": "Portal",
                }
                write(Kind.ARRIVAL, NUMBERS | arrival, {"full": f"Pat Sample{number}", "phones": []})
            call(write, micros(begin + step * number), typed=number % 200 == 199)
    clock.advance(timedelta(days=731))
    with desk.store.unit() as unit:
        Projecting(unit, desk.surroundings(unit), clock.now()).rebuild()


def call(write: Callable[..., str], began: int, *, typed: bool) -> None:
    """One call with its outcome."""
    dial = {"number": "n1", "evidence": "D" if typed else "C", "began": began}
    attempt = write(Kind.DIALLED, dial | {"way": "by hand"})
    write(Kind.ENDED, {"attempt": attempt, "span": 20.0})
    judged = {"qualified": "if confirmed" if typed else "yes", "why": "attempt.qualified", "values": {}}
    said = {"attempt": attempt, "outcome": "no answer", "flags": [], "rang": 20.0, "talked": None}
    write(Kind.OUTCOME, dial | judged | said)


def write_entry(
    unit: Unit,
    person: str,
    lead: str,
    at: datetime,
    kind: str,
    body: Mapping[str, object],
    details: Mapping[str, object] | None = None,
) -> str:
    """One entry past the projections; its id."""
    return unit.append(
        lead=lead, round=1, kind=kind, body=body, at=at, agent=person, policy="", offset=timedelta(0),
        details=details,
    ).id  # fmt: skip


def timed(name: str, work: Callable[[], object]) -> None:
    """Do it three times and say the quickest."""
    spans = []
    for _ in range(3):
        begin = perf_counter()
        work()
        spans.append(perf_counter() - begin)
    print(f"{name:<44} {min(spans) * 1000:10.1f} ms")


def read_log(desk: Desk, span: timedelta, *, whole: bool) -> None:
    """The attempt log of the last `span`: the first page, or all pages with the slowest told."""
    now = desk.clock.now()
    reading = AttemptReading(desk, AttemptFilter(now - span, now))
    slowest, count, begin = 0.0, 0, perf_counter()
    while not reading.is_done:
        at = perf_counter()
        count += len(reading.next_page())
        slowest = max(slowest, perf_counter() - at)
        if not whole:
            return
    took = perf_counter() - begin
    print(f"{count:,} attempts in {took:.1f} s, the slowest page {slowest * 1000:.0f} ms")


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=LEADS)
    parser.add_argument("--keep", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = told.keep or Path(folder) / "bdc-desk.sqlite"
        was_there = path.exists()
        clock = FixedClock(MONDAY)
        with closing(Store.open(path)) as store:
            if was_there:
                with store.snapshot() as snapshot:
                    identity = snapshot.desk()
                desk = Desk(store, clock, identity.person if identity and identity.person else "")
                clock.advance(timedelta(days=731))
            else:
                desk = set_up(store, clock, FORM, POLICY)
                add_person(desk, "Ben Ito", "enquiry")
                begin = perf_counter()
                fill(desk, clock, told.leads)
                print(f"filled in {perf_counter() - begin:.0f} s")
            timed("which leads to look at", lambda: leads_to_look_at(desk))
            print(f"  {len(leads_to_look_at(desk))} leads")
            timed("what waits, all of it", lambda: to_confirm(desk))
            timed("the first page of 30 days", lambda: read_log(desk, timedelta(days=30), whole=False))
            timed("the first page of all", lambda: read_log(desk, timedelta(days=731), whole=False))
            read_log(desk, timedelta(days=30), whole=True)
            read_log(desk, timedelta(days=731), whole=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
