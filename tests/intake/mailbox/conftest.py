"""A mailbox on a real server, and a desk that reads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.intake.mailbox.reading import MailboxReader
from bdc_desk.intake.values import SourceStatus
from bdc_desk.operations.desk import Desk
from bdc_desk.storage.rows import DeliveryRow
from bdc_desk.storage.store import Store
from tests.helpers.desks import DAY, MINUTE, Staffed, staffed
from tests.helpers.imap import PASSWORD, ImapServer, imap_server, mail, settings_for


class Mailbox:
    """The server, the desk, and readers of one at the other."""

    def __init__(self, server: ImapServer, staff: Staffed) -> None:
        self.server, self.staff, self.clock = server, staff, staff.clock
        self._readers: list[MailboxReader] = []

    def reader(self, port: int | None = None, desk: Desk | None = None, **how: Any) -> MailboxReader:
        """A new reader, closed at the test's end."""
        fields = how.pop("fields", {})
        how = {"password_of": lambda _: PASSWORD, "may_read": lambda _: True} | how
        reader = MailboxReader(desk or self.staff.ana, settings_for(self.server, port, **fields), **how)
        self._readers.append(reader)
        return reader

    def read(self, **how: Any) -> SourceStatus:
        """One look by a new reader, as after a new start of the program."""
        reader = self.reader(**how)
        status = reader.read(self.clock.now())
        reader.close()
        return status

    def deliver(self, number: int, *flags: str, **how: Any) -> int:
        """The enquiry `number` arrives now."""
        return self.server.deliver(mail(number, **how), self.clock.now(), flags)

    def close(self) -> None:
        for reader in self._readers:
            reader.close()


def arrivals(desk: Desk | Store) -> list[Entry]:
    """Every arrival in the log."""
    store = desk.store if isinstance(desk, Desk) else desk
    with store.snapshot() as snapshot:
        return list(snapshot.entries_of_kinds(Kind.ARRIVAL))


def enquiries(desk: Desk | Store) -> list[str]:
    """The names of those who enquired, in the order of the log."""
    return [str((one.details or {}).get("full") or (one.details or {}).get("last")) for one in arrivals(desk)]


def deliveries(desk: Desk) -> list[DeliveryRow]:
    """What came in, oldest first."""
    with desk.store.snapshot() as snapshot:
        return snapshot.deliveries_since(desk.clock.now() - 60 * DAY, 10_000)[::-1]


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with imap_server() as running:
        yield running


@pytest.fixture
def mailbox(server: ImapServer, tmp_path: Path) -> Iterator[Mailbox]:
    with staffed(tmp_path) as staff:
        box = Mailbox(server, staff)
        staff.clock.advance(MINUTE)
        yield box
        box.close()
