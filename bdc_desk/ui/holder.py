"""Who has a customer in hand, in words that count with the tick. No Qt."""

from dataclasses import dataclass
from datetime import datetime

from bdc_desk.ui import words


@dataclass(frozen=True, slots=True)
class Holder:
    """`name`: the person's. `since`: when a colleague took the customer (UTC); None where it is this desk."""

    name: str
    since: datetime | None = None

    def held(self, now: datetime) -> str:
        """How long a colleague is on it already: "0:40"; "" for this desk's own."""
        return "" if self.since is None else words.wait(now - self.since)

    def said(self, now: datetime) -> str:
        """The whole of it: "Kim Lee is on it, 0:40"."""
        held = self.held(now)
        return f"{self.name} is on it, {held}" if held else f"with {self.name}"
