"""`bdc-desk shared adopt`: the log of a desk that worked alone becomes the team's."""

import argparse

from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.shared.owner import connected, note_on_passing_it_on, told_login
from bdc_desk.cli.table import harmless
from bdc_desk.sync.administering import adopt


def run(arguments: argparse.Namespace) -> int:
    """Take it up, and say what each person there is to be told."""
    with open_desk(arguments.profile) as desk, connected(arguments) as (admin, address):
        first_logins = adopt(admin, desk, address)
        with desk.store.snapshot() as snapshot:
            around, head = desk.surroundings(snapshot), snapshot.head()
    print(
        harmless(
            f"{around.dealership} is in the shared database: {head.no if head else 0:,} entries, as they are."
        )
    )
    for first in first_logins:
        print(harmless(first.name))
        print(told_login(first, address))
    print(note_on_passing_it_on(address))
    print(
        harmless(
            f"This desk is {around.name_of(desk.person)}'s and shares its log from now on: "
            "call the line `bdc-desk join ...` of that login on it once."
        )
    )
    return 0
