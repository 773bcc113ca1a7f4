"""What the window asks of the sync. Named here by its methods alone, so that no screen imports a network's
driver; bdc_desk/sync has the one that works.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Protocol

from bdc_desk.operations.changes import Changes
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.teamwork import Presence
from bdc_desk.sync.values import ClaimAnswer, JoinStep, SyncStatus


class Team(Protocol):
    """The colleagues' desks, as far as the shared database tells of them."""

    @property
    def status(self) -> SyncStatus:
        """How the sync stands; any thread."""
        ...

    def start(self, on_status: Callable[[SyncStatus], None], on_changes: Callable[[Changes], None]) -> None:
        """Begin to push and pull. Both are called in the sync's own thread."""
        ...

    def stop(self) -> None:
        """End it, within two seconds also where the network hangs."""
        ...

    def wake(self) -> None:
        """Something was written here; cheap."""
        ...

    def claim(self, lead: str) -> ClaimAnswer:
        """Ask for the lead's customer. Blocks up to a second: network lane only."""
        ...

    def claim_next(self, leads: Sequence[str]) -> ClaimAnswer:
        """Ask for the first of these whose customer is free. Network lane only."""
        ...

    def take_over(self, lead: str) -> ClaimAnswer:
        """Take the customer out of a colleague's hands. Network lane only."""
        ...

    def set_presence(self, state: Presence) -> None:
        """Tell the colleagues what is done here; cheap."""
        ...

    def give_password(self, password: str) -> None:
        """For this session, where no keyring holds one."""
        ...

    def lease(self, name: str, span: timedelta) -> bool | None:
        """Whether this desk is the one that does `name` (reads a mailbox) for the next `span`; None where
        nobody can tell. Blocks up to a second: not on the GUI thread.
        """
        ...

    def original(self, lead: str) -> bytes | None:
        """A mail that a colleague's desk archived. Network lane only."""
        ...


class Joined(Protocol):
    """How joining ended: with a desk, with the wish for a new password, or with why not."""

    @property
    def desk(self) -> Desk | None:
        """The desk in its team."""
        ...

    @property
    def needs_new_password(self) -> bool:
        """Whether the password was for the first time only."""
        ...

    @property
    def password(self) -> str:
        """The one in force now, for this session where no keyring keeps it."""
        ...

    @property
    def failed(self) -> str:
        """What, why and what now; "" where nothing failed."""
        ...


Join = Callable[[str, str, str | None, Callable[[JoinStep], None]], Joined]
"""Address, password, new password, what hears of each step -> how it ended. Blocks; its steps are told in the
thread it runs in.
"""
