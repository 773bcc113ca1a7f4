"""`bdc-desk sync`: one exchange with the shared database, for a desk whose window is closed."""

import argparse
from collections.abc import Iterator

from bdc_desk.cli.asking import password_of
from bdc_desk.cli.exchanging import exchange, told_needs
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import counted, harmless
from bdc_desk.clock import ShiftedClock
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import waiting
from bdc_desk.storage.shared.address import Address
from bdc_desk.sync.joining import address_of
from bdc_desk.sync.passwords import stored_password

SHOWN = 20


def run(arguments: argparse.Namespace) -> int:
    """Exchange, or only tell. Raises SurroundingsFault where the shared database could not be reached."""
    with open_desk(arguments.profile) as desk:
        address = address_of(desk.store)
        if address is None:
            raise Refused(
                "This desk works alone: there is nothing to exchange. `bdc-desk join` joins a team."
            )
        lines = _standing(desk, address) if arguments.status else _exchanged(desk, address)
        for line in lines:
            print(line)
    return 0


def _exchanged(desk: Desk, address: Address) -> Iterator[str]:
    exchanged = exchange(desk, address, stored_password(address) or password_of(address))
    went_up, came = (counted(count, "entry", "entries") for count in (exchanged.went_up, exchanged.came))
    yield f"{went_up} went up, {came} came. The log has {exchanged.no:,}."
    yield from told_needs(desk)


def _standing(desk: Desk, address: Address) -> Iterator[str]:
    with desk.store.snapshot() as snapshot:
        head, count = snapshot.head(), snapshot.waiting_count()
    yield f"team     {address}"
    yield f"log      {counted(head.no if head else 0, 'entry', 'entries')} here with their seals"
    yield f"clock    {clock_off(desk)}"
    yield f"waiting  {counted(count, 'entry', 'entries')} for the shared database"
    for one in waiting(desk)[:SHOWN]:
        yield harmless(f"         {one.name}: {one.what}")
    if count > SHOWN:
        yield f"         ... {count - SHOWN:,} more"
    yield from told_needs(desk)


def clock_off(desk: Desk) -> str:
    """How far this computer's clock was off when the shared database was last heard."""
    by = desk.clock.by.total_seconds() if isinstance(desk.clock, ShiftedClock) else 0.0
    return told_off(by)


def told_off(seconds: float) -> str:
    """What a clock must be moved by, in words: "right", "12 s slow", "7 min fast"."""
    size = abs(seconds)
    if size < 1:
        return "right"
    return f"{f'{size:.0f} s' if size < 120 else f'{size / 60:.0f} min'} {'slow' if seconds > 0 else 'fast'}"
