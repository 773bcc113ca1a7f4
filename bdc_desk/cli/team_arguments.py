"""The arguments of the commands for a team: join, sync, export-leads, and `shared` with its actions."""

import argparse

ROLES = ("salesperson", "enquiry", "manager", "principal")
ADDRESS = "postgresql://LOGIN@SERVER/DATABASE"
ACTIONS = {
    "init": ("begin", "set the shared database up, or bring it up to this version; safe to repeat"),
    "add-dealership": ("dealerships", "begin a dealership in it"),
    "add-person": ("people", "give somebody a login of their own"),
    "new-password": ("people", "give somebody who forgot theirs a first password again"),
    "remove-person": ("people", "close somebody's login; what they wrote stays"),
    "people": ("people", "list who has a login"),
    "status": ("state", "list the desks, and how far each has the log"),
    "verify": ("state", "check the shared log and its guards"),
    "adopt": ("adopting", "take this profile's own log into the shared database"),
    "recover": ("recovering", "let desks go on after the shared database came back from an older backup"),
}
"""Each action of `shared`: its module in `cli/shared`, and what it does."""

SHARED = """\
The owner of the database calls these. Which database: --database ADDRESS, or the variables PGHOST, PGPORT,
PGDATABASE, PGUSER, PGSSLMODE and PGSSLROOTCERT. The password is never an argument: it is asked for in a
terminal, else taken from PGPASSWORD or ~/.pgpass. docs/team.md tells the whole way.
"""


def add(made: dict[str, argparse.ArgumentParser], profile: argparse.ArgumentParser) -> None:
    """Add the arguments to the commands."""
    made["export-leads"].add_argument(
        "folder", metavar="FOLDER", help="a folder that is new or empty; it will hold personal data"
    )
    _join(made["join"])
    made["sync"].add_argument(
        "--status", action="store_true", help="only tell how this desk stands; asks no server"
    )
    _shared(made["shared"], profile)


def _join(command: argparse.ArgumentParser) -> None:
    command.add_argument("address", metavar="ADDRESS", help=f"as you were told it: {ADDRESS}")
    command.epilog = (
        "The password is asked for, and a new one twice where it was a first password. Without a terminal "
        "they are two lines on standard input, the first empty for PGPASSWORD or ~/.pgpass."
    )


def _shared(command: argparse.ArgumentParser, profile: argparse.ArgumentParser) -> None:
    command.epilog = SHARED
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    made = {
        name: actions.add_parser(
            name, help=words, description=words.capitalize() + ".", epilog=SHARED, parents=[profile]
        )
        for name, (_, words) in ACTIONS.items()
    }
    made["init"].add_argument("address", nargs="?", metavar="ADDRESS", help=f"the owner's: {ADDRESS}")
    for action in made.values():
        action.add_argument("--database", metavar="ADDRESS", help=f"the owner's: {ADDRESS}")
    for name in ("add-person", "new-password", "remove-person", "people", "status", "verify", "recover"):
        made[name].add_argument(
            "--dealership", metavar="NAME", help="its name or id, where the database holds several"
        )
    _dealership(made["add-dealership"])
    _people(made)
    made["recover"].add_argument("--yes", action="store_true", help="do not ask")


def _dealership(action: argparse.ArgumentParser) -> None:
    action.add_argument("--name", required=True, help="the dealership's name")
    action.add_argument("--country", required=True, metavar="XX", help="ISO 3166 code, e.g. GB")
    action.add_argument("--zone", required=True, help="IANA time zone, e.g. Europe/London")
    action.add_argument(
        "--hours", required=True, metavar="SPANS", help='opening hours of every day, e.g. "09:00-21:00"'
    )
    action.add_argument("--region", default="", help="subdivision for regional holidays, e.g. SCT")


def _people(made: dict[str, argparse.ArgumentParser]) -> None:
    made["add-person"].add_argument("name", metavar="NAME", help="as it is to stand beside the calls")
    made["add-person"].add_argument("--role", required=True, choices=ROLES, help="what the person does")
    made["add-person"].add_argument("--login", help="the login's name (default: made of the name)")
    for name in ("new-password", "remove-person"):
        made[name].add_argument("who", metavar="WHO", help="the login, or the name")
