"""The server by which this desk sends email."""

from collections.abc import Iterator

from bdc_desk.cli.checks.finding import Finding, broken, hidden, ok, skipped, warning
from bdc_desk.contact.mail_out.check import check_mail_out
from bdc_desk.mail_server.faults import MailFault
from bdc_desk.mail_server.passwords import Passwords
from bdc_desk.operations.mail_out_settings import MailOutSettings

CHECK = "mail out"
OTHER_WAY = "Email goes out by the mail program meanwhile."


def check_the_server(settings: MailOutSettings, *, offline: bool) -> Iterator[Finding]:
    """Whether the server is reached, lets the login in and takes the sender; nothing is sent."""
    if offline:
        yield skipped(CHECK, "not looked at: --offline")
        return
    try:
        secret = Passwords().of(settings) if settings.login else None
    except MailFault as fault:
        yield broken(CHECK, hidden(str(fault), settings.login), OTHER_WAY)
        return
    if secret is None and settings.login:
        what = "password" if settings.sign_in == "password" else "sign-in"
        words = f"No {what} is kept here: the open window asks for it when the first email is to leave."
        yield warning(CHECK, words, "`bdc-desk mail-out test` asks for it and looks further.")
        return
    failed = next((step for step in check_mail_out(settings, secret) if not step.ok), None)
    if failed is not None:
        words = hidden(hidden(failed.words, settings.login), settings.sender)
        yield broken(CHECK, f"{failed.name}: {words}", OTHER_WAY)
    else:
        yield ok(CHECK, f"{settings.host} takes email from this desk")
