"""The owner's connection: every statement of the owner's runs as the role `bdc_owner`, which owns the schema
and cannot log in.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from bdc_desk.storage.shared.connection import PatientConnection, Row
from bdc_desk.storage.shared.faults import translated

OWNER, AGENT = "bdc_owner", "bdc_agent"


class OwnerConnection:
    """Raises SharedFault in words, Refused for what cannot be done."""

    def __init__(self, connection: PatientConnection) -> None:
        """`connection`: of the database's owner."""
        self.connection = connection

    def close(self) -> None:
        """Let the connection go."""
        self.connection.close()

    @contextmanager
    def one_transaction(self) -> Iterator[None]:
        """One transaction around everything that is asked for within."""
        with self._as_owner():
            yield

    @contextmanager
    def _as_owner(self) -> Iterator[None]:
        with translated(), self.connection.transaction():
            self.connection.execute(f"SET LOCAL ROLE {OWNER}")
            yield
            self.connection.execute("RESET ROLE")

    def _rows(self, statement: str, *parameters: object) -> list[Row]:
        given = parameters[0] if len(parameters) == 1 and isinstance(parameters[0], Mapping) else parameters
        with translated():
            return self.connection.execute(statement, given).fetchall()

    def _row(self, statement: str, *parameters: object) -> Row:
        return self._rows(statement, *parameters)[0]

    def _value(self, statement: str, *parameters: object) -> Any:  # noqa: ANN401 - whatever was asked for
        rows = self._rows(statement, *parameters)
        return rows[0][0] if rows else None
