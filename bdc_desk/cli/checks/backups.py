"""The backups: is there a fresh one, and is it whole. By the profile's files alone: they matter most where
the log does not open.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bdc_desk.cli.checks.finding import Finding, ok, skipped, warning
from bdc_desk.clock import SystemClock
from bdc_desk.errors import BdcDeskError
from bdc_desk.settings import Profile, is_there, profile_at
from bdc_desk.storage.backup import Backup, backups, latest, unreadable
from bdc_desk.storage.copying import contents_of, faults_of, lost_since

OLD = timedelta(days=4)
"""A long weekend; the window makes one on each day that it is open."""
MEGABYTE = 1_000_000
DO = "`bdc-desk backup` makes one now, the open window one a day."


def check_backups(asked: str | None) -> Iterator[Finding]:
    """How old the newest is, and whether every page of it is whole. `asked`: --profile."""
    profile = profile_at(asked)
    if not is_there(profile.database) and not is_there(profile.backups):
        yield skipped("backups", "nothing to back up yet")
        return
    try:
        found = backups(profile.backups)
        bad = unreadable(profile.backups)
    except BdcDeskError as fault:
        yield warning("backups", str(fault), DO)
        return
    now = SystemClock().now()
    newest = latest(found, now)
    yield _none(profile, now) if newest is None else _judged(newest, len(found), now)
    if bad:
        names = ", ".join(path.name for path in bad)
        yield warning("backups", f"No backup any more, it cannot be read: {names}.", "Delete it.")


def _none(profile: Profile, now: datetime) -> Finding:
    """Right for a log that began just now."""
    try:
        _, began = lost_since(profile.database, 0)
    except BdcDeskError:
        began = None  # the file itself is told by its own check
    if began is not None and now - began <= OLD:
        return ok("backups", "none yet: the window makes the first one")
    return warning("backups", "There is no backup.", DO)


def _judged(newest: Backup, count: int, now: datetime) -> Finding:
    at, kept = f"{newest.at.astimezone():%Y-%m-%d %H:%M}", f"{count:,} kept"
    try:
        faults = faults_of(newest.path)
        contents_of(newest.path)
    except BdcDeskError as fault:
        faults = [str(fault)]
    if faults:
        return warning("backups", f"The newest, of {at}, is not whole: {'; '.join(faults)}.", DO)
    words = f"the newest of {at}: whole, {newest.no:,} entries, {newest.size / MEGABYTE:,.1f} MB; {kept}"
    if now - newest.at > OLD:
        return warning("backups", f"{words}; it is old.", DO)
    return ok("backups", words)
