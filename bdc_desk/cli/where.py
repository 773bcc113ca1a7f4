"""`bdc-desk where`: where everything is kept, and so what uninstalling leaves."""

import argparse
from contextlib import closing
from pathlib import Path

import bdc_desk
from bdc_desk.cli.table import harmless
from bdc_desk.errors import BdcDeskError
from bdc_desk.settings import Profile, is_there, profile_at


def run(arguments: argparse.Namespace) -> int:
    """Print each place, and whether it is there."""
    profile = profile_at(arguments.profile)
    places = (
        ("program", Path(bdc_desk.__file__).parent),
        ("profile", profile.folder),
        ("database", profile.database),
        ("look", profile.preferences),
        ("templates", profile.templates),
        ("log files", profile.logs),
    )
    for name, path in places:
        print(f"{name:<10} {path}{'' if is_there(path) else '  (not there yet)'}")
    team = _team(profile)
    if team:
        print(f"{'team':<10} {team}")
    print(
        "\nUninstalling removes the program; the profile folder stays. "
        "Deleting that folder deletes all leads and logs."
    )
    return 0


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
