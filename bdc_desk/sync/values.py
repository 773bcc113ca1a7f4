"""What a team's desk tells of its connection, and what the shared database answers. Pure values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Link(StrEnum):
    """How the desk stands to the shared database."""

    CONNECTING = "connecting"
    """Not heard of it since the program began."""
    FIRST_SYNC = "first sync"
    """The log comes in pages; the desk works meanwhile (`SyncStatus.progress`)."""
    SYNCED = "synced"
    OFFLINE = "offline"
    """It does not answer; the desk tries again by itself."""
    NO_PASSWORD = "no password"  # noqa: S105 - a state, no secret
    """No keyring holds the password: a person has to give it, for this session."""
    STOPPED = "stopped"
    """Its log is not the one this desk knows, or it is not for this version: nothing is pulled until a person
    acts. Entries still wait safely here."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How the sync stands. Moments are aware UTC.

    `since`: when the link came to this state. `synced_at`: when all that was known there had last been pulled
    and all that waited here pushed. `waiting`: entries of this desk without a seal. `why`: what happened,
    why, what now, where the link is not well. `progress`: entries pulled and how many there are, in a first
    sync. `clock_off`: what this computer's clock must be moved by to agree with the server's.
    """

    link: Link
    since: datetime
    synced_at: datetime | None = None
    waiting: int = 0
    why: str = ""
    progress: tuple[int, int] | None = None
    clock_off: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class ClaimAnswer:
    """What the shared database said of a customer. `granted`: this desk has the customer in hand now.

    `lead`: whose customer it is about (of "next call": the lead that was granted; None where none is free).
    `offline`: nobody answered within a second, so nobody knows whether a colleague is on it: the desk warns,
    the agent decides. `holder`, `since`: who holds it (person's id) and since when, where refused.
    `why`: a sentence for the person where it was not granted.
    """

    granted: bool
    lead: str | None = None
    offline: bool = False
    holder: str | None = None
    since: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class JoinStep:
    """One step of joining a team: done with a tick, or failed with a plain reason and what to do.

    `name` is a heading for a person ("Reach the server", "Encrypted connection", "Log in" ...).
    """

    name: str
    done: bool
    words: str = ""
