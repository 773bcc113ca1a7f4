"""Every judgement of the log judged again by the engine, by what the log held before it (design.md, The
log): what somebody wrote past the guards, with every hash right.
"""

from collections.abc import Iterator
from datetime import timedelta

from bdc_desk.cadence.assess import fold
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.gate import Gate
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Evidence, Kind
from bdc_desk.cadence.lead import Lead
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.policy import Policies
from bdc_desk.cadence.policy_reading import version_of
from bdc_desk.cadence.qualification import Qualification, Verdict
from bdc_desk.operations.desk import Surroundings
from bdc_desk.operations.judging import TimedCalls, judge
from bdc_desk.storage.store import Snapshot

TIMED_HERE = frozenset({Evidence.DESK, Evidence.TYPED})
"""Evidence whose one span is the entry's `ended`; a telephone system tells its own."""
_REPEATED = ("number", "evidence", "began")
_ZONES_DIFFER = timedelta(hours=1)
"""Computers that know an older law of summer time write another offset than this one knows."""


def judged_again(snapshot: Snapshot, around: Surroundings) -> Iterator[str]:
    """A sentence, with number and entry, for everything that the facts do not bear."""
    yield from _policies(snapshot)
    timed = TimedCalls(snapshot.entries_of_kinds(Kind.DIALLED, Kind.ENDED))
    desk = snapshot.desk()
    is_alone = desk is not None and not desk.is_in_team
    for lead in snapshot.leads():
        entries = snapshot.entries_of(lead)
        for place, entry in enumerate(entries):
            if not entry.stands or entry.seal is None or entry.lead is None:
                continue
            why = _why(around, timed, lead, entries[:place], entry)
            if not why and is_alone:
                why = _alone(around, entry)
            if why:
                yield _told(entry, why)


def _told(entry: Entry, why: str) -> str:
    return f"no. {entry.seal.no if entry.seal else 0}, entry {entry.id}: {why}"


def _policies(snapshot: Snapshot) -> Iterator[str]:
    for entry in snapshot.entries_of_kinds(Kind.POLICY_USED):
        text = entry.text_of("text")
        if entry.stands and (text is None or version_of(text) != entry.body.get("version")):
            yield _told(entry, "a policy was put in force under the name of another")


def _why(around: Surroundings, timed: TimedCalls, lead: str, before: tuple[Entry, ...], entry: Entry) -> str:
    if entry.kind in {Kind.EMAIL_ASKED, Kind.NOT_REACHED}:
        return _asking(around, lead, before, entry)
    if entry.kind == Kind.DIALLED:
        return _dial(entry)
    if entry.kind == Kind.OUTCOME:
        return _outcome(around, timed, lead, before, entry)
    return ""


def _alone(around: Surroundings, entry: Entry) -> str:
    """What the guards of a desk that works alone do not ask: who wrote it, and whose time of day it was."""
    if entry.agent not in around.people:
        return f"written by nobody of this dealership ({entry.agent})"
    assert entry.seal is not None  # noqa: S101 - asked by the caller
    in_force = _in_force(around, entry).versions
    zone = zone_of(in_force[-1][1].zone)
    right = entry.seal.at.astimezone(zone).utcoffset() or timedelta()
    if abs(entry.seal.offset - right) > _ZONES_DIFFER:
        return f"sealed at another time of day than that of the dealership ({entry.seal.offset} from UTC)"
    return ""


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


def _in_force(around: Surroundings, entry: Entry) -> Policies:
    """The policies of then."""
    no = entry.seal.no if entry.seal else 0
    return Policies(
        tuple(one for one in around.policies.versions if one[0] < no) or around.policies.versions[:1]
    )


def _folded(around: Surroundings, lead: str, before: tuple[Entry, ...], entry: Entry) -> History:
    """The lead as it stood before `entry`, by the policies of then."""
    return fold(_in_force(around, entry), Lead(lead, salespeople=around.salespeople), before)


def _dial(entry: Entry) -> str:
    began = entry.moment_of("began")
    if entry.body.get("evidence") == Evidence.TYPED:
        is_right = began is None or began <= entry.at
    else:
        is_right = began == entry.at
    return "" if is_right else "a call is said to have begun at another moment than it was dialled"


def _outcome(
    around: Surroundings, timed: TimedCalls, lead: str, before: tuple[Entry, ...], entry: Entry
) -> str:
    """Whether the kept verdict and spans are those that the dial and its end give."""
    kept = entry.body.get("qualified")
    if kept not in {Verdict.YES, Verdict.IF_CONFIRMED}:
        return ""  # what never counts opens nothing
    history = _folded(around, lead, before, entry)
    call = history.calls.get(str(entry.body.get("attempt")))
    if call is None:
        return "an outcome of no call was kept as qualified"
    if any(entry.body.get(one) != call.entry.body.get(one) for one in _REPEATED):
        return "an outcome was kept with another number, evidence or beginning than the call's"
    if entry.body.get("evidence") not in TIMED_HERE:
        return ""  # a telephone system's spans are its own word
    overlaps = timed.overlaps(call, entry)
    policy, flags = around.policies.for_entry(entry), frozenset(entry.texts_of("flags"))
    return _unlike(entry, judge(policy, Lead(lead), history, call, flags, overlaps=overlaps))


def _unlike(entry: Entry, judged: Qualification) -> str:
    """What the outcome keeps otherwise than the engine judges."""
    kept = entry.body.get("qualified")
    if judged.verdict != kept:
        return f"an attempt was kept as qualified ({kept}) that is not: {judged.why}"
    if (entry.span_of("rang"), entry.span_of("talked")) != (judged.rang, judged.talked):
        return "an outcome was kept with another span than the call's"
    return ""
