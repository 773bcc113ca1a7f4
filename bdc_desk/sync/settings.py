"""The desk's settings that the sync keeps in the replica."""

from datetime import timedelta

from bdc_desk.storage.store import Store

SHARED_ADDRESS = "shared address"
"""Where the shared database is: never with a password."""
CLOCK_OFF = "clock off"
"""What this computer's clock was last found to be off by the server's, in microseconds."""


def clock_off(store: Store) -> timedelta:
    """What the shared database's clock was last found to be ahead of this computer's; none for one alone."""
    with store.snapshot() as snapshot:
        identity, off = snapshot.desk(), snapshot.setting(CLOCK_OFF)
    return timedelta(microseconds=int(off or 0)) if identity and identity.is_in_team else timedelta()
