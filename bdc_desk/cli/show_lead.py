"""`bdc-desk show LEAD`: what stands and what happened, in words."""

import argparse

from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.standing import Attempt
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.table import harmless, table
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around, lead_view
from bdc_desk.operations.views import LeadView


def run(arguments: argparse.Namespace) -> int:
    """Print the lead's standing and history."""
    with open_desk(arguments.profile) as desk:
        view = lead_view(desk, found(desk, arguments.lead))
        zone = around(desk).policy.zone
    for line in (
        *_facts(view, zone),
        "",
        *_standing(view, zone),
        "",
        *_templates(view),
        "",
        *_history(view, zone),
    ):
        print(line)
    return 0


def found(desk: Desk, asked: str) -> str:
    """The lead with this id, the only one whose id begins so, or the only one of a customer of this name.

    Raises Refused where there is none or more than one.
    """
    with desk.store.snapshot() as snapshot:
        rows = snapshot.lead_rows()
    exact = [row.lead for row in rows if row.lead == asked]
    hits = exact or [
        row.lead for row in rows if row.lead.startswith(asked) or asked.casefold() in row.name.casefold()
    ]
    if len(hits) == 1:
        return hits[0]
    if not hits:
        raise Refused(f"There is no lead {asked!r}. `bdc-desk queue` lists the open ones.")
    names = {row.lead: row.name for row in rows}
    raise Refused(
        f"{asked!r} fits {len(hits)} leads:\n" + "\n".join(f"  {hit}  {names[hit]}" for hit in hits[:20])
    )


def _facts(view: LeadView, zone: str) -> list[str]:
    lines = [
        f"{harmless(view.name)}  ({view.standing.stage}, round {view.standing.round})",
        f"  lead      {view.lead}",
        f"  arrived   {told(view.arrived_at, zone)}, {view.kind}, {harmless(view.source) or '?'}",
        f"  car       {harmless(view.wanted) or '-'}{f' · {harmless(view.price)}' if view.price else ''}",
        f"  owner     {view.owner or 'nobody yet'}",
    ]
    lines += [f"  phone     {harmless(phone.shown)}: {phone.why}" for phone in view.phones]
    lines += [f"  email     {harmless(email)}" for email in view.emails]
    lines += [f"  words     {harmless(view.comments)}"] if view.comments else []
    return lines + [f"  fault     {harmless(fault)}" for fault in view.faults]


def _standing(view: LeadView, zone: str) -> list[str]:
    standing = view.standing
    clock = standing.first_call
    stopped = f"called after {clock.elapsed}" if clock.stopped_at else f"not called for {clock.elapsed}"
    lines = [f"Next: {standing.next_step.why}", f"First call: {stopped} of opening time"]
    lines += [f"  {mark.step}: due {told(mark.due_at, zone)}" for mark in clock.marks]
    lines += [f"  escalated: {one.step} since {told(one.due_at, zone)}" for one in standing.escalations]
    lines.append(
        f"Attempts: {standing.counted} count; days: {standing.days}, parts of the day: {standing.parts}"
    )
    rows = [_attempt(one, zone) for one in standing.attempts]
    return lines + (
        [f"  {line}" for line in table(("when", "outcome", "evidence", ""), rows).splitlines()]
        if rows
        else []
    )


def _attempt(attempt: Attempt, zone: str) -> tuple[str, ...]:
    return told(attempt.began, zone), attempt.outcome or "(open)", attempt.evidence.value, str(attempt.why)


def _templates(view: LeadView) -> list[str]:
    lines = ["Email templates"]
    lines += [
        f"  {'open  ' if one.is_open else 'locked'} {one.label}: {one.why}" for one in view.standing.templates
    ]
    lines.append("Closings")
    return lines + [
        f"  {'may be said' if one.allowed else 'not now    '} {one.label}: {one.why}"
        for one in view.standing.closings
    ]


def _history(view: LeadView, zone: str) -> list[str]:
    return ["History"] + [
        f"  {told(line.at, zone):<17} {line.agent}: {harmless(line.text)}" for line in view.timeline
    ]
