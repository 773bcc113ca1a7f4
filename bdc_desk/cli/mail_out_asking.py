"""What the server that sends needs to be known: from arguments, from who sits there, from what was kept."""

import argparse
from dataclasses import replace

from bdc_desk.cli.mailbox_asking import Ask
from bdc_desk.errors import Refused
from bdc_desk.operations.mail_out_settings import MailOutSettings

PORTS = {"tls": 465, "starttls": 587, "none": 25}
FIELDS = ("security", "port", "sender", "sender_name", "sign_in", "client_id", "tenant")
"""Settings that are given as options or stay as they are."""


def settings_from(
    arguments: argparse.Namespace, kept: MailOutSettings | None, person: str, ask: Ask | None
) -> MailOutSettings:
    """The server that is meant: options first, then what was kept, then what is asked. `person`: the name of
    who sits here. `ask` None: nobody is there. Raises Refused where something is missing.
    """
    login = _told(arguments.login, kept.login if kept else "", ask, "Login, mostly the sender's own address")
    domain = login.rpartition("@")[2] if "@" in login else ""
    guess = f"smtp.{domain}" if domain else ""
    host = _told(arguments.host, kept.host if kept else "", ask, "Mail server (SMTP)", guess)
    if not host:
        raise Refused("Give --host: by which server email goes out.")
    settings = kept or MailOutSettings(host, login if "@" in login else "", sender_name=person)
    given = {field: getattr(arguments, field) for field in FIELDS if getattr(arguments, field) is not None}
    if arguments.port is None and (arguments.security or settings.security) != settings.security:
        given["port"] = PORTS[arguments.security]
    settings = replace(settings, host=host, login=login, **given)
    if ask and kept is None and arguments.sender is None:
        settings = replace(settings, sender=ask("Sender's address (From)", settings.sender))
    return settings


def _told(given: str | None, kept: str, ask: Ask | None, question: str, guess: str = "") -> str:
    if given is not None or kept or ask is None:
        return kept if given is None else given
    return ask(question, guess)
