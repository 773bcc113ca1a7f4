"""Customers are found by words and digits; people say who is who (guards know the new kinds of entries).

The index is empty until `operations.rebuilding.catch_up` has concluded every lead anew, at the next start:
what stands in it is concluded from the log, as all lists are.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CHANGES = (
    # `id` orders by arrival: seconds since 1970 * 2^20, and a place within the second.
    """CREATE TABLE search_doc (
        id INTEGER NOT NULL PRIMARY KEY, lead TEXT NOT NULL UNIQUE, name TEXT NOT NULL, more TEXT NOT NULL,
        digits TEXT NOT NULL, shown TEXT NOT NULL
    ) STRICT""",
    """CREATE VIRTUAL TABLE search_words USING fts5 (
        name, more, content='search_doc', content_rowid='id', columnsize=0, prefix='1 2 3 4 5',
        tokenize='unicode61 remove_diacritics 2'
    )""",
    """CREATE VIRTUAL TABLE search_digits USING fts5 (
        digits, content='search_doc', content_rowid='id', columnsize=0, tokenize='trigram'
    )""",
    # A new file has nothing to catch up with.
    "INSERT OR IGNORE INTO setting (key, value) SELECT 'lists', '4' WHERE NOT EXISTS (SELECT 1 FROM entry)",
)


def upgrade() -> None:
    """Add the tables; the log's own tables stay as they are."""
    for statement in CHANGES:
        op.execute(statement)
