"""Arguments of `bdc-desk backup`, `bdc-desk restore` and `bdc-desk export`."""

import argparse
from collections.abc import Mapping

LATEST = "latest"
"""Instead of a file: the newest backup."""


def add(made: Mapping[str, argparse.ArgumentParser]) -> None:
    """Give the commands their arguments; `made`: all commands by name."""
    backup = made["backup"].add_mutually_exclusive_group()
    backup.add_argument("--to", metavar="DIR", help="into this folder, on another disk, which is not rotated")
    backup.add_argument("--list", action="store_true", help="list the backups there are, and make none")
    restore = made["restore"]
    restore.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default=LATEST,
        help=f'a backup: a file, its name among the backups, or "{LATEST}" (what happens without)',
    )
    restore.add_argument("--yes", action="store_true", help="do not ask once more")
    restore.add_argument(
        "--other", action="store_true", help="also a backup of another dealership than the profile's"
    )
    made["export"].add_argument("folder", metavar="DIR", help="a new or an empty folder")
