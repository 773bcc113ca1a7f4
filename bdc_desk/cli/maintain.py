"""`bdc-desk rebuild` and `bdc-desk verify`."""

import argparse

from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import harmless
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.operations.verifying import verify


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; `verify` exits 1 where something is wrong."""
    with open_desk(arguments.profile) as desk:
        if arguments.command == "rebuild":
            print(f"All lists were concluded from the log anew: {rebuild(desk)} leads.")
            return 0
        faults = verify(desk)
        with desk.store.snapshot() as snapshot:
            head = snapshot.head()
    for fault in faults:
        print(harmless(fault))
    if faults:
        print(
            f"\nThe log is not as it was written: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}."
        )
        return 1
    print(
        f"The log is whole: {head.no if head else 0} entries, head {head.hash.hex()[:16] if head else '-'}.\n"
        "Note the head down: a log that was cut short or rewritten later has another one."
    )
    return 0
