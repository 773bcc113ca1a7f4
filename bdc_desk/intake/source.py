"""What the service needs of a way in: a mailbox or a folder that can be read again and again."""

from collections.abc import Callable
from typing import Protocol

from bdc_desk.intake.values import SourceStatus
from bdc_desk.operations.changes import Changes


class Source(Protocol):
    """A way in. `read` runs in one thread at a time; the others may be called from any."""

    @property
    def status(self) -> SourceStatus:
        """How it stands now."""
        ...

    def listen(self, ring: Callable[[], None], moved: Callable[[], None]) -> None:
        """Begin to listen for news, where that can be done. `ring()` is called, in any thread, when the next
        look should come now; `moved()` when the status is another.
        """
        ...

    def read(self, tell: Callable[[Changes], None]) -> None:
        """Take in what is new; `tell` hears what each piece of it moved. Never raises for what can go wrong
        outside: the status says it.
        """
        ...

    def try_now(self) -> None:
        """A person asks for the next look: what is tried seldom is tried in it."""
        ...

    def read_again(self) -> None:
        """Forget how far it was read: the next look goes through the last days, or all files, again."""
        ...

    def give_password(self, password: str) -> None:
        """Kept in the keyring, or for this session; what needs none takes no notice."""
        ...

    def stop(self) -> None:
        """A look that runs ends soon, also where the network hangs; none begins any more."""
        ...

    def close(self) -> None:
        """Let connections go, once no look runs."""
        ...
