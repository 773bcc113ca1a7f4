"""The replica's tables, as SQLAlchemy Core sees them. Files are made by `migrations`; a test compares both.

Log tables (`entry`, `seal`, `detail`, `archive`) are only ever added to; the triggers of `triggers.py` see to
that. The others are this desk's own state and projections, which one command rebuilds from the log
(design.md, The log). All moments are integers, microseconds since 1970-01-01 UTC.
"""

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

# WITHOUT ROWID: no hidden second key that an INSERT OR REPLACE could hit. STRICT: a number never becomes a
# text.
LOG: dict[str, Any] = {"sqlite_with_rowid": False, "sqlite_strict": True}
STATE: dict[str, Any] = {"sqlite_strict": True}

ENTRY = Table(
    "entry",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("dealership", Text, nullable=False),
    Column("lead", Text),
    Column("round", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("desk", Text, nullable=False),
    Column("desk_seq", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("policy", Text, nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("desk", "desk_seq"),
    Index("entry_lead_kind", "lead", "kind"),
    Index("entry_kind_at", "kind", "at"),
    **LOG,
)

SEAL = Table(
    "seal",
    METADATA,
    Column("chain", Text, nullable=False),
    Column("no", Integer, nullable=False),
    Column("entry", Text, ForeignKey("entry.id"), nullable=False),
    Column("sealed_at", Integer, nullable=False),
    Column("at", Integer, nullable=False),
    Column("utc_offset", Integer, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    PrimaryKeyConstraint("chain", "no"),
    UniqueConstraint("chain", "entry"),
    Index("seal_at", "at"),
    **LOG,
)

DETAIL = Table(
    "detail",
    METADATA,
    Column("entry", Text, ForeignKey("entry.id"), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("content", Text, nullable=False),
    **LOG,
)

ARCHIVE = Table(
    "archive",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    **STATE,
)

THIS_DESK = Table(
    "this_desk",
    METADATA,
    Column("only", Integer, primary_key=True, autoincrement=False),
    Column("desk", Text, nullable=False),
    Column("chain", Text, nullable=False),
    Column("dealership", Text, nullable=False),
    Column("person", Text),
    Column("sealer", Text, nullable=False, server_default="desk"),
    **STATE,
)

NOTE_DRAFT = Table(
    "note_draft",
    METADATA,
    Column("lead", Text, primary_key=True),
    Column("agent", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("saved_at", Integer, nullable=False),
    **STATE,
)

CLAIM = Table(
    "claim",
    METADATA,
    Column("customer", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("until", Integer, nullable=False),
    Column("desk", Text, nullable=False, server_default=""),
    Column("taken_at", Integer, nullable=False, server_default="0"),
    **STATE,
)

OUTBOX = Table(
    "outbox",
    METADATA,
    Column("entry", Text, primary_key=True),
    Column("utc_offset", Integer, nullable=False),
    **STATE,
)

REPLACED = Table(
    "replaced",
    METADATA,
    Column("desk", Text, nullable=False),
    Column("desk_seq", Integer, nullable=False),
    Column("entry", Text, nullable=False),
    Column("content", Text, nullable=False),
    PrimaryKeyConstraint("desk", "desk_seq"),
    Index("replaced_entry", "entry"),
    **LOG,
)

COLLEAGUE = Table(
    "colleague",
    METADATA,
    Column("desk", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", Integer, nullable=False),
    Column("met_at", Integer, nullable=False),
    **STATE,
)

ATTENTION = Table(
    "attention",
    METADATA,
    Column("entry", Text, primary_key=True),
    Column("why", Text, nullable=False),
    Column("aside", Integer, nullable=False, server_default="0"),
    **STATE,
)

DELIVERY = Table(
    "delivery",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("lead", Text),
    Column("entry", Text),
    Column("grade", Text, nullable=False),
    Column("faults", Text, nullable=False),
    Column("archive", Text),
    Index("delivery_at", "at"),
    Index("delivery_entry", "entry"),
    **STATE,
)

READ_FILE = Table(
    "read_file",
    METADATA,
    Column("folder", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("modified", Integer, nullable=False),
    PrimaryKeyConstraint("folder", "name"),
    **STATE,
)

SETTING = Table(
    "setting",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    **STATE,
)

LEAD_ROW = Table(
    "lead_row",
    METADATA,
    Column("lead", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("closed", Integer, nullable=False),
    Column("owner", Text),
    Column("arrived_at", Integer, nullable=False),
    Column("summary", Text, nullable=False),
    Index("lead_row_customer", "customer"),
    **STATE,
)

IDENTITY_KEY = Table(
    "identity_key",
    METADATA,
    Column("key", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("name", Text, nullable=False),
    PrimaryKeyConstraint("key", "lead"),
    Index("identity_key_lead", "lead"),
    **STATE,
)

QUEUE_ROW = Table(
    "queue_row",
    METADATA,
    Column("lead", Text, primary_key=True),
    Column("content", Text, nullable=False),
    **STATE,
)

SEARCH_DOC = Table(
    "search_doc",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("lead", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("more", Text, nullable=False),
    Column("digits", Text, nullable=False),
    Column("shown", Text, nullable=False),
    UniqueConstraint("lead"),
    **STATE,
)

SEARCH_INDICES = ("search_words", "search_digits")
"""Virtual tables of FTS5 over `search_doc` (`search.py`), each with tables of its own (`search_words_data`
...).
"""

PROJECTIONS = (LEAD_ROW, IDENTITY_KEY, QUEUE_ROW, SEARCH_DOC)
