"""A person waits no longer for a mail server: what runs in another thread ends at once."""

import threading
from collections.abc import Callable


class Cancelled(threading.Event):
    """Set once nobody waits any more. What cannot look at it while it waits for a server is ended by
    `ends_with`.
    """

    def __init__(self) -> None:
        """Somebody waits."""
        super().__init__()
        self._guard = threading.Lock()
        self._ends: list[Callable[[], None]] = []

    def ends_with(self, end: Callable[[], None]) -> None:
        """Call `end` when it is set, from the thread that sets it; at once where it is set already."""
        with self._guard:
            if not self.is_set():
                self._ends.append(end)
                return
        end()

    def set(self) -> None:
        """Nobody waits any more."""
        with self._guard:
            super().set()
            ends, self._ends = self._ends, []
        for end in ends:
            end()
