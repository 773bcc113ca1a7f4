"""The command line: every command and its arguments in one place; what a command does is a module of
its own.
"""

import argparse

import bdc_desk
from bdc_desk.cli import (
    erase_arguments,
    intake_arguments,
    mail_out_arguments,
    team_arguments,
    trust_arguments,
)

COMMANDS = {
    "run": ("run_window", "open the window (what happens without a command)"),
    "setup": ("set_up_profile", "set up a dealership in this profile"),
    "where": ("where", "say where the profile, its database and its log files are"),
    "phone": ("choose_phone", "say or choose how this desk dials: by hand, or by tel: links"),
    "import": ("import_leads", "read lead mails and files into the queue"),
    "mailbox": ("mailboxes", "read lead mails from a mailbox: add, list, test, read, remove"),
    "folder": ("watched_folders", "read lead files that are put into a folder: add, list, read, remove"),
    "mail-out": ("mail_out", "send email by a mail server: set, show, test, forget"),
    "queue": ("show_queue", "show the queue: once, as JSON, or live"),
    "attempts": ("show_attempts", "show the attempt log: who called whom, and whether it counts"),
    "show": ("show_lead", "show one lead: standing and history in words"),
    "export-leads": ("export_leads", "write the open leads into files that `import` reads elsewhere"),
    "join": ("join_team", "join a team's shared database with this profile"),
    "sync": ("sync_now", "exchange with the team's shared database now, without the window"),
    "shared": ("shared.dispatch", "set up and look after a team's shared database (its owner)"),
    "policy": ("policies", "check, show or use a policy: the dealership's rules"),
    "backup": ("back_up", "make a backup of the log now, or list those there are"),
    "restore": ("restore_backup", "let a backup take the place of the log"),
    "export": ("export_everything", "write everything the dealership owns into files anybody can read"),
    "erase": ("erase_customer", "erase a customer for good: nothing personal is kept"),
    "rebuild": ("maintain", "conclude all lists from the log anew"),
    "verify": ("maintain", "check the log's chain and judge every call and email again"),
    "salvage": ("salvage_log", "save what can be read of a damaged log, and go on with it"),
    "doctor": ("doctor", "look at everything that the desk needs, and say what to do"),
    "demo": ("run_demo", "open a throw-away dealership with invented people"),
}

EXAMPLES = """\
to begin:
  bdc-desk demo                      look around in a dealership of invented people
  bdc-desk setup                     set up your own; asks what it needs to know
  bdc-desk import lead-mails/        read a folder of lead mails and files
  bdc-desk mailbox add Leads         or read them from a mailbox as they come
  bdc-desk mail-out set              send email by your mail server
  bdc-desk                           open the window and call
  bdc-desk doctor                    what does not work here, and what to do about it

without a window:
  bdc-desk queue --watch             the live queue in this terminal
  bdc-desk show "Pat Sample"         one lead: what is due, what may be said, what happened
  bdc-desk attempts --from 2026-03-02   who called whom, and whether it counts

in a team (docs/team.md):
  bdc-desk join postgresql://kim@db.example.test/bdc   this desk shares its log with the colleagues'
  bdc-desk sync                      hand in what waits and fetch what is new

`bdc-desk COMMAND --help` says more. Exit codes: 0 done, 1 refused or failed, 2 the call was off.
"""


