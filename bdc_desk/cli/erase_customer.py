"""`bdc-desk erase LEAD`: erase a person, for good."""

import argparse
import sys

from bdc_desk.cli.asking import is_at_terminal
from bdc_desk.cli.erase_arguments import WORDS
from bdc_desk.cli.erase_words import REACH, backups_hold, before, done, renewed, strangers
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.show_lead import found
from bdc_desk.errors import BdcDeskError, Refused
from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.erasing import ErasePlan, erase, settle_erasures, what_would_go
from bdc_desk.operations.reading import around
from bdc_desk.settings import Profile, profile_at
from bdc_desk.storage.holding import remove_all_but
from bdc_desk.storage.leftovers import leftovers

WORD = "erase"
"""What may be typed instead of the customer's name."""


def run(arguments: argparse.Namespace) -> int:
    """Say what will go, ask once more, and do it; 1 where the person said no. What earlier erasures left to
    be done is done first.
    """
    profile, is_now = profile_at(arguments.profile), arguments.backups == "now"
    with open_desk(arguments.profile) as desk:
        settle_erasures(desk, profile)
        lead = found(desk, arguments.lead)
        try:
            plan = what_would_go(desk, lead, profile)
        except Refused as refused:
            if refused.code != "erased" or not is_now:
                raise
            print("This customer was erased before.")
            _renew_backups(desk, profile)
            return 0
        for line in before(plan, around(desk).policy.zone):
            print(line)
        if not arguments.yes and not _agrees(plan):
            print("Nothing was erased.")
            return 1
        erase(desk, lead, profile, WORDS[arguments.reason])
        _say_what_came(desk, profile, plan, renews=is_now and not plan.waits)
    return 0


def _say_what_came(desk: Desk, profile: Profile, plan: ErasePlan, *, renews: bool) -> None:
    """What is done is said first, whatever fails afterwards. Raises as `daily_backup`, everything else
    said.
    """
    for line in done(plan, leftovers(profile.database), is_owed=desk.store.scrub_is_wanted()):
        print(line)
    try:
        if renews:
            _renew_backups(desk, profile)
        else:
            for line in backups_hold(plan, around(desk).policy.zone):
                print(line)
    except BdcDeskError:
        print(
            "The customer is erased, but backups may hold them still: a new one could not be made, or the "
            f"older ones not be\nremoved. See to what is said below, then: "
            f"`bdc-desk erase {plan.leads[0]} --reason asked --backups now`."
        )
        raise
    finally:
        print(REACH)
        sys.stdout.flush()  # before what failed is said


def _agrees(plan: ErasePlan) -> bool:
    if not is_at_terminal():
        raise Refused("Nobody is here to say yes. Give --yes to erase without being asked.")
    answer = input(f'\nThis cannot be undone. Type the customer\'s name, or "{WORD}": ')
    return " ".join(answer.split()).casefold() in {plan.name.casefold(), WORD}


def _renew_backups(desk: Desk, profile: Profile) -> None:
    """A new backup in place of all others, and what that leaves. Raises as `daily_backup`."""
    settle_erasures(desk, profile)
    is_owed = desk.store.scrub_is_wanted()
    made = daily_backup(desk, profile, force=True)
    assert made is not None  # noqa: S101 - asked for, it is made or said why not
    left = remove_all_but(profile.backups, made)
    for line in renewed([one.path for one in left if one.at], is_owed=is_owed):
        print(line)
    for line in strangers([one.path for one in left if not one.at]):
        print(line)
