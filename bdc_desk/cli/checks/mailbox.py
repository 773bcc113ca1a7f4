"""A mailbox that this desk reads."""

from collections.abc import Iterator

from bdc_desk.cli.checks.finding import Finding, broken, hidden, ok, skipped, warning
from bdc_desk.intake.mailbox.check import check_mailbox
from bdc_desk.mail_server.faults import MailFault
from bdc_desk.mail_server.passwords import Passwords
from bdc_desk.operations.intake_settings import MailboxSettings

WAITING = "Mails wait on the server meanwhile; none is lost."


def check_one_mailbox(settings: MailboxSettings, *, offline: bool) -> Iterator[Finding]:
    """Whether its server is reached, lets the login in and has the folder."""
    check = f"mailbox {settings.name}"
    if offline:
        yield skipped(check, "not looked at: --offline")
        return
    try:
        secret = Passwords().of(settings)
    except MailFault as fault:
        yield broken(check, hidden(str(fault), settings.login), WAITING)
        return
    if secret is None:
        what = "password" if settings.sign_in == "password" else "sign-in"
        words = f"No {what} is kept here: the open window asks for it, and mails wait until then."
        yield warning(check, words, f"`bdc-desk mailbox test {settings.name}` asks for it and looks further.")
        return
    steps = check_mailbox(settings, secret)
    failed = next((step for step in steps if not step.ok), None)
    if failed is not None:
        yield broken(check, f"{failed.name}: {hidden(failed.words, settings.login)}", WAITING)
    else:
        yield ok(check, f"{settings.host} lets this desk in; {steps[-1].words}")
