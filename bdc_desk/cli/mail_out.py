"""`bdc-desk mail-out show|set|test|forget`: the server by which this desk sends email."""

import argparse
from collections.abc import Callable
from dataclasses import asdict

from bdc_desk.cli.asking import agrees, is_at_terminal
from bdc_desk.cli.mail_out_asking import settings_from
from bdc_desk.cli.mailbox_asking import ask_line, ask_secret
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.signs import tick
from bdc_desk.cli.table import harmless, json_line
from bdc_desk.contact.mail_out.check import check_mail_out
from bdc_desk.contact.mail_out.results import NotSent, Sent
from bdc_desk.contact.mail_out.sending import send_test
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.mail_server.passwords import Passwords, account_of
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.mail_out_settings import (
    MailOutSettings,
    check_mail_out_settings,
    forget_mail_out,
    is_address,
    keep_mail_out,
    mail_out,
)
from bdc_desk.operations.reading import around
from bdc_desk.secret_store import trusted_keyring

STEP_COLUMNS = 10
NONE_YET = "This desk sends no email by a server of its own. `bdc-desk mail-out set` begins with one."
IN_KEYRING = "What it lets in for is in this computer's keyring."
NOWHERE = "No keyring here keeps secrets, so what it lets in for\nis written nowhere: the window asks for it."


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked. Exit 1 where a test failed."""
    with open_desk(arguments.profile) as desk:
        return ACTIONS[arguments.action or "show"](desk, arguments)


def _set(desk: Desk, arguments: argparse.Namespace) -> int:
    """Ask, test, keep: in this order, so that a server that is kept was once reached."""
    asks, passwords, before = is_at_terminal(), Passwords(), mail_out(desk)
    name = around(desk).name_of(desk.person)
    settings = settings_from(arguments, before, name, ask_line if asks else None)
    check_mail_out_settings(settings)
    secret = ask_secret(settings, passwords, anew=True) if settings.login else None
    if secret is None and settings.login:
        raise Refused(
            "The password is needed: type it in a terminal, or give it as a line on standard input."
        )
    if not _tested(settings, secret) and not (
        arguments.yes or (asks and agrees("Keep the server all the same?"))
    ):
        _forget_unused(settings, before, passwords)  # what a sign-in left
        stays = "was not kept" if before is None else "stays as it was"
        raise SurroundingsFault(f"The server {stays}. --yes keeps one that cannot be reached now.")
    keep_mail_out(desk, settings, for_all=arguments.for_all)
    if before is not None:
        _forget_unused(before, mail_out(desk), passwords)
    where = f" {_kept(settings, secret, passwords)}" if secret is not None else ""
    print(f"\n{harmless(f'Email goes out by {settings.host} as {settings.sender}.')}{where}")
    return 0


def _kept(settings: MailOutSettings, secret: str, passwords: Passwords) -> str:
    """Keep a typed password (a sign-in is kept already); where it lies, in words."""
    is_kept = (
        passwords.give(settings, secret) if settings.sign_in == "password" else trusted_keyring() is not None
    )
    return IN_KEYRING if is_kept else NOWHERE


def _tested(settings: MailOutSettings, secret: str | None) -> bool:
    """Try it, and tell each step."""
    print(harmless(f"Testing {settings.login or settings.sender} at {settings.host} ..."), flush=True)
    steps = check_mail_out(settings, secret)
    for step in steps:
        print(harmless(f"{tick(done=step.ok)} {step.name:<{STEP_COLUMNS}} {step.words}"), flush=True)
    return all(step.ok for step in steps)


def _test(desk: Desk, arguments: argparse.Namespace) -> int:
    settings, passwords = _known(desk), Passwords()
    if arguments.to and not is_address(arguments.to):
        raise Refused(f"{arguments.to} is no address that mail can be sent to.")
    secret = ask_secret(settings, passwords) if settings.login else None
    if not _tested(settings, secret):
        return 1
    if not arguments.to:
        return 0
    answer = send_test(settings, secret, arguments.to, desk.clock.now())
    if isinstance(answer, Sent):
        print(harmless(f"A test mail left to {arguments.to}."))
        return 0
    raise SurroundingsFault(
        f"{answer.words} {answer.details}".strip() if isinstance(answer, NotSent) else answer.words
    )


def _show(desk: Desk, arguments: argparse.Namespace) -> int:
    settings, passwords = mail_out(desk), Passwords()
    if getattr(arguments, "json", False):
        told = {**asdict(settings), "secret_kept": _has_secret(settings, passwords)} if settings else None
        print(json_line({"mail_out": told}))
        return 0
    if settings is None:
        print(NONE_YET)
        return 0
    name = f"{settings.sender_name} <{settings.sender}>" if settings.sender_name else settings.sender
    what = "password" if settings.sign_in == "password" else f"{settings.sign_in} sign-in"
    state = "in the keyring" if _has_secret(settings, passwords) else "not kept"
    print(harmless(f"From:   {name}"))
    print(harmless(f"Server: {settings.host}:{settings.port} {settings.security}"))
    print(harmless(f"Login:  {settings.login}, {what} {state}" if settings.login else "Login:  none"))
    return 0


def _has_secret(settings: MailOutSettings, passwords: Passwords) -> bool:
    """Whether it could be used without asking; a token is not renewed for that."""
    is_password = settings.sign_in == "password"
    return (passwords.of(settings) if is_password else passwords.signed_in(settings)) is not None


def _forget(desk: Desk, _arguments: argparse.Namespace) -> int:
    settings = _known(desk)
    forget_mail_out(desk)
    _forget_unused(settings, mail_out(desk), Passwords())
    print("Email goes out by the mail program again; what has left stays in the log.")
    return 0


def _forget_unused(settings: MailOutSettings, now: MailOutSettings | None, passwords: Passwords) -> None:
    """Forget what lets in there, unless what is kept now is let in by the same."""
    if now is None or account_of(settings) != account_of(now):
        passwords.forget(settings)


def _known(desk: Desk) -> MailOutSettings:
    settings = mail_out(desk)
    if settings is None:
        raise Refused(NONE_YET)
    return settings


ACTIONS: dict[str, Callable[[Desk, argparse.Namespace], int]] = {
    "show": _show,
    "set": _set,
    "test": _test,
    "forget": _forget,
}
