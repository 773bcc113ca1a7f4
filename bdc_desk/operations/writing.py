"""One transaction of a person's work: entries in, projections after, and word of what moved."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from bdc_desk.cadence.assess import fold, standing_of
from bdc_desk.cadence.entry import Entry, micros
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import told, zone_of
from bdc_desk.cadence.standing import Standing
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import LEAD_MOVED, Changes, Data
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.plain_words import plain_values
from bdc_desk.operations.projecting import Projecting, lead_in_context
from bdc_desk.storage.store import Unit

FATES = frozenset({Kind.HANDED_OVER, Kind.EMAIL_LEFT, Kind.EMAIL_WITHDRAWN})
"""What became of a mail that was under way when its customer was erased: written still, without a word of
theirs.
"""
SET_BACK = timedelta(minutes=1)
"""A step back of so much writes an entry; less is two programs at once, or a time server's nudge."""


class Work:
    """The open transaction: `append` writes, `standing` judges what is written so far."""

    def __init__(self, desk: Desk, unit: Unit) -> None:
        """Use `working`."""
        self.desk = desk
        self.unit = unit
        self.now: datetime = desk.clock.now()
        self.around: Surroundings = desk.surroundings(unit)
        identity = unit.desk()
        self.is_in_team = identity is not None and identity.is_in_team
        self.desk_id = identity.desk if identity is not None else ""
        self._touched: dict[str, None] = {}
        self._moved: dict[str, None] = {}
        self._kinds: set[Data] = set()

    def append(
        self,
        kind: Kind,
        body: Mapping[str, Any] | None = None,
        *,
        lead: str | None = None,
        round_: int = 0,
        details: Mapping[str, Any] | None = None,
        id_: str | None = None,
    ) -> Entry:
        """Write one entry as the desk's person, at the desk's time. Raises Refused where a guard says no."""
        if lead is not None and kind not in FATES:
            self._refuse_erased(lead)
        if not self.is_in_team:
            self._note_clock_set_back()
        if lead is not None:
            self._touched[lead] = None
        kept_apart = None if details is None else plain_values(details)
        # A policy's text is kept letter for letter: its version is told of it.
        kept = dict(body or {}) if kind == Kind.POLICY_USED else plain_values(body or {})
        return self._write(kind, kept, lead, round_, kept_apart, id_)

    def _write(
        self,
        kind: Kind,
        body: Mapping[str, Any],
        lead: str | None,
        round_: int,
        details: Mapping[str, Any] | None,
        id_: str | None,
    ) -> Entry:
        policy = self.around.policy
        return self.unit.append(
            lead=lead,
            round=round_,
            kind=kind,
            body=body,
            details=details,
            at=self.now,
            agent=self.desk.person,
            policy=policy.version,
            offset=self.now.astimezone(zone_of(policy.zone)).utcoffset() or timedelta(),
            id=id_,
        )

    def _refuse_erased(self, lead: str) -> None:
        """Nothing is written on a lead whose customer was erased."""
        if not self.unit.is_erased(lead):
            return
        erased = next(one for one in self.unit.entries_of(lead) if one.kind == Kind.ERASED and one.stands)
        at = told(erased.made_at, self.around.policy.zone, self.now)
        raise Refused(f"Erased on {at}: nothing is kept of this customer.", code="erased")

    def _note_clock_set_back(self) -> None:
        """A clock set back writes an entry: what was dated later counts as made now (design.md, The log). In
        a team the shared database's clock dates what is sealed.
        """
        highest = self.unit.highest_at()
        if highest is None or highest - self.now < SET_BACK:
            return
        body = {"back_from": micros(highest), "to": micros(self.now)}
        self._write(Kind.CLOCK_SET_BACK, body, None, 0, None, None)
        self._touched |= dict.fromkeys(self.unit.leads_dated_after(self.now))
        for held in self.unit.claims():  # a lease of minutes must not become one of hours
            if held.until > self.now + self.around.policy.claim:
                self.unit.release(held.customer)
                self.moved(Data.CLAIMS)

    def history(self, lead: str) -> History:
        """The lead folded as it stands in this transaction. Raises Refused for an unknown lead."""
        history = fold(
            self.around.policies, lead_in_context(self.unit, self.around, lead), self.unit.entries_of(lead)
        )
        if not history.rounds:
            raise Refused(f"There is no lead {lead} in this profile.", code="no lead")
        return history

    def standing(self, lead: str) -> Standing:
        """The lead's standing now, in this transaction. Raises Refused for an unknown lead."""
        return self.standing_of(self.history(lead))

    def standing_of(self, history: History) -> Standing:
        """The standing of a history folded in this transaction."""
        context = lead_in_context(self.unit, self.around, history.lead)
        return standing_of(self.around.policy, context, history, self.now)

    def moved(self, *kinds: Data) -> None:
        """Say that these kinds of data moved beside the leads'."""
        self._kinds.update(kinds)

    def project_so_far(self) -> None:
        """Write the projections of what was touched since the last time, so that what follows in this
        transaction sees it.
        """
        self._moved |= dict.fromkeys(Projecting(self.unit, self.around, self.now).refresh(self._touched))
        self._touched = {}

    def project(self) -> Changes:
        """Write the projections of what was touched and say what moved."""
        around = self.desk.surroundings(self.unit) if Data.POLICY in self._kinds else self.around
        projecting = Projecting(self.unit, around, self.now)
        everything = Data.POLICY in self._kinds
        leads = projecting.rebuild() if everything else (*self._moved, *projecting.refresh(self._touched))
        return Changes(frozenset(leads), (LEAD_MOVED if leads else frozenset()) | self._kinds)


class Outcome:
    """What a finished transaction moved: filled in when the block of `working` ends."""

    changes: Changes = Changes()


@contextmanager
def working(desk: Desk, outcome: Outcome | None = None) -> Iterator[Work]:
    """One transaction: committed with its projections at the end, undone whole on any exception."""
    with desk.store.unit() as unit:
        work = Work(desk, unit)
        yield work
        changes = work.project()
    if outcome is not None:
        outcome.changes = changes
