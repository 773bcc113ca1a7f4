"""What the service needs of a way in: a mailbox or a folder that can be read again and again."""

from collections.abc import Callable, Iterator
from typing import Protocol

from bdc_desk.intake.values import SourceStatus
from bdc_desk.operations.changes import Changes


class Source(Protocol):
    """A way in. `read` runs in one thread at a time; the others may be called from any."""

    @property
    def status(self) -> SourceStatus:
        """How it stands now."""
        ...

    def read(self) -> Iterator[Changes]:
        """Take in what is new, a batch at a time: what each batch moved. Never raises for what can go wrong
        outside: the status says it.
        """
        ...

    def read_again(self) -> None:
        """Forget how far it was read: the next reading goes through the last days, or all files, again."""
        ...

    def give_password(self, password: str) -> None:
        """For this session; what needs none takes no notice."""
        ...

    def on_news(self, ring: Callable[[], None]) -> None:
        """`ring()` is to be called, in any thread, when something new may be there: the next look comes
        then.
        """
        ...

    def close(self) -> None:
        """Let connections go; a reading that runs ends soon."""
        ...
