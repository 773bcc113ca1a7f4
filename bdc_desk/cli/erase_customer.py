"""`bdc-desk erase LEAD`: erase a person, for good."""

import argparse
from collections.abc import Iterator

from bdc_desk.cadence.local_time import told
from bdc_desk.cli.asking import is_at_terminal
from bdc_desk.cli.erase_arguments import WORDS
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.show_lead import found
from bdc_desk.cli.table import harmless
from bdc_desk.errors import Refused
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.erasing import ErasePlan, erase, what_would_go
from bdc_desk.operations.reading import around
from bdc_desk.settings import Profile, profile_at
from bdc_desk.storage.backup import remove_older

WORD = "erase"
"""What may be typed instead of the customer's name."""


def run(arguments: argparse.Namespace) -> int:
    """Say what will go, ask once more, and do it; 1 where the person said no."""
    profile = profile_at(arguments.profile)
    with open_desk(arguments.profile) as desk:
        lead = found(desk, arguments.lead)
        plan, zone = what_would_go(desk, lead, profile), around(desk).policy.zone
        for line in _before(plan, zone):
            print(line)
        if not arguments.yes and not _agrees(plan):
            print("Nothing was erased.")
            return 1
        erase(desk, lead, profile, WORDS[arguments.reason])
        fresh = arguments.backups == "now" and not plan.waits
        if fresh:
            _fresh_backup(desk, profile)
        for line in _after(desk, plan, zone, fresh=fresh):
            print(line)
    return 0


def _agrees(plan: ErasePlan) -> bool:
    if not is_at_terminal():
        raise Refused("Nobody is here to say yes. Give --yes to erase without being asked.")
    answer = input(f'\nThis cannot be undone. Type the customer\'s name, or "{WORD}": ')
    return " ".join(answer.split()).casefold() in {plan.name.casefold(), WORD}


def _before(plan: ErasePlan, zone: str) -> Iterator[str]:
    yield f"{harmless(plan.name)} will be erased:"
    yield f"  leads      {len(plan.leads)} ({', '.join(lead[:8] for lead in plan.leads)})"
    yield f"  details    of {plan.texts} of their {plan.entries} entries: names, numbers, mails, notes, words"
    yield f"  originals  {plan.originals} (the mails and files that they came in)"
    if plan.others:
        others = "1 other lead" if plan.others == 1 else f"{plan.others} other leads"
        yield f"             {others} came in the same file, and will have no original any more"
    yield "  drafts     everything that is being typed about them at this desk"
    yield "The entries themselves stay, without the person: calls made stay counted."
    if plan.kept_words:
        yield (
            f"{plan.kept_words} of these entries were written by an older version with a reason in a "
            "person's own words,\nwhich cannot be taken out of the log. `bdc-desk show` tells "
            "them: see what they say."
        )
    if plan.kept_until is not None:
        yield (
            f"{len(plan.backups)} backup{'s' if len(plan.backups) != 1 else ''} may hold them, the last "
            f"until {told(plan.kept_until, zone)} (policy, [backups] keep_days); --backups now removes them."
        )


def _after(desk: Desk, plan: ErasePlan, zone: str, *, fresh: bool) -> Iterator[str]:
    if plan.waits:
        yield (
            "The erasure waits for the shared database. Once it is accepted, the details go there, at this "
            "desk and at every\ncolleague's at its next exchange (`bdc-desk sync`)."
        )
    elif desk.store.scrub_is_wanted():
        yield (
            "Erased. Another program reads the log (a window, a command): what was deleted is overwritten in "
            "the file when the\ndesk starts next, or tomorrow."
        )
    else:
        yield "Erased. Nothing of the customer is left in the log's files."
    if fresh:
        yield "A new backup was made, and the older ones were removed."
    elif plan.kept_until is not None:
        yield f"The backups in {plan.backups[0].parent} hold them until {told(plan.kept_until, zone)}."
    yield (
        "What this cannot reach: the mailbox and the watched folders that the mails and files came from, "
        "what was exported or\nprinted, copies of backups elsewhere, and the mail program."
    )


def _fresh_backup(desk: Desk, profile: Profile) -> None:
    made = daily_backup(desk, profile, force=True)
    if made is not None:
        remove_older(profile.backups, made.at)
