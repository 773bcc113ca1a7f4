"""`bdc-desk shared status` and `verify`: how the team's log stands."""

import argparse

from bdc_desk.cadence.local_time import told
from bdc_desk.cli.shared.owner import connected
from bdc_desk.cli.sync_now import told_off
from bdc_desk.cli.table import counted, harmless, table
from bdc_desk.storage.shared.admin import Admin
from bdc_desk.storage.shared.membership import DealershipRow
from bdc_desk.sync.administering import dealership_named, verify_shared

HEADS = ("desk of", "version", "last heard", "entries behind", "its clock")


def run(arguments: argparse.Namespace) -> int:
    """Print how it stands; `verify` exits 1 where something is wrong."""
    with connected(arguments) as (admin, _):
        if arguments.action == "verify":
            return _verify(admin, dealership_named(admin, arguments.dealership))
        chosen = (
            [dealership_named(admin, arguments.dealership)] if arguments.dealership else admin.dealerships()
        )
        if not chosen:
            print("The shared database holds no dealership yet. `bdc-desk shared add-dealership` begins one.")
        for dealership in chosen:
            print(_status(admin, dealership))
    return 0


def _status(admin: Admin, dealership: DealershipRow) -> str:
    people = {one.person: one for one in admin.people(dealership.dealership)}
    may_work = [one for one in people.values() if one.removed_at is None]
    desks = admin.desks(dealership.dealership)
    rows = [
        (
            people[desk.person].name if desk.person in people else desk.person,
            desk.version,
            told(desk.met_at, dealership.zone),
            f"{desk.behind:,}" if desk.behind >= 0 else f"{-desk.behind:,} ahead",
            told_off(desk.clock_off / 1_000_000),
        )
        for desk in desks
    ]
    first = harmless(
        f"{dealership.name}: {_head(admin, dealership)}; "
        f"{counted(len(may_work), 'person', 'people')} may work, {counted(len(rows), 'desk')} joined"
    )
    if any(desk.behind < 0 for desk in desks):
        first += (
            "\nA desk is ahead of the database: was an older backup put back? Then `bdc-desk shared recover`."
        )
    return f"{first}\n{table(HEADS, rows)}" if rows else first


def _verify(admin: Admin, dealership: DealershipRow) -> int:
    faults = verify_shared(admin, dealership)
    for fault in faults:
        print(harmless(str(fault)))
    if faults:
        print(
            "\nThe shared log is not as it was written: "
            f"{counted(len(faults), 'fault')}. "
            "Keep a copy of the database as it is now; every desk holds the log as far as it had pulled."
        )
        return 1
    print(harmless(f"The shared log of {dealership.name} is whole: {_head(admin, dealership)}."))
    print("Note the head down: a log that was cut short or rewritten later has another one.")
    return 0


def _head(admin: Admin, dealership: DealershipRow) -> str:
    """The newest number and the beginning of its hash, as `bdc-desk verify` says it of a desk's own copy."""
    newest = admin.sealed_rows(dealership.dealership, dealership.chain, dealership.no - 1, 1)
    head = f"{dealership.no}:{bytes(newest[0][6]).hex()[:16]}" if newest else "-"
    return f"{dealership.no:,} entries, head {head}"
