"""A lead's sealed log without any database, written the way a desk writes it.

    log = LeadLog(zone="Europe/London")
    log.arrives("2026-03-02 10:00")
    call = log.call("2026-03-02 10:01", "no answer", span=20)
    log.withdraw(call)
    log.standing("2026-03-02 10:05").counted

Moments are aware datetimes, or texts in the dealership's own time. Outcomes are judged by `qualify`, unless
told otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bdc_desk.cadence.assess import assess, fold, row_of
from bdc_desk.cadence.entry import STANDS, Entry, Seal, micros, moment
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Evidence, Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.numbers import Dialling, number_fields
from bdc_desk.cadence.policy import Policies, Policy
from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.cadence.qualification import Facts, Qualification, qualify
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.cadence.standing import Standing

DEFAULT_POLICY = Path(__file__).parents[2] / "resources" / "policies" / "default.toml"
Moment = datetime | str


@lru_cache(maxsize=64)
def default_policy(zone: str = "Europe/London") -> Policy:
    """The policy the program comes with, for a dealership in `zone`."""
    policy = read_policy(DEFAULT_POLICY.read_text(encoding="utf-8"))
    return replace(policy, zone=zone, opening=policy.opening.in_zone(zone))


def local(text: str, zone: str = "Europe/London", fold_: int = 0) -> datetime:
    """ "2026-03-02 10:00" on the wall clocks of `zone`, as UTC; `fold_` 1: the second time in a night that
    has it twice.
    """
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold_).astimezone(UTC)


def number(
    ref: str = "n1", *, possible: bool = True, zones: Sequence[str] = ("Europe/London",)
) -> dict[str, Any]:
    """A number of the lead, as an arrival holds it."""
    return {"ref": ref, "possible": possible, "zones": list(zones)}


@dataclass(frozen=True)
class MadeCall:
    """The entries of one call."""

    dialled: Entry
    ended: Entry | None = None
    outcome: Entry | None = None

    @property
    def id(self) -> str:
        """The attempt's name: the id of its `dialled` entry."""
        return self.dialled.id


