"""How a desk stands, for whoever looks after it: its log, its file, the disk, the people. Only looks, but for
a verification, whose moment is kept.
"""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import dial_way
from bdc_desk.operations.verifying import verify
from bdc_desk.settings import Profile
from bdc_desk.storage.heads import NotedHead, heads_of, note_head

VERIFIED = "desk status: verified"
"""Setting: when the log was last verified from a window of this desk, and how many faults were found."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification of the whole log: when, up to which number, and how many faults it found."""

    at: datetime
    entries: int
    faults: int


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """What the desk's own file says. Sizes in bytes; `free` None where the disk did not tell.

    `entries`: sealed ones, `waiting`: those that the shared database has not sealed yet. `verified` None:
    never from this window. `phone`: "by hand" or "tel".
    """

    entries: int
    waiting: int
    verified: Verified | None
    file: str
    size: int
    free: int | None
    person: str
    role: str
    people: int
    phone: str


def desk_figures(desk: Desk) -> DeskFigures:
    """Read them now. Raises SurroundingsFault, or NotSetUp in an empty profile."""
    with desk.store.snapshot() as snapshot:
        around, head = desk.surroundings(snapshot), snapshot.head()
        waiting, verified = snapshot.waiting_count(), _kept(snapshot.setting(VERIFIED))
    path = desk.store.path
    me = around.people.get(desk.person)
    return DeskFigures(
        entries=head.no if head else 0,
        waiting=waiting,
        verified=verified,
        file=str(path),
        size=sum(_size(f"{path}{end}") for end in ("", "-wal")),
        free=_free(str(path.parent)),
        person=around.name_of(desk.person),
        role=me.role if me else "",
        people=len(around.people),
        phone=dial_way(desk),
    )


def verify_now(desk: Desk, on_paper: Iterable[NotedHead] = ()) -> tuple[str, ...]:
    """Verify the whole log, compare it with the heads noted in the profile and those `on_paper`, and keep
    that it was done: everything that is wrong, a sentence each; empty for a whole log, whose head is noted.
    About half a second for a thousand entries. Raises SurroundingsFault.
    """
    heads = Profile(desk.store.path.parent).heads
    faults = verify(desk, [*heads_of(heads), *on_paper])
    now = desk.clock.now()
    head = None if faults else note_head(desk.store, heads, now)
    told = {
        "at": now.isoformat(),
        "entries": head.no if head else 0,
        "faults": len(faults),
    }
    with desk.store.unit() as unit:
        unit.put_setting(VERIFIED, json.dumps(told))
    return tuple(faults)


def _kept(text: str | None) -> Verified | None:
    """What was kept; None for nothing, or for what nobody can read."""
    try:
        told = json.loads(text or "")
        return Verified(datetime.fromisoformat(told["at"]), int(told["entries"]), int(told["faults"]))
    except (ValueError, TypeError, KeyError):
        return None


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _free(folder: str) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
