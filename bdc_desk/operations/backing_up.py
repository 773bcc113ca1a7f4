"""The desk's own backups: one a day, rotated by the policy's days, and one whenever a person asks."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.policy import Policy
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import Backup, back_up, backups, latest, remove_older, thin_out
from bdc_desk.storage.heads import note_head


def daily_backup(
    desk: Desk, profile: Profile, *, force: bool = False, goes_on: Callable[[], bool] = lambda: True
) -> Backup | None:
    """Make the day's backup, note the log's head beside it and rotate; None where the day has one already.
    `force`: make one all the same. Seconds for a log of years; writers do not wait. `goes_on`: asked now and
    then whether to go on.

    Days are the dealership's. Of past days one is kept each, and none for longer than the policy says
    ([backups] keep_days): a backup holds people who were erased since. Only where none could be made does the
    last one stay, however old. Raises SurroundingsFault, NotSetUp in an empty profile, Stopped.
    """
    now, policy = desk.clock.now(), _policy(desk)
    zone, too_old = zone_of(policy.zone), now - policy.keep_backups
    if not force and _is_done(profile.backups, now, policy.zone):
        remove_older(profile.backups, too_old)
        return None
    try:
        made = back_up(desk.store.path, profile.backups, now, goes_on=goes_on)
    except SurroundingsFault:
        with suppress(SurroundingsFault):  # of a folder that cannot be looked into: why none was made is told
            last = latest(backups(profile.backups))
            remove_older(profile.backups, min(too_old, last.at) if last else too_old)
        raise
    note_head(desk.store, profile.heads, now)
    remove_older(profile.backups, too_old)
    thin_out(profile.backups, zone, now)
    return made


def backup_is_due(desk: Desk, profile: Profile) -> bool:
    """Whether today has no backup yet. Raises SurroundingsFault, NotSetUp in an empty profile."""
    return not _is_done(profile.backups, desk.clock.now(), _policy(desk).zone)


def back_up_to(desk: Desk, folder: Path) -> Backup:
    """Make a backup in another folder, on another disk: that one is not rotated. Raises SurroundingsFault."""
    return back_up(desk.store.path, folder, desk.clock.now())


def _policy(desk: Desk) -> Policy:
    with desk.store.snapshot() as snapshot:
        return desk.surroundings(snapshot).policy


def _is_done(folder: Path, now: datetime, zone: str) -> bool:
    there = zone_of(zone)
    today = now.astimezone(there).date()
    made = (one for one in backups(folder) if not one.was_replaced and not one.before)
    return any(one.at.astimezone(there).date() == today for one in made)
