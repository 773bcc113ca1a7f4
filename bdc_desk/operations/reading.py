"""What screens and commands read: the queue, one lead whole, the attempt log."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from bdc_desk.cadence.assess import fold, standing_of
from bdc_desk.cadence.entry import Entry
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.cadence.reasons import because
from bdc_desk.cadence.standing import Attempt, NumberStanding, Standing
from bdc_desk.errors import Refused
from bdc_desk.operations.calling import BY_HAND
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.mail_wishes import mail_wish
from bdc_desk.operations.naming import details_of, full_name, number_shown, phone_of
from bdc_desk.operations.projecting import lead_in_context
from bdc_desk.operations.row_json import row_from_json
from bdc_desk.operations.second_word import confirmation_of
from bdc_desk.operations.setting_up import DIAL_WAY
from bdc_desk.operations.telling import Telling
from bdc_desk.operations.uncollected import uncollected
from bdc_desk.operations.views import AttemptLine, LeadView, OtherLead, PhoneView, TimelineLine
from bdc_desk.storage.store import Snapshot


class Taken(NamedTuple):
    """Who has a customer in hand (a person's id), since when and until when (UTC)."""

    holder: str
    since: datetime
    until: datetime


HIDDEN = frozenset({Kind.CLOCK_SET_BACK})
FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC)
LAST_DAY = datetime(8999, 1, 1, tzinfo=UTC)


def queue(desk: Desk) -> tuple[QueueRow, ...]:
    """Every open lead's row, in no order: the queue has its own."""
    with desk.store.snapshot() as snapshot:
        rows = snapshot.queue_rows()
    with uncollected():
        return tuple([row_from_json(content) for _, content in rows])


def queue_rows_of(desk: Desk, leads: Iterable[str]) -> dict[str, QueueRow | None]:
    """The rows of these leads; None for one that is not in the queue (any more)."""
    with desk.store.snapshot() as snapshot:
        found = {lead: snapshot.queue_row(lead) for lead in leads}
    return {lead: row_from_json(content) if content else None for lead, content in found.items()}


def around(desk: Desk) -> Surroundings:
    """The rules and the people. Raises NotSetUp in an empty profile."""
    with desk.store.snapshot() as snapshot:
        return desk.surroundings(snapshot)


def taken_customers(desk: Desk) -> Mapping[str, Taken]:
    """Customers whom somebody has in hand now."""
    now = desk.clock.now()
    with desk.store.snapshot() as snapshot:
        identity = snapshot.desk()
        last = now + desk.surroundings(snapshot).policy.claim  # later ones: from before a clock set back
        claims = [
            claim
            for claim in snapshot.claims()
            if now < claim.until and (claim.until <= last or (identity is not None and identity.is_in_team))
        ]
        # A customer who was merged meanwhile is held under the name of before.
        rows = {claim.customer: snapshot.lead_row(claim.customer) for claim in claims}
    return {
        row.customer if (row := rows[claim.customer]) else claim.customer: Taken(
            claim.holder, claim.taken_at, claim.until
        )
        for claim in claims
    }


def lead_standing(desk: Desk, lead: str) -> Standing:
    """The lead's standing now. Raises Refused for an unknown lead."""
    with desk.store.snapshot() as snapshot:
        return _judged(desk, snapshot, desk.surroundings(snapshot), lead)[1]


def _judged(desk: Desk, snapshot: Snapshot, about: Surroundings, lead: str) -> tuple[History, Standing]:
    context = lead_in_context(snapshot, about, lead)
    history = fold(about.policies, context, snapshot.entries_of(lead))
    if not history.rounds:
        raise Refused(f"There is no lead {lead} in this profile.", code="no lead")
    return history, standing_of(about.policy, context, history, desk.clock.now())


