"""`bdc-desk where`: where everything is kept, and so what uninstalling leaves."""

import argparse
from pathlib import Path

import bdc_desk
from bdc_desk.settings import is_there, profile_at


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
    print(
        "\nUninstalling removes the program; the profile folder stays. "
        "Deleting that folder deletes all leads and logs."
    )
    return 0
