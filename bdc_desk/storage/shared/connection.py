"""A connection to the shared database that never waits longer than it was told to."""

import os
import selectors
import socket
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.waiting import Ready, Wait

from bdc_desk.storage.shared.address import Address
from bdc_desk.storage.shared.faults import SharedFault, translated, unsaid

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
        """Wait for the socket as the driver asks. A slow line may take its time, a silent one may not: every
        sign of life begins the patience anew.
        """
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            wanted = next(gen)
            with selectors.DefaultSelector() as selector:
                while True:
                    wanted = gen.send(self._ready(selector, wanted))
        except StopIteration as end:
            found: T = end.value
            return found

    def _ready(self, selector: selectors.BaseSelector, wanted: int) -> Ready:
        """What the socket is ready for. Raises OperationalError, and closes, after the patience."""
        events = (selectors.EVENT_READ if wanted & Wait.R else 0) | (
            selectors.EVENT_WRITE if wanted & Wait.W else 0
        )
        key = selector.register(self.pgconn.socket, events)
        try:
            found = selector.select(self.patience)
        finally:
            selector.unregister(key.fileobj)
        if not found:
            self.pgconn.finish()
            raise psycopg.OperationalError("no answer from the server")
        ready = found[0][1]
        return Ready(
            (Ready.R if ready & selectors.EVENT_READ else 0)
            | (Ready.W if ready & selectors.EVENT_WRITE else 0)
        )


def connect(
    address: Address, password: str | None, *, name: str = "bdc-desk", patience: float = ANSWER_SECONDS
) -> PatientConnection:
    """Connect. `password` None: libpq looks into PGPASSWORD and ~/.pgpass. Each statement commits by itself.

    Raises SharedFault in words.
    """
    with unsaid(password or os.environ.get("PGPASSWORD", "")), translated():
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
