"""The server that sends, tried step by step, for the button, the command and the doctor; nothing is sent."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime

from bdc_desk.contact.mail_out.connection import Connection
from bdc_desk.contact.mail_out.message import Letter, MailUnfit, letter
from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.mail_server.faults import MailFault, Stage, Step, no_password
from bdc_desk.operations.mail_out_settings import MailOutSettings
from bdc_desk.operations.views import MailPreview


def check_mail_out(
    settings: MailOutSettings,
    secret: str | None,
    *,
    trust: ssl.SSLContext | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[Step, ...]:
    """Try the steps in order and end at the first that fails: reach, encrypt, sign in, and whether the server
    takes the sender, and a mail to the sender itself, which then is taken back. `secret`: the password, or
    the token of a sign-in.

    It waits for the server, 10 s for a connection and 60 s for an answer, or until it is `cancelled`: not for
    the window's own thread.
    """
    connection = Connection(settings, trust=trust)
    if cancelled is not None:
        cancelled.ends_with(connection.cut)
    tries: tuple[tuple[Stage, Callable[[], str]], ...] = (
        (Stage.SERVER, lambda: _reached(connection)),
        (Stage.ENCRYPTION, lambda: _secured(connection)),
        (Stage.LOGIN, lambda: _signed_in(connection, secret)),
        (Stage.SENDER, lambda: _taken(connection)),
    )
    steps: list[Step] = []
    try:
        for stage, attempt in tries:
            try:
                steps.append(Step(stage.value, ok=True, words=attempt()))
            except MailFault as fault:
                steps.append(Step(fault.stage.value, ok=False, words=fault.in_a_test))
                break
            except MailUnfit as fault:
                steps.append(Step(stage.value, ok=False, words=str(fault)))
                break
    finally:
        connection.close()
    return tuple(steps)


def _reached(connection: Connection) -> str:
    connection.reach()
    return f"{connection.settings.host} answers at port {connection.settings.port}."


def _secured(connection: Connection) -> str:
    connection.secure()
    is_open = connection.settings.security == "none"
    return "None; the server is on this computer." if is_open else "Encrypted, and the server is who it says."


def _signed_in(connection: Connection, secret: str | None) -> str:
    settings = connection.settings
    if not settings.login:
        return "None; the server is on this computer."
    if secret is None:
        raise no_password(settings)
    connection.sign_in(secret)
    return f"{settings.login} is let in."


def _taken(connection: Connection) -> str:
    settings = connection.settings
    connection.envelope(_trial(settings))
    connection.reset()
    return f"The server sends as {settings.sender}. Nothing was sent."


def _trial(settings: MailOutSettings) -> Letter:
    """Only its envelope is used. A moment is needed and none is told: nobody reads it."""
    mail = MailPreview("test", settings.sender, "", "", ())
    return letter(settings, mail, "test", datetime(2000, 1, 1, tzinfo=UTC))
