"""An attempt saved beside a bare commit, and a key pressed until its effect is painted.

The bare commit is one row into a table of a file of its own: sqlite3, WAL, synchronous FULL, on the same
disk, in turn with ours. The same on `NORMAL`, which no commit of ours uses, tells what the disk's part is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtCore import Qt

from bdc_desk.clock import FixedClock
from bdc_desk.operations.calling import dial, give_outcome
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import set_up
from bdc_desk.storage.store import Store
from bdc_desk.ui.call.call_session import CallState
from bench.measure import Line, against, in_turn, share
from bench.profiles import profile_with
from bench.window import Window, window_on
from tests.helpers.desks import FORM, MONDAY, POLICY, draft

CALLS = 30
"""Calls in a run, each to another customer."""
KEYS, TURN = 200, 80
KEY_COSTS = (
    "half of it is Qt that lays out and paints the lead's page, the call bar and the queue anew, the rest "
    "what the panels and the storage lane do in Python; the slowest also meet whatever else the machine does"
)
MINUTE = timedelta(minutes=1)


def lines(folder: Path) -> list[Line]:
    """Saving, then keys with 100 and with 100,000 open leads."""
    found = saving(folder)
    for leads in (100, 100_000):
        with window_on(profile_with(folder / f"start-{leads}", leads)) as window:
            found += keys(window, leads)
    return found


def saving(folder: Path) -> list[Line]:
    """`dial` before the phone rings, `give_outcome` after the call; each is one transaction."""
    with (
        closing(Store.open(folder / "attempt.sqlite")) as store,
        closing(Bare(folder / "bare.sqlite")) as bare,
    ):
        clock = FixedClock(MONDAY)
        caller = Caller(set_up(store, clock, FORM, POLICY), clock)
        dialled, said, floor = in_turn(caller.dialled, caller.said, lambda: bare.commit("FULL"))
        (free,) = in_turn(lambda: bare.commit("NORMAL"))
    of = "a bare commit at FULL"
    note = f"the disk has {(floor - free) * 1000:.2f} ms of the bare commit; the rest is processor time"
    why = (
        "the lead is judged before and after, its entry, row and search text are written: some 3 ms of the "
        "processor's time. Where a commit at FULL took the disk 4 ms both were at 2.0 times; on a quicker "
        "disk that time is what shows"
    )
    return [
        against("an attempt saved before dialling", dialled, floor, of, most=2, note=note, why=why),
        against("an outcome saved: judged, counted, projected", said, floor, of, most=2, why=why),
    ]


class Bare:
    """The least that keeps a row."""

    def __init__(self, path: Path) -> None:
        self._file = sqlite3.connect(path, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, content TEXT)")

    def commit(self, how: str) -> float:
        """Seconds of the middle one of some commits of a text as long as an entry's."""
        self._file.execute(f"PRAGMA synchronous = {how}")
        text, took = "x" * 600, []
        for _ in range(CALLS):
            begin = perf_counter()
            self._file.execute("BEGIN IMMEDIATE")
            self._file.execute("INSERT INTO kept (content) VALUES (?)", (text,))
            self._file.execute("COMMIT")
            took.append(perf_counter() - begin)
        return median(took)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class Caller:
    """Somebody who calls one customer after the other."""

    def __init__(self, desk: Desk, clock: FixedClock) -> None:
        self._desk, self._clock = desk, clock
        self._leads = self._arriving()
        self._said: list[float] = []

    def _arriving(self) -> Iterator[str]:
        for number in count(1):
            yield receive_lead(self._desk, draft(number)).lead

    def dialled(self) -> float:
        """Seconds of the middle one of some attempts; what came of each is said as well."""
        took: list[float] = []
        self._said = []
        for _ in range(CALLS):
            lead = next(self._leads)
            self._clock.advance(MINUTE)
            begin = perf_counter()
            call, _ = dial(self._desk, lead, "n1")
            took.append(perf_counter() - begin)
            self._clock.advance(MINUTE)
            begin = perf_counter()
            give_outcome(self._desk, lead, call.attempt, "no answer")
            self._said.append(perf_counter() - begin)
        return median(took)

    def said(self) -> float:
        """The outcomes of those."""
        return median(self._said)


def keys(window: Window, leads: int) -> list[Line]:
    """J and K to the other lead's page; F5 to a call that runs; then a number key to the saved outcome."""
    window.app.window.focus_queue()
    way = (Qt.Key.Key_J, Qt.Key.Key_K)  # down, and up again before the end of a hundred
    moved = [move(window, way[number // TURN % 2]) for number in range(KEYS)]
    called, said = [], []
    for _ in range(KEYS // 5):
        window.clock.advance(MINUTE)
        window.press(Qt.Key.Key_Space)
        window.rest()
        called.append(until_state(window, Qt.Key.Key_F5, CallState.CALLING))
        window.clock.advance(MINUTE)
        window.press(Qt.Key.Key_F5)
        window.rest()
        said.append(until_state(window, Qt.Key.Key_1, CallState.READY))
        window.rest()
    times = {
        "J or K to the other lead's page painted": moved,
        "F5 to the running call painted, attempt saved": called,
        "1 to the outcome painted, saved": said,
    }
    return [
        Line(
            f"{what}, {leads:,} open leads, p99",
            f"{share(took, 99) * 1000:.1f} ms (median {median(took) * 1000:.1f} of {len(took)})",
            value=share(took, 99) * 1000,
            most=50,
            unit="ms",
            why=KEY_COSTS,
        )
        for what, took in times.items()
    ]


def move(window: Window, key: Qt.Key) -> float:
    """Seconds from the key until the other lead's page is painted."""
    before = window.work.lead.view.lead if window.work.lead.view else ""
    begin = perf_counter()
    window.press(key)
    window.until(lambda: window.work.lead.view is not None and window.work.lead.view.lead != before)
    took = perf_counter() - begin
    window.rest()
    return took


def until_state(window: Window, key: Qt.Key, state: CallState) -> float:
    """Seconds from the key until the call bar shows that state."""
    begin = perf_counter()
    window.press(key)
    window.until(lambda: window.work.call.state is state)
    return perf_counter() - begin
