"""The guards: views and triggers in plain SQL that keep the log append-only and the gate shut.

Their texts stand in `guards_log` and `guards_gate`. They are no part of a migration: they are put in anew
after each one, because SQLite drops a table's triggers in silence whenever the table is copied. So a change
of a guard comes with a migration, be it an empty one.
"""

from collections.abc import Callable, Iterable

from sqlalchemy import Connection

from bdc_desk.storage.guards_gate import GATE_GUARDS
from bdc_desk.storage.guards_log import LOG_GUARDS

# Name -> text, exactly as sqlite_master keeps it.
GUARDS: dict[str, str] = {text.split(maxsplit=3)[2]: text for text in (*LOG_GUARDS, *GATE_GUARDS)}

STORED = "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"


def install(connection: Connection) -> None:
    """Put every guard in anew; for the end of a migration, inside its transaction."""
    for name, text in GUARDS.items():
        connection.exec_driver_sql(f"DROP {text.split(maxsplit=2)[1]} IF EXISTS {name}")
    for text in GUARDS.values():
        connection.exec_driver_sql(text)


def missing(rows: Callable[[str], Iterable[tuple[str, str]]]) -> list[str]:
    """Names of guards that are not in the file as they should be; `rows` carries out a query."""
    stored = dict(rows(STORED))
    return [name for name, text in GUARDS.items() if stored.get(name) != text]
