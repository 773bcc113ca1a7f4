"""`verify`: the chain link by link, and every judgement of the log judged again by the engine (design.md, The
log).
"""

from collections.abc import Iterator

from bdc_desk.cadence.assess import fold
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.gate import Gate
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Evidence, Flag, Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.policy import Policies, Policy
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.storage.store import Snapshot
from bdc_desk.storage.verify import verify as verify_chain


def verify(desk: Desk) -> list[str]:
    """Everything that is wrong with the log, a sentence each, with number and entry; empty for a
    whole log.
    """
    found = [str(fault) for fault in verify_chain(desk.store)]
    if found:
        return found  # what cannot be trusted cannot be judged
    with desk.store.snapshot() as snapshot:
        around = desk.surroundings(snapshot)
        for lead in snapshot.leads():
            found += _judged_again(snapshot, around, lead)
    return found


def _judged_again(snapshot: Snapshot, around: Surroundings, lead: str) -> Iterator[str]:
    """The lead's asking entries and judged outcomes, each by what the log held before it."""
    entries = snapshot.entries_of(lead)
    for place, entry in enumerate(entries):
        if not entry.stands or entry.seal is None:
            continue
        if entry.kind in {Kind.EMAIL_ASKED, Kind.NOT_REACHED}:
            why = _asking(around, lead, entries[:place], entry)
        elif entry.kind == Kind.OUTCOME:
            why = _outcome(around.policies.for_entry(entry), entry)
        else:
            why = ""
        if why:
            yield f"no. {entry.seal.no}, entry {entry.id}: {why}"


def _asking(around: Surroundings, lead: str, before: tuple[Entry, ...], entry: Entry) -> str:
    no = entry.seal.no if entry.seal else 0
    policy = around.policies.for_entry(entry)
    in_force = Policies(
        tuple(one for one in around.policies.versions if one[0] < no) or around.policies.versions[:1]
    )
    history: History = fold(in_force, Lead(lead, salespeople=around.salespeople), before)
    if not history.rounds:
        return f"{entry.kind} before the lead arrived"
    gate = Gate(policy, history)
    if entry.kind == Kind.NOT_REACHED:
        why = gate.not_reached()
        return f"not reached was said too early: {why}" if why else ""
    is_open, reason = gate.template(str(entry.body.get("template")))
    return "" if is_open else f"email {entry.body.get('template')} was asked for too early: {reason}"


def _outcome(policy: Policy, entry: Entry) -> str:
    """Whether the kept verdict fits the kept facts: spans, evidence, flags."""
    if entry.body.get("qualified") != "yes":
        return ""
    evidence, flags = str(entry.body.get("evidence")), set(entry.body.get("flags") or ())
    rang, talked = entry.body.get("rang"), entry.body.get("talked")
    if evidence > policy.lowest_evidence:
        return f"an attempt of evidence {evidence} was kept as qualified"
    if flags & {Flag.ENGAGED, Flag.DEAD_NUMBER} and evidence == Evidence.DESK:
        return "an engaged or dead line was kept as qualified"
    long_enough = (
        _reaches(talked, policy.talk.total_seconds())
        if talked is not None
        else _reaches(rang, policy.ring.total_seconds())
    )
    return "" if long_enough else "an attempt too short to qualify was kept as qualified"


def _reaches(span: object, least: float) -> bool:
    return isinstance(span, (int, float)) and span >= least
