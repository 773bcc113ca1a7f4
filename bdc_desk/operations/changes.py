"""What a transaction moved, so that screens can decide whether they care."""

from dataclasses import dataclass
from enum import StrEnum


class Data(StrEnum):
    """A kind of data that screens show."""

    QUEUE = "queue"
    LEAD = "lead"
    POLICY = "policy"
    PEOPLE = "people"
    CLAIMS = "claims"
    INTAKE = "intake"
    """What came in by mailbox, folder and hand, and what became of it."""
    TEAM = "team"
    """Who is at a desk, what waits for the shared database, what needs the person."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The leads and kinds of data that moved, and who did it (an object that screens compare with
    themselves).
    """

    leads: frozenset[str] = frozenset()
    kinds: frozenset[Data] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        """Both together."""
        return Changes(self.leads | other.leads, self.kinds | other.kinds)


LEAD_MOVED = frozenset({Data.QUEUE, Data.LEAD})
