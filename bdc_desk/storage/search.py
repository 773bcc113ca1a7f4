"""The search index: FTS5 over what leads are found by, a projection like the others.

Three tables: `search_doc` holds a lead's text and what a result shows; `search_words` (words, with an index
for prefixes) and `search_digits` (trigrams: any run of three digits or more) index it and hold no text of
their own. Ids go by arrival, so that the newest matches are read first and no common word is ever read to
its end.

FTS5 keeps the tokens of deleted rows in its pages for a while, also under `secure_delete`: after an erasure
`forget_deleted` writes both indices anew.
"""

import json
from collections.abc import Iterable, Sequence

from bdc_desk.cadence.entry import micros
from bdc_desk.storage.codec import canonical
from bdc_desk.storage.projections import LEAD_ROW, lead_row_of
from bdc_desk.storage.rows import LeadRow, SearchDoc, SearchHit
from bdc_desk.storage.sql import Fields, Sql

_A_SECOND = 1 << 20
"""So many leads may arrive within one second."""
_MICROS = 1_000_000
_AFTER_ALL = (1 << 63) - 1

_HITS = """
SELECT d.id, d.lead, r.customer
FROM (SELECT rowid FROM {index} WHERE {index} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?) AS hit
CROSS JOIN search_doc d ON d.id = hit.rowid CROSS JOIN lead_row r ON r.lead = d.lead
ORDER BY d.id DESC
"""
_OF_CUSTOMERS = f"{LEAD_ROW} WHERE customer IN (SELECT value FROM json_each(?)) ORDER BY arrived_at, lead"
# A customer's latest lead, without what the row keeps for identity: fifty of these are on the screen at once.
_LATEST = """
SELECT lead, customer, name, stage, closed, owner, max(arrived_at), '{}' FROM (
    SELECT lead, customer, name, stage, closed, owner, arrived_at FROM lead_row
    WHERE customer IN (SELECT value FROM json_each(?)) ORDER BY arrived_at DESC, lead DESC)
GROUP BY customer
"""
_SHOWN = "SELECT lead, shown FROM search_doc WHERE lead IN (SELECT value FROM json_each(?))"
_DOC = "SELECT id, name, more, digits, shown FROM search_doc WHERE lead = ?"
_LAST_OF_SECOND = "SELECT max(id) FROM search_doc WHERE id >= ? AND id < ?"
_PUT_DOC = "INSERT INTO search_doc (id, lead, name, more, digits, shown) VALUES (?, ?, ?, ?, ?, ?)"
_INDEX_WORDS = "INSERT INTO search_words (rowid, name, more) VALUES (?, ?, ?)"
_INDEX_DIGITS = "INSERT INTO search_digits (rowid, digits) VALUES (?, ?)"
_UNINDEX_WORDS = "INSERT INTO search_words (search_words, rowid, name, more) VALUES ('delete', ?, ?, ?)"
_UNINDEX_DIGITS = "INSERT INTO search_digits (search_digits, rowid, digits) VALUES ('delete', ?, ?)"


class SearchReading:
    """What can be searched in one transaction."""

    _sql: Sql

    def with_words(
        self, words: Sequence[str], most: int, *, exactly: bool = False, before: int = _AFTER_ALL
    ) -> list[SearchHit]:
        """Leads in which each of these words begins a word, newest first; those before a hit's id. `exactly`:
        each is a whole word of the name.
        """
        told = " ".join(_quoted(word) if exactly else f"{_quoted(word)}*" for word in words)
        return self._hits("search_words", f"name : ({told})" if exactly else told, most, before)

    def with_digits(self, runs: Sequence[str], most: int, *, before: int = _AFTER_ALL) -> list[SearchHit]:
        """Leads of which a number holds one of these runs of three digits or more, newest first."""
        return self._hits("search_digits", " OR ".join(map(_quoted, runs)), most, before)

    def _hits(self, index: str, query: str, most: int, before: int) -> list[SearchHit]:
        rows = self._sql.rows(_HITS.format(index=index), query, before, most)
        return [SearchHit(*row) for row in rows]

    def leads_of_customers(self, customers: Iterable[str]) -> list[LeadRow]:
        """All leads of these customers, by arrival."""
        return [lead_row_of(row) for row in self._sql.rows(_OF_CUSTOMERS, json.dumps(sorted(set(customers))))]

    def latest_of_customers(self, customers: Iterable[str]) -> list[LeadRow]:
        """The latest lead of each of these customers, without its summary."""
        return [lead_row_of(row) for row in self._sql.rows(_LATEST, json.dumps(sorted(set(customers))))]

    def shown_of(self, leads: Iterable[str]) -> dict[str, dict[str, object]]:
        """What a result shows of these leads."""
        rows = self._sql.rows(_SHOWN, json.dumps(sorted(set(leads))))
        return {lead: json.loads(shown) for lead, shown in rows}


class SearchWriting(SearchReading):
    """What changes the index."""

    def put_search_doc(self, doc: SearchDoc) -> None:
        """Write what a lead is found by, instead of what it was before; nothing where it is the same."""
        second = micros(doc.arrived_at) // _MICROS * _A_SECOND
        texts = (doc.name, doc.more, doc.digits)
        shown = canonical(doc.shown)
        row = self._sql.row(_DOC, doc.lead)
        if row is not None and row[1:] == (*texts, shown) and 0 <= row[0] - second < _A_SECOND:
            return
        remove_search_doc(self._sql, doc.lead)
        id_ = self._sql.value(_LAST_OF_SECOND, second, second + _A_SECOND)
        id_ = second if id_ is None else id_ + 1
        self._sql.run(_PUT_DOC, id_, doc.lead, *texts, shown)
        self._sql.run(_INDEX_WORDS, id_, doc.name, doc.more)
        self._sql.run(_INDEX_DIGITS, id_, doc.digits)

    def remove_search_doc(self, lead: str) -> None:
        """The lead is found no more."""
        remove_search_doc(self._sql, lead)

    def clear_search(self) -> None:
        """Empty the index, before a rebuild in the same unit."""
        for index in ("search_words", "search_digits"):
            self._sql.run(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
        self._sql.run("DELETE FROM search_doc")

    def forget_deleted(self) -> None:
        """Write both indices anew, so that no token of a deleted text is left in them. The file's free
        pages need a VACUUM besides.
        """
        for index in ("search_words", "search_digits"):
            self._sql.run(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def remove_search_doc(sql: Sql, lead: str) -> None:
    """The lead is found no more."""
    row = sql.row(_DOC, lead)
    if row is not None:
        _unindex(sql, row)
        sql.run("DELETE FROM search_doc WHERE lead = ?", lead)


def _unindex(sql: Sql, row: Fields) -> None:
    """FTS5 takes the old text to take it out."""
    id_, name, more, digits, _ = row
    sql.run(_UNINDEX_WORDS, id_, name, more)
    sql.run(_UNINDEX_DIGITS, id_, digits)


def _quoted(word: str) -> str:
    """A word as a string of FTS5, where nothing but a quotation mark means anything."""
    return '"' + word.replace('"', '""').replace("\x00", " ") + '"'
