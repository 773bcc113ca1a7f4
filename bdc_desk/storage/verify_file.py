"""Is the file made as this program makes it: tables, indexes, guards and nothing beside; and is it whole."""

from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy import create_engine

from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage import opening, triggers
from bdc_desk.storage.log_fault import Fault
from bdc_desk.storage.migrations import HEAD
from bdc_desk.storage.schema import SEARCH_INDICES
from bdc_desk.storage.sql import Sql

MOST = 5
"""So many damages of the file are told."""
_VERSION = "alembic_version"
# What SQLite and the full-text index keep for themselves is theirs, and differs from version to version.
_THEIRS = " OR ".join(f"name GLOB '{name}_*'" for name in ("sqlite", *SEARCH_INDICES))
_MADE = f"""
SELECT name, type, sql FROM sqlite_master
WHERE name <> '{_VERSION}' AND NOT (type IN ('table', 'index') AND ({_THEIRS}))
"""


@lru_cache(maxsize=1)
def made_now() -> dict[str, tuple[str, str]]:
    """Everything in a new file: name -> what it is, and its text. Made by the migrations, letter by letter
    as in every file, however old; half a second, once.
    """
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            opening._upgrade(connection)  # noqa: SLF001 - a file that is nowhere, made as `opening` makes them
            triggers.install(connection)
            rows = connection.exec_driver_sql(_MADE).fetchall()
    finally:
        engine.dispose()
    return {str(name): (str(kind), str(text)) for name, kind, text in rows}


def made_faults(sql: Sql) -> Iterator[Fault]:
    """What is missing, changed, or not of this program."""
    if [row[0] for row in sql.rows(f"SELECT version_num FROM {_VERSION}")] != [HEAD]:
        yield Fault(f"the file does not say that its tables are those of version {HEAD}")
    right = made_now()
    there = {name: (kind, text) for name, kind, text in sql.rows(_MADE)}
    for name, (kind, text) in right.items():
        if there.get(name) != (kind, text):
            what = f"the guard `{name}` of the log" if name in triggers.GUARDS else f"the {kind} `{name}`"
            yield Fault(f"{what} is missing or was changed")
    for name in sorted(there.keys() - right.keys()):
        yield Fault(f"the {there[name][0]} `{name}` is none of this program's")


def damage(sql: Sql) -> Iterator[Fault]:
    """Whether SQLite finds the file sound: indexes that say what the tables say, columns of their form."""
    try:
        told = sql.rows(f"PRAGMA integrity_check({MOST})")
        strays = sql.rows("PRAGMA foreign_key_check")[:MOST]
    except SurroundingsFault as fault:  # too damaged for SQLite to look at all of it
        yield Fault(f"the file is damaged: {fault}")
        return
    for (words,) in told:
        if words != "ok":
            yield Fault(f"the file is damaged: {words}")
    for table, _, other, _ in strays:
        yield Fault(f"a row of `{table}` names one of `{other}` that is missing")
