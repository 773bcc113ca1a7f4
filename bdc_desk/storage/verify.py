"""Verify the log: every number there, every hash right, every column and digest what the bytes say, nothing
beside the chain, the file made as this program makes it, and every head that was noted still there.

Whether each verdict was right is judged again by the engine, elsewhere; here nothing is read but rows and
bytes.
"""

from collections.abc import Iterable, Iterator

from bdc_desk.storage.codec import NO_HASH
from bdc_desk.storage.heads import NotedHead
from bdc_desk.storage.log_fault import Fault
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.sql import Fields, Sql
from bdc_desk.storage.store import Store
from bdc_desk.storage.verify_alone import AloneLaws
from bdc_desk.storage.verify_ends import archive_faults, erased_leads, loose_ends, missing
from bdc_desk.storage.verify_file import damage, made_faults
from bdc_desk.storage.verify_heads import head_faults
from bdc_desk.storage.verify_rows import COLUMNS, fields_of, row_faults

__all__ = ["PAGE", "Fault", "row_faults", "verify"]

PAGE = 5000
_PAGE = f"""
SELECT s.no, s.entry, s.sealed_at, s.at, s.utc_offset, s.verdict, s.hash, d.salt, d.content, e.content,
    {", ".join(f"e.{column}" for column in COLUMNS)}
FROM seal s LEFT JOIN entry e ON e.id = s.entry LEFT JOIN detail d ON d.entry = s.entry
WHERE s.chain = ? AND s.no > ? ORDER BY s.no LIMIT ?
"""
_DETAILS, _CONTENT, _LEAD = 8, 9, 10 + COLUMNS.index("lead")
_BEFORE_ALL = -(1 << 63)


def verify(store: Store, heads: Iterable[NotedHead] = (), page: int = PAGE) -> list[Fault]:
    """Every fault of the log, those of the chain in its order; an empty list for a sound log. Raises
    SurroundingsFault where the file cannot be read.

    `heads`: those noted before. `page` is how many entries are held in memory at once.
    """
    with store.snapshot() as snapshot:
        sql, desk = snapshot._sql, snapshot.desk()  # noqa: SLF001 - the rows as they lie
        with sql.any_text():
            found = list(_faults(sql, desk, heads, page))
            is_of_log = any(fault.no is not None for fault in found)
            return found if is_of_log else [*found, *damage(sql)]


def _faults(sql: Sql, desk: DeskIdentity | None, heads: Iterable[NotedHead], page: int) -> Iterator[Fault]:
    chain = desk.chain if desk else ""
    erased = erased_leads(sql, chain)
    yield from made_faults(sql)
    yield from _chain_faults(sql, desk, erased, page)
    yield from loose_ends(sql, desk, chain)
    yield from archive_faults(sql, desk, erased)
    yield from head_faults(sql, heads)


def _chain_faults(sql: Sql, desk: DeskIdentity | None, erased: frozenset[str], page: int) -> Iterator[Fault]:
    """Walk the chain in pages; each hash is taken over the stored one before, so one forgery is one fault."""
    chain, alone = (desk.chain, not desk.is_in_team) if desk else ("", True)
    last, after, previous, laws = 0, _BEFORE_ALL, NO_HASH, AloneLaws()
    while rows := sql.rows(_PAGE, chain, after, page):
        for row in rows:
            no, entry, digest = row[0], row[1], row[6]
            if no != last + 1:
                yield Fault(missing("numbers", last + 1, no - 1), no, entry)
            wrong = [*row_faults(chain, previous, row)]
            if not wrong:
                wrong = [*_erasing_faults(row, erased)]
            for words in wrong or (laws.faults(row) if alone else ()):
                yield Fault(words, no, entry)
            last, after, previous = no, no, digest


def _erasing_faults(row: Fields, erased: frozenset[str]) -> Iterator[str]:
    """Details are there unless their customer was erased, and then they are not."""
    is_there, is_erased = row[_DETAILS] is not None, row[_LEAD] in erased
    if is_there and is_erased:
        yield "its details are there, though its customer was erased"
    elif not is_there and not is_erased and _has_details(row[_CONTENT]):
        yield "its details are missing, and nobody erased them"


def _has_details(content: str) -> bool:
    fields = fields_of(content)
    return fields is not None and fields["details"] is not None
