"""A second set of projections beside those of the file, to conclude them anew and compare: in SQLite's
temporary database, where unqualified names are looked up first. The file is only read, nobody waits, and
all of it is gone with the transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from bdc_desk.storage.schema import ATTENTION, PROJECTIONS, SEARCH_INDICES
from bdc_desk.storage.sql import Fields, Sql
from bdc_desk.storage.store import Store, Unit
from bdc_desk.storage.verify_file import made_now

_TABLES = tuple(table.name for table in (*PROJECTIONS, ATTENTION))
# What is compared of each projection, and by which leads a difference is named. The place of a lead within
# its second says nothing.
_COMPARED = {
    "lead_row": "lead, customer, name, stage, closed, owner, arrived_at, summary",
    "identity_key": "lead, key, name",
    "search_doc": "lead, id >> 20, name, more, digits, shown",
}
_QUEUES = """
SELECT coalesce(a.lead, b.lead), a.content, b.content
FROM main.queue_row a LEFT JOIN temp.queue_row b ON b.lead = a.lead WHERE b.content IS NOT a.content
UNION ALL
SELECT b.lead, NULL, b.content FROM temp.queue_row b
WHERE NOT EXISTS (SELECT 1 FROM main.queue_row a WHERE a.lead = b.lead)
"""


class ShadowUnit(Unit):
    """Reads the log of the file, and writes projections that nobody else sees."""

    def differing_leads(self) -> set[str]:
        """Leads of which the file's lists and index say otherwise than those concluded here; the queue is
        compared by `differing_queue_rows`.
        """
        found: set[str] = set()
        for table, columns in _COMPARED.items():
            for one, other in (("main", "temp"), ("temp", "main")):
                found |= {
                    str(row[0])
                    for row in self._sql.rows(
                        f"SELECT {columns} FROM {one}.{table} EXCEPT SELECT {columns} FROM {other}.{table}"
                    )
                }
        return found

    def newest_moment(self) -> int:
        """The latest moment in the log, also one that a clock that was set back is said to have had; 0."""
        return int(self._sql.value("SELECT coalesce(max(at), 0) FROM main.entry") or 0)

    def differing_queue_rows(self) -> list[Fields]:
        """Rows of the queue that differ: lead, content in the file (or None), the one concluded here."""
        with self._sql.any_text():
            return self._sql.rows(_QUEUES)


@contextmanager
def shadow(store: Store) -> Iterator[ShadowUnit]:
    """Empty projections beside the file's. Raises SurroundingsFault where the file cannot be read."""
    with store.snapshot() as snapshot:
        sql: Sql = snapshot._sql  # noqa: SLF001 - the same transaction, seen as a unit
        for name, (kind, text) in made_now().items():
            if kind == "table" and name in (*_TABLES, *SEARCH_INDICES):
                sql.run(text.replace(f"TABLE {name}", f"TABLE temp.{name}", 1))
        for name, (kind, text) in made_now().items():
            if kind == "index" and name.startswith(_TABLES):
                sql.run(text.replace(f"INDEX {name}", f"INDEX temp.{name}", 1))
        yield ShadowUnit(sql)
