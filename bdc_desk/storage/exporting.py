"""Reading everything in the log, as it lies, for an export: in pages, so that a log of years fits."""

from collections.abc import Iterator
from dataclasses import dataclass

from bdc_desk.storage.sql import Sql

PAGE = 2000
_SEALED = """
SELECT s.chain, s.no, s.sealed_at, s.at, s.utc_offset, s.verdict, s.hash, e.content, d.salt, d.content
FROM seal s CROSS JOIN entry e ON e.id = s.entry LEFT JOIN detail d ON d.entry = e.id
WHERE s.chain = (SELECT chain FROM this_desk) AND s.no > ? ORDER BY s.no LIMIT ?
"""
_WAITING = """
SELECT e.content, d.salt, d.content FROM outbox o CROSS JOIN entry e ON e.id = o.entry
LEFT JOIN detail d ON d.entry = e.id ORDER BY e.desk_seq
"""
_ORIGINALS = "SELECT sha256 FROM archive ORDER BY sha256"
_REPLACED = "SELECT desk, desk_seq, entry, content FROM replaced ORDER BY desk, desk_seq"


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry exactly as stored: `entry` and `details` are the texts that the hashes are taken over, `salt`
    and `hash` bytes; moments in microseconds since 1970 UTC, `utc_offset` in seconds. The seal's fields are
    None where the entry waits for one.
    """

    chain: str | None
    no: int | None
    sealed_at: int | None
    at: int | None
    utc_offset: int | None
    verdict: str | None
    hash: bytes | None
    entry: str
    salt: bytes | None
    details: str | None


class ExportReading:
    """What an export reads beside what everybody reads."""

    _sql: Sql

    def log_lines(self) -> Iterator[LogLine]:
        """Every entry by its number, then those that wait, as they were written."""
        after = 0
        while rows := self._sql.rows(_SEALED, after, PAGE):
            for row in rows:
                yield LogLine(*row)
            after = rows[-1][1]
        for entry, salt, details in self._sql.rows(_WAITING):
            yield LogLine(None, None, None, None, None, None, None, entry, salt, details)

    def all_originals(self) -> list[str]:
        """The hex SHA-256 of every mail and file in the archive."""
        return [sha for (sha,) in self._sql.rows(_ORIGINALS)]

    def replaced_entries(self) -> list[tuple[str, int, str, str]]:
        """Entries that another desk's reading of the same mail took the place of: desk, desk_seq, the entry
        that stands, the text as written.
        """
        return [(desk, seq, entry, content) for desk, seq, entry, content in self._sql.rows(_REPLACED)]
