"""The owner of the shared database: where it is, the connection, and what people are told to join by."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from bdc_desk.cli.asking import password_of
from bdc_desk.storage.shared.address import Address, owner_address
from bdc_desk.storage.shared.admin import Admin
from bdc_desk.storage.shared.shared import hello
from bdc_desk.sync.administering import FirstLogin, open_admin

SERVER = "SERVER"
"""Stands for the server's name where the owner reached it by none that a colleague could use."""


@contextmanager
def connected(arguments: argparse.Namespace) -> Iterator[tuple[Admin, Address]]:
    """The owner's connection to a database that was set up. Raises SharedFault in words."""
    address = owner_address(arguments.database)
    with open_admin(address, password_of(address)) as admin:
        hello(admin.connection)  # says in words what is no shared database, or of another version
        yield admin, address


def told_login(first: FirstLogin, address: Address) -> str:
    """What the person is told: login, first password (never shown again), and how to join."""
    return (
        f"  login           {first.login}\n"
        f"  first password  {first.password}\n"
        f"  to join         bdc-desk join {_for_people(address.of(first.login))}"
    )


def note_on_passing_it_on(address: Address) -> str:
    """How to hand it over, and what to put in the place of a name that only this computer knows."""
    words = "The password is shown this once, and is good for the first join only: hand it over in person."
    if address.is_loopback:
        words += "\nFrom another computer: put the server's own name in the place of " + (
            f"{SERVER}." if address.host.startswith("/") else f"{address.host}."
        )
    if address.sslrootcert not in {"", "system"}:
        words += (
            "\nsslrootcert names a file on this computer: hand the file over, and name where it lies there."
        )
    return words


def _for_people(address: Address) -> str:
    if address.host.startswith("/"):  # a socket on this computer
        return str(Address(SERVER, address.database, address.login, address.port))
    return str(address)
