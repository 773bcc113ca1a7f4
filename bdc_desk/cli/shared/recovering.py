"""`bdc-desk shared recover`: desks go on after the shared database came back from an older backup."""

import argparse

from bdc_desk.cli.asking import agrees, is_at_terminal
from bdc_desk.cli.shared.owner import connected
from bdc_desk.cli.table import harmless
from bdc_desk.errors import Refused
from bdc_desk.sync.administering import dealership_named

WHAT = """\
{name} has {no:,} entries here now.
This opens a new chain that continues the one there is: each entry gets its seal again, with the same moment
and verdict. Every desk goes over to it by itself and hands in again what the database lacks of its own, under
its author's login; what no desk holds any more stays lost. Call it once, after the backup was put back, and
only then: it is your word that the database, and not the desks, had lost something. Take a copy of it first.
"""


def run(arguments: argparse.Namespace) -> int:
    """Explain, ask, and open the new chain."""
    with connected(arguments) as (admin, _):
        dealership = dealership_named(admin, arguments.dealership)
        print(harmless_lines(WHAT.format(name=dealership.name, no=dealership.no)))
        if not arguments.yes and not is_at_terminal():
            raise Refused("Nobody is here to be asked: call it in a terminal, or say --yes.")
        if not arguments.yes and not agrees("Open the new chain?"):
            print("Nothing was changed.")
            return 1
        chain, kept = admin.recover(dealership.dealership)
    print(f"The new chain {chain} is open with {kept:,} entries. Desks follow within half a minute:")
    print("wait until each has 0 behind in `bdc-desk shared status` before you remove anybody.")
    print("`bdc-desk shared verify` tells the new head.")
    return 0


def harmless_lines(text: str) -> str:
    """The text, each line harmless for the terminal."""
    return "\n".join(harmless(line) for line in text.splitlines())
