"""What `verify` finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the log that is not as it was written. `no` and `entry` name the place, where there is."""

    words: str
    no: int | None = None
    entry: str | None = None

    def __str__(self) -> str:
        """The fault as a person is told it."""
        place = [f"No. {self.no:,}"] if self.no is not None else []
        place += [f"entry {self.entry}"] if self.entry else []
        return f"{', '.join(place)}: {self.words}" if place else self.words
