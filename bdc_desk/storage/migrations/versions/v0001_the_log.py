"""The log with its seals, the desk's own state, the projections.

The guards (views and triggers) are not made here: `storage.triggers.install` puts them in after every
migration, so that a migration can never leave an old one behind.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# "BDCD": tells our files from other programs' SQLite files.
APPLICATION_ID = 0x42444344

ENTRY = """
CREATE TABLE entry (
    id TEXT NOT NULL PRIMARY KEY,
    dealership TEXT NOT NULL,
    lead TEXT,
    round INTEGER NOT NULL,
    kind TEXT NOT NULL,
    agent TEXT NOT NULL,
    desk TEXT NOT NULL,
    desk_seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    policy TEXT NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (desk, desk_seq),
    CONSTRAINT "the content is a JSON object" CHECK (json_valid(content) AND json_type(content) = 'object'),
    CONSTRAINT "the body is an object" CHECK (json_type(content, '$.body') = 'object'),
    CONSTRAINT "the content is ASCII" CHECK (length(content) = length(CAST(content AS BLOB))),
    CONSTRAINT "the columns repeat the content, which is canonical" CHECK (content = json_object(
        'agent', agent, 'at', at, 'body', json_extract(content, '$.body'), 'dealership', dealership,
        'desk', desk, 'desk_seq', desk_seq, 'details', json_extract(content, '$.details'), 'id', id,
        'kind', kind, 'lead', lead, 'policy', policy, 'round', round, 'seen', seen))
) STRICT, WITHOUT ROWID
"""

SEAL = """
CREATE TABLE seal (
    chain TEXT NOT NULL,
    no INTEGER NOT NULL,
    entry TEXT NOT NULL REFERENCES entry (id),
    sealed_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (chain, no),
    UNIQUE (chain, entry),
    CONSTRAINT "a hash has 32 bytes" CHECK (length(hash) = 32),
    CONSTRAINT "an offset from UTC lies between -12 and +14 hours"
        CHECK (utc_offset BETWEEN -43200 AND 50400),
    CONSTRAINT "a verdict is `stands` or `refused: why`"
        CHECK (verdict = 'stands' OR verdict GLOB 'refused: ?*')
) STRICT, WITHOUT ROWID
"""

DETAIL = """
CREATE TABLE detail (
    entry TEXT NOT NULL PRIMARY KEY REFERENCES entry (id),
    salt BLOB NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT "a salt has 32 bytes" CHECK (length(salt) = 32),
    CONSTRAINT "details are a JSON object" CHECK (json_valid(content) AND json_type(content) = 'object')
) STRICT, WITHOUT ROWID
"""

# The archive holds whole mails; rows of many kilobytes are better off in a table with a rowid.
ARCHIVE = "CREATE TABLE archive (sha256 TEXT NOT NULL PRIMARY KEY, content BLOB NOT NULL) STRICT"

THIS_DESK = """
CREATE TABLE this_desk (
    only INTEGER NOT NULL PRIMARY KEY CHECK (only = 1),
    desk TEXT NOT NULL,
    chain TEXT NOT NULL,
    dealership TEXT NOT NULL,
    person TEXT
) STRICT
"""

NOTE_DRAFT = """
CREATE TABLE note_draft (
    lead TEXT NOT NULL PRIMARY KEY, agent TEXT NOT NULL, text TEXT NOT NULL, saved_at INTEGER NOT NULL
) STRICT
"""

CLAIM = """
CREATE TABLE claim (
    customer TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, token TEXT NOT NULL, until INTEGER NOT NULL
) STRICT
"""

SETTING = "CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT"

LEAD_ROW = """
CREATE TABLE lead_row (
    lead TEXT NOT NULL PRIMARY KEY,
    customer TEXT NOT NULL,
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    closed INTEGER NOT NULL,
    owner TEXT,
    arrived_at INTEGER NOT NULL,
    summary TEXT NOT NULL
) STRICT
"""

IDENTITY_KEY = """
CREATE TABLE identity_key (
    key TEXT NOT NULL, lead TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (key, lead)
) STRICT
"""

QUEUE_ROW = "CREATE TABLE queue_row (lead TEXT NOT NULL PRIMARY KEY, content TEXT NOT NULL) STRICT"

INDICES = (
    "CREATE INDEX entry_lead_kind ON entry (lead, kind)",
    "CREATE INDEX entry_kind_at ON entry (kind, at)",
    "CREATE INDEX seal_at ON seal (at)",
    "CREATE INDEX lead_row_customer ON lead_row (customer)",
    "CREATE INDEX identity_key_lead ON identity_key (lead)",
)

LOG = (ENTRY, SEAL, DETAIL, ARCHIVE)
STATE = (THIS_DESK, NOTE_DRAFT, CLAIM, SETTING, LEAD_ROW, IDENTITY_KEY, QUEUE_ROW)


def upgrade() -> None:
    """Make every table and index of an empty file, and mark the file as ours."""
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in (*LOG, *STATE, *INDICES):
        op.execute(statement)
