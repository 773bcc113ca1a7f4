"""The desk's own backups: one a day, rotated by the policy's days, and one whenever a person asks."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.policy import Policy
from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.erasing import scrub_if_wanted, settle_erasures
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import Backup, back_up, backups, fullest, remove_older, thin_out
from bdc_desk.storage.heads import note_head


def daily_backup(
    desk: Desk, profile: Profile, *, force: bool = False, goes_on: Callable[[], bool] = lambda: True
) -> Backup | None:
    """Make the day's backup, note the log's head beside it and rotate; None where the day has one already.
    `force`: make one all the same. Seconds for a log of years; writers do not wait. `goes_on`: asked now and
    then whether to go on.

    Days are the dealership's. Of past days one is kept each, and none for longer than the policy says
    ([backups] keep_days): a backup holds people who were erased since. Only where none could be made does the
    fullest one stay, however old. Raises SurroundingsFault, NotSetUp in an empty profile, Stopped.
    """
    now, policy = desk.clock.now(), _policy(desk)
    zone, too_old = zone_of(policy.zone), now - policy.keep_backups
    if not force and _is_done(desk, profile.backups, policy.zone):
        remove_older(profile.backups, too_old)
        return None
    settle_erasures(desk, profile)  # what was deleted goes into no backup
    try:
        made = back_up(desk.store.path, profile.backups, now, goes_on=goes_on)
    except SurroundingsFault:
        with suppress(SurroundingsFault):  # of a folder that cannot be looked into: why none was made is told
            remove_older(profile.backups, too_old, keep=fullest(backups(profile.backups)))
        raise
    note_head(desk.store, profile.heads, now)
    remove_older(profile.backups, too_old)
    thin_out(profile.backups, zone, now)
    return made


def backup_is_due(desk: Desk, profile: Profile) -> bool:
    """Whether today has no backup yet. Raises SurroundingsFault, NotSetUp in an empty profile."""
    return not _is_done(desk, profile.backups, _policy(desk).zone)


def back_up_to(desk: Desk, folder: Path) -> Backup:
    """Make a backup in another folder, on another disk: that one is not rotated. Raises SurroundingsFault."""
    scrub_if_wanted(desk)
    return back_up(desk.store.path, folder, desk.clock.now())


def _policy(desk: Desk) -> Policy:
    with desk.store.snapshot() as snapshot:
        return desk.surroundings(snapshot).policy


def _is_done(desk: Desk, folder: Path, zone: str) -> bool:
    """One that holds more than the log does is of before another backup was restored: no backup of this."""
    there = zone_of(zone)
    today = desk.clock.now().astimezone(there).date()
    with desk.store.snapshot() as snapshot:
        head = snapshot.head()
    most = head.no if head else 0
    made = (one for one in backups(folder) if not one.was_replaced and not one.before and one.no <= most)
    return any(one.at.astimezone(there).date() == today for one in made)
