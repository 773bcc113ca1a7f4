"""What a command asks a person for: secrets, and a word before what is hard to take back.

No secret is ever an argument: it would stand in the list of processes and in the shell's history.
"""

import getpass
import os
import sys

from bdc_desk.storage.shared.address import Address


def is_at_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def password_of(address: Address) -> str | None:
    """The login's password, asked for in a terminal. None: libpq looks into PGPASSWORD and ~/.pgpass."""
    if os.environ.get("PGPASSWORD") or not is_at_terminal():
        return None
    return secret(
        f"Password of {address.login} at {address.host or 'this computer'} (Enter: from ~/.pgpass): "
    )


def secret(question: str) -> str | None:
    """What is typed unseen; None for nothing."""
    return getpass.getpass(question) or None


def next_line() -> str | None:
    """The next line of standard input where no person sits at it; None for an empty one or none."""
    return (sys.stdin.readline().rstrip("\r\n") if sys.stdin is not None else "") or None


def agrees(question: str) -> bool:
    """Whether the person at the terminal says yes."""
    return input(f"{question} Type yes to go on: ").strip().lower() in {"y", "yes"}
