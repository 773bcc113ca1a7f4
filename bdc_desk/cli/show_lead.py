"""`bdc-desk show LEAD`: what stands and what happened, in words."""

import argparse
import shutil
import textwrap
from collections.abc import Iterator
from datetime import datetime, timedelta

from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import told
from bdc_desk.cadence.standing import Attempt, Mark, Sayable, Standing
from bdc_desk.cli.opening import open_desk
from bdc_desk.cli.show_attempts import when
from bdc_desk.cli.table import harmless, table
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.reading import around, lead_view
from bdc_desk.operations.views import LeadView, PhoneView

LISTED = 20
LABEL = 10
"""Columns of a fact's name."""


def run(arguments: argparse.Namespace) -> int:
    """Print the lead's standing and history."""
    with open_desk(arguments.profile) as desk:
        view = lead_view(desk, found(desk, arguments.lead))
        about = around(desk)
    for line in lines(view, about):
        print(line)
    return 0


def found(desk: Desk, asked: str) -> str:
    """The lead with this id, the only one whose id begins so, or the only one of a customer of this name.

    Raises Refused where there is none or more than one.
    """
    asked = asked.strip()
    with desk.store.snapshot() as snapshot:
        rows = snapshot.lead_rows()
    name, part = asked.casefold(), asked.lower()
    hits = [row for row in rows if row.lead == part] or [row for row in rows if row.name.casefold() == name]
    hits = hits or [row for row in rows if row.lead.startswith(part) or name in row.name.casefold()]
    hits = hits if asked else []
    if len(hits) == 1:
        return hits[0].lead
    if not hits:
        raise Refused(f"There is no lead {harmless(asked)!r}. `bdc-desk queue` lists the open ones.")
    zone = around(desk).policy.zone
    listed = [f"  {row.lead}  {harmless(row.name)}, {told(row.arrived_at, zone)}" for row in hits[:LISTED]]
    listed += [f"  ... and {len(hits) - LISTED} more"] if len(hits) > LISTED else []
    raise Refused(
        f"{harmless(asked)!r} fits {len(hits)} leads. Give the beginning of an id:\n" + "\n".join(listed)
    )


def lines(view: LeadView, about: Surroundings) -> Iterator[str]:
    """The lead told from top to bottom: who, what next, the calls, what may be said, what happened."""
    zone = about.policy.zone
    yield f"{harmless(view.name)}: {view.standing.stage}, round {view.standing.round}"
    yield from _wrapped(_facts(view, zone))
    yield from _wrapped(_next(view, zone))
    yield from (*_calls(view, about), "")  # a table keeps its lines
    yield from _wrapped(_sayable(view))
    yield from _wrapped(_history(view, zone))


def _wrapped(part: Iterator[str]) -> Iterator[str]:
    """The lines, harmless and in the terminal's columns, and an empty one."""
    columns = max(60, min(110, shutil.get_terminal_size().columns))
    for line in part:
        indent = " " * (LABEL + 3 if line.startswith("  ") else 2)
        yield from textwrap.wrap(harmless(line), columns, subsequent_indent=indent) or [""]
    yield ""


def _facts(view: LeadView, zone: str) -> Iterator[str]:
    arrived = ", ".join(part for part in (told(view.arrived_at, zone), view.kind, view.source) if part)
    yield _fact("lead", view.lead)
    yield _fact("arrived", arrived)
    yield _fact("car", " · ".join(part for part in (view.wanted, view.price) if part) or "-")
    if view.trade:
        yield _fact("trade-in", view.trade)
    yield _fact("owner", view.owner or "nobody yet")
    for phone in view.phones:
        yield _fact("phone", f"{phone.shown or phone.typed} ({_number(phone)})")
    for email in view.emails:
        yield _fact("email", email)
    if view.address:
        yield _fact("address", view.address)
    if view.comments:
        yield _fact("words", view.comments)
    for fault in view.faults:
        yield _fact("fault", fault)
    for other in view.other_leads:
        yield _fact(
            "also", f"{told(other.arrived_at, zone)}, {other.car or '-'}: {other.stage} ({other.lead})"
        )


