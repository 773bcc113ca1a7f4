"""Arguments of `bdc-desk erase`."""

import argparse

from bdc_desk.cadence.kinds import ErasingReason

WORDS = {reason.value.replace(" ", "-"): reason for reason in ErasingReason}
"""The reasons as they are typed."""


def add(command: argparse.ArgumentParser) -> None:
    """Give the command its arguments."""
    command.add_argument("lead", metavar="LEAD", help="the lead's id, its beginning, or the customer's name")
    command.add_argument("--reason", choices=tuple(WORDS), required=True, help="why the customer is erased")
    command.add_argument("--yes", action="store_true", help="do not ask once more")
    command.add_argument(
        "--backups",
        choices=("now",),
        help="make a new backup afterwards and remove the older ones, which hold the customer still",
    )
