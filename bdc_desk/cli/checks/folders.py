"""A folder that this desk watches."""

import os
from collections.abc import Iterator

from bdc_desk.cli.checks.finding import Finding, broken, ok, without_home


def check_one_folder(path: str) -> Iterator[Finding]:
    """Whether a watched folder is there and may be read."""
    shown = without_home(path)
    check = f"folder {shown}"
    try:
        with os.scandir(path) as found:
            count = sum(1 for _ in found)
    except OSError as fault:
        yield broken(
            check,
            f"It cannot be read: {fault.strerror}. Leads put there wait.",
            "Is its drive connected, may you read it? `bdc-desk folder remove` ends watching it.",
        )
    else:
        yield ok(check, f"is watched and can be read ({count:,} {'thing' if count == 1 else 'things'} in it)")
