"""`bdc-desk join`: this profile becomes a desk of a team, step by step."""

import argparse

from bdc_desk.cli.asking import is_at_terminal, next_line, password_of, secret
from bdc_desk.cli.exchanging import exchange
from bdc_desk.cli.opening import open_store
from bdc_desk.cli.signs import tick
from bdc_desk.cli.table import harmless
from bdc_desk.clock import SystemClock
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.settings import Profile
from bdc_desk.storage.shared.address import Address, read_address
from bdc_desk.storage.store import Store
from bdc_desk.sync.joining import SHORTEST_PASSWORD, JoinResult, join
from bdc_desk.sync.values import JoinStep


def run(arguments: argparse.Namespace) -> int:
    """Join, choose a password where the first one was given, and fetch the log."""
    address = read_address(arguments.address)
    password = password_of(address) if is_at_terminal() else next_line()
    with open_store(arguments.profile) as (profile, store):
        result = _join(store, arguments.address, password)
        if result.desk is None:
            raise SurroundingsFault(_failed(result, password))
        _fetch(result.desk, address, result.password or None, profile)
    return 0


def _join(store: Store, address: str, password: str | None) -> JoinResult:
    telling = _Telling()
    result = join(store, SystemClock(), address, password, on_step=telling)
    if not result.needs_new_password:
        return result
    new = _chosen(password) if is_at_terminal() else next_line()
    if new is None:
        raise Refused(
            "This was a first password: choose one of your own. Call it in a terminal, or give the new "
            "password as a second line on standard input."
        )
    return join(store, SystemClock(), address, password, new, telling)


class _Telling:
    """Prints each step once: after a new password was chosen they are gone through again."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def __call__(self, step: JoinStep) -> None:
        if step.name not in self._told:
            self._told.add(step.name)
            words = f": {step.words}" if step.done and step.words else ""
            print(harmless(f"{tick(done=step.done)} {step.name}{words}"), flush=True)


def _chosen(first: str | None) -> str | None:
    """A new password, typed twice alike and long enough. None: the person typed nothing."""
    print(
        f"This password was for the first time only. Choose your own, of {SHORTEST_PASSWORD} letters or more."
    )
    while (new := secret("New password: ")) is not None:
        if len(new) < SHORTEST_PASSWORD or new == first:
            print(f"Another one, please: at least {SHORTEST_PASSWORD} characters, and not the first one.")
        elif secret("The same once more: ") != new:
            print("These were two different ones.")
        else:
            return new
    return None


def _failed(result: JoinResult, password: str | None) -> str:
    changed = result.password not in {"", password or ""}
    return result.failed + (" Your new password is in force already: join again with it." if changed else "")


def _fetch(desk: Desk, address: Address, password: str | None, profile: Profile) -> None:
    """The whole log, so that the queue shows it."""
    exchanged = exchange(desk, address, password)
    print(f"The log is here: {exchanged.no:,} entries, in {profile.folder}.")
    print("Next: `bdc-desk queue` shows the queue here, `bdc-desk` opens the window.")
