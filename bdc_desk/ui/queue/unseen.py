"""The leads that arrived above the visible part of the list and have not been seen. No Qt."""

from collections.abc import Callable, Iterable


class Unseen:
    """A set of leads that forgets those that come into view or leave."""

    def __init__(self, bottom_of: Callable[[str], int | None]) -> None:
        """`bottom_of`: where a lead's row ends, in the list's pixels; None when it is not shown."""
        self._bottom_of = bottom_of
        self._leads: set[str] = set()

    def __len__(self) -> int:
        """How many are unseen."""
        return len(self._leads)

    def arrived(self, leads: Iterable[str], offset: int) -> None:
        """Remember those of `leads` that lie wholly above the scroll offset."""
        self._leads.update(leads)
        self.review(offset)

    def review(self, offset: int) -> None:
        """Forget what now shows, lies below, or is gone."""
        self._leads = {
            lead for lead in self._leads if (bottom := self._bottom_of(lead)) is not None and bottom <= offset
        }

    def leads(self) -> frozenset[str]:
        """The leads themselves."""
        return frozenset(self._leads)
