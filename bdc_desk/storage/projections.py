"""Projections: what lists and matching read instead of folding the log. Rebuilt from it by one command."""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from bdc_desk.cadence.entry import micros, moment
from bdc_desk.storage.codec import canonical
from bdc_desk.storage.rows import KeyRow, LeadRow
from bdc_desk.storage.sql import Fields, Sql

LEAD_ROW = "SELECT lead, customer, name, stage, closed, owner, arrived_at, summary FROM lead_row"
_PUT_LEAD_ROW = """
INSERT INTO lead_row (lead, customer, name, stage, closed, owner, arrived_at, summary)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (lead) DO UPDATE SET customer = excluded.customer, name = excluded.name, stage = excluded.stage,
    closed = excluded.closed, owner = excluded.owner, arrived_at = excluded.arrived_at,
    summary = excluded.summary
"""
_PUT_QUEUE_ROW = """
INSERT INTO queue_row (lead, content) VALUES (?, ?)
ON CONFLICT (lead) DO UPDATE SET content = excluded.content
"""
_PUT_KEY = """
INSERT INTO identity_key (key, lead, name) VALUES (?, ?, ?)
ON CONFLICT (key, lead) DO UPDATE SET name = excluded.name
"""
# One JSON parameter instead of a list of question marks: any number of keys, one prepared statement.
_WITH_KEYS = """
SELECT k.key, k.lead, k.name, r.customer FROM identity_key k JOIN lead_row r ON r.lead = k.lead
WHERE k.key IN (SELECT value FROM json_each(?)) ORDER BY r.arrived_at, k.lead, k.key
"""
# One key's leads, so many at most: a portal's own number may be on thousands.
_WITH_KEY = """
SELECT k.key, k.lead, k.name, r.customer
FROM (SELECT key, lead, name FROM identity_key WHERE key = ? LIMIT ?) k
JOIN lead_row r ON r.lead = k.lead ORDER BY r.arrived_at, k.lead
"""
# First by the index of keys alone, which is quick; lead rows are looked up for what is shared at all.
_SHARED_KEYS = """
WITH shared AS MATERIALIZED (
    SELECT key FROM identity_key WHERE substr(key, 1, instr(key, ':')) IN (SELECT value FROM json_each(?))
    GROUP BY key HAVING count(*) BETWEEN 2 AND ?
),
newest (key, at) AS MATERIALIZED (
    SELECT s.key, max(r.arrived_at)
    FROM shared s CROSS JOIN identity_key k ON k.key = s.key JOIN lead_row r ON r.lead = k.lead
    GROUP BY s.key HAVING min(r.customer) <> max(r.customer) ORDER BY 2 DESC, 1 LIMIT ?
)
SELECT k.key, k.lead, k.name, r.customer
FROM newest n CROSS JOIN identity_key k ON k.key = n.key JOIN lead_row r ON r.lead = k.lead
ORDER BY n.at DESC, k.key, r.arrived_at, k.lead
"""


class ProjectionReading:
    """What can be read of the projections in one transaction."""

    _sql: Sql

    def queue_rows(self) -> list[tuple[str, str]]:
        """Every row of the queue: lead and content, in no order (the queue has its own)."""
        return [(lead, content) for lead, content in self._sql.rows("SELECT lead, content FROM queue_row")]

    def queue_size(self) -> int:
        """How many rows the queue has."""
        return int(self._sql.value("SELECT count(*) FROM queue_row"))

    def queue_row(self, lead: str) -> str | None:
        """The content of one row of the queue, or None."""
        content: str | None = self._sql.value("SELECT content FROM queue_row WHERE lead = ?", lead)
        return content

    def numbers_of(self, lead: str) -> list[str]:
        """The lead's numbers (E.164), as identity knows them."""
        rows = self._sql.rows("SELECT key FROM identity_key WHERE lead = ? AND key GLOB 'tel:*'", lead)
        return sorted(key.removeprefix("tel:") for (key,) in rows)

    def lead_row(self, lead: str) -> LeadRow | None:
        """One lead as lists show it, or None."""
        row = self._sql.row(f"{LEAD_ROW} WHERE lead = ?", lead)
        return None if row is None else lead_row_of(row)

    def lead_rows(self) -> list[LeadRow]:
        """All leads as lists show them, by arrival."""
        return [lead_row_of(row) for row in self._sql.rows(f"{LEAD_ROW} ORDER BY arrived_at, lead")]

    def leads_of_customer(self, customer: str) -> list[LeadRow]:
        """The customer's leads over the years, by arrival."""
        rows = self._sql.rows(f"{LEAD_ROW} WHERE customer = ? ORDER BY arrived_at, lead", customer)
        return [lead_row_of(row) for row in rows]

    def leads_with_keys(self, keys: Iterable[str]) -> list[KeyRow]:
        """Leads that have one of these identity keys, by arrival; a lead once a key."""
        return [KeyRow(*row) for row in self._sql.rows(_WITH_KEYS, json.dumps(sorted(set(keys))))]

    def leads_with_key(self, key: str, most: int) -> list[KeyRow]:
        """Leads that have this key, at most so many, by arrival."""
        return [KeyRow(*row) for row in self._sql.rows(_WITH_KEY, key, most)]

    def sharing_keys(self, kinds: Iterable[str], most_leads: int, most_keys: int) -> list[list[KeyRow]]:
        """The leads under each key of these kinds ("tel:", "mail:") that more than one customer has, and
        not more than `most_leads` leads; those of the newest leads first, at most so many keys. Reads every
        key there is.
        """
        rows = self._sql.rows(_SHARED_KEYS, json.dumps(list(kinds)), most_leads, most_keys)
        return [[KeyRow(*row) for row in its] for _, its in groupby(rows, key=itemgetter(0))]


class ProjectionWriting(ProjectionReading):
    """What changes the projections."""

    def put_lead_row(self, row: LeadRow) -> None:
        """Write a lead's row instead of the one before."""
        self._sql.run(
            _PUT_LEAD_ROW,
            row.lead,
            row.customer,
            row.name,
            str(row.stage),
            int(row.closed),
            row.owner,
            micros(row.arrived_at),
            canonical(row.summary),
        )

    def put_identity_keys(self, lead: str, keys: Mapping[str, str]) -> None:
        """The lead's identity keys (key -> the name given with it), instead of those before."""
        self._sql.run("DELETE FROM identity_key WHERE lead = ?", lead)
        self._sql.run_each(_PUT_KEY, [(key, lead, name) for key, name in keys.items()])

    def put_queue_row(self, lead: str, content: str) -> None:
        """Write a lead's row of the queue instead of the one before; `content` is JSON made by operations."""
        self._sql.run(_PUT_QUEUE_ROW, lead, content)

    def remove_queue_row(self, lead: str) -> None:
        """The lead leaves the queue."""
        self._sql.run("DELETE FROM queue_row WHERE lead = ?", lead)

    def clear_projections(self) -> None:
        """Empty every projection, before a rebuild in the same unit."""
        for table in ("lead_row", "identity_key", "queue_row"):
            self._sql.run(f"DELETE FROM {table}")


def lead_row_of(row: Fields) -> LeadRow:
    """A row of `LEAD_ROW` as a value."""
    lead, customer, name, stage, closed, owner, arrived_at, summary = row
    return LeadRow(lead, customer, name, stage, bool(closed), owner, moment(arrived_at), json.loads(summary))