def _fact(label: str, text: str) -> str:
    return f"  {label:<{LABEL}} {text}"


def _number(phone: PhoneView) -> str:
    return f"{phone.type}: {phone.why}" if phone.type else phone.why


def _next(view: LeadView, zone: str) -> Iterator[str]:
    standing = view.standing
    yield f"Next: {standing.next_step.why}"
    clock = standing.first_call
    if clock.stopped_at is not None:
        yield f"First call: after {span(clock.elapsed)} of opening time"
    else:
        yield f"First call: none yet, {span(clock.elapsed)} of opening time gone"
    for mark in clock.marks:
        words = _mark(mark, clock.stopped_at, standing.now)
        if words:
            yield f"  {told(mark.due_at, zone):<17} {mark.step}: {words}"


def span(elapsed: timedelta) -> str:
    """A span as it is said: "48 s", "3 min", "2 h 05 min"."""
    seconds = int(elapsed.total_seconds())
    if seconds < 120:
        return f"{seconds} s"
    minutes = seconds // 60
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"


def _mark(mark: Mark, stopped_at: datetime | None, now: datetime) -> str:
    """What became of a mark; "" for one that the call left behind it in time."""
    if mark.silent:
        return "had passed before the lead was imported"
    if stopped_at is not None:
        return "missed" if mark.due_at < stopped_at else ""
    return "missed" if mark.due_at <= now else "ahead"


def _calls(view: LeadView, about: Surroundings) -> Iterator[str]:
    standing = view.standing
    yield _counted(standing)
    heads = ("when", "agent", "number", "outcome", "timed", "evidence", "counts")
    shown = {phone.ref: phone.shown for phone in view.phones}
    rows = [_attempt(one, shown, about, standing.now) for one in standing.attempts]
    yield from (f"  {line}" for line in table(heads, rows).splitlines() if rows)


def _counted(standing: Standing) -> str:
    if not standing.attempts:
        return "Calls: none yet"
    return (
        f"Calls: {standing.counted} {'counts' if standing.counted == 1 else 'count'} in this round, "
        f"on {standing.days} {'day' if standing.days == 1 else 'days'} "
        f"in {standing.parts} {'part' if standing.parts == 1 else 'parts'} of the day"
    )


def _attempt(attempt: Attempt, shown: dict[str, str], about: Surroundings, now: datetime) -> tuple[str, ...]:
    rule = about.policy.outcome(attempt.outcome or "")
    timed = attempt.talked or attempt.rang or attempt.span
    return (
        when(attempt.began, about.policy.zone, now),
        about.name_of(attempt.agent),
        shown.get(attempt.number, ""),
        rule.label if rule else (attempt.outcome or "-"),
        f"{int(timed.total_seconds())} s" if timed is not None else "",
        attempt.evidence.value,
        "counts" if attempt.counted else f"no: {attempt.why}",
    )


def _sayable(view: LeadView) -> Iterator[str]:
    yield "Email templates"
    for one in view.standing.templates:
        yield f"  {'open' if one.is_open else 'locked':<{LABEL}} {one.label} ({one.why})"
    yield "Closings"
    for label, closings in (
        ("now", [one.label for one in view.standing.closings if one.allowed and not one.needs_second_person]),
        (
            "confirmed",
            [one.label for one in view.standing.closings if one.allowed and one.needs_second_person],
        ),
        ("not now", [_refused(one) for one in view.standing.closings if not one.allowed]),
    ):
        if closings:
            note = ": each needs a second person's word" if label == "confirmed" else ""
            yield _fact(label, f"{', '.join(closings)}{note}")


def _refused(closing: Sayable) -> str:
    return f"{closing.label} ({closing.why})"


def _history(view: LeadView, zone: str) -> Iterator[str]:
    yield "History"
    for line in view.timeline:
        who = "" if line.kind == Kind.ARRIVAL else f"{line.agent}: "  # nobody does an arrival
        yield f"  {when(line.at, zone, view.standing.now):<17} {who}{line.text}"
