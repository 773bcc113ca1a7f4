"""A connection to the shared database that never waits longer than it was told to."""

import socket
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen

from bdc_desk.storage.shared.address import Address
from bdc_desk.storage.shared.faults import SharedFault, translated

T = TypeVar("T")
CONNECT_SECONDS = 5
ANSWER_SECONDS = 10.0
Row = tuple[Any, ...]


class PatientConnection(psycopg.Connection[Row]):
    """Gives up, and closes, when the server has not answered within `patience` seconds: a half-open
    connection would never tell. No session state is used: it works through PgBouncer in transaction mode.
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
            connect_timeout=min(
                CONNECT_SECONDS, max(2, int(patience))
            ),  # libpq knows no shorter one than two
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


def reach(address: Address, seconds: float = CONNECT_SECONDS) -> None:
    """See whether anybody answers at the address, in so many seconds. Raises SharedFault in words."""
    if address.host.startswith("/"):
        return
    try:
        with socket.create_connection((address.host, address.port), timeout=seconds):
            return
    except socket.gaierror as fault:
        raise SharedFault(f"There is no server called {address.host}. Check the address.") from fault
    except TimeoutError as fault:
        raise SharedFault(
            f"{address.host} does not answer on port {address.port}. Is the network there, is a firewall in "
            "between?"
        ) from fault
    except ConnectionRefusedError as fault:
        raise SharedFault(
            f"{address.host} answers, but there is no database on port {address.port}. Is it running?"
        ) from fault
    except OSError as fault:
        raise SharedFault(f"{address.host} cannot be reached: {fault.strerror or fault}.") from fault