def lead_view(desk: Desk, lead: str) -> LeadView:
    """The whole lead, read in one transaction. Raises Refused for an unknown lead."""
    with desk.store.snapshot() as snapshot:
        about = desk.surroundings(snapshot)
        history, standing = _judged(desk, snapshot, about, lead)
        standing = _as_seen_by(desk.person, about, history, standing)
        draft = snapshot.note_draft(lead)
        row = snapshot.lead_row(lead)
        customer = row.customer if row else lead
        others = tuple(
            OtherLead(
                one.lead, one.arrived_at, _car(snapshot, one.lead), _source(snapshot, one.lead), one.stage
            )
            for one in snapshot.leads_of_customer(customer)
            if one.lead != lead
        )
        entries = snapshot.entries_of(lead)
        telling = Telling(about, history, standing, names_of_others(snapshot, history))
        wish = mail_wish(snapshot, customer)
    view = _view(about, history, standing, entries, telling, customer, others, draft.text if draft else "")
    if wish is None or wish.may_mail:
        return view
    return replace(view, may_mail=False, mail_wish_words=wish.words)


def names_of_others(snapshot: Snapshot, history: History) -> dict[str, str]:
    """The customers' names by lead, of the leads that this one was merged with or kept apart from."""
    fields = {Kind.MERGED: "with", Kind.KEPT_APART: "from"}
    said = [entry for entry in history.by_id.values() if entry.kind in fields]
    leads = {str(entry.body.get(fields[Kind(entry.kind)])) for entry in said}
    return {lead: row.name for lead in leads if (row := snapshot.lead_row(lead)) is not None}


def _as_seen_by(person: str, about: Surroundings, history: History, standing: Standing) -> Standing:
    """What came of an open call is asked of who began it; a colleague reads who is on the telephone."""
    call = history.calls.get(standing.open_attempt or "")
    if call is None or call.entry.agent == person or standing.next_step.what != "open call":
        return standing
    why = because("next.colleague's call", name=about.name_of(call.entry.agent))
    return replace(standing, next_step=replace(standing.next_step, why=why))


def _car(snapshot: Snapshot, lead: str) -> str:
    return str(_first_arrival(snapshot, lead).get("wanted", ""))


def _source(snapshot: Snapshot, lead: str) -> str:
    return str(_first_arrival(snapshot, lead).get("source", ""))


def _first_arrival(snapshot: Snapshot, lead: str) -> Mapping[str, Any]:
    return next((entry.body for entry in snapshot.entries_of(lead) if entry.kind == Kind.ARRIVAL), {})


def _view(
    about: Surroundings,
    history: History,
    standing: Standing,
    entries: tuple[Entry, ...],
    telling: Telling,
    customer: str,
    others: tuple[OtherLead, ...],
    note_draft: str,
) -> LeadView:
    details, arrival = details_of(history), history.round.arrival
    body = arrival.body
    return LeadView(
        lead=history.lead,
        customer=customer,
        name=full_name(history),
        kind=str(body.get("kind", "")),
        source=str(body.get("source", "")),
        vendor=str(body.get("vendor", "")),
        arrived_at=standing.arrived_at,
        owner=about.name_of(standing.owner),
        comments=str((arrival.details or {}).get("comments") or ""),
        wanted=str(body.get("wanted") or ""),
        trade=str(body.get("trade") or ""),
        price=str(body.get("price") or ""),
        first=str(details.get("first") or ""),
        last=str(details.get("last") or ""),
        full=str(details.get("full") or ""),
        emails=tuple(details.get("emails") or ()),
        phones=tuple(_phone(history, one) for one in standing.numbers),
        address=str(details.get("address") or ""),
        local_zone=_local_zone(about, history),
        grade=str(body.get("grade", "")),
        faults=tuple((arrival.details or {}).get("faults") or body.get("faults") or ()),
        standing=standing,
        timeline=_timeline(about, history, telling, entries),
        other_leads=others,
        note_draft=note_draft,
    )


def _phone(history: History, number: NumberStanding) -> PhoneView:
    phone = phone_of(history, number.ref)
    return PhoneView(
        ref=number.ref,
        shown=number_shown(phone),
        e164=phone.get("e164"),
        typed=str(phone.get("typed") or ""),
        type=str(phone.get("type") or ""),
        usable=number.usable,
        may_dial=number.may_dial,
        why=str(number.why),
    )


def _local_zone(about: Surroundings, history: History) -> str:
    """The customer's zone where it is known to be one: the address's, else the only one of the
    first number.
    """
    body = history.details.body if history.details else {}
    zones = next((one.get("zones") or [] for one in body.get("numbers") or ()), [])
    if body.get("zone"):
        return str(body["zone"])
    if not zones or about.policy.zone in zones:
        return about.policy.zone
    return str(zones[0]) if len(zones) == 1 else ""


