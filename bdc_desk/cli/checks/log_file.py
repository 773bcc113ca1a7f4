"""The log's file: is it whole, and does it open."""

from collections.abc import Iterator

from bdc_desk.cli.checks.finding import Finding, broken, ok, warning
from bdc_desk.errors import BdcDeskError
from bdc_desk.operations.desk import Desk
from bdc_desk.settings import is_there, profile_at
from bdc_desk.storage.health import quick_check

MEGABYTE = 1_000_000
BACKUP = "Keep a copy of the profile folder as it is, then restore a backup."


def check_file(asked: str | None) -> Iterator[Finding]:
    """Whether the file is whole, as far as SQLite can see quickly. `asked`: --profile."""
    profile = profile_at(asked)
    if not is_there(profile.database):
        yield warning(
            "database",
            "No dealership is set up in this profile yet.",
            "`bdc-desk setup` sets one up, `bdc-desk join` joins a team.",
        )
        return
    try:
        faults = quick_check(profile.database)
        size = profile.database.stat().st_size
    except BdcDeskError as fault:
        yield broken("database", str(fault), BACKUP)
        return
    if faults:
        yield broken("database", f"The file is damaged: {'; '.join(faults)}.", BACKUP)
    else:
        yield ok("database", f"whole, {size / MEGABYTE:,.1f} MB (`bdc-desk verify` judges every entry)")


def check_desk(desk: Desk) -> Iterator[Finding]:
    """How much is in it."""
    with desk.store.snapshot() as snapshot:
        head, waiting = snapshot.head(), snapshot.waiting_count()
        attention = len(snapshot.needing_attention())
    words = f"{head.no if head else 0:,} entries"
    if waiting:
        words += f", {waiting:,} more for the shared database"
    if attention:
        yield warning("log", f"{words}; {attention:,} need you.", "`bdc-desk sync --status` lists them.")
    else:
        yield ok("log", words)
