"""What came to this desk by mailbox, folder and hand, with what became of it: for its own page."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CHANGES = (
    # `seq` orders what came in one transaction. Rows older than some weeks are taken out: the log has the
    # leads.
    """CREATE TABLE delivery (
        seq INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL, origin TEXT NOT NULL, place TEXT NOT NULL,
        name TEXT NOT NULL, result TEXT NOT NULL, lead TEXT, entry TEXT, grade TEXT NOT NULL,
        faults TEXT NOT NULL, archive TEXT
    ) STRICT""",
    "CREATE INDEX delivery_at ON delivery (at)",
    # Files of watched folders that were read as they lie there: size in bytes, modified in nanoseconds.
    """CREATE TABLE read_file (
        folder TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
        PRIMARY KEY (folder, name)
    ) STRICT""",
    "CREATE INDEX delivery_entry ON delivery (entry)",
)


def upgrade() -> None:
    """Add the table; the log's own tables stay as they are."""
    for statement in CHANGES:
        op.execute(statement)
