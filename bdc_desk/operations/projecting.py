"""Projections: what lists and matching read, concluded from the log and equal after a rebuild (design.md, The
log).
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bdc_desk.cadence.assess import fold, owner_of, row_of, standing_of
from bdc_desk.cadence.entry import Entry, micros, moment
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import ClosingReason, Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.numbers import do_not_call_at
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.cadence.reasons import Reason, because
from bdc_desk.cadence.standing import Standing
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.identity import connected, customers, identity_keys, name_in_force
from bdc_desk.operations.likeness import twin_keys
from bdc_desk.operations.naming import first_number, full_name
from bdc_desk.operations.row_json import row_as_json
from bdc_desk.operations.search_text import search_doc
from bdc_desk.storage.rows import LeadRow
from bdc_desk.storage.store import Snapshot, Unit


def lead_in_context(snapshot: Snapshot, around: Surroundings, lead: str) -> Lead:
    """The lead with what its customer's other leads say: owner, do-not-call, purchases."""
    row = snapshot.lead_row(lead)
    others = (
        [] if row is None else [one for one in snapshot.leads_of_customer(row.customer) if one.lead != lead]
    )
    return context_of(lead, others, around)


def context_of(lead: str, others: Iterable[LeadRow], around: Surroundings) -> Lead:
    """The lead among the customer's `others`."""
    summaries = [row.summary for row in others]
    owned = [one for one in summaries if one.get("owner")]
    handed_over = [one for one in owned if one.get("handed_over_at")]
    # The latest hand-over, else the owner by the lead that came first.
    whose = max(handed_over, key=lambda one: one["handed_over_at"], default=None) or min(
        owned, key=lambda one: (one["owner_since"], one["owner"]), default={}
    )
    bought = [one["purchased_at"] for one in summaries if one.get("purchased_at")]
    refused = [one["do_not_call_at"] for one in summaries if one.get("do_not_call_at")]
    return Lead(
        id=lead,
        owner=whose.get("owner"),
        owner_since=_moment_in(whose, "owner_since"),
        handed_over_at=_moment_in(whose, "handed_over_at"),
        salespeople=around.salespeople,
        do_not_call_at=moment(max(refused)) if refused else None,
        purchased_at=moment(max(bought)) if bought else None,
    )


def _moment_in(summary: Mapping[str, Any], field: str) -> datetime | None:
    return moment(summary[field]) if summary.get(field) is not None else None