def parser() -> argparse.ArgumentParser:
    """The parser of `bdc-desk`."""
    profile = argparse.ArgumentParser(add_help=False)
    profile.add_argument(
        "--profile",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="folder of the profile (default: BDC_DESK_PROFILE, else the platform's data folder)",
    )
    main = argparse.ArgumentParser(
        prog="bdc-desk",
        description="A workstation for car-dealership BDC agents: call first, then email, and a log that\n"
        "can be trusted. Without a command the window opens.",
        parents=[profile],
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    main.add_argument("--version", action="version", version=f"bdc-desk {bdc_desk.__version__}")
    main.add_argument(
        "--self-test",
        action="store_true",
        help="try whether this program is whole, in a throw-away profile and without a display",
    )
    commands = main.add_subparsers(dest="command", metavar="COMMAND")
    made = {
        name: commands.add_parser(name, help=words, description=words.capitalize() + ".", parents=[profile])
        for name, (_, words) in COMMANDS.items()
    }
    _setup(made["setup"])
    made["phone"].add_argument("way", nargs="?", choices=("hand", "tel"), help="the way to use from now on")
    _reading(made)
    intake_arguments.add(made, profile)
    mail_out_arguments.add(made["mail-out"], profile)
    team_arguments.add(made, profile)
    erase_arguments.add(made["erase"])
    trust_arguments.add(made)
    made["verify"].add_argument(
        "--head",
        metavar="NO:HASH",
        action="append",
        default=[],
        help="compare with a head that you kept elsewhere, as `verify` printed it then (may be given often)",
    )
    made["salvage"].add_argument("--yes", action="store_true", help="do it without a question")
    _policy(made["policy"], profile)
    _demo(made["demo"])
    return main


def _setup(command: argparse.ArgumentParser) -> None:
    command.add_argument("--name", help="the dealership's name")
    command.add_argument("--country", metavar="XX", help="ISO 3166 code, e.g. GB")
    command.add_argument("--region", help="subdivision for regional holidays, e.g. SCT")
    command.add_argument("--zone", help="IANA time zone, e.g. Europe/London")
    command.add_argument("--hours", metavar="SPANS", help='opening hours of every day, e.g. "09:00-21:00"')
    command.add_argument("--person", help="your name")
    command.add_argument(
        "--role", choices=("salesperson", "enquiry", "manager", "principal"), help="what you do"
    )
    command.add_argument("--dial", choices=("by hand", "tel"), help="how calls are dialled")


def _reading(made: dict[str, argparse.ArgumentParser]) -> None:
    queue = made["queue"].add_mutually_exclusive_group()
    queue.add_argument("--json", action="store_true", help="print JSON Lines, one object a row")
    queue.add_argument("--watch", action="store_true", help="show the live queue until Ctrl+C")
    attempts = made["attempts"]
    attempts.add_argument("--agent", metavar="NAME", help="only this person's: a name or an id")
    attempts.add_argument(
        "--from",
        dest="start",
        metavar="DATE",
        help="from this day on, e.g. 2026-03-02; days are the dealership's",
    )
    attempts.add_argument("--to", dest="end", metavar="DATE", help="up to and with this day")
    form = attempts.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON Lines, one object an attempt")
    form.add_argument("--csv", action="store_true", help="print a table for a spreadsheet, without formulas")
    made["show"].add_argument(
        "lead", metavar="LEAD", help="the lead's id, its beginning, or the customer's name"
    )


def _policy(command: argparse.ArgumentParser, profile: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, words in (
        ("check", "say what is wrong with a policy file"),
        ("use", "put a policy file in force"),
    ):
        action = actions.add_parser(name, help=words, parents=[profile])
        action.add_argument("file", metavar="FILE")
    actions.add_parser("show", help="print the policy in force", parents=[profile])


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--screenshot", metavar="FILE", help="draw the window into a .png or .webp file")
    command.add_argument("--theme", choices=("light", "dark", "contrast"), default="light")
    command.add_argument("--size", metavar="WxH", default="1280x720")
    command.add_argument(
        "--at", metavar="TIME", help="the demo's present, e.g. 2026-03-04T10:40 (dealership's time)"
    )
    command.add_argument("--text", metavar="PERCENT", type=int, default=100, help="text size, 80 to 200")
    command.add_argument(
        "--screen",
        default="queue",
        help="with --screenshot: queue, calling, wrap-up, templates, setup ... ('list' names all)",
    )
    command.add_argument(
        "--screens", metavar="DIR", help="draw every screen, light, dark and with large text, into a folder"
    )
    command.add_argument(
        "--against", metavar="DIR", help="compare every screen with the pictures in a folder, drawing nothing"
    )
    command.add_argument("--keep", metavar="DIR", help="keep the demo's profile in this folder")
