"""What goes wrong between a desk and a mail server, in words: what happened, why, what now."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from bdc_desk.errors import SurroundingsFault
from bdc_desk.log import without
from bdc_desk.mail_server.account import Account


class Stage(StrEnum):
    """How far a connection came: the steps of a test, in their order."""

    SERVER = "Server"
    ENCRYPTION = "Encryption"
    LOGIN = "Login"
    FOLDER = "Folder"
    MAILS = "Mails"
    SENDER = "Sender"
    RECIPIENT = "Recipient"
    MAIL = "Mail"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a test: what was tried, whether it went well, what was found or went wrong."""

    name: str
    ok: bool
    words: str


AGAIN = "It is tried again."


class MailFault(SurroundingsFault):
    """The mail server cannot be used now. It is tried again; `passing`: it may well go away by itself.
    `no_password`: a password or a sign-in is needed, and the one that was refused is tried again seldom.
    `details`: technical, to copy; never a secret.

    `in_a_test` is what a trial says, which nobody repeats; `where_it_worked` what is said of a server that
    was used before with the same settings, so that they are not what is wrong.
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


@dataclass(frozen=True, slots=True)
class _Ports:
    """How the ports of a protocol are told."""

    name: str
    fit: str
    mostly: int
    secured: int
    use: str


_PORTS = {
    "imap": _Ports("IMAP", "993 goes with TLS, 143 with STARTTLS", 993, 993, "read it by IMAP"),
    "smtp": _Ports("SMTP", "465 goes with TLS, 587 with STARTTLS", 587, 465, "send by SMTP"),
}

PASSING_CODES = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[OVERQUOTA]", "[THROTTLED]")
"""Response codes (RFC 5530) of a refusal that has nothing to do with the password."""
PASSING_WORDS = ("temporar", "try again", "too many", "too busy", "timed out", "timeout", "unavailable")
"""What servers say that know no response codes."""


def in_words(
    account: Account, stage: Stage, error: Exception, *, is_nonsense: bool, has_hung_up: bool
) -> MailFault:
    """What a person is told about an error of the libraries. `is_nonsense`: the answer was none of the
    protocol; `has_hung_up`: the server said goodbye.
    """
    words = _of_encryption(account, stage, error, is_nonsense=is_nonsense and not has_hung_up)
    details = f"{type(error).__name__}: {error}"
    if words:
        return MailFault(words, stage=Stage.ENCRYPTION, passing=False, details=details)
    what, advice, known = _of_the_line(account, stage, error, has_hung_up=has_hung_up)
    return MailFault(
        _sentences(what, advice, AGAIN),
        stage=stage,
        details=details,
        where_it_worked=_sentences(what, known, AGAIN),
    )


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _of_encryption(account: Account, stage: Stage, error: Exception, *, is_nonsense: bool) -> str:
    """What will not go away by itself, for it is not the network; "" for the rest."""
    host, port, ports = account.host, account.port, _PORTS[account.protocol]
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
            f"of security do not fit: {ports.fit}."
        )
    if is_nonsense:
        return (
            f"What answers at {host}, port {port}, is no mail server that can be talked to ({ports.name}). "
            "Check the server's name and port."
        )
    return ""


def _of_the_line(
    account: Account, stage: Stage, error: Exception, *, has_hung_up: bool
) -> tuple[str, str, str]:
    """What may go away by itself: what happened, what to look at while the settings are new, and what where
    they did well before.
    """
    host, port, ports = account.host, account.port, _PORTS[account.protocol]
    fits = f"If it stays so, port and security may not fit: {ports.fit}."
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
        told = (answers, f"Check the port; mostly it is {ports.mostly}.", "Perhaps it is being restarted.")
    elif isinstance(error, TimeoutError) and stage is Stage.ENCRYPTION:
        told = (f"{host} took the connection at port {port} and then said nothing.", fits, "")
    elif isinstance(error, TimeoutError):
        told = (f"The mail server {host} does not answer.", network, network)
    elif stage is Stage.SERVER:
        told = (f"The mail server {host} cannot be reached.", network, network)
    elif has_hung_up:
        told = (f"The mail server {host} hung up.", "", "")
    else:
        told = (f"The connection to the mail server {host} was lost.", "", "")
    return told


def plain_form(login: str, password: str) -> str:
    """What is sent for a password (SASL PLAIN, RFC 4616), not yet coded."""
    return f"\0{login}\0{password}"


def token_form(login: str, token: str) -> str:
    """What is sent for a token (XOAUTH2), not yet coded."""
    return f"user={login}\1auth=Bearer {token}\1\1"


@contextmanager
def unsaid(login: str, *secrets: str) -> Iterator[None]:
    """The details of a MailFault that leaves the block have none of the secrets with which `login` signs in,
    whatever the server repeated of them; the library's error behind it, which may have them, is let go.
    """
    try:
        yield
    except MailFault as fault:
        sent = [form for one in secrets for form in (one, plain_form(login, one), token_form(login, one))]
        fault.details = without(fault.details, *sent)
        raise fault from None


def login_refused(account: Account, said: str) -> MailFault:
    """The server let the login not in; `said`: its answer."""
    lower = said.lower()
    if any(code.lower() in lower for code in PASSING_CODES) or any(word in lower for word in PASSING_WORDS):
        return MailFault(
            f"The mail server {account.host} lets nobody in at the moment. {AGAIN}",
            stage=Stage.LOGIN,
            details=said,
        )
    if account.sign_in == "password":
        words = (
            f"The mail server {account.host} refused the login {account.login} or its password. Type the "
            "password again; Google, Yahoo and Apple want an app password here."
        )
    else:
        words = (
            f"The mail server {account.host} refused the sign-in of {account.login}. Sign in again, and "
            f"ask whoever runs the mail whether programs may {_PORTS[account.protocol].use}."
        )
    return MailFault(words, stage=Stage.LOGIN, passing=False, no_password=True, details=said)


def no_password(account: Account) -> MailFault:
    """There is nothing to log in with."""
    words = (
        f"The password of {account.login} is needed: it is not kept on this computer. Type it once."
        if account.sign_in == "password"
        else f"{account.login} is not signed in on this computer. Sign in once."
    )
    return MailFault(words, stage=Stage.LOGIN, passing=False, no_password=True)


def not_encrypted(account: Account) -> MailFault:
    """A password goes over the network only encrypted, and the settings want none to another computer."""
    return MailFault(
        f"{account.host} is another computer, and a password goes over the network only encrypted. Choose "
        "TLS or STARTTLS.",
        stage=Stage.ENCRYPTION,
        passing=False,
    )


def no_starttls(account: Account, said: str) -> MailFault:
    """The server offers no encryption at this port; `said`: its answer."""
    return MailFault(
        f"The mail server {account.host} offers no encryption at this port (STARTTLS). "
        f"Choose TLS and port {_PORTS[account.protocol].secured}, or ask whoever runs it.",
        stage=Stage.ENCRYPTION,
        passing=False,
        details=said,
    )
