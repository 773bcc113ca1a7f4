"""The computer's clock: against the log, and against the shared database's."""

from collections.abc import Iterator
from datetime import timedelta

from bdc_desk.cadence.local_time import told
from bdc_desk.cli.checks.finding import Finding, ok, warning
from bdc_desk.cli.sync_now import told_off
from bdc_desk.clock import ShiftedClock
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around

MUCH = timedelta(minutes=5)
"""More than this off by the shared database is said (design.md, Many desks)."""
SLACK = timedelta(minutes=1)


def check_clock(desk: Desk) -> Iterator[Finding]:
    """Whether the computer's clock can be right."""
    now, zone = desk.clock.now(), around(desk).policy.zone
    with desk.store.snapshot() as snapshot:
        latest = snapshot.highest_at()
    off = desk.clock.by if isinstance(desk.clock, ShiftedClock) else timedelta()
    if abs(off) > MUCH:
        words = f"This computer's clock was {told_off(off.total_seconds())} by the shared database's."
        yield warning("clock", words, "Set it by the network; meanwhile the desk goes by the database's.")
    elif latest is not None and latest > now + SLACK:
        words = f"It is {told(now, zone)} by this computer; the newest entry is of {told(latest, zone)}."
        yield warning("clock", words, "Set the clock right, or let the system set it by the network.")
    else:
        yield ok("clock", f"{told(now, zone)} at the dealership; not behind the log")
