"""The arguments of the commands by which leads come in: import, mailbox, folder; and of doctor."""

import argparse

from bdc_desk.mail_server.account import SECURITIES, SIGN_INS

IMPORT = """\
A table (CSV) is read by its columns. On a terminal they are shown once, with what they would mean, and
kept for the next such table. Elsewhere, and with --yes, they are taken by their names where that is
certain, and it is said. --columns gives the meanings: {"Telefoon": "phone", "Naam": "full", ...}.

Ctrl+C ends after the running batch. The same call goes on: each lead comes in once, however often it
is read.

--json prints one object a lead, each with the same keys:
  file          where it was read from, "-" for standard input
  line          its line in a table, else null
  result        "new lead", "enquired again", "already here", "could not be read";
                "would be read" with --dry-run
  lead_id       the lead in this profile, null where there is none
  already_here  true where it had come in before, so that nothing was written
  grade         "ok", "repaired", "partial", "unreadable"; null where nothing could be read
  faults        sentences: what was repaired, what is missing, why it could not be read
  customer      first, last, full, emails, phones (typed, e164, type), address
  wanted, trade, vehicles, kind, source, comments, vendor, provider, provider_lead_id
  requested_at, arrived_at   UTC; null where it is not told (arrived: then the moment of import)
  archive       SHA-256 of the original
and last {"sum": {"new_leads", "enquired_again", "already_here", "would_be_read",
"could_not_be_read", "stopped"}}.

Exit codes: 0 every file became a lead or a flagged one, 1 a file could not be read, 130 stopped by
Ctrl+C.
"""
MAILBOX = """\
  bdc-desk mailbox add Leads       asks for login, server and password, tests them, keeps them
  bdc-desk mailbox add Leads --host imap.example.test --login leads@example.test < password-file
  bdc-desk mailbox read Leads      take in what is new, without the window

The password is never an argument: it is asked for on a terminal, else it is one line on standard
input. It goes into the system's keyring, or nowhere. Mails stay in the mailbox; they are marked as
seen once their lead is written. In a team one desk reads a mailbox, whichever comes first.
"""
FOLDER = """\
  bdc-desk folder add /srv/leads   the open window reads what is put there
  bdc-desk folder read /srv/leads  take in what is new, without the window

Files stay where they are; each is read once, when it no longer grows.
"""
DOCTOR = """\
Each line begins with what was found: ✓ works, ! works but somebody should know, ✗ something needed is
broken, - not looked at. No name, number, password or login is printed: the lines may be shown to
whoever helps. --json has check, state (ok, warning, broken, skipped), words, do.

Exit codes: 0 nothing needed is broken, 1 something is.
"""


def add(made: dict[str, argparse.ArgumentParser], profile: argparse.ArgumentParser) -> None:
    """Add the arguments to the commands."""
    for name, words in (("import", IMPORT), ("mailbox", MAILBOX), ("folder", FOLDER), ("doctor", DOCTOR)):
        made[name].epilog = words
        made[name].formatter_class = argparse.RawDescriptionHelpFormatter
    _import(made["import"])
    _mailbox(made["mailbox"], profile)
    _folder(made["folder"], profile)
    _doctor(made["doctor"])


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="+", metavar="PATH", help="files, folders, or - for standard input")
    command.add_argument("--json", action="store_true", help="print JSON Lines: an object a lead, then a sum")
    command.add_argument(
        "--dry-run", action="store_true", help="read and tell, write nothing; needs no profile"
    )
    command.add_argument(
        "--country", metavar="XX", help="country of national numbers (default: the dealership's)"
    )
    command.add_argument("--columns", metavar="FILE.json", help="what the columns of a table mean; kept")
    command.add_argument("--yes", action="store_true", help="do not ask what the columns of a table mean")


def _mailbox(command: argparse.ArgumentParser, profile: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    made = {
        name: actions.add_parser(name, help=words, description=words.capitalize() + ".", parents=[profile])
        for name, words in (
            ("add", "read a mailbox from now on: asks, tests, keeps (also to change one)"),
            ("list", "list the mailboxes that this desk reads"),
            ("test", "try a mailbox, step by step"),
            ("read", "take in what is new now, without the window"),
            ("remove", "read a mailbox no more; what came from it stays"),
        )
    }
    made["add"].add_argument("name", metavar="NAME", nargs="?", help="what to call it here, e.g. Leads")
    for name in ("test", "remove"):
        made[name].add_argument("name", metavar="NAME", help="its name here")
    made["read"].add_argument("name", metavar="NAME", nargs="?", help="its name here (default: all)")
    made["read"].add_argument("--json", action="store_true", help="print JSON Lines, one object a lead")
    made["list"].add_argument("--json", action="store_true", help="print JSON Lines, one object a mailbox")
    _settings(made["add"])


def _settings(add: argparse.ArgumentParser) -> None:
    add.add_argument("--host", metavar="SERVER", help="the mail server, e.g. imap.example.test")
    add.add_argument("--port", type=int, help="993, or 143 with --security starttls")
    add.add_argument("--security", choices=SECURITIES, help="none is for a server on this computer only")
    add.add_argument("--login", help="mostly the mailbox's own address")
    add.add_argument("--folder", help="INBOX, or the folder that lead mails are moved to")
    add.add_argument("--sign-in", choices=SIGN_INS, help="how to sign in (default: password)")
    add.add_argument("--client-id", metavar="ID", help="of your registration, for a sign-in by token")
    add.add_argument("--tenant", help="of Microsoft 365 (default: common)")
    add.add_argument("--days", type=int, help="how far back the first look goes (default: 7)")
    add.add_argument("--yes", action="store_true", help="keep it also where the test fails")


def _folder(command: argparse.ArgumentParser, profile: argparse.ArgumentParser) -> None:
    actions = command.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, words in (
        ("add", "watch a folder from now on"),
        ("list", "list the folders that this desk watches"),
        ("read", "take in what is new now, without the window"),
        ("remove", "watch a folder no more; what came from it stays"),
    ):
        action = actions.add_parser(name, help=words, description=words.capitalize() + ".", parents=[profile])
        if name != "list":
            help_ = "the folder" if name != "read" else "the folder (default: all)"
            action.add_argument("path", metavar="PATH", nargs="?" if name == "read" else None, help=help_)
        if name == "read":
            action.add_argument("--json", action="store_true", help="print JSON Lines, one object a lead")


def _doctor(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON Lines, one object a check")
    command.add_argument("--offline", action="store_true", help="look at nothing across the network")
    # The program calls itself for looks that need a process of their own (checks/own_process.py).
    command.add_argument("--probe", nargs="+", help=argparse.SUPPRESS)
