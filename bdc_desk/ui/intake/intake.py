"""What the window asks of the readers of mailboxes and folders. Named here by its methods alone, so that no
screen imports a mail library; bdc_desk/intake has the one that works.
"""

from collections.abc import Callable
from typing import Protocol

from bdc_desk.intake.values import SourceStatus
from bdc_desk.operations.changes import Changes

OnStatus = Callable[[SourceStatus], None]
OnChanges = Callable[[Changes], None]


class Intake(Protocol):
    """The mailboxes and folders that this desk reads while it is open."""

    def start(self, on_status: OnStatus, on_changes: OnChanges) -> None:
        """Begin to read. Both are called in the readers' own threads: `on_status` with a source that stands
        otherwise than before, `on_changes` with what their leads moved, or the settings.
        """
        ...

    def stop(self) -> None:
        """End it, within two seconds also where the network hangs."""
        ...

    def statuses(self) -> tuple[SourceStatus, ...]:
        """How every source stands now; any thread, cheap."""
        ...

    def read_now(self, name: str | None = None) -> None:
        """Look at once; None: at every source. Returns before it is done."""
        ...

    def read_again(self, name: str) -> None:
        """Forget how far this source was read and go through its last days, or all its files, again: every
        lead stays one. Returns before it is done.
        """
        ...

    def give_password(self, name: str, password: str) -> None:
        """For this session, where no keyring holds one."""
        ...

    def reload(self) -> None:
        """The settings changed: a source came, went, or is another."""
        ...


class NoIntake:
    """Nothing is read by itself: for pictures, and for a window that was given no readers."""

    def start(self, on_status: OnStatus, on_changes: OnChanges) -> None:
        """Nothing begins."""

    def stop(self) -> None:
        """Nothing ran."""

    def statuses(self) -> tuple[SourceStatus, ...]:
        """No source stands anyhow."""
        return ()

    def read_now(self, name: str | None = None) -> None:
        """Nobody listens."""

    def read_again(self, name: str) -> None:
        """Nobody listens."""

    def give_password(self, name: str, password: str) -> None:
        """Nobody listens."""

    def reload(self) -> None:
        """Nobody listens."""
