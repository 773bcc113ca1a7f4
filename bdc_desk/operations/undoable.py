"""Which words of a person on who is who still stand, so that a line of the history can take them back."""

from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.desk import Desk

WITHDRAWN_BY = {Kind.MERGE_WITHDRAWN: "merge", Kind.KEPT_APART_WITHDRAWN: "apart"}
"""The kinds that take one back, each with the field of its body that names the entry (docs/log.md)."""


def undoable_of(desk: Desk, lead: str) -> frozenset[str]:
    """Ids of the merges and of the "two people" that stand on any lead of this lead's customer."""
    with desk.store.snapshot() as snapshot:
        row = snapshot.lead_row(lead)
        leads = {one.lead for one in snapshot.leads_of_customer(row.customer)} if row else set()
        entries = [entry for one in leads | {lead} for entry in snapshot.entries_of(one) if entry.stands]
    withdrawn = {
        str(entry.body.get(WITHDRAWN_BY[Kind(entry.kind)])) for entry in entries if entry.kind in WITHDRAWN_BY
    }
    said = {entry.id for entry in entries if entry.kind in {Kind.MERGED, Kind.KEPT_APART}}
    return frozenset(said - withdrawn)
