"""What a mailbox needs to be known: from arguments, from who sits at the terminal, from what was kept."""

import argparse
from collections.abc import Callable
from dataclasses import replace

from bdc_desk.cli.asking import is_at_terminal, next_line, secret
from bdc_desk.cli.table import harmless
from bdc_desk.errors import Refused
from bdc_desk.mail_server import google, microsoft
from bdc_desk.mail_server.account import Account
from bdc_desk.mail_server.passwords import Passwords
from bdc_desk.operations.intake_settings import MailboxSettings

NAME = "Leads"
PORTS = {"tls": 993, "starttls": 143, "none": 143}
FIELDS = ("security", "port", "folder", "sign_in", "client_id", "tenant", "days")
"""Settings that are given as options or stay as they are."""

Ask = Callable[[str, str], str]


def ask_line(question: str, guess: str) -> str:
    """What the person at the terminal types; `guess` for an empty line."""
    return input(f"{question} [{guess}]: " if guess else f"{question}: ").strip() or guess


def settings_from(
    arguments: argparse.Namespace, known: tuple[MailboxSettings, ...], ask: Ask | None
) -> MailboxSettings:
    """The mailbox that is meant: options first, then what was kept under that name, then what is asked.

    `ask` None: nobody is there. Raises Refused where something is missing.
    """
    name = arguments.name or (ask("Name of the mailbox here", NAME) if ask else NAME)
    kept = next((one for one in known if one.name == name), None)
    login = arguments.login or (kept.login if kept else "")
    if not login and ask:
        login = ask("Login, mostly the mailbox's own address", "")
    host = arguments.host or (kept.host if kept else "")
    if not host and ask:
        domain = login.rpartition("@")[2] if "@" in login else ""
        host = ask("Mail server (IMAP)", f"imap.{domain}" if domain else "")
    missing = [option for option, value in (("--login", login), ("--host", host)) if not value]
    if missing:
        raise Refused(f"Give {' and '.join(missing)}: where the mailbox is, and whose.")
    settings = kept or MailboxSettings(name, host, login)
    given = {field: getattr(arguments, field) for field in FIELDS if getattr(arguments, field) is not None}
    if arguments.port is None and (arguments.security or settings.security) != settings.security:
        given["port"] = PORTS[arguments.security]
    settings = replace(settings, host=host, login=login, **given)
    if ask and kept is None and arguments.folder is None:
        settings = replace(settings, folder=ask("Folder", settings.folder))
    return settings


def ask_secret(settings: Account, passwords: Passwords, *, anew: bool = False) -> str | None:
    """What the mail server lets in for: as kept, else typed, or by a sign-in. `anew`: another password may be
    typed in the place of the kept one. None for nothing.

    A sign-in is kept at once, a typed password by who called. Raises MailFault.
    """
    kept = passwords.of(settings)
    if settings.sign_in == "password" and (anew or kept is None):
        stays = " (Enter: as kept)" if kept else ""
        question = harmless(f"Password of {settings.login} at {settings.host}{stays}: ")
        return (secret(question) if is_at_terminal() else next_line()) or kept
    if kept is not None:
        return kept
    passwords.keep_sign_in(settings, _signed_in(settings))
    return passwords.of(settings)


def _signed_in(settings: Account) -> str:
    if settings.sign_in == "microsoft":
        return microsoft.sign_in_microsoft(settings, _show_code)
    client_secret = (
        secret("Client secret of your registration at Google: ") if is_at_terminal() else next_line()
    )
    return google.sign_in_google(settings, client_secret or "", _show_page)


def _show_code(code: str, address: str) -> None:
    print(harmless(f"Open {address} on any device and type the code {code}"), flush=True)
    print("Waiting for you there; Ctrl+C gives up.", flush=True)


def _show_page(address: str) -> None:
    print(harmless(f"Open this address in the browser of this computer:\n{address}"), flush=True)
    print("Waiting for you there; Ctrl+C gives up.", flush=True)
