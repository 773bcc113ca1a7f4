"""Backups of the log in a folder: made, listed, rotated. Restoring is `restoring.py`.

A backup is one whole SQLite file, named by when it was made (UTC): "bdc-desk-2026-03-02T091500Z.sqlite";
"...-before-0006.sqlite" was made before a migration, and "bdc-desk-replaced-..." is the file that a restored
backup took the place of, as it was.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.copying import BESIDE, contents_of, copy_whole, remove_database

_NAME = re.compile(
    r"bdc-desk-(?P<replaced>replaced-)?(?P<at>\d{4}-\d\d-\d\dT\d{6}Z)(?:-before-(?P<before>\w+))?\.sqlite"
)
_LEFT = re.compile(r"\.bdc-desk-[^/]*\.new(?:-wal|-shm|-journal)?")
"""Of a copy that was cut short."""
_AT = "%Y-%m-%dT%H%M%SZ"
AHEAD = timedelta(minutes=10)
"""How far the date of a backup may be ahead of the clock: more, and the clock was wrong when it was made."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that can be read. `at`: when it was made (UTC); `size`: bytes; `no` and `head`: number and
    hash (hex) of the last seal in it, 0 and "" in an empty log.
    """

    path: Path
    at: datetime
    size: int
    no: int
    head: str

    @property
    def was_replaced(self) -> bool:
        """Whether it is a file that gave way to a restored backup: perhaps a damaged one."""
        return bool(_matched(self.path, "replaced"))

    @property
    def before(self) -> str:
        """The version of the tables that it was made before; "" for a backup of the day."""
        return _matched(self.path, "before")


def back_up(
    database: Path,
    folder: Path,
    now: datetime,
    *,
    before: str = "",
    goes_on: Callable[[], bool] = lambda: True,
) -> Backup:
    """Copy the log into `folder`, checked and on the disk, while others write it. `before`: the version of
    the tables that it will be brought to.

    Raises SurroundingsFault in a sentence of its own: what failed, that the log itself is safe, what now.
    Raises `copying.Stopped` where `goes_on` says no; it is asked every few megabytes.
    """
    end = f"-before-{before}" if before else ""
    path = folder / f"bdc-desk-{now.astimezone(UTC):{_AT}}{end}.sqlite"
    try:
        make_folder(folder)
        found = copy_whole(database, path, goes_on)
    except SurroundingsFault as fault:
        why = str(fault).replace(str(path), path.name)
        raise SurroundingsFault(
            f"No backup could be made in {folder}. {why} What was saved is in the log itself. See to the "
            "disk's room and the folder's rights, then back up again: `bdc-desk backup`."
        ) from fault
    return Backup(path, _moment(path), path.stat().st_size, found.no, found.head)


def backups(folder: Path) -> list[Backup]:
    """The backups in `folder`, the newest first; none where there is no such folder. What cannot be read as a
    log is left out: `unreadable` names it. Raises SurroundingsFault where the folder cannot be looked into.
    """
    found = [backup for path in _named(folder) if (backup := backup_at(path)) is not None]
    return sorted(found, key=lambda one: (one.at, not one.was_replaced, one.path.name), reverse=True)


def backup_at(path: Path) -> Backup | None:
    """The file as a backup, made when its name says, else when it was last written; None where it cannot be
    read as a log.
    """
    try:
        size, found = path.stat().st_size, contents_of(path)
        return Backup(path, _moment(path), size, found.no, found.head)
    except (SurroundingsFault, OSError, ValueError, TypeError, AttributeError):  # rows of another form
        return None


def unreadable(folder: Path) -> list[Path]:
    """Files that are named like backups and cannot be read as a log. Raises SurroundingsFault."""
    return [path for path in _named(folder) if backup_at(path) is None]


def replaced_path(folder: Path, now: datetime) -> Path:
    """Where the file goes that a restored backup takes the place of; no name that is taken."""
    while (path := folder / f"bdc-desk-replaced-{now.astimezone(UTC):{_AT}}.sqlite").exists():
        now += timedelta(seconds=1)
    return path


def remove_older(folder: Path, moment: datetime, keep: Backup | None = None) -> list[Path]:
    """Remove every backup but `keep` that was made before `moment`, readable or not, and what a copy that was
    cut short left; which. What another program holds stays until the next time. Raises SurroundingsFault.
    """
    for path in _listed(folder):
        if _LEFT.fullmatch(path.name):
            with suppress(OSError):
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < moment:
                    path.unlink()
    spared = keep.path if keep else None
    return _removed(path for path in _named(folder) if _moment(path) < moment and path != spared)


def thin_out(folder: Path, zone: tzinfo, now: datetime) -> list[Path]:
    """Of each day before today keep the newest backup that can be read; which were removed. Days are those of
    `zone`. Those from before a migration, and replaced files, stay their whole time.
    """
    today, kept = now.astimezone(zone).date(), set()
    gone: list[Path] = []
    for backup in backups(folder):
        day = backup.at.astimezone(zone).date()
        if backup.was_replaced or backup.before or day >= today:
            continue
        if day in kept:
            gone.append(backup.path)
        kept.add(day)
    return _removed(gone)


def latest(found: Sequence[Backup], now: datetime) -> Backup | None:
    """The newest of `found` (the newest first) that is meant to be restored: no replaced file, and none that
    is dated after `now`, when the clock was wrong, unless there is no other.
    """
    meant = [one for one in found if not one.was_replaced]
    return next((one for one in meant if one.at <= now + AHEAD), meant[0] if meant else None)


def fullest(found: Sequence[Backup]) -> Backup | None:
    """The one with the most entries, the newest of several: what is worth keeping where no more can be
    made.
    """
    meant = [one for one in found if not one.was_replaced]
    return max(meant, key=lambda one: (one.no, one.at), default=None)


def made_at(path: Path) -> datetime | None:
    """When a file in the folder of backups was made, readable or not; None for one that is not named like a
    backup, or like what a copy that was cut short left: nobody removes it.
    """
    is_ours = _NAME.fullmatch(path.name) or _LEFT.fullmatch(path.name)
    return _moment(path) if is_ours else None


def make_folder(folder: Path) -> None:
    """Make the folder, for nobody else to read. Raises SurroundingsFault."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise SurroundingsFault(f"The folder {folder} could not be made: {fault.strerror}.") from fault


def _removed(paths: Iterable[Path]) -> list[Path]:
    gone = []
    for path in paths:
        remove_database(path)
        if not path.exists():
            gone.append(path)
    return gone


def _named(folder: Path) -> list[Path]:
    return sorted(path for path in _listed(folder) if _NAME.fullmatch(path.name))


def _listed(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.endswith(BESIDE) or _LEFT.match(path.name)]
    except FileNotFoundError:
        return []
    except OSError as fault:
        raise SurroundingsFault(
            f"The backups in {folder} cannot be looked at: {fault.strerror}. Change the folder's rights."
        ) from fault


def _moment(path: Path) -> datetime:
    """When it was made: by its name, else by the file's own time."""
    named = _matched(path, "at")
    with suppress(ValueError):
        return datetime.strptime(named, _AT).replace(tzinfo=UTC)
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _matched(path: Path, group: str) -> str:
    found = _NAME.fullmatch(path.name)
    return (found[group] or "") if found else ""
