"""What a desk keeps once it shares its log: what waits for a seal, colleagues, claims with their beginning.

`this_desk.sealer` says who seals: "desk" alone, "shared" in a team.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

CHANGES = (
    """ALTER TABLE this_desk
        ADD COLUMN sealer TEXT NOT NULL DEFAULT 'desk' CHECK (sealer IN ('desk', 'shared'))""",
    "ALTER TABLE claim ADD COLUMN desk TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE claim ADD COLUMN taken_at INTEGER NOT NULL DEFAULT 0",
    # Entries made here that have no seal yet, with the dealership's offset from UTC when they were written.
    "CREATE TABLE outbox (entry TEXT NOT NULL PRIMARY KEY, utc_offset INTEGER NOT NULL) STRICT",
    # Arrivals that another desk had read before (docs/log.md): the reason of a hole in a desk's desk_seq.
    """CREATE TABLE replaced (
        desk TEXT NOT NULL, desk_seq INTEGER NOT NULL, entry TEXT NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (desk, desk_seq)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX replaced_entry ON replaced (entry)",
    """CREATE TABLE colleague (
        desk TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL, state TEXT NOT NULL, since INTEGER NOT NULL,
        met_at INTEGER NOT NULL
    ) STRICT""",
    # "Needs you": entries made here that were refused, or came after a colleague's decision.
    """CREATE TABLE attention (
        entry TEXT NOT NULL PRIMARY KEY, why TEXT NOT NULL, aside INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
)


def upgrade() -> None:
    """Add the columns and tables; the log's own tables stay as they are."""
    for statement in CHANGES:
        op.execute(statement)
