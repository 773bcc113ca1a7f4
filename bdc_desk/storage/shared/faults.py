"""What goes wrong between a desk and the shared database, in words: what happened, why, what now."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from bdc_desk.errors import BdcDeskError, Refused, SurroundingsFault
from bdc_desk.log import without

REFUSED = "refused: "


class SharedFault(SurroundingsFault):
    """The shared database could not do it. `passing`: trying again later may help."""

    def __init__(self, words: str, *, passing: bool = True) -> None:
        super().__init__(words)
        self.passing = passing


class WrongPassword(SharedFault):
    """The login or its password is wrong, or the login was closed."""


class ServerHere(SharedFault):
    """What answers is no shared database of BDC Desk, or of another version."""


# A sign in libpq's own words -> what a person is told. They come in this order; the first that fits is told.
_WRONG_LOGIN = "The login or its password is wrong, or the login was closed. Ask whoever runs the database."
_NOT_GIVEN = (
    "The password of your login is needed: none was given, and none is kept here. Type it; a command "
    "without a terminal takes it from PGPASSWORD or ~/.pgpass."
)
_CERTIFICATE = (
    "The server's certificate cannot be verified. Ask whoever runs the database for the authority's file "
    "(sslrootcert) or the server's right name; do not switch the check off."
)
_NO_TLS = (
    "The server offers no encrypted connection, and personal data goes over the network only encrypted. "
    "Ask whoever runs it to switch TLS on."
)
_NO_NAME = "There is no server of that name. Check the address."
_NO_SERVER = "The server's machine answers, but no database there. Is it running, is the port right?"
_NO_DATABASE = "The server has no database of that name. Check the address."
_NOT_LET_IN = "The server lets nobody in from this computer. Ask whoever runs it."
_FULL = "The server has no connection free. It is tried again."
_NO_ANSWER = "The server does not answer. Is the network there?"
# The first that fits is told; what one database or role is full of comes before what its name stands in.
_SIGNS: tuple[tuple[str, str, type[SharedFault]], ...] = (
    ("too many connections", _FULL, SharedFault),
    ("remaining connection slots", _FULL, SharedFault),
    ("too many clients", _FULL, SharedFault),
    ("no pg_hba.conf entry", _NOT_LET_IN, ServerHere),
    ("password authentication failed", _WRONG_LOGIN, WrongPassword),
    ("no password supplied", _NOT_GIVEN, WrongPassword),
    ("is not permitted to log in", _WRONG_LOGIN, WrongPassword),
    ('role "', _WRONG_LOGIN, WrongPassword),
    ("server does not support SSL", _NO_TLS, ServerHere),
    ("certificate", _CERTIFICATE, ServerHere),
    ("does not match host name", _CERTIFICATE, ServerHere),
    ("could not translate host name", _NO_NAME, ServerHere),
    ("Name or service not known", _NO_NAME, ServerHere),
    ("Connection refused", _NO_SERVER, SharedFault),
    ('database "', _NO_DATABASE, ServerHere),
    ("timeout expired", _NO_ANSWER, SharedFault),
    ("timed out", _NO_ANSWER, SharedFault),
    ("no answer", _NO_ANSWER, SharedFault),
)


@contextmanager
def translated() -> Iterator[None]:
    """Driver errors that leave the block come out as ours, the cause kept.

    Raises Refused for what the shared database's rules refuse, SharedFault for connection and server.
    """
    try:
        yield
    except psycopg.Error as error:
        raise in_words(error) from error


@contextmanager
def unsaid(password: str) -> Iterator[None]:
    """A fault that leaves the block does not say the password, even where the server repeated it; the
    driver's error behind it, which may, is let go then.
    """
    try:
        yield
    except BdcDeskError as fault:
        if without(told := f"{fault}\n{fault.__cause__}", password) == told:
            raise
        fault.args = (without(str(fault), password), *fault.args[1:])
        raise fault from None


def in_words(error: psycopg.Error) -> Refused | SharedFault:
    """What a person is told about a driver error."""
    said = (error.diag.message_primary or str(error)).strip()
    if said.startswith(REFUSED):
        return Refused(_sentence(said.removeprefix(REFUSED)), code=error.sqlstate or "shared")
    if isinstance(
        error,
        (psycopg.errors.InvalidSchemaName, psycopg.errors.UndefinedFunction, psycopg.errors.UndefinedTable),
    ):
        return ServerHere(
            "This database is not set up for BDC Desk, or for another version of it. "
            "Whoever runs it calls `bdc-desk shared init`.",
            passing=False,
        )
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return ServerHere(f"This login may not do that there ({said}).", passing=False)
    if isinstance(error, (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected)):
        return SharedFault("The shared database is busy. It is tried again.")
    first = said.splitlines()[0] if said else type(error).__name__
    for sign, words, kind in _SIGNS:
        if sign in str(error):
            said_too = "" if words is _NOT_GIVEN else f" ({first})"
            return kind(words + said_too, passing=kind is SharedFault)
    return SharedFault(f"The connection to the shared database failed ({first}).")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
