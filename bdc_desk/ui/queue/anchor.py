"""What holds still on the screen while rows come and go around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Leads that showed, the dearest first, each with its height in the viewport."""

    leads: Sequence[tuple[str, int]]

    def holds(self, lead: str) -> bool:
        """Whether this lead is the dearest."""
        return bool(self.leads) and self.leads[0][0] == lead

    def offset(self, top_of: Callable[[str], int | None]) -> int | None:
        """The scroll offset that leaves the first lead still there where it was; None: none is there."""
        for lead, y in self.leads:
            top = top_of(lead)
            if top is not None:
                return top - y
        return None
