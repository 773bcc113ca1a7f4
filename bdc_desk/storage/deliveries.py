"""What came to this desk by mailbox, folder and hand: a list of the last weeks, no history."""

import json
from collections.abc import Iterable
from datetime import datetime

from bdc_desk.cadence.entry import micros, moment
from bdc_desk.storage.rows import DeliveryRow
from bdc_desk.storage.sql import Fields, Sql

_PUT = """
INSERT INTO delivery (at, origin, place, name, result, lead, entry, grade, faults, archive)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ROWS = "SELECT at, origin, place, name, result, lead, entry, grade, faults, archive FROM delivery"


class DeliveryReading:
    """What can be read of the list in one transaction."""

    _sql: Sql

    def deliveries_since(self, at: datetime, most: int) -> list[DeliveryRow]:
        """What came at `at` or later, newest first, at most `most` of it."""
        rows = self._sql.rows(f"{_ROWS} WHERE at >= ? ORDER BY at DESC, seq DESC LIMIT ?", micros(at), most)
        return [_row(row) for row in rows]

    def delivered_files(self, origin: str, place: str) -> frozenset[str]:
        """The names under which something came by this way."""
        rows = self._sql.rows("SELECT name FROM delivery WHERE origin = ? AND place = ?", origin, place)
        return frozenset(name for (name,) in rows)


class DeliveryWriting(DeliveryReading):
    """What changes the list."""

    def put_deliveries(self, rows: Iterable[DeliveryRow]) -> None:
        """Add to the list."""
        self._sql.run_each(
            _PUT,
            [
                (
                    micros(one.at),
                    one.origin,
                    one.place,
                    one.name,
                    one.result,
                    one.lead,
                    one.entry,
                    one.grade,
                    json.dumps(list(one.faults)),
                    one.archive,
                )
                for one in rows
            ],
        )

    def forget_deliveries_before(self, at: datetime) -> None:
        """Take out what came before `at`."""
        self._sql.run("DELETE FROM delivery WHERE at < ?", micros(at))


def _row(row: Fields) -> DeliveryRow:
    at, origin, place, name, result, lead, entry, grade, faults, archive = row
    return DeliveryRow(
        moment(at), origin, place, name, result, lead, entry, grade, tuple(json.loads(faults)), archive
    )