@dataclass(frozen=True, slots=True)
class Projecting:
    """Writes the projections in a transaction, as of `now`."""

    unit: Unit
    around: Surroundings
    now: datetime

    def rebuild(self) -> tuple[str, ...]:
        """Empty all projections and conclude them anew; the leads."""
        self.unit.clear_projections()
        self.unit.clear_search()
        leads = self.unit.leads()
        self._write_all(leads)
        return leads

    def refresh(self, leads: Iterable[str]) -> tuple[str, ...]:
        """Conclude these leads anew, and what hangs on them; all leads that were written."""
        return tuple(self._write_all(tuple(leads)))

    def refresh_each(self, leads: Iterable[str]) -> None:
        """Conclude these leads anew; one that cannot be read stays as it was and stops no other."""
        leads = tuple(leads)
        try:
            self._write_all(leads)
        except Exception:  # noqa: BLE001 - which one it is shows below, where it is logged
            for lead in leads:
                self._write_apart(lead)

    def _write_apart(self, lead: str) -> None:
        try:
            self._write_all([lead])
        except Exception:
            logging.getLogger(__name__).exception("lead %s cannot be concluded and stays as it was", lead)

    def _write_all(self, leads: Iterable[str]) -> list[str]:
        """First every lead's own story and its customer, then the standings, which see the customer's other
        leads.
        """
        histories = {lead: self._fold(lead) for lead in leads}
        histories = {lead: history for lead, history in histories.items() if history.rounds}
        moved = dict.fromkeys(histories)
        for lead, history in histories.items():
            moved |= dict.fromkeys(self._write_story(lead, history))
        self._write_customers(tuple(moved))
        for lead in moved:
            if lead in histories:
                self._write_row(lead, histories[lead])
            else:
                self._write_tied_row(lead)
        return list(moved)

    def _write_tied_row(self, lead: str) -> None:
        """A lead that only hangs on those asked for: what cannot be read of it undoes none of their work."""
        try:
            self._write_row(lead, self._fold(lead))
        except Exception:
            logging.getLogger(__name__).exception("lead %s cannot be concluded and stays as it was", lead)

    def _fold(self, lead: str) -> History:
        alone = Lead(lead, salespeople=self.around.salespeople)
        return fold(self.around.policies, alone, self.unit.entries_of(lead))

    def _write_story(self, lead: str, history: History) -> list[str]:
        """The lead's own row and keys; the other leads whose customer or context it may change."""
        is_erased = history.erased is not None
        if not is_erased:
            self._call_attention(history)
        before = self.unit.lead_row(lead)
        keys, near = ({}, {}) if is_erased else (identity_keys(history), twin_keys(history))
        name = name_in_force(history)
        own = {"erased": True} if is_erased else own_summary(history, self.around)
        summary = own | {"keys": keys, "near": near, "name": name}
        is_news = before is None or before.summary != summary
        tied_before = self._tied(lead) if is_news else []
        row = LeadRow(
            lead=lead,
            customer=before.customer if before else lead,
            name=full_name(history),
            stage="",
            closed=is_erased or history.closing is not None,
            owner=None,
            arrived_at=history.rounds[0].arrived_at,
            summary=summary,
        )
        self.unit.put_lead_row(row)
        if is_erased:
            self.unit.remove_search_doc(lead)
        else:
            self.unit.put_search_doc(search_doc(history))
        if not is_news:
            return []
        self.unit.put_identity_keys(lead, keys | dict.fromkeys(near, name))
        return [*tied_before, *self._tied(lead)]

    def _call_attention(self, history: History) -> None:
        """What this desk's person decided after a colleague had: the first stands, and the author is told."""
        desk = self.unit.desk()
        if desk is None or not desk.is_in_team:
            return
        for entry, first in history.too_late:
            if entry.desk == desk.desk and entry.seal is not None:
                self.unit.call_attention(entry.id, str(self._why_too_late(first)))

    def _why_too_late(self, first: Entry | None) -> Reason:
        if first is None:
            return because("late.other")
        code = "late.closed" if first.kind == Kind.NOT_REACHED else f"late.{first.kind}"
        named = code in {"late.closed", "late.callback set", "late.owner set"}
        return because(code, name=self.around.name_of(first.agent)) if named else because("late.other")

    def _tied(self, lead: str) -> list[str]:
        return [row.lead for row in connected(self.unit, lead)]

    def _write_customers(self, leads: Iterable[str]) -> None:
        """Which customer a lead belongs to is concluded: the earliest lead of those that identity ties
        together.
        """
        wanted, done = dict.fromkeys(leads), set[str]()
        for lead in wanted:
            groups = [] if lead in done else customers(connected(self.unit, lead))
            for group in groups:
                done |= {row.lead for row in group}
                for row in group:
                    if row.lead in wanted:
                        self.unit.put_lead_row(replace(row, customer=group[0].lead))

    def _write_row(self, lead: str, history: History) -> None:
        row = self.unit.lead_row(lead)
        if row is None:
            return
        context = lead_in_context(self.unit, self.around, lead)
        standing = standing_of(self.around.policy, context, history, self.now)
        self.unit.put_lead_row(replace(row, stage=str(standing.stage), owner=standing.owner))
        if standing.section is None:
            self.unit.remove_queue_row(lead)
            return
        body = history.details.body if history.details else {}
        arrival = history.round.arrival.body
        queue_row = row_of(
            self.around.policy,
            standing,
            customer=row.customer,
            name=row.name,
            car=str(arrival.get("wanted") or body.get("wanted") or ""),
            source=str(arrival.get("source", "")),
            kind=str(arrival.get("kind", "")),
            number=first_number(history, standing),
        )
        self.unit.put_queue_row(
            lead, row_as_json(replace(queue_row, stale_at=_stale_at(standing, queue_row)))
        )


def _stale_at(standing: Standing, row: QueueRow) -> datetime | None:
    """An appointment passes, it is asked whether the customer came, and a silence ends without an entry: what
    is due then must be concluded anew.
    """
    step = standing.next_step
    passes = step.due_at if step.what in {"appointment", "silent"} else None
    asked = standing.ask_shown_from
    asked = asked if asked is not None and standing.now < asked else None
    return min((at for at in (row.stale_at, passes, asked) if at is not None), default=None)


def own_summary(history: History, around: Surroundings) -> dict[str, Any]:
    """What this lead alone says of its customer."""
    owner = owner_of(Lead(history.lead, salespeople=around.salespeople), history)
    sold = (
        history.closing
        if history.closing and history.closing.body.get("reason") == ClosingReason.SOLD
        else None
    )
    return {
        "owner": owner,
        "owner_since": micros(history.rounds[0].arrived_at),
        "handed_over_at": micros(history.handed_over_at) if history.handed_over_at else None,
        "do_not_call_at": micros(refused_at) if (refused_at := do_not_call_at(history)) else None,
        "purchased_at": micros(history.moment(sold)) if sold else None,
        "merged": history.ties.others(Kind.MERGED),
        "apart": history.ties.others(Kind.KEPT_APART),
    }
