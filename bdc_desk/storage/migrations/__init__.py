"""How a replica's file came to its tables. Run by `storage.opening`; there is no alembic.ini."""

HEAD = "0006"
# Kept apart from alembic so that opening a file that is up to date needs no alembic at all; a test compares
# them.
KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006")
