"""What came to this desk by mailbox, folder and hand: a list of the last weeks, no history."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from bdc_desk.cadence.entry import micros, moment
from bdc_desk.storage.rows import DeliveryRow
from bdc_desk.storage.sql import Fields, Sql

_PUT = """
INSERT INTO delivery (at, origin, place, name, result, lead, entry, grade, faults, archive)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_PUT_FILE = """
INSERT INTO read_file (folder, name, size, modified) VALUES (?, ?, ?, ?)
ON CONFLICT (folder, name) DO UPDATE SET size = excluded.size, modified = excluded.modified
"""
_ROWS = "SELECT at, origin, place, name, result, lead, entry, grade, faults, archive FROM delivery"
_SINCE = f"""
{_ROWS} WHERE at >= ? AND (
    seq IN (SELECT seq FROM delivery WHERE at >= ? ORDER BY at DESC, seq DESC LIMIT ?)
    OR (result <> 'already here' AND (grade IN ('partial', 'unreadable') OR result = 'could not be read')))
ORDER BY at DESC, seq DESC
"""


class DeliveryReading:
    """What can be read of the list in one transaction."""

    _sql: Sql

    def deliveries_since(self, at: datetime, most: int) -> list[DeliveryRow]:
        """What came at `at` or later, newest first: the newest `most`, and all that needs a look."""
        rows = self._sql.rows(_SINCE, micros(at), micros(at), most)
        return [_row(row) for row in rows]

    def delivered_entries_since(self, at: datetime) -> frozenset[str]:
        """The arrivals that stand in the list, of what came at `at` or later."""
        rows = self._sql.rows("SELECT entry FROM delivery WHERE at >= ? AND entry IS NOT NULL", micros(at))
        return frozenset(entry for (entry,) in rows)

    def count_deliveries_since(self, at: datetime) -> int:
        """How much came at `at` or later."""
        return int(self._sql.value("SELECT count(*) FROM delivery WHERE at >= ?", micros(at)))

    def read_files(self, folder: str) -> dict[str, tuple[int, int]]:
        """The files of a watched folder that were read: name -> size (bytes) and when modified (ns)."""
        rows = self._sql.rows("SELECT name, size, modified FROM read_file WHERE folder = ?", folder)
        return {name: (size, modified) for name, size, modified in rows}


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

    def put_read_files(self, folder: str, files: Mapping[str, tuple[int, int]]) -> None:
        """Remember that these files were read as they lie there."""
        self._sql.run_each(
            _PUT_FILE, [(folder, name, size, modified) for name, (size, modified) in files.items()]
        )

    def forget_read_files(self, folder: str, names: Iterable[str] | None = None) -> None:
        """Forget these files, which are gone; None: all of the folder, so that it is read again."""
        if names is None:
            self._sql.run("DELETE FROM read_file WHERE folder = ?", folder)
            return
        self._sql.run_each(
            "DELETE FROM read_file WHERE folder = ? AND name = ?", [(folder, name) for name in names]
        )

    def forget_deliveries_before(self, at: datetime) -> None:
        """Take out what came before `at`."""
        self._sql.run("DELETE FROM delivery WHERE at < ?", micros(at))


def _row(row: Fields) -> DeliveryRow:
    at, origin, place, name, result, lead, entry, grade, faults, archive = row
    return DeliveryRow(
        moment(at), origin, place, name, result, lead, entry, grade, tuple(json.loads(faults)), archive
    )
