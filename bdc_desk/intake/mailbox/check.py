"""A mailbox tried step by step, for the button, the command and the doctor; nothing is read or marked."""

import ssl
from collections.abc import Callable

from bdc_desk.intake.mailbox.connection import Connection, Folder
from bdc_desk.mail_server.cancelled import Cancelled
from bdc_desk.mail_server.faults import MailFault, Stage, Step, no_password
from bdc_desk.operations.intake_settings import MailboxSettings


def check_mailbox(
    settings: MailboxSettings,
    password: str | None,
    *,
    trust: ssl.SSLContext | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[Step, ...]:
    """Try the steps in order and end at the first that fails. `password`: or the token of a sign-in.

    It waits for the server, 10 s for a connection and 30 s for an answer, or until it is `cancelled`: not for
    the window's own thread.
    """
    connection = Connection(settings, trust=trust)
    if cancelled is not None:
        cancelled.ends_with(connection.cut)
    tries: tuple[tuple[Stage, Callable[[], str]], ...] = (
        (Stage.SERVER, lambda: _reached(connection)),
        (Stage.ENCRYPTION, lambda: _secured(connection)),
        (Stage.LOGIN, lambda: _signed_in(connection, password)),
        (Stage.FOLDER, lambda: _opened(connection.select())),
        (Stage.MAILS, lambda: _counted(connection)),
    )
    steps: list[Step] = []
    try:
        for stage, attempt in tries:
            try:
                steps.append(Step(stage.value, ok=True, words=attempt()))
            except MailFault as fault:
                steps.append(Step(stage.value, ok=False, words=fault.in_a_test))
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


def _signed_in(connection: Connection, password: str | None) -> str:
    if password is None:
        raise no_password(connection.settings)
    connection.sign_in(password)
    news = "New mails are told at once." if connection.can("IDLE") else "It is looked for mails every minute."
    return f"{connection.settings.login} is let in. {news}"


def _opened(folder: Folder) -> str:
    return "Open; mails cannot be marked as seen." if folder.is_read_only else "Open."


def _counted(connection: Connection) -> str:
    all_, unseen = len(connection.search("ALL")), len(connection.search("UNSEEN"))
    return f"{all_:,} {'mail' if all_ == 1 else 'mails'}, {unseen:,} of them unread."
