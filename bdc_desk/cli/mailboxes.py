"""`bdc-desk mailbox add|list|test|read|remove`: the mailboxes from which this desk reads leads."""

import argparse
from collections.abc import Callable
from dataclasses import asdict

from bdc_desk.cli.asking import agrees, is_at_terminal
from bdc_desk.cli.mailbox_asking import ask_line, ask_secret, settings_from
from bdc_desk.cli.mailbox_reading import read_mailboxes
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.signs import tick
from bdc_desk.cli.table import harmless, json_line, table
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.intake.mailbox.check import check_mailbox
from bdc_desk.mail_server.passwords import Passwords, account_of
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_settings import MailboxSettings, forget_mailbox, keep_mailbox, mailboxes
from bdc_desk.secret_store import trusted_keyring

HEADS = ("mailbox", "server", "login", "folder", "secret")
STEP_COLUMNS = 10
NONE_YET = "This desk reads no mailbox. `bdc-desk mailbox add` begins with one."
IN_KEYRING = "What opens it is in this computer's keyring."
NOWHERE = (
    "No keyring here keeps secrets, so\nwhat opens it is written nowhere: the window asks at each start, and "
    "`bdc-desk mailbox read` asks, too."
)


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked. Exit 1 where a test failed, or a mailbox could not be read."""
    with open_desk(arguments.profile) as desk:
        return ACTIONS[arguments.action](desk, arguments)


def _add(desk: Desk, arguments: argparse.Namespace) -> int:
    """Ask, test, keep: in this order, so that a mailbox that is kept was once reached."""
    asks, passwords = is_at_terminal(), Passwords()
    known = mailboxes(desk)
    settings = settings_from(arguments, known, ask_line if asks else None)
    before = next((one for one in known if one.name == settings.name), None)
    secret = ask_secret(settings, passwords, anew=True)
    if secret is None:
        raise Refused(
            "The password is needed: type it in a terminal, or give it as a line on standard input."
        )
    if not _tested(settings, secret) and not (
        arguments.yes or (asks and agrees("Keep the mailbox all the same?"))
    ):
        _forget_unused(desk, settings, passwords)  # what a sign-in left
        stays = "was not kept" if before is None else "stays as it was"
        raise SurroundingsFault(f"The mailbox {stays}. --yes keeps one that cannot be reached now.")
    keep_mailbox(desk, settings)
    if before is not None:
        _forget_unused(desk, before, passwords)
    print(f"\n{harmless(f'The mailbox {settings.name} is kept.')} {_kept(settings, secret, passwords)}")
    print(
        f"What came in the last {settings.days} days and nobody has opened comes in first. The open window "
        "reads it from now on;\n"
        + harmless(f"`bdc-desk mailbox read {settings.name}` reads it without the window.")
    )
    return 0


def _kept(settings: MailboxSettings, secret: str, passwords: Passwords) -> str:
    """Keep a typed password (a sign-in is kept already); where it lies, in words."""
    is_kept = (
        passwords.give(settings, secret) if settings.sign_in == "password" else trusted_keyring() is not None
    )
    return IN_KEYRING if is_kept else NOWHERE


def _tested(settings: MailboxSettings, secret: str | None) -> bool:
    """Try it, and tell each step."""
    print(harmless(f"Testing {settings.login} at {settings.host} ..."), flush=True)
    steps = check_mailbox(settings, secret)
    for step in steps:
        print(harmless(f"{tick(done=step.ok)} {step.name:<{STEP_COLUMNS}} {step.words}"), flush=True)
    return all(step.ok for step in steps)


def _test(desk: Desk, arguments: argparse.Namespace) -> int:
    settings, passwords = named(desk, arguments.name), Passwords()
    has_none = passwords.of(settings) is None
    secret = ask_secret(settings, passwords)
    if not _tested(settings, secret):
        return 1
    if has_none and secret is not None:
        print(_kept(settings, secret, passwords))
    return 0


def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    passwords, known = Passwords(), mailboxes(desk)
    if arguments.json:
        for one in known:
            print(json_line({**asdict(one), "secret_kept": _has_secret(one, passwords)}))
        return 0
    if not known:
        print(NONE_YET)
        return 0
    print(table(HEADS, [_row(one, passwords) for one in known]))
    return 0


def _row(one: MailboxSettings, passwords: Passwords) -> tuple[str, ...]:
    server = f"{one.host}:{one.port} {one.security}"
    what = "password" if one.sign_in == "password" else f"{one.sign_in} sign-in"
    state = "in the keyring" if _has_secret(one, passwords) else "not kept"
    return (one.name, server, one.login, one.folder, f"{what} {state}")


def _has_secret(one: MailboxSettings, passwords: Passwords) -> bool:
    """Whether it could be opened without asking; a token is not renewed for that."""
    kept = passwords.of(one) if one.sign_in == "password" else passwords.signed_in(one)
    return kept is not None


def _read(desk: Desk, arguments: argparse.Namespace) -> int:
    chosen = [named(desk, arguments.name)] if arguments.name else list(mailboxes(desk))
    if not chosen:
        raise Refused(NONE_YET)
    return read_mailboxes(desk, chosen, as_json=arguments.json)


def _remove(desk: Desk, arguments: argparse.Namespace) -> int:
    settings = named(desk, arguments.name)
    forget_mailbox(desk, settings.name)
    _forget_unused(desk, settings, Passwords())
    print(harmless(f"The mailbox {settings.name} is read no more; what came from it stays."))
    return 0


def _forget_unused(desk: Desk, settings: MailboxSettings, passwords: Passwords) -> None:
    """Forget what opens this mailbox, unless another one here (another folder) is opened by the same."""
    if account_of(settings) not in {account_of(one) for one in mailboxes(desk)}:
        passwords.forget(settings)


def named(desk: Desk, name: str) -> MailboxSettings:
    """The mailbox of that name. Raises Refused where this desk reads none of it."""
    known = mailboxes(desk)
    found = next((one for one in known if one.name == name), None)
    if found is None:
        there = ", ".join(one.name for one in known)
        raise Refused(f"This desk reads no mailbox {name}. There are: {there}." if there else NONE_YET)
    return found


ACTIONS: dict[str, Callable[[Desk, argparse.Namespace], int]] = {
    "add": _add,
    "list": _list,
    "test": _test,
    "read": _read,
    "remove": _remove,
}
