"""`bdc-desk rebuild` and `bdc-desk verify`."""

import argparse

from bdc_desk.cli.opening import open_desk
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.operations.verifying import verify


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; `verify` exits 1 where something is wrong."""
    with open_desk(arguments.profile) as desk:
        if arguments.command == "rebuild":
            print(f"{rebuild(desk)} leads concluded anew from the log.")
            return 0
        faults = verify(desk)
        with desk.store.snapshot() as snapshot:
            head = snapshot.head()
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} fault(s) found.")
        return 1
    print(
        f"The log is whole: {head.no if head else 0} entries, head {head.hash.hex()[:16] if head else '-'}."
    )
    return 0
