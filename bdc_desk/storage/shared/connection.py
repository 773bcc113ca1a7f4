"""A connection to the shared database that never waits longer than it was told to."""

import select
import time
from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from psycopg.waiting import Ready, Wait

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

    def wait(self, gen: "Generator[Any, Any, T]", interval: float = 0.1) -> T:
        """Wait for the socket as the driver asks, but not for ever."""
        ends = time.monotonic() + self.patience  # noqa: TID251 - the network's own time, not the desk's
        try:
            wanted = next(gen)
            while True:
                left = ends - time.monotonic()  # noqa: TID251 - as above
                if left <= 0:
                    self.pgconn.finish()
                    raise psycopg.OperationalError("no answer from the server")
                ready = self._ready(wanted, min(left, 1.0))
                wanted = gen.send(ready)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]  # the generator's own type

    def _ready(self, wanted: Wait, seconds: float) -> Ready | int:
        """What the socket is ready for, 0 after `seconds`."""
        socket = self.pgconn.socket
        reading, writing, _ = select.select(
            [socket] if wanted & Wait.R else [], [socket] if wanted & Wait.W else [], [], seconds
        )
        return (Ready.R if reading else 0) | (Ready.W if writing else 0)


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
