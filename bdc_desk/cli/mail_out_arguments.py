"""The arguments of `bdc-desk mail-out`."""

import argparse

from bdc_desk.mail_server.account import SECURITIES, SIGN_INS

MAIL_OUT = """\
  bdc-desk mail-out set              asks for login, server and password, tests them, keeps them
  bdc-desk mail-out set --host smtp.example.test --login sales@example.test < password-file
  bdc-desk mail-out test             tries every step; nothing is sent
  bdc-desk mail-out test --to me@example.test    and sends a test mail there

The password is never an argument: it is asked for on a terminal, else it is one line on standard
input. It goes into the system's keyring, or nowhere. What is set is this person's; the first at a
desk is everybody's there who has set nothing (--for-all does that later, too).
"""


def add(command: argparse.ArgumentParser, profile: argparse.ArgumentParser) -> None:
    """Add the arguments to the command."""
    command.epilog = MAIL_OUT
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    actions = command.add_subparsers(dest="action", metavar="ACTION")
    made = {
        name: actions.add_parser(name, help=words, description=words.capitalize() + ".", parents=[profile])
        for name, words in (
            ("show", "say by which server email goes out (what happens without an action)"),
            ("set", "send email by a server: asks, tests, keeps (also to change it)"),
            ("test", "try the server, step by step"),
            ("forget", "send no email from here any more"),
        )
    }
    made["show"].add_argument("--json", action="store_true", help="print one JSON object")
    made["test"].add_argument("--to", metavar="ADDRESS", help="send a test mail there, too")
    _settings(made["set"])


def _settings(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", metavar="SERVER", help="the mail server, e.g. smtp.example.test")
    command.add_argument("--port", type=int, help="587, or 465 with --security tls")
    command.add_argument("--security", choices=SECURITIES, help="none is for a server on this computer only")
    command.add_argument("--login", help="mostly the sender's own address")
    command.add_argument("--sender", metavar="ADDRESS", help="the address in From (default: the login)")
    command.add_argument("--sender-name", metavar="NAME", help="the name before it (default: yours)")
    command.add_argument("--sign-in", choices=SIGN_INS, help="how to sign in (default: password)")
    command.add_argument("--client-id", metavar="ID", help="of your registration, for a sign-in by token")
    command.add_argument("--tenant", help="of Microsoft 365 (default: common)")
    command.add_argument("--for-all", action="store_true", help="for everybody at this desk")
    command.add_argument("--yes", action="store_true", help="keep it also where the test fails")
