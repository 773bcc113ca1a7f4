"""The chain of a dealership as a whole: taken over from a desk that worked alone, continued after a loss."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from psycopg import sql

from bdc_desk.storage.shared.faults import translated
from bdc_desk.storage.shared.owning import OwnerConnection

_ADOPT_DESK = """
INSERT INTO bdc.desk (dealership, desk, person, joined_at, last_seq, last_at, last_seen, met_at)
SELECT %(d)s, %(desk)s, %(person)s, %(at)s, max(e.desk_seq), max(s.at), max(e.seen), bdc.now_micros()
FROM bdc.entry e JOIN bdc.seal s ON s.dealership = e.dealership AND s.entry = e.id
WHERE e.dealership = %(d)s AND e.desk = %(desk)s
"""


class ChainCare(OwnerConnection):
    """`shared adopt` and `shared recover`."""

    def adopt_desk(self, dealership: str, desk: str, person: str, joined_at: int) -> None:
        """The desk whose log was adopted is one of the team's: it goes on where it stands."""
        with self._as_owner():
            self.connection.execute(
                _ADOPT_DESK,
                {"d": dealership, "desk": desk, "person": person, "at": joined_at},
            )

    def upload(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Copy rows of an adopted log into one of its tables, as they are."""
        with (
            translated(),
            self.connection.cursor().copy(
                sql.SQL("COPY bdc.{} FROM STDIN").format(sql.Identifier(table))
            ) as copy,
        ):
            for row in rows:
                copy.write_row(row)

    def set_head(self, dealership: str) -> None:
        """The head is what was sealed last; after an upload."""
        with self._as_owner():
            self.connection.execute(
                "UPDATE bdc.head h SET no = s.no, hash = s.hash, sealed_at = s.sealed_at FROM bdc.seal s "
                "WHERE h.dealership = %(d)s AND s.dealership = %(d)s AND s.chain = h.chain AND s.no = "
                "(SELECT max(no) FROM bdc.seal WHERE dealership = %(d)s AND chain = h.chain)",
                {"d": dealership},
            )
            self.connection.execute("ANALYZE bdc.entry, bdc.seal")  # else the planner walks the whole chain

    def recover(self, dealership: str) -> tuple[str, int]:
        """Open a new chain that continues the one there is, after a server came back older than its desks:
        every seal is given again, with the same moment and verdict. The new chain and how many seals it took
        over.
        """
        chain = str(uuid4())
        with self._as_owner():
            self.connection.patience = 3600.0
            no = self._value("SELECT bdc.continue_chain(%s, %s)", dealership, chain)
            self.connection.execute("DELETE FROM bdc.claim WHERE dealership = %s", (dealership,))
        return chain, int(no)
