"""What goes wrong between a desk and a mail server, in words: what happened, why, what now."""

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from bdc_desk.errors import SurroundingsFault
from bdc_desk.operations.intake_settings import MailboxSettings


class Stage(StrEnum):
    """How far a connection came: the steps of a test, in their order."""

    SERVER = "Server"
    ENCRYPTION = "Encryption"
    LOGIN = "Login"
    FOLDER = "Folder"
    MAILS = "Mails"


AGAIN = "It is tried again."


class MailboxFault(SurroundingsFault):
    """The mailbox cannot be read now. It is tried again at each look; `passing`: it may well go away by
    itself. `no_password`: a password or a sign-in is needed, and the one that was refused is tried again
    seldom. `details`: technical, to copy; never a secret.

    `in_a_test` is what a trial says, which nobody repeats; `where_it_worked` what is said of a mailbox that
    was read before with the same settings, so that they are not what is wrong.
    """

    def __init__(
        self,
        words: str,
        *,
        stage: Stage,
        passing: bool = True,
        no_password: bool = False,
        details: str = "",
        where_it_worked: str = "",
    ) -> None:
        super().__init__(words)
        self.in_a_test = words.replace(f" {AGAIN}", "")
        self.where_it_worked = where_it_worked or words
        self.stage, self.passing, self.no_password, self.details = stage, passing, no_password, details


class Declined(MailboxFault):
    """The server said no to one request; the connection is well."""


PASSING_CODES = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[OVERQUOTA]", "[THROTTLED]")
"""Response codes (RFC 5530) of a refusal that has nothing to do with the password."""
PASSING_WORDS = ("temporar", "try again", "too many", "too busy", "timed out", "timeout", "unavailable")
"""What servers say that know no response codes."""


@contextmanager
def translated(settings: MailboxSettings, stage: Stage) -> Iterator[None]:
    """Errors of socket, TLS and protocol that leave the block come out as MailboxFault, the cause kept."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        # ValueError: a host name that cannot be one, an answer that is no IMAP
        raise in_words(settings, stage, error) from error


def in_words(settings: MailboxSettings, stage: Stage, error: Exception) -> MailboxFault:
    """What a person is told about an error of the libraries."""
    words = _of_encryption(settings, stage, error)
    details = f"{type(error).__name__}: {error}"
    if words:
        return MailboxFault(words, stage=Stage.ENCRYPTION, passing=False, details=details)
    what, advice, known = _of_the_line(settings, stage, error)
    return MailboxFault(
        _sentences(what, advice, AGAIN),
        stage=stage,
        details=details,
        where_it_worked=_sentences(what, known, AGAIN),
    )


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _of_encryption(settings: MailboxSettings, stage: Stage, error: Exception) -> str:
    """What will not go away by itself, for it is not the network; "" for the rest."""
    host, port = settings.host, settings.port
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"The certificate of {host} cannot be trusted ({error.verify_message}), so the password was not "
            "sent. Check the server's name and this computer's date; else ask whoever runs the mail server."
        )
    if stage is not Stage.ENCRYPTION or isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return ""
    if isinstance(error, ssl.SSLError):
        return (
            f"{host} and this computer agreed on no encryption at port {port}. Mostly the port and the kind "
            "of security do not fit: 993 goes with TLS, 143 with STARTTLS."
        )
    is_no_imap = isinstance(error, (imaplib.IMAP4.error, ValueError))
    if is_no_imap and "BYE" not in str(error):
        return (
            f"What answers at {host}, port {port}, is no mail server that can be talked to (IMAP). "
            "Check the server's name and port."
        )
    return ""


def _of_the_line(settings: MailboxSettings, stage: Stage, error: Exception) -> tuple[str, str, str]:
    """What may go away by itself: what happened, what to look at while the settings are new, and what where
    they did well before.
    """
    host, port = settings.host, settings.port
    fits = "If it stays so, port and security may not fit: 993 goes with TLS, 143 with STARTTLS."
    network = "Is the network there?"
    if isinstance(error, (socket.gaierror, UnicodeError)):
        found = f"The mail server {host} was not found."
        told = (
            found,
            "Is this computer on the network, and is the server's name right?",
            "Is this computer on the network?",
        )
    elif isinstance(error, ConnectionRefusedError):
        answers = f"The computer {host} answers, but no mail server there at port {port}."
        told = (answers, "Check the port; mostly it is 993.", "Perhaps it is being restarted.")
    elif isinstance(error, TimeoutError) and stage is Stage.ENCRYPTION:
        told = (f"{host} took the connection at port {port} and then said nothing.", fits, "")
    elif isinstance(error, TimeoutError):
        told = (f"The mail server {host} does not answer.", network, network)
    elif stage is Stage.SERVER:
        told = (f"The mail server {host} cannot be reached.", network, network)
    elif "BYE" in str(error):
        told = (f"The mail server {host} hung up.", "", "")
    else:
        told = (f"The connection to the mail server {host} was lost.", "", "")
    return told


def login_refused(settings: MailboxSettings, said: str) -> MailboxFault:
    """The server let the login not in; `said`: its answer."""
    lower = said.lower()
    if any(code.lower() in lower for code in PASSING_CODES) or any(word in lower for word in PASSING_WORDS):
        return MailboxFault(
            f"The mail server {settings.host} lets nobody in at the moment. {AGAIN}",
            stage=Stage.LOGIN,
            details=said,
        )
    if settings.sign_in == "password":
        words = (
            f"The mail server {settings.host} refused the login {settings.login} or its password. Type the "
            "password again; Google, Yahoo and Apple want an app password here."
        )
    else:
        words = (
            f"The mail server {settings.host} refused the sign-in of {settings.login}. Sign in again, and "
            "ask whoever runs the mail whether programs may read it by IMAP."
        )
    return MailboxFault(words, stage=Stage.LOGIN, passing=False, no_password=True, details=said)


def no_folder(settings: MailboxSettings, said: str) -> MailboxFault:
    """The folder cannot be opened."""
    return MailboxFault(
        f"The mailbox {settings.name} has no folder {settings.folder}, or it may not be opened. Check the "
        "folder's name in the settings: mostly INBOX.",
        stage=Stage.FOLDER,
        passing=False,
        details=said,
    )


def no_password(settings: MailboxSettings) -> MailboxFault:
    """There is nothing to log in with."""
    words = (
        f"The password of {settings.login} is needed: it is not kept on this computer. Type it once."
        if settings.sign_in == "password"
        else f"{settings.login} is not signed in on this computer. Sign in once."
    )
    return MailboxFault(words, stage=Stage.LOGIN, passing=False, no_password=True)
