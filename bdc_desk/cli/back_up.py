"""`bdc-desk backup`: make a backup of the log now, or list those there are."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import counted, harmless, table
from bdc_desk.operations.backing_up import back_up_to, daily_backup
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around
from bdc_desk.settings import Profile, profile_at
from bdc_desk.storage.backup import Backup, backups, unreadable

MEGABYTE = 1_000_000


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked. Raises NotSetUp, SurroundingsFault."""
    profile = profile_at(arguments.profile)
    if arguments.list:
        return _list(profile)
    with open_desk(arguments.profile) as desk:
        if arguments.to:
            made = back_up_to(desk, Path(arguments.to).expanduser())
            print(f"{_told(made)}\nNobody removes it: it holds personal data, delete it when it has served.")
        else:
            _make(desk, profile)
    return 0


def _make(desk: Desk, profile: Profile) -> None:
    made = daily_backup(desk, profile, force=True)
    assert made is not None  # noqa: S101 - asked for, it is made or said why not
    held, days = backups(profile.backups), around(desk).policy.keep_backups.days
    print(_told(made))
    print(f"{counted(len(held), 'backup')} in {made.path.parent}; none is kept for more than {days} days.")


def _told(made: Backup) -> str:
    head = f", head {made.no}:{made.head[:16]}" if made.head else ""
    return f"Backed up: {counted(made.no, 'entry', 'entries')}{head}, {size(made)}, checked: {made.path}"


def _list(profile: Profile) -> int:
    found, bad = backups(profile.backups), unreadable(profile.backups)
    if found:
        print(table(("made", "entries", "size", "what", "file"), [_row(one) for one in found]))
    else:
        print(f"There is no backup in {profile.backups}.")
    for path in bad:
        print(harmless(f"{path.name} cannot be read: it is no backup any more."))
    return 0


def _row(backup: Backup) -> Sequence[str]:
    return when(backup), f"{backup.no:,}", size(backup), kind(backup), backup.path.name


def when(backup: Backup) -> str:
    """When it was made, by this computer's clock: the log, which knows the dealership's, may be lost."""
    return f"{backup.at.astimezone():%Y-%m-%d %H:%M}"


def size(backup: Backup) -> str:
    """How large it is."""
    return f"{backup.size / MEGABYTE:,.1f} MB"


def kind(backup: Backup) -> str:
    """What it is beside a day's backup."""
    if backup.was_replaced:
        return "replaced by a restored one"
    return f"before tables {backup.before}" if backup.before else "backup"
