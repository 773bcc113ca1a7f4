"""How the ways in stand, for screens and commands: plain values that load no mail and no database."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SourceKind(StrEnum):
    """What is read."""

    MAILBOX = "mailbox"
    FOLDER = "folder"


class SourceState(StrEnum):
    """How it stands."""

    WAITING = "waiting"
    """Read to the end; it waits for more."""
    READING = "reading"
    ELSEWHERE = "elsewhere"
    """A colleague's desk reads it."""
    NO_PASSWORD = "no password"  # noqa: S105  a state, no secret
    FAILED = "failed"
    """It is tried again by itself; `why` says what, why and what now."""


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """A mailbox or folder. Moments are aware UTC; `since`: of this state. `found`, `unreadable` (a person has
    to look at them: unreadable, or without a number) and `failed` (could not be taken in at all) count from
    `counted_since` on: since the program began, or since the settings changed.
    """

    kind: SourceKind
    name: str
    state: SourceState
    since: datetime
    last_read_at: datetime | None = None
    found: int = 0
    unreadable: int = 0
    failed: int = 0
    why: str = ""
    details: str = ""
    counted_since: datetime | None = None
