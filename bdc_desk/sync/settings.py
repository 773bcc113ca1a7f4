"""The desk's settings that the sync keeps in the replica."""

SHARED_ADDRESS = "shared address"
"""Where the shared database is: never with a password."""
CLOCK_OFF = "clock off"
"""What this computer's clock was last found to be off by the server's, in microseconds."""
