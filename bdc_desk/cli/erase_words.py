"""What `bdc-desk erase` says: what will go, what went, and what it does not reach."""

from collections.abc import Collection, Iterator
from pathlib import Path

from bdc_desk.cadence.local_time import told
from bdc_desk.cli.table import counted, harmless
from bdc_desk.operations.erasing import ErasePlan

SHOWN = 5
"""Names of files that a person is told."""
OWED = (
    "Another program reads the log (a window, a command), or the disk is full: what was deleted is "
    "overwritten in the\nfile when the desk starts next, or tomorrow."
)
REACH = (
    "What this cannot reach: the mailbox and the watched folders that the mails and files came from, what "
    "was exported or\nprinted, copies of backups elsewhere, and the mail program."
)


def before(plan: ErasePlan, zone: str) -> Iterator[str]:
    """What will go, line by line."""
    yield f"{harmless(plan.name)} will be erased:"
    yield f"  leads      {len(plan.leads)} ({', '.join(lead[:8] for lead in plan.leads)})"
    yield f"  details    of {plan.texts} of their {plan.entries} entries: names, numbers, mails, notes, words"
    yield f"  originals  {plan.originals} (the mails and files that they came in)"
    if plan.others:
        others = "1 other lead" if plan.others == 1 else f"{plan.others} other leads"
        yield f"             {others} came in the same file, and will have no original any more"
    yield "  drafts     what is being typed at this desk on these leads, or holds their whole name, number or"
    yield "             mail; what names them in another way (a surname alone) stays: look yourself"
    yield "The entries themselves stay, without the person: calls made stay counted."
    if plan.kept_words:
        yield (
            f"{plan.kept_words} of these entries were written by an older version with a reason in a "
            "person's own words,\nwhich cannot be taken out of the log. `bdc-desk show` tells "
            "them: see what they say."
        )
    if plan.kept_until is not None:
        yield (
            f"{counted(len(plan.backups), 'backup')} may hold them, the last "
            f"until {told(plan.kept_until, zone)} (policy, [backups] keep_days); --backups now removes them."
        )
    yield from strangers(plan.strangers)
    if plan.leftovers and not plan.waits:
        yield (
            f"{counted(len(plan.leftovers), 'copy', 'copies')} of the log, left by a restore that was cut "
            f"short, will be removed: {names(plan.leftovers)}."
        )


def done(plan: ErasePlan, stay: Collection[Path], *, is_owed: bool) -> Iterator[str]:
    """What was done in the log's files. `stay`: copies of it that are there still; `is_owed`: what was
    deleted is not overwritten yet.
    """
    if plan.waits:
        yield (
            "The erasure waits for the shared database. Once it is accepted, the details go there, at this "
            "desk and at every\ncolleague's at its next exchange (`bdc-desk sync`)."
        )
        return
    if is_owed:
        yield f"Erased. {OWED}"
    elif stay:
        yield "Erased. Nothing of the customer is left in the log itself."
    else:
        yield "Erased. Nothing of the customer is left in the log's files."
    if stay:
        yield (
            f"Copies of the log hold them still, left by a restore or in use by one just now: {names(stay)}\n"
            f"in {next(iter(stay)).parent}. They go when no restore can need them any more: with the next "
            "`bdc-desk erase`,\nwith the window's start, or daily."
        )


def backups_hold(plan: ErasePlan, zone: str) -> Iterator[str]:
    """Which backups hold the customer, and how long."""
    if plan.kept_until is not None:
        until = told(plan.kept_until, zone)
        yield f"The backups in {plan.backups[0].parent} may hold them until {until}: {names(plan.backups)}."
    yield from strangers(plan.strangers)


def strangers(paths: Collection[Path]) -> Iterator[str]:
    """Files in the folder of backups that this program did not make."""
    if paths:
        folder = next(iter(paths)).parent
        yield (
            f"Beside the backups in {folder} lies what BDC Desk did not make and will not remove: "
            f"{names(paths)}.\nIt may hold the customer: look at it, and remove it yourself."
        )


def names(paths: Collection[Path]) -> str:
    """The first names of several files."""
    first = [harmless(path.name) for path in paths]
    more = len(first) - SHOWN
    return ", ".join(first[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def renewed(held: Collection[Path], *, is_owed: bool) -> Iterator[str]:
    """What came of the new backup. `held`: older ones that are there still; `is_owed`: what was deleted was
    not overwritten before.
    """
    if held:
        yield f"A new backup was made. Of the older ones these could not be removed: {names(held)}."
    else:
        yield "A new backup was made, and the older ones were removed."
    if is_owed:
        yield (
            f"The new backup may hold remains of the customer, as the log does. {OWED}\nThen give this "
            "command once more, with --backups now."
        )
