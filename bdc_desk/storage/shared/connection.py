"""A connection to the shared database that never waits longer than it was told to."""

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

from bdc_desk.storage.shared.address import Address
from bdc_desk.storage.shared.faults import translated

T = TypeVar("T")
CONNECT_SECONDS = 5
ANSWER_SECONDS = 10.0
Row = tuple[Any, ...]


class PatientConnection(psycopg.Connection[Row]):
    """Gives up, and closes, when the server has not answered within `patience` seconds: a half-open connection
    would never tell. No session state is used: it works through PgBouncer in transaction mode.
    """

    patience: float = ANSWER_SECONDS

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """Wait for the socket as the driver asks, but not for ever."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.errors._WaitTimeout as late:  # noqa: SLF001 - the driver's only sign of it
            if timeout is not None:
                raise
            self.pgconn.finish()
            raise psycopg.OperationalError("no answer from the server") from late


def connect(
    address: Address, password: str | None, *, name: str = "bdc-desk", patience: float = ANSWER_SECONDS
) -> PatientConnection:
    """Connect. `password` None: libpq looks into PGPASSWORD and ~/.pgpass. Each statement commits by itself.

    Raises SharedFault in words.
    """
    with translated():
        connection = PatientConnection.connect(
            **address.parameters(),  # type: ignore[arg-type]  # texts and a number, as libpq takes them
            password=password,
            connect_timeout=CONNECT_SECONDS,
            application_name=name,
            keepalives_idle=10,
            keepalives_interval=3,
            keepalives_count=3,
            tcp_user_timeout=int(patience * 1000),
            autocommit=True,
            prepare_threshold=None,
        )
    connection.patience = patience
    return connection
