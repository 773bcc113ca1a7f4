"""`bdc-desk export DIR`: everything the dealership owns, in files that anybody can read."""

import argparse
import sys
from pathlib import Path

from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import counted
from bdc_desk.intake.exporting import ending
from bdc_desk.operations.exporting import export_everything
from bdc_desk.settings import profile_at

WIPE = "\r\x1b[K"
SHOWN_FROM = 500
"""Leads: fewer are done before anybody wonders."""


def run(arguments: argparse.Namespace) -> int:
    """Write it all. Raises Refused where something is in the folder, SurroundingsFault."""
    profile, folder = profile_at(arguments.profile), Path(arguments.folder).expanduser()
    with open_desk(arguments.profile) as desk:
        done = export_everything(desk, profile, folder, ending=ending, tell=_tell)
    print(
        f"{done.folder}: {counted(done.entries, 'entry', 'entries')}, {counted(done.leads, 'lead')}, "
        f"{counted(done.originals, 'original')}, head {done.head[:16] or '-'}."
    )
    print("README.txt in it says what is what. The files hold personal data: an erasure does not reach them.")
    return 0


def _tell(done: int, of: int) -> None:
    if of < SHOWN_FROM or sys.stderr is None or not sys.stderr.isatty():
        return
    words = "" if done == of else f"{done:,} of {of:,} leads"
    print(f"{WIPE}{words}", end="", file=sys.stderr, flush=True)
