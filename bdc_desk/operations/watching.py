"""What others wrote into the same file: commands, imports, another program (one window per profile shares its
file).
"""

from collections.abc import Mapping

from bdc_desk.cadence.assess import NOT_NUMBERED
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.changes import LEAD_MOVED, Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.storage.store import Snapshot

WIDE: Mapping[str, Data | None] = {
    Kind.POLICY_USED: Data.POLICY,
    Kind.PERSON_ADDED: Data.PEOPLE,
    Kind.DEPUTY_SET: Data.PEOPLE,
    Kind.CLOCK_SET_BACK: None,
    Kind.DETAILS_EDITED: None,
    Kind.MERGED: None,
    Kind.MERGE_WITHDRAWN: None,
    Kind.KEPT_APART: None,
    Kind.KEPT_APART_WITHDRAWN: None,
    Kind.ERASED: None,
}
"""Entries that move more than their own lead, and the data beside the leads that they move."""

MOVES_ALL = WIDE.keys() - {Kind.PERSON_ADDED, Kind.DEPUTY_SET}
"""Rules and clocks judge every lead anew; edited details, or a person's word, may part one customer's
leads.
"""
JUDGES_ALL = frozenset({Kind.POLICY_USED, Kind.CLOCK_SET_BACK})
"""Of these the kinds by which every lead is judged anew. The others move their own lead and those tied to
it.
"""


class Watch:
    """Looks whether the file moved since the last look. One thread looks at a time."""

    def __init__(self, desk: Desk) -> None:
        """What is in the file now counts as seen."""
        self._desk = desk
        self._version = desk.store.data_version()
        self._no, self._own = self._reached()

    def look(self) -> Changes:
        """What moved since the last look, whoever moved it; costs 0.01 ms where nothing did."""
        version = self._desk.store.data_version()
        if version == self._version:
            return Changes()
        with self._desk.store.snapshot() as snapshot:
            head = snapshot.head()
            changes = self._changes(snapshot)
            own = snapshot.own_seq()
        self._version, self._no, self._own = version, head.no if head else 0, own
        return changes

    def _changes(self, snapshot: Snapshot) -> Changes:
        """What the entries since the last look moved: their leads, and with them the customers' others."""
        kinds = {one.kind for one in snapshot.entries_of_kinds(*WIDE) if _no(one) > self._no}
        told = {
            Data.CLAIMS,
            *_of_team(snapshot),
            *(data for kind in kinds if (data := WIDE[kind]) is not None),
        }
        # In a team the sync itself tells what it concluded, with the leads that are tied.
        judging = JUDGES_ALL if _of_team(snapshot) else MOVES_ALL
        leads = set(snapshot.leads() if kinds & judging else snapshot.leads_since(self._no))
        leads |= set(snapshot.leads_waiting_since(self._own))
        for row in [row for lead in leads if (row := snapshot.lead_row(lead)) is not None]:
            leads |= {other.lead for other in snapshot.leads_of_customer(row.customer)}
        return Changes(frozenset(leads), frozenset(told) | (LEAD_MOVED if leads else frozenset()))

    def _reached(self) -> tuple[int, int]:
        """The newest number, and this desk's newest `desk_seq`."""
        with self._desk.store.snapshot() as snapshot:
            head = snapshot.head()
            return head.no if head else 0, snapshot.own_seq()


def _of_team(snapshot: Snapshot) -> set[Data]:
    """In a team others may have come, or something may wait."""
    desk = snapshot.desk()
    return {Data.TEAM} if desk is not None and desk.is_in_team else set()


def _no(entry: Entry) -> int:
    """The entry's number; what waits for one is newer than all that have one."""
    return entry.seal.no if entry.seal else NOT_NUMBERED
