"""`bdc-desk restore [FILE]`: let a backup take the place of the log."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from bdc_desk.cli.asking import is_at_terminal
from bdc_desk.cli.back_up import size, when
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import counted, harmless
from bdc_desk.cli.trust_arguments import LATEST
from bdc_desk.clock import SystemClock
from bdc_desk.errors import NotSetUp, Refused
from bdc_desk.log import log_to
from bdc_desk.operations.restoring import Loss, Restored, check_backup, restore, what_would_be_lost
from bdc_desk.settings import Profile, make_profile, profile_at
from bdc_desk.storage.backup import Backup, backup_at, backups, latest, unreadable

WORD = "restore"
"""What is typed to go on."""


def run(arguments: argparse.Namespace) -> int:
    """Say what it holds and what would be lost, ask once more, and do it; 1 where the person said no.

    Raises Refused where there is no such backup, or it must not be restored; SurroundingsFault.
    """
    profile = profile_at(arguments.profile)
    backup = _found(profile, arguments.file)
    check_backup(profile, backup.path, other=arguments.other)
    for line in _before(backup, what_would_be_lost(profile, backup.path)):
        print(line)
    if not arguments.yes and not _agrees():
        print("Nothing was changed.")
        return 1
    make_profile(profile)
    log_to(profile.logs)
    done = restore(profile, SystemClock(), backup.path, other=arguments.other, tell=_tell)
    for line in (*_after(done), *_opened(arguments.profile)):
        print(line)
    return 0


def _found(profile: Profile, named: str) -> Backup:
    """The newest, the file named, or the one of that name among the backups. Raises Refused."""
    if named == LATEST:
        newest = latest(backups(profile.backups), SystemClock().now())
        if newest is None:
            broken = ", ".join(path.name for path in unreadable(profile.backups))
            why = f" that can be read (not any more: {broken})" if broken else ""
            where = f"in {profile.backups}{why}"
            raise Refused(f"There is no backup {where}. Name a file elsewhere: `bdc-desk restore FILE`.")
        return newest
    given = Path(named).expanduser()
    path = given if given.exists() else profile.backups / named
    found = backup_at(path)
    if found is None:
        why = "cannot be read as a backup" if path.exists() else "is not there"
        raise Refused(f"{given} {why}. `bdc-desk backup --list` lists the backups.")
    return found


def _before(backup: Backup, loss: Loss) -> Iterator[str]:
    entries = counted(backup.no, "entry", "entries")
    yield f"The backup of {when(backup)}: {entries}, {size(backup)}, whole ({harmless(str(backup.path))})."
    yield loss_words(loss)
    yield "The log there is now is kept among the backups. Close the window, if it is open."


def loss_words(loss: Loss) -> str:
    """What the backup does not bring back, in a sentence."""
    if loss.entries is None:
        return "The log there is now cannot be compared with it: whatever was written since is not in it."
    since = f", from {loss.since.astimezone():%Y-%m-%d %H:%M} on" if loss.since else ""
    count = counted(loss.entries, "entry", "entries")
    if loss.in_team:
        if not loss.entries:
            return "Nothing is lost: the shared database gives back all that it has."
        return f"{count} that the shared database does not have yet would be lost{since}."
    if not loss.entries:
        return "Nothing was written since."
    return f"{count} written since would be gone from the log{since}: calls, notes, emails, new leads."


def _agrees() -> bool:
    if not is_at_terminal():
        raise Refused("Nobody is here to say yes. Give --yes to restore without being asked.")
    return input(f"\nType {WORD} to go on: ").strip().casefold() == WORD


def _tell(step: str) -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"  {step} ...", file=sys.stderr, flush=True)


def _after(done: Restored) -> Iterator[str]:
    yield f"Restored: {counted(done.no, 'entry', 'entries')}. This desk goes on under a new id."
    if done.erased:
        leads = counted(done.erased, "lead")
        yield f"{leads} of customers who were erased since the backup: erased again."
    if done.kept is not None:
        yield f"The log that it took the place of is {done.kept}."


def _opened(folder: str | None) -> Iterator[str]:
    """Open it once, so that the lists are concluded now."""
    try:
        with open_desk(folder) as desk:
            in_team = desk.is_in_team
    except NotSetUp:  # of a desk whose joining was cut short
        return
    if in_team:
        yield "What the shared database has comes back with the next exchange: `bdc-desk sync`."
    yield "`bdc-desk verify` judges every entry again."
