"""`verify`: the chain link by link, and every judgement of the log judged again by the engine (design.md, The
log).
"""

from collections.abc import Iterator

from bdc_desk.cadence.assess import fold
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.gate import Gate
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Evidence, Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.policy import Policies
from bdc_desk.cadence.qualification import Verdict
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.judging import TimedCalls, judge
from bdc_desk.storage.store import Snapshot
from bdc_desk.storage.verify import verify as verify_chain

TIMED_HERE = frozenset({Evidence.DESK, Evidence.TYPED})
"""Evidence whose one span is the entry's `ended`; a telephone system tells its own."""


def verify(desk: Desk) -> list[str]:
    """Everything that is wrong with the log, a sentence each, with number and entry; empty for a
    whole log.
    """
    faults = verify_chain(desk.store)
    found = [str(fault) for fault in faults]
    if any(fault.no is not None or fault.entry for fault in faults):
        return found  # entries that cannot be trusted cannot be judged
    with desk.store.snapshot() as snapshot:
        if snapshot.head() is None:
            return found
        around = desk.surroundings(snapshot)
        timed = TimedCalls(snapshot.entries_of_kinds(Kind.DIALLED, Kind.ENDED))
        for lead in snapshot.leads():
            found += _judged_again(snapshot, around, timed, lead)
    return found


def _judged_again(snapshot: Snapshot, around: Surroundings, timed: TimedCalls, lead: str) -> Iterator[str]:
    """The lead's asking entries and judged outcomes, each by what the log held before it."""
    entries = snapshot.entries_of(lead)
    for place, entry in enumerate(entries):
        if not entry.stands or entry.seal is None:
            continue
        if entry.kind in {Kind.EMAIL_ASKED, Kind.NOT_REACHED}:
            why = _asking(around, lead, entries[:place], entry)
        elif entry.kind == Kind.OUTCOME:
            why = _outcome(around, timed, lead, entries[:place], entry)
        else:
            why = ""
        if why:
            yield f"no. {entry.seal.no}, entry {entry.id}: {why}"


def _asking(around: Surroundings, lead: str, before: tuple[Entry, ...], entry: Entry) -> str:
    policy, history = around.policies.for_entry(entry), _folded(around, lead, before, entry)
    if not history.rounds:
        return f"{entry.kind} before the lead arrived"
    gate = Gate(policy, history)
    if entry.kind == Kind.NOT_REACHED:
        why = gate.not_reached()
        return f"not reached was said too early: {why}" if why else ""
    is_open, reason = gate.template(str(entry.body.get("template")))
    return "" if is_open else f"email {entry.body.get('template')} was asked for too early: {reason}"


def _folded(around: Surroundings, lead: str, before: tuple[Entry, ...], entry: Entry) -> History:
    """The lead as it stood before `entry`, by the policies of then."""
    no = entry.seal.no if entry.seal else 0
    in_force = tuple(one for one in around.policies.versions if one[0] < no) or around.policies.versions[:1]
    return fold(Policies(in_force), Lead(lead, salespeople=around.salespeople), before)


def _outcome(
    around: Surroundings, timed: TimedCalls, lead: str, before: tuple[Entry, ...], entry: Entry
) -> str:
    """Whether the kept verdict and spans are those that the dial and its end give."""
    kept = entry.body.get("qualified")
    if kept not in {Verdict.YES, Verdict.IF_CONFIRMED}:
        return ""  # what never counts opens nothing
    if entry.body.get("evidence") not in TIMED_HERE:
        return ""  # a telephone system's spans are its own word
    history = _folded(around, lead, before, entry)
    call = history.calls.get(str(entry.body.get("attempt")))
    if call is None:
        return "an outcome of no call was kept as qualified"
    overlaps = timed.overlaps(call, entry)
    policy, flags = around.policies.for_entry(entry), frozenset(entry.texts_of("flags"))
    judged = judge(policy, Lead(lead), history, call, flags, overlaps=overlaps)
    if judged.verdict != kept:
        return f"an attempt was kept as qualified ({kept}) that is not: {judged.why}"
    if (entry.span_of("rang"), entry.span_of("talked")) != (judged.rang, judged.talked):
        return "an outcome was kept with another span than the call's"
    return ""
