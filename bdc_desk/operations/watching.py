"""What others wrote into the same file: commands, imports, another program (one window per profile shares its
file).
"""

from bdc_desk.operations.changes import LEAD_MOVED, Changes, Data
from bdc_desk.operations.desk import Desk


class Watch:
    """Looks whether the file moved since the last look. One thread looks at a time."""

    def __init__(self, desk: Desk) -> None:
        """What is in the file now counts as seen."""
        self._desk = desk
        self._version = desk.store.data_version()
        self._no = self._head()

    def look(self) -> Changes:
        """What moved since the last look, whoever moved it; costs 0.01 ms where nothing did."""
        version = self._desk.store.data_version()
        if version == self._version:
            return Changes()
        with self._desk.store.snapshot() as snapshot:
            head = snapshot.head()
            leads = snapshot.leads_since(self._no)
        self._version, self._no = version, head.no if head else 0
        return (
            Changes(frozenset(leads), LEAD_MOVED | {Data.CLAIMS})
            if leads
            else Changes(kinds=frozenset({Data.CLAIMS}))
        )

    def _head(self) -> int:
        with self._desk.store.snapshot() as snapshot:
            head = snapshot.head()
        return head.no if head else 0
