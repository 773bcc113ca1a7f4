"""A damaged log gives what can be read, the backups fill its holes, and the desk works on with the result."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdc_desk.clock import Clock
from bdc_desk.operations.restoring import Restored, restore
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import Backup, backups
from bdc_desk.storage.copying import remove_database
from bdc_desk.storage.erased_list import noted_as_erased
from bdc_desk.storage.heads import heads_of, restores_of
from bdc_desk.storage.salvage import Known, Salvaged, salvage

SHOWN = 5
"""Numbers of what is missing that a person is told."""


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was saved, and what it took the place of."""

    found: Salvaged
    restored: Restored

    @property
    def words(self) -> str:
        """What came of it, for a person: how much there is, what is missing, where the damaged file is."""
        found, filled = self.found, sum(self.found.from_backups.values())
        parts = [f"{found.entries:,} entries stand in the log again."]
        if filled:
            parts.append(f"{filled:,} rows came from backups.")
        parts += _missing(found)
        if found.left_out:
            parts.append(
                f"{found.left_out:,} entries of backups were left out: they are of a log that this one "
                "parted from, as when a backup was restored."
            )
        if self.restored.kept is not None:
            parts.append(f"The damaged file is kept as {self.restored.kept}.")
        return " ".join(parts)


def _missing(found: Salvaged) -> list[str]:
    parts = []
    if found.missing:
        parts.append(f"{len(found.missing):,} could be read nowhere: number {_shown(found.missing)}.")
    if found.broken:
        parts.append(f"{len(found.broken):,} do not link to the one before: number {_shown(found.broken)}.")
    if parts and found.in_team:
        parts.append("The shared database gives back what it has, at the next exchange.")
    elif parts:
        parts.append("`bdc-desk verify` names them from now on.")
    if not found.is_sure:
        parts.append("What was written last may be missing as well: the file no longer tells.")
    return parts or ["None is missing."]


def _shown(numbers: Sequence[int]) -> str:
    first = [f"{no:,}" for no in numbers[:SHOWN]]
    more = len(numbers) - len(first)
    return ", ".join(first) + (f" and {more:,} more" if more else "")


def rescue(profile: Profile, clock: Clock, tell: Callable[[str], None] = lambda _step: None) -> Rescue:
    """Save what can be read of the profile's log, filled up from its backups, and put it into its place; the
    desk gets a new id, as after a restored backup. `tell` hears in words what is being done.

    Who was erased here stays erased, and of backups from before another one was restored nothing is taken
    that was given up then. All is done or nothing. Raises Refused while another program has the log open, and
    for the log of a newer version; SurroundingsFault where nothing can be read or the disk fails.
    """
    target = _target(profile)
    remove_database(target)  # of a rescue that was cut short
    held = [one for one in backups(profile.backups) if not one.was_replaced]
    known = Known(
        heads_of(profile.heads),
        _limits(held, restores_of(profile.heads)),
        noted_as_erased(profile.erased),
    )
    try:
        found = salvage(
            profile.database,
            [one.path for one in held],
            target,
            lambda table: tell(f"reading `{table}`"),
            known,
        )
        return Rescue(found, restore(profile, clock, target, salvaged=True, tell=tell))
    finally:
        remove_database(target)


def _limits(held: Sequence[Backup], restores: Sequence[tuple[int, datetime]]) -> dict[Path, int]:
    """The number up to which a backup still is of this log, where others were restored since it was made."""
    since = {one.path: [no for no, at in restores if at >= one.at] for one in held}
    return {path: min(numbers) for path, numbers in since.items() if numbers}


def _target(profile: Profile) -> Path:
    return profile.database.with_name(f"{profile.database.name}.salvaged")
