"""What goes wrong with a mailbox beside what goes wrong with any mail server (bdc_desk/mail_server)."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager

from bdc_desk.mail_server.faults import MailFault, Stage, in_words
from bdc_desk.operations.intake_settings import MailboxSettings


class Declined(MailFault):
    """The server said no to one request; the connection is well."""


@contextmanager
def translated(settings: MailboxSettings, stage: Stage) -> Iterator[None]:
    """Errors of socket, TLS and protocol that leave the block come out as MailFault, the cause kept."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        # ValueError: a host name that cannot be one, an answer that is no IMAP
        raise in_words(
            settings,
            stage,
            error,
            is_nonsense=isinstance(error, (imaplib.IMAP4.error, ValueError)),
            has_hung_up="BYE" in str(error),
        ) from error


def no_folder(settings: MailboxSettings, said: str) -> MailFault:
    """The folder cannot be opened."""
    return MailFault(
        f"The mailbox {settings.name} has no folder {settings.folder}, or it may not be opened. Check the "
        "folder's name in the settings: mostly INBOX.",
        stage=Stage.FOLDER,
        passing=False,
        details=said,
    )
