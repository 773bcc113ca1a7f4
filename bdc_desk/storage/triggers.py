"""The guards: views and triggers in plain SQL that keep the log append-only and the gate shut."""

from sqlalchemy import Connection

GUARDS: dict[str, str] = {}


def install(connection: Connection) -> None:
    """Put every guard in anew; for the end of a migration, inside its transaction."""
    for name, statement in GUARDS.items():
        connection.exec_driver_sql(f"DROP {statement.split()[1]} IF EXISTS {name}")
        connection.exec_driver_sql(statement)
