"""`bdc-desk where`: where everything is kept, and so what uninstalling leaves."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import bdc_desk
from bdc_desk.cli.table import harmless
from bdc_desk.errors import BdcDeskError
from bdc_desk.settings import Profile, is_there, profile_at

NAMES = 10
"""Columns that the names take."""


def run(arguments: argparse.Namespace) -> int:
    """Print each place, and whether it is there."""
    profile = profile_at(arguments.profile)
    for name, path in _places(profile):
        print(f"{name:<{NAMES}} {path}{'' if is_there(path) else '  (not there yet)'}")
    for name, words in _elsewhere(profile):
        print(f"{name:<{NAMES}} {words}")
    print(
        "\nUninstalling removes the program; the profile folder stays. "
        "Deleting that folder deletes all leads and logs, and their backups with them; "
        "passwords stay in the keyring until they are forgotten there."
    )
    return 0


def _places(profile: Profile) -> Iterator[tuple[str, Path]]:
    """Files and folders; all but the program lie in the profile."""
    yield "program", _program()
    yield "profile", profile.folder
    yield "database", profile.database
    yield "look", profile.preferences
    yield "templates", profile.templates
    yield "tones", profile.tones
    yield "log files", profile.logs
    yield "backups", profile.backups
    yield "heads", profile.heads
    yield "erased", profile.erased


def _program() -> Path:
    """The folder of the built program, else of the installed package."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else Path(bdc_desk.__file__).parent


def _elsewhere(profile: Profile) -> Iterator[tuple[str, str]]:
    """What lies outside the profile."""
    yield "passwords", "the keyring of the system (`bdc-desk doctor` says which)"
    yield "temporary", f"{tempfile.gettempdir()}  (nothing of the profile; the demo's dealership)"
    team = _team(profile)
    if team:
        yield "team", team


def _team(profile: Profile) -> str:
    """The shared database's address; "" for a desk that works alone, or whose file cannot be read now."""
    if not is_there(profile.database):
        return ""
    from bdc_desk.storage.store import Store  # noqa: PLC0415 - SQL only where there is a database
    from bdc_desk.sync.settings import SHARED_ADDRESS  # noqa: PLC0415 - as above

    try:
        with closing(Store.open(profile.database)) as store, store.snapshot() as snapshot:
            identity, address = snapshot.desk(), snapshot.setting(SHARED_ADDRESS)
    except BdcDeskError:
        return ""
    return harmless(address) if identity is not None and identity.is_in_team and address else ""