def _timeline(
    about: Surroundings, history: History, telling: Telling, entries: Iterable[Entry]
) -> tuple[TimelineLine, ...]:
    """The history in the order of the log, newest last."""
    return tuple(
        TimelineLine(
            entry.id, history.moment(entry), entry.kind, telling.words(entry), about.name_of(entry.agent)
        )
        for entry in entries
        if entry.kind not in HIDDEN
    )


def attempts(
    desk: Desk, *, agent: str | None = None, start: datetime | None = None, end: datetime | None = None
) -> tuple[AttemptLine, ...]:
    """The attempt log: attempts begun in [start, end) (UTC), of one agent (name or id) or of all, by when
    they began. Raises Refused for an agent whom nobody knows, or who could be two.
    """
    with desk.store.snapshot() as snapshot:
        return attempts_in(desk, snapshot, agent=agent, start=start, end=end)


def attempts_in(
    desk: Desk,
    snapshot: Snapshot,
    *,
    agent: str | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
) -> tuple[AttemptLine, ...]:
    """The same within a transaction."""
    start, end = start or FIRST_DAY, end or LAST_DAY
    lines: list[AttemptLine] = []
    about = desk.surroundings(snapshot)
    person = _person(about, agent)
    # What was dated later than a clock set back began before its own date says.
    was_set_back = bool(snapshot.entries_of_kinds(Kind.CLOCK_SET_BACK))
    for lead in snapshot.leads_with_attempts(start, LAST_DAY if was_set_back else end, person):
        history, standing = _judged(desk, snapshot, about, lead)
        lines += [
            attempt_line(about, history, attempt)
            for attempt in standing.attempts
            if start <= attempt.began < end and person in (None, attempt.agent)
        ]
    return tuple(sorted(lines, key=lambda line: (line.began, line.attempt)))


def _person(about: Surroundings, agent: str | None) -> str | None:
    """The id of the person with this name or id; None for all. Raises Refused for somebody unknown."""
    if agent is None:
        return None
    if agent in about.people:
        return agent
    found = [one for one in about.people.values() if one.name.casefold() == agent.strip().casefold()]
    if len(found) == 1:
        return found[0].id
    if found:
        ids = ", ".join(one.id for one in found)
        raise Refused(f"{len(found)} people are called {agent}. Give an id instead: {ids}.", code="person")
    names = ", ".join(sorted(person.name for person in about.people.values()))
    raise Refused(f"Nobody here is called {agent}. Known: {names}.", code="person")


def attempt_line(about: Surroundings, history: History, attempt: Attempt) -> AttemptLine:
    """One attempt of the lead, told."""
    rule = about.policy.outcome(attempt.outcome or "")
    return AttemptLine(
        attempt=attempt.id,
        lead=history.lead,
        name=full_name(history),
        agent=about.name_of(attempt.agent),
        began=attempt.began,
        number=number_shown(phone_of(history, attempt.number)),
        evidence=attempt.evidence.value,
        outcome=rule.label if rule else (attempt.outcome or ""),
        rang=attempt.rang.total_seconds() if attempt.rang is not None else None,
        talked=attempt.talked.total_seconds() if attempt.talked is not None else None,
        counted=attempt.counted,
        why=str(attempt.why),
        person=attempt.agent,
        outcome_name=attempt.outcome or "",
        confirmed=confirmation_of(about, history, attempt.outcome_entry or ""),
    )


def original_of(desk: Desk, lead: str) -> bytes | None:
    """The mail or file that the lead's latest arrival came in, as it came; None where none was kept."""
    with desk.store.snapshot() as snapshot:
        arrivals = [entry for entry in snapshot.entries_of(lead) if entry.kind == Kind.ARRIVAL]
        sha = arrivals[-1].body.get("archive") if arrivals else None
        return snapshot.archived(sha) if isinstance(sha, str) else None


def dial_way(desk: Desk) -> str:
    """How this desk dials: "by hand" or "tel"."""
    with desk.store.snapshot() as snapshot:
        return snapshot.setting(DIAL_WAY) or BY_HAND
