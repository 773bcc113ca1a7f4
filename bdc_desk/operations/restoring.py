"""A backup takes the place of the log: looked at, prepared beside it, swapped in whole.

The desk gets a new id, because what it wrote since the backup may be known elsewhere under the old one
(design.md, The log). Alone it goes on in the same chain, from the backup's head. In a team it begins anew at
the next exchange, before it hands in anything: the shared database gives back what it had sealed.
"""

import logging
import os
import re
import uuid
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bdc_desk.clock import Clock
from bdc_desk.errors import BdcDeskError, Refused, SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.rebuilding import LISTS
from bdc_desk.settings import Profile, is_there
from bdc_desk.storage.backup import backups
from bdc_desk.storage.copying import (
    Contents,
    contents_of,
    copy_whole,
    faults_of,
    last_common,
    lost_since,
    remove_database,
    seal_at,
)
from bdc_desk.storage.erased_list import complete_erased_list
from bdc_desk.storage.guards_log import SHARED
from bdc_desk.storage.heads import note_head, note_restored, note_salvaged
from bdc_desk.storage.migrations import HEAD, KNOWN
from bdc_desk.storage.replication import BEGINS_ANEW
from bdc_desk.storage.restoring import fold_in, put_in_place
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.store import Store, Unit

_LEAD = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ALL = 1 << 62
"""Beyond every number: what comes after has none."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a restored backup does not bring back. `entries`: how many, None where the log there is cannot be
    compared with it; `since`: when the first of them was written (UTC). `in_team`: they are those that wait
    for the shared database; all others come back from there.
    """

    entries: int | None
    since: datetime | None = None
    in_team: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done. `no`: the head's number in the restored log; `loss`: what it does not hold; `kept`: the
    file that it took the place of, None where there was none; `erased`: leads whose erasure was done again.
    """

    no: int
    loss: Loss
    kept: Path | None
    erased: int


def what_would_be_lost(profile: Profile, backup: Path) -> Loss:
    """What the log has that the backup has not. Raises SurroundingsFault where the backup cannot be read."""
    there, here = contents_of(backup), _contents(profile)
    if here is None:
        return Loss(None)
    if SHARED in {here.sealer, there.sealer}:
        if here.sealer != there.sealer or here.dealership != there.dealership:
            return Loss(None)
        return Loss(*lost_since(profile.database, ALL), in_team=True)
    is_behind = here.chain == there.chain and seal_at(profile.database, there.no) == there.head
    if not is_behind:  # another log, or one that went another way since
        return Loss(None)
    return Loss(*lost_since(profile.database, there.no))


def check_backup(profile: Profile, backup: Path, *, other: bool = False) -> Contents:
    """What the backup holds, judged page by page. `other`: it may be another dealership's.

    Raises Refused where it must not be restored: damaged, no log, a newer program's, another dealership's.
    """
    try:
        found, faults = contents_of(backup), faults_of(backup)
    except SurroundingsFault as fault:
        raise Refused(f"{fault} It cannot be restored: choose another backup.", code="backup") from fault
    if faults:
        why = f"{backup.name} is not whole: {'; '.join(faults)}. Choose another backup."
        raise Refused(why, code="damaged")
    if found.version not in KNOWN:
        raise Refused(
            f"{backup.name} was made by a newer version of BDC Desk (its tables are {found.version}, this "
            f"program knows {HEAD}). Update BDC Desk, then restore it.",
            code="newer",
        )
    if not found.dealership:
        raise Refused(f"{backup.name} holds no dealership. Choose another backup.", code="empty")
    if not other and found.dealership not in (_dealerships(profile) or {found.dealership}):
        raise Refused(
            f"{backup.name} is another dealership's. Restore it into a profile of its own (--profile "
            "FOLDER), or give --other to have this profile be that dealership's from now on.",
            code="other",
        )
    return found


def restore(
    profile: Profile,
    clock: Clock,
    backup: Path,
    *,
    other: bool = False,
    salvaged: bool = False,
    tell: Callable[[str], None] = lambda _step: None,
) -> Restored:
    """Put `backup` into the place of the profile's log, which nobody may have open, not even the caller.
    `tell` hears in words what is being done. `salvaged`: it is what could be read of the log there is, so
    that heads which it does not reach are lost, not taken back.

    Erasures since the backup are done again, claims are released, lists are concluded anew when the desk
    opens next. The log there was is kept among the backups. All is done or nothing: on any error the log
    stands as it did. Raises Refused as `check_backup`, and while another program has the log open;
    SurroundingsFault.
    """
    now = clock.now()
    tell("looking at the backup")
    check_backup(profile, backup, other=other)
    loss, here = what_would_be_lost(profile, backup), _contents(profile)
    back_to = last_common(profile.database, backup, here.no) if here else None
    if profile.database.exists():
        fold_in(profile.database)  # before the long work: whoever has it open is told at once
    database = profile.database.resolve()  # behind a link: the file itself gives way
    prepared = database.with_name(f"{database.name}.restoring-{os.getpid()}")
    try:
        tell("copying it")
        copy_whole(backup, prepared)
        tell("preparing it")
        no, erased = _prepare(
            prepared, clock, here.person if here else None, _erased(profile), salvaged=salvaged
        )
        kept = put_in_place(prepared, database, profile.backups, now)
    finally:
        remove_database(prepared)
    before = f"it had {here.no:,}" if here else "nothing could be read of it"
    logging.getLogger(__name__).info(
        "restored %s, %d entries; the log it replaced (%s) is kept as %s; %d erased again",
        backup.name, no, before, kept.name if kept else "nothing", erased,
    )  # fmt: skip
    if salvaged:
        _note(profile, no, now, note_salvaged)
    else:  # a log that went another way: heads beyond where the two were one are explained
        _note(profile, no if back_to is None else min(no, back_to), now, note_restored)
    return Restored(no, loss, kept, erased)


def _note(profile: Profile, no: int, now: datetime, remark: Callable[[Path, int, datetime], None]) -> None:
    """Heads noted since the backup are explained from now on, by that remark. The backup stands: a file that
    cannot be written is told in the log.
    """
    try:
        remark(profile.heads, no, now)
        with closing(Store.open(profile.database)) as store:
            note_head(store, profile.heads, now)
            complete_erased_list(store, profile.erased, now)
    except SurroundingsFault as fault:
        logging.getLogger(__name__).warning("%s", fault)


def _prepare(
    path: Path, clock: Clock, person: str | None, erased: Collection[str], *, salvaged: bool = False
) -> tuple[int, int]:
    """Make the copy a desk that works on: this version's tables, a new id, `person` at it, no claims,
    nobody who was erased since. The number that it was taken back to, and how many leads were erased again.
    """
    store = Store.open(path, is_copy=True)
    try:
        with store.unit() as unit:
            head = unit.head()
            identity = _begin_anew(unit, person)
            for held in unit.claims():
                unit.release(held.customer)
            unit.put_colleagues(())
            unit.put_setting(LISTS, "")
            at_it = identity.person
        desk = Desk(store, clock, at_it or "")
        return head.no if head else 0, _erase_again(desk, erased, salvaged=salvaged) if at_it else 0
    finally:
        store.close()


def _begin_anew(unit: Unit, person: str | None) -> DeskIdentity:
    """Alone the new id holds at once. In a team the old one stays until the next exchange: what waits is
    written anew then, but for what the shared database knows.
    """
    found = unit.desk()
    assert found is not None  # noqa: S101 - `check_backup` refuses a file without one
    known = {entry.body.get("person") for entry in unit.entries_of_kinds("person added")}
    sits = person if person in known else found.person
    if found.is_in_team:
        unit.put_setting(BEGINS_ANEW, "restored")
        return found
    fresh = replace(found, desk=str(uuid.uuid4()), person=sits)
    unit.put_this_desk(fresh)
    return fresh


def _erase_again(desk: Desk, leads: Collection[str], *, salvaged: bool) -> int:
    """Who was erased since the backup stays erased; how many leads were erased again here. In a team it is
    the next exchange that does it. The log is asked for the leads, not the lists: they may be empty.
    """
    if not leads:
        return 0
    with desk.store.snapshot() as snapshot:
        there = set(snapshot.leads())
        known = [lead for lead in leads if lead in there]
    if known:
        from bdc_desk.operations.erasing import erase_again  # noqa: PLC0415 - where somebody was erased only

        try:
            erase_again(desk, known)
        except BdcDeskError as fault:
            if not salvaged:
                raise
            # What could be read may lack what an entry needs. What is personal was left out of it before.
            logging.getLogger(__name__).warning("erasures could not be written again: %s", fault)
    with desk.store.snapshot() as snapshot:
        return sum(snapshot.is_erased(lead) for lead in known)


def _erased(profile: Profile) -> tuple[str, ...]:
    """The leads erased in this profile. Raises SurroundingsFault: without knowing them nothing is
    restored.
    """
    try:
        text = profile.erased.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise SurroundingsFault(
            f"Who was erased stands in {profile.erased}, which cannot be read: {fault.strerror}. A backup "
            "could bring them back, so nothing was restored. Make the file readable, then restore again."
        ) from fault
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(dict.fromkeys(lead for line in lines for lead in _LEAD.findall(line)))


def _dealerships(profile: Profile) -> set[str]:
    """Whose log the profile's is; where it cannot be read, those whose backups lie beside it."""
    here = _contents(profile)
    if here is not None:
        return {here.dealership}
    found = [backup.path for backup in backups(profile.backups)] if is_there(profile.backups) else []
    return {contents_of(path).dealership for path in found} - {""}


def _contents(profile: Profile) -> Contents | None:
    """What the profile's log holds; None where there is none, or none that can be read."""
    try:
        found = contents_of(profile.database)
    except SurroundingsFault:
        return None
    return found if found.dealership else None
