"""`bdc-desk salvage`: save what can be read of a damaged log, and go on with it."""

import argparse
import sys
from pathlib import Path

from bdc_desk.cli.table import harmless
from bdc_desk.clock import SystemClock
from bdc_desk.errors import NotSetUp, SurroundingsFault
from bdc_desk.log import log_to
from bdc_desk.operations.salvaging import rescue
from bdc_desk.settings import is_there, profile_at
from bdc_desk.storage.health import quick_check
from bdc_desk.storage.salvage import refuse_newer

SURE = "salvage"


def run(arguments: argparse.Namespace) -> int:
    """Ask, save, and say what came of it. Raises NotSetUp where there is no log, Refused,
    SurroundingsFault.
    """
    profile = profile_at(arguments.profile)
    if not is_there(profile.database):
        raise NotSetUp(f"There is no log in {profile.folder}. `bdc-desk restore` brings a backup back.")
    log_to(profile.logs)
    faults = _faults(profile.database)
    if not faults:
        print(
            "SQLite finds nothing wrong here: there is nothing to salvage. `bdc-desk verify` judges the log."
        )
        return 0
    refuse_newer(profile.database)
    print(f"The log is damaged: {harmless('; '.join(faults))}.")
    print("What can be read is saved, what its backups hold fills the holes. The damaged file is kept.")
    if not arguments.yes and not _is_sure():
        print("Nothing was changed.")
        return 1
    done = rescue(profile, SystemClock(), lambda step: print(f"  {step} ...", file=sys.stderr))
    print(harmless(done.words))
    return 0


def _faults(database: Path) -> list[str]:
    try:
        return quick_check(database)
    except SurroundingsFault as fault:
        return [str(fault)]


def _is_sure() -> bool:
    try:
        return input(f"Write `{SURE}` to go on: ").strip() == SURE
    except EOFError:
        return False
