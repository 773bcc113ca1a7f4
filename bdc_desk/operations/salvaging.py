"""A damaged log gives what can be read, the backups fill its holes, and the desk works on with the result."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bdc_desk.clock import Clock
from bdc_desk.operations.restoring import Restored, restore
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import backups
from bdc_desk.storage.copying import remove_database
from bdc_desk.storage.salvage import Salvaged, salvage

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
        if found.missing:
            first = [f"{no:,}" for no in found.missing[:SHOWN]]
            more = len(found.missing) - len(first)
            shown = ", ".join(first) + (f" and {more:,} more" if more else "")
            parts.append(
                f"{len(found.missing):,} could be read nowhere: number {shown}. `bdc-desk verify` names "
                "them from now on."
            )
        else:
            parts.append("None is missing.")
        if self.restored.kept is not None:
            parts.append(f"The damaged file is kept as {self.restored.kept}.")
        return " ".join(parts)


def rescue(profile: Profile, clock: Clock, tell: Callable[[str], None] = lambda _step: None) -> Rescue:
    """Save what can be read of the profile's log, filled up from its backups, and put it into its place; the
    desk gets a new id, as after a restored backup. `tell` hears in words what is being done.

    All is done or nothing. Raises Refused while another program has the log open, SurroundingsFault where
    nothing can be read or the disk fails.
    """
    target = _target(profile)
    remove_database(target)  # of a rescue that was cut short
    held = [one.path for one in backups(profile.backups) if not one.was_replaced]
    try:
        found = salvage(profile.database, held, target, lambda table: tell(f"reading `{table}`"))
        return Rescue(found, restore(profile, clock, target, tell=tell))
    finally:
        remove_database(target)


def _target(profile: Profile) -> Path:
    return profile.database.with_name(f"{profile.database.name}.salvaged")