class LeadLog:
    """One lead's log, written entry by entry and sealed at once."""

    def __init__(
        self,
        zone: str = "Europe/London",
        policy: Policy | None = None,
        lead: Lead | None = None,
    ) -> None:
        """`policy`: the default one in `zone`. `lead`: with ann and bob as salespeople."""
        self.policy = policy or default_policy(zone)
        self.zone = self.policy.zone
        self.lead = lead or Lead("lead-1", salespeople=frozenset({"ann", "bob"}))
        self.entries: list[Entry] = []
        self.round = 0

    def at(self, when: Moment) -> datetime:
        """The moment, aware UTC."""
        return local(when, self.zone) if isinstance(when, str) else when.astimezone(UTC)

    def write(
        self,
        kind: str,
        at: Moment,
        body: Mapping[str, Any] | None = None,
        *,
        by: str = "ann",
        round_: int | None = None,
        desk: str = "desk-1",
        seen: int | None = None,
        verdict: str = STANDS,
        sealed: bool = True,
        offset: timedelta | None = None,
    ) -> Entry:
        """Any entry. `seen`: the highest number its desk knew, all of them by default; `offset`: the seal's,
        if not the zone's.
        """
        no, moment_ = len(self.entries) + 1, self.at(at)
        there = moment_.astimezone(ZoneInfo(self.zone)).utcoffset() if offset is None else offset
        seal = Seal("solo", no, moment_, moment_, there or timedelta(), verdict, b"")
        entry = Entry(
            id=f"entry-{no}",
            dealership="springfield",
            lead=self.lead.id,
            round=self.round if round_ is None else round_,
            kind=kind,
            agent=by,
            desk=desk,
            desk_seq=no,
            at=moment_,
            seen=no - 1 if seen is None else seen,
            policy=self.policy.version,
            body=dict(body or {}),
            seal=seal if sealed else None,
        )
        self.entries.append(entry)
        return entry

    # --- what happens to a lead ---

    def arrives(
        self,
        at: Moment,
        *,
        numbers: Iterable[str | Mapping[str, Any]] = ("n1",),
        imported: Moment | None = None,
        joins: bool = False,
        kind: str = "internet",
        owner: str | None = None,
        zone: str | None = None,
        by: str = "mailbox",
    ) -> Entry:
        """An enquiry: the first, or another that begins a new round (`joins`: stays in the running one)."""
        self.round += 0 if joins else 1
        body = {
            "kind": kind,
            "arrived_at": micros(self.at(at)),
            "numbers": [number(one) if isinstance(one, str) else dict(one) for one in numbers],
            "zone": zone,
            "owner": owner,
        }
        return self.write(Kind.ARRIVAL, imported or at, body, by=by)

    def dials(
        self,
        at: Moment,
        *,
        by: str = "ann",
        number_: str = "n1",
        evidence: str = "C",
        written: Moment | None = None,
        **how: Any,
    ) -> MadeCall:
        """Begin a call; `written`: when it was typed in, for evidence D."""
        body = {
            "number": number_,
            "way": "by hand",
            "evidence": evidence,
            "began": micros(self.at(at)),
        }
        return MadeCall(self.write(Kind.DIALLED, written or at, body, by=by, **how))

    def call(
        self,
        at: Moment,
        outcome: str = "no answer",
        *,
        span: float | None = 20,
        rang: float | None = None,
        talked: float | None = None,
        qualified: str | None = None,
        **how: Any,
    ) -> MadeCall:
        """A whole call: dialled, ended after `span` seconds, and its outcome (a name of the policy's)."""
        call = self.dials(at, **how)
        return self.says(call, outcome, span=span, rang=rang, talked=talked, qualified=qualified)

    def says(
        self,
        call: MadeCall,
        outcome: str = "no answer",
        *,
        span: float | None = 20,
        rang: float | None = None,
        talked: float | None = None,
        qualified: str | None = None,
    ) -> MadeCall:
        """End a call that was begun, and say what came of it. None as `span`: it was ended before."""
        began = moment(call.dialled.body["began"])
        ends = max(call.dialled.at, began + timedelta(seconds=span or 0))
        same: dict[str, Any] = {
            "by": call.dialled.agent,
            "round_": call.dialled.round,
            "desk": call.dialled.desk,
        }
        ended = (
            None
            if span is None
            else self.write(Kind.ENDED, ends, {"attempt": call.id, "span": float(span)}, **same)
        )
        judged = self._judge(call.dialled, outcome, span, rang, talked)
        body = {
            "attempt": call.id,
            "outcome": outcome,
            "flags": self._flags(outcome),
            "number": call.dialled.body["number"],
            "evidence": call.dialled.body["evidence"],
            "began": call.dialled.body["began"],
            "rang": _seconds(judged.rang),
            "talked": _seconds(judged.talked),
            "qualified": qualified or judged.verdict.value,
            "why": judged.why.code,
            "values": dict(judged.why.values),
        }
        return MadeCall(call.dialled, ended, self.write(Kind.OUTCOME, ends, body, **same))

    def _flags(self, outcome: str) -> list[str]:
        rule = self.policy.outcome(outcome)
        if rule is None:
            raise KeyError(outcome)
        return sorted(flag.value for flag in rule.flags)

    def _judge(
        self, dialled: Entry, outcome: str, span: float | None, rang: float | None, talked: float | None
    ) -> Qualification:
        began = moment(dialled.body["began"])
        history = self.history()
        dialling = Dialling(self.policy, self.lead, history, promised=False)
        fields = {one["ref"]: one for one in number_fields(history)}.get(dialled.body["number"])
        facts = Facts(
            evidence=Evidence(dialled.body["evidence"]),
            flags=frozenset(self._flags(outcome)),
            span=_span(span),
            rang=_span(rang),
            talked=_span(talked),
            number_known=fields is not None,
            may_dial=fields is not None and dialling.number_from(fields, began) <= began,
        )
        return qualify(self.policy, facts)

    def withdraw(self, call: MadeCall, at: Moment | None = None) -> Entry:
        """Take an outcome back."""
        said = _outcome(call)
        body = {"attempt": call.id, "outcome": said.id}
        return self.write(Kind.OUTCOME_WITHDRAWN, at or said.at, body, by=said.agent, round_=said.round)

    def confirm(self, entry: Entry | MadeCall, by: str = "kim", at: Moment | None = None) -> Entry:
        """A second person's word for an entry, or for the outcome of a call."""
        return self._word(Kind.CONFIRMED, entry, by, at)

    def send_back(self, entry: Entry | MadeCall, by: str = "kim", at: Moment | None = None) -> Entry:
        """A second person's refusal."""
        return self._word(Kind.SENT_BACK, entry, by, at)

    def _word(self, kind: Kind, entry: Entry | MadeCall, by: str, at: Moment | None) -> Entry:
        named = _outcome(entry) if isinstance(entry, MadeCall) else entry
        last = max(one.at for one in self.entries)
        return self.write(kind, at or last, {"entry": named.id}, by=by, round_=named.round)

    def contact(self, at: Moment, *, dialogue: bool = True, how: str = "call", by: str = "ann") -> Entry:
        """The customer called, came or wrote."""
        body = {"how": how, "dialogue": dialogue, "happened_at": micros(self.at(at))}
        return self.write(Kind.CONTACT_RECEIVED, at, body, by=by)

    def promise(self, at: Moment, when: Moment, *, call: MadeCall | None = None, **how: Any) -> Entry:
        """A callback: at `at` the customer was promised a call at `when`."""
        body = {"promised_at": micros(self.at(when)), "attempt": call.id if call else None}
        return self.write(Kind.CALLBACK_SET, at, body, **how)

    def cancel(self, callback: Entry, at: Moment) -> Entry:
        """Take a callback back."""
        return self.write(Kind.CALLBACK_CANCELLED, at, {"callback": callback.id, "reason": "asked so"})

    def excepts(self, at: Moment, reason: str = "email only", *, by: str = "ann") -> Entry:
        """A lawful way past the calls."""
        return self.write(Kind.EXCEPTION, at, {"reason": reason}, by=by)

    def ask_email(self, at: Moment, template: str = "missed_you") -> Entry:
        """An email asked for."""
        return self.write(Kind.EMAIL_ASKED, at, {"template": template})

    def close(self, at: Moment, reason: str = "lost", *, by: str = "ann", **how: Any) -> Entry:
        """Close the lead; `not reached` is an entry of its own."""
        if reason == Kind.NOT_REACHED:
            return self.write(Kind.NOT_REACHED, at, by=by, **how)
        return self.write(Kind.CLOSED, at, {"reason": reason}, by=by, **how)

    # --- what it means ---

    @property
    def policies(self) -> Policies:
        """The one policy, in force from the beginning."""
        return Policies(((0, self.policy),))

    def history(self) -> History:
        """The folded log."""
        return fold(self.policies, self.lead, self.entries)

    def standing(self, now: Moment) -> Standing:
        """What the engine concludes at `now`. The lead must have arrived."""
        standing = assess(self.policies, self.lead, self.entries, self.at(now))
        assert standing is not None, "the lead has not arrived"
        return standing

    def row(self, now: Moment, customer: str = "customer-1") -> QueueRow:
        """The lead's row in the queue, as stored at `now`."""
        return row_of(self.policy, self.standing(now), customer=customer)


def _outcome(call: MadeCall) -> Entry:
    assert call.outcome is not None, "the call has no outcome yet"
    return call.outcome


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()
