"""Driver errors into ours, in one place: what the guards refuse, and what the surroundings fail at."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from bdc_desk.errors import BdcDeskError, Refused, SurroundingsFault

REFUSED = "refused: "

NO_PERMISSION = "The log could not be opened: no permission. Check whom the profile folder belongs to."

# SQLite's primary result code -> what happened and why, what now.
WORDS: dict[int, str] = {
    sqlite3.SQLITE_FULL: "The log could not be written: the disk is full. Free some space, then try again.",
    sqlite3.SQLITE_READONLY: "The log could not be written: its file or folder is read-only. "
    "Give yourself the right to write there, or choose another profile folder.",
    sqlite3.SQLITE_BUSY: "The log could not be written: another program holds its file. "
    "Close that program (a backup, a copy of BDC Desk), then try again.",
    sqlite3.SQLITE_LOCKED: "The log could not be written: another part of BDC Desk holds it. Try again.",
    sqlite3.SQLITE_NOTADB: "The log could not be opened: its file is not a database. "
    "Restore it from a backup, or choose another profile folder.",
    sqlite3.SQLITE_CORRUPT: "The log could not be read: its file is damaged. Restore it from a backup.",
    sqlite3.SQLITE_CANTOPEN: "The log could not be opened: its file or folder is missing or may not be read. "
    "Check that the profile folder exists and belongs to you.",
    sqlite3.SQLITE_PERM: NO_PERMISSION,
    sqlite3.SQLITE_AUTH: NO_PERMISSION,
    sqlite3.SQLITE_IOERR: "The log could not be read or written: the disk reports an error. "
    "Check the disk and its cable or network, then try again.",
}


@contextmanager
def translated() -> Iterator[None]:
    """Driver errors that leave the block come out as ours, the cause kept.

    Raises Refused for what a guard or a constraint of the log refuses, SurroundingsFault for disk, file and
    locks; what is our own mistake (bad SQL) passes as it is.
    """
    try:
        yield
    except DBAPIError as error:
        told = in_words(error.orig)
        if told is None:
            raise
        raise told from error
    except sqlite3.Error as error:
        told = in_words(error)
        if told is None:
            raise
        raise told from error


def in_words(error: BaseException | None) -> BdcDeskError | None:
    """What a person is told about a driver error; None where it is a mistake of ours."""
    if isinstance(error, sqlite3.IntegrityError):
        return Refused(str(error).removeprefix(REFUSED), code="log")
    code = getattr(error, "sqlite_errorcode", None)
    words = WORDS.get(code & 0xFF) if code is not None else None  # the low byte is the primary result code
    return SurroundingsFault(f"{words} ({error})") if words else None
