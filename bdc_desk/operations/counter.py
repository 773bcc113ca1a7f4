"""At the counter: who calls or comes is received in three fields (domain.md, The lead: a phone-up or
walk-in rings no alarm while the customer stands there; its follow-up falls due by the policy).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import uuid6

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind, LeadKind
from bdc_desk.errors import Refused
from bdc_desk.operations.delivery import Received
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import LeadDraft, Phone, Vehicle
from bdc_desk.operations.names import split
from bdc_desk.operations.naming import details_of
from bdc_desk.operations.receiving import merged_phones, number_fields, personal_phones, receive_lead
from bdc_desk.operations.typed_number import read_number
from bdc_desk.operations.writing import Outcome, Work, working

_HOW = {LeadKind.PHONE_UP: "call", LeadKind.WALK_IN: "visit"}


@dataclass(frozen=True, slots=True)
class CounterForm:
    """What is typed while the customer is there. `kind`: PHONE_UP or WALK_IN. `number`: as typed. `words`:
    what was said.
    """

    kind: LeadKind
    name: str
    number: str
    wanted: str
    email: str = ""
    words: str = ""
    source: str = ""


def receive_at_counter(desk: Desk, form: CounterForm, *, onto: str | None = None) -> Received:
    """Receive who calls or stands there: an enquiry with its dialogue, a new round where the customer is
    known.

    `onto`: an open lead of a known customer, which gets the contact and no new enquiry; a number, mail or
    name that it lacks is added to its details. Raises Refused without a name and a number, and for a closed
    lead.
    """
    if form.kind not in _HOW:
        raise Refused("At the counter somebody calls or comes in. Choose one of the two.", code="kind")
    form = _on_one_line(form)
    if not form.name and not any(sign.isdecimal() for sign in form.number):
        raise Refused("Write down a name or a number: else nobody can be called back.", code="who")
    if onto is None:
        with desk.store.snapshot() as snapshot:
            country = desk.surroundings(snapshot).policy.country
        return receive_lead(desk, _draft(form, country))
    outcome = Outcome()
    with working(desk, outcome) as work:
        entry = _contact(work, form, onto)
    return Received(onto, already_here=False, again=True, changes=outcome.changes, entry=entry)


def _on_one_line(form: CounterForm) -> CounterForm:
    return replace(
        form,
        name=_line(form.name),
        number=_line(form.number),
        wanted=_line(form.wanted),
        email=_line(form.email),
        words=form.words.strip(),
        source=_line(form.source),
    )


def _line(typed: str) -> str:
    return " ".join(typed.split())


def _draft(form: CounterForm, country: str) -> LeadDraft:
    """The enquiry. Its key is new each time: what is typed twice was said twice, or is closed as a
    duplicate.
    """
    name = split(form.name)
    return LeadDraft(
        key=str(uuid6.uuid7()),
        kind=form.kind,
        source=form.source,
        first=name.first,
        last=name.last,
        full=form.name,
        emails=(form.email,) if form.email else (),
        phones=_phones(form, country),
        vehicles=(Vehicle(model=form.wanted),) if form.wanted else (),
        comments=form.words,
    )


def _phones(form: CounterForm, country: str) -> tuple[Phone, ...]:
    return (read_number(form.number, country),) if form.number else ()


def _contact(work: Work, form: CounterForm, lead: str) -> str:
    """The customer's call or visit on a lead that is open; the entry's id."""
    history = work.history(lead)
    if work.standing_of(history).section is None:
        raise Refused("This enquiry is closed. Save it as a new one.", code="closed")
    round_ = history.round.number
    _add_details(work, form, history)
    words = "\n".join(part for part in (form.wanted and f"About: {form.wanted}", form.words) if part)
    body = {"how": _HOW[form.kind], "dialogue": True, "happened_at": micros(work.now)}
    details = {"words": words} if words else None
    return work.append(Kind.CONTACT_RECEIVED, body, lead=lead, round_=round_, details=details).id


def _add_details(work: Work, form: CounterForm, history: History) -> None:
    """What the lead did not know of its customer. Nothing that it knew is taken out."""
    known = details_of(history)
    phones = _phones(form, work.around.policy.country)
    told = merged_phones(phones, history) if phones else []
    emails = list(known.get("emails") or ())
    is_new_mail = form.email and form.email.casefold() not in {str(email).casefold() for email in emails}
    is_nameless = form.name and not any(known.get(part) for part in ("first", "last", "full"))
    if len(told) <= len(known.get("phones") or ()) and not is_new_mail and not is_nameless:
        return
    details: dict[str, Any] = {key: known.get(key) or "" for key in ("first", "last", "full", "address")}
    if is_nameless:
        name = split(form.name)
        details |= {"first": name.first, "last": name.last, "full": form.name}
    numbers = told or merged_phones((), history)
    emails = [*emails, form.email] if is_new_mail else emails
    before: Mapping[str, Any] = history.details.body if history.details else {}
    body = {"numbers": number_fields(numbers), "emails": len(emails), "zone": before.get("zone")}
    details |= {"emails": emails, "phones": personal_phones(numbers)}
    work.append(Kind.DETAILS_EDITED, body, lead=history.lead, round_=history.round.number, details=details)
