"""What goes wrong between a desk and the shared database, in words: what happened, why, what now."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from bdc_desk.errors import Refused, SurroundingsFault

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
_SIGNS: tuple[tuple[tuple[str, ...], str, type[SharedFault]], ...] = (
    (
        ("password authentication failed", "no password supplied", "role \"", "is not permitted to log in"),
        "The login or its password is wrong, or the login was closed. Ask whoever runs the database.",
        WrongPassword,
    ),
    (
        ("certificate verify failed", "root certificate", "does not match host name", "certificate"),
        "The server's certificate cannot be verified. Ask whoever runs the database for the authority's file "
        "(sslrootcert) or the server's right name; do not switch the check off.",
        ServerHere,
    ),
    (
        ("server does not support SSL", "no encryption"),
        "The server offers no encrypted connection, and personal data goes over the network only encrypted. "
        "Ask whoever runs it to switch TLS on.",
        ServerHere,
    ),
    (("could not translate host name", "Name or service not known"), "There is no server of that name. Check the address.", ServerHere),
    (("Connection refused",), "The server's machine answers, but no database there. Is it running, is the port right?", SharedFault),
    (("database \"",), "The server has no database of that name. Check the address.", ServerHere),
    (("no pg_hba.conf entry",), "The server lets nobody in from this computer. Ask whoever runs it.", ServerHere),
    (("too many connections", "remaining connection slots"), "The server has no connection free. It is tried again.", SharedFault),
    (("timeout expired", "timed out", "no answer"), "The server does not answer. Is the network there?", SharedFault),
)  # fmt: skip


@contextmanager
def translated() -> Iterator[None]:
    """Driver errors that leave the block come out as ours, the cause kept.

    Raises Refused for what the shared database's rules refuse, SharedFault for connection and server.
    """
    try:
        yield
    except psycopg.Error as error:
        raise in_words(error) from error


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
    for signs, words, kind in _SIGNS:
        if any(sign in str(error) for sign in signs):
            return kind(f"{words} ({said.splitlines()[0]})", passing=kind is SharedFault)
    return SharedFault(
        f"The connection to the shared database failed ({said.splitlines()[0] if said else type(error).__name__})."
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
