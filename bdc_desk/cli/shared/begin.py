"""`bdc-desk shared init`: the shared database is set up, or brought up to this version."""

import argparse

from bdc_desk.cli.asking import password_of
from bdc_desk.cli.table import counted
from bdc_desk.errors import Refused
from bdc_desk.storage.shared.address import owner_address
from bdc_desk.sync.administering import open_admin


def run(arguments: argparse.Namespace) -> int:
    """Set it up and say what was done."""
    if arguments.address and arguments.database:
        raise Refused("Give the address once: after `init`, or with --database.")
    address = owner_address(arguments.address or arguments.database)
    with open_admin(address, password_of(address)) as admin:
        for line in admin.init():
            print(line)
        known = admin.dealerships()
    print(f"The database {address.database} is ready for BDC Desk: {counted(len(known), 'dealership')}.")
    if not known:
        print(
            "Next: `bdc-desk shared add-dealership` begins one, "
            "`bdc-desk shared adopt` brings a desk's own log."
        )
    return 0
