"""A lead arrives: once only, to its customer, with its clock running (domain.md, The lead; adf.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bdc_desk.cadence.entry import NOTHING, micros
from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind, LeadKind
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.delivering import record_delivery
from bdc_desk.operations.delivery import Delivery, Received
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.draft import Address, Grade, LeadDraft, Phone
from bdc_desk.operations.identity import agreeing, draft_keys, same_person
from bdc_desk.operations.naming import arrival_id, details_of, phones_told
from bdc_desk.operations.once_only import arrived, content_digest, free_lead_id, known_lead
from bdc_desk.operations.writing import Outcome, Work, working
from bdc_desk.storage.rows import LeadRow

AT_THE_COUNTER = frozenset({LeadKind.PHONE_UP, LeadKind.WALK_IN})
"""Kinds that begin with a dialogue: the customer stands there (domain.md, The lead)."""

LONGEST_REF = 12


def receive_lead(desk: Desk, draft: LeadDraft) -> Received:
    """Write the arrival of `draft`, in one transaction. A known enquiry is answered "already here"."""
    outcome = Outcome()
    with working(desk, outcome) as work:
        received = _receive(work, draft)
    return replace(received, changes=outcome.changes)


def receive_deliveries(
    desk: Desk, deliveries: Sequence[Delivery], marks: Mapping[str, str] = NOTHING
) -> list[Received | None]:
    """Write the arrivals of what came in, in one transaction, with a line for each in this desk's list of
    deliveries; None for what holds no enquiry.

    `marks`: settings kept in the same transaction, such as how far a mailbox was read, so that neither is
    ever kept without the other. Raises Refused where one lead cannot be written; then nothing was.
    """
    outcome = Outcome()
    answers: list[Received | None] = []
    with working(desk, outcome) as work:
        for delivery in deliveries:
            received = None
            if delivery.draft is not None:
                received = _receive(work, delivery.draft)
                work.project_so_far()
            record_delivery(work, delivery, received)
            answers.append(received)
        for key, value in marks.items():
            work.unit.put_setting(key, value)
        if deliveries:
            work.moved(Data.INTAKE)
    return [one and replace(one, changes=outcome.changes) for one in answers]


def _receive(work: Work, draft: LeadDraft) -> Received:
    known = known_lead(work, draft)
    if known is not None:
        _learn(work, known, draft)
        return Received(known, already_here=True, again=False, changes=Changes())
    new_lead = free_lead_id(work, draft)
    earlier = _earlier_lead(work, draft)
    history = work.history(earlier.lead) if earlier else None
    lead = earlier.lead if earlier else new_lead
    archive = work.unit.put_archive(draft.raw) if draft.raw else None
    round_ = _round(work, history, arrived(work, draft))
    phones = merged_phones(draft.phones, history)
    entry = work.append(
        Kind.ARRIVAL,
        _body(work, draft, phones) | {"archive": archive},
        lead=lead,
        round_=round_,
        details=_details(draft, phones, history),
        id_=arrival_id(new_lead),
    )
    if draft.kind in AT_THE_COUNTER:
        body = {"how": _how(draft.kind), "dialogue": True, "happened_at": micros(work.now)}
        words = {"words": draft.comments} if draft.comments else None
        work.append(Kind.CONTACT_RECEIVED, body, lead=lead, round_=round_, details=words)
    return Received(lead, already_here=False, again=earlier is not None, changes=Changes(), entry=entry.id)


def _learn(work: Work, lead: str, draft: LeadDraft) -> None:
    """A mail that could not be read comes in again and can be read now: its lead learns who it is, unless a
    person has said so meanwhile.
    """
    history = work.history(lead)
    arrival = history.round.arrival
    if history.erased is not None:
        return  # not read again
    knows = arrival.body.get("grade") != Grade.UNREADABLE or history.edits
    if knows or draft.grade is Grade.UNREADABLE or arrival.id != arrival_id(lead):
        return
    phones = merged_phones(draft.phones, None)
    body = {"numbers": number_fields(phones), "emails": len(draft.emails), "zone": None}
    details = _details(draft, phones, None)
    work.append(Kind.DETAILS_EDITED, body, lead=lead, round_=history.round.number, details=details)


def _how(kind: LeadKind) -> str:
    return "call" if kind is LeadKind.PHONE_UP else "visit"


def _earlier_lead(work: Work, draft: LeadDraft) -> LeadRow | None:
    """The customer's latest lead, where it is recent enough that this enquiry is a new round of it."""
    keys = draft_keys(draft)
    tied = agreeing(work.unit.leads_with_keys(keys), keys)
    name = next(iter(keys.values()), "")
    rows = [
        row
        for customer in {row.customer for row in tied}
        for row in same_person(work.unit.leads_of_customer(customer), {row.lead for row in tied}, name)
    ]
    is_nameless = not any(keys.values())
    if not rows or (is_nameless and len({row.customer for row in rows}) > 1):
        return None  # without a name it could be anybody's of the household
    latest = max(rows, key=lambda row: (row.arrived_at, row.lead))
    last_round_at = work.history(latest.lead).round.arrived_at
    recent = abs(arrived(work, draft) - last_round_at) < work.around.policy.same_customer
    return latest if recent else None


def _round(work: Work, history: History | None, arrived_at: datetime) -> int:
    """A new round, or the running one where the enquiry came within the policy's minutes."""
    if history is None:
        return 1
    running = history.round
    within = abs(arrived_at - running.arrived_at) <= work.around.policy.join_within
    joins = history.closing is None and (within or arrived_at < running.arrived_at)
    return running.number if joins else running.number + 1


def merged_phones(
    phones: Sequence[Phone], history: History | None, *, keep_others: bool = True
) -> list[dict[str, Any]]:
    """The given numbers, then (`keep_others`) those known before; a number keeps its ref for good."""
    before: list[Mapping[str, Any]] = list(details_of(history).get("phones") or ()) if history else []
    # Also a number that left the details and comes back: what was found out about it stays known.
    ever = phones_told(history) if history else []
    fields = (
        {one.get("ref"): one for one in history.details.body["numbers"]}
        if history and history.details
        else {}
    )
    refs = {_same(one): one["ref"] for one in [*reversed(ever), *before]}
    free = 1 + (max_ref(history) if history else 0)
    told: dict[str, dict[str, Any]] = {}
    for phone in phones:
        ref = refs.setdefault(phone.e164 or phone.typed, f"n{free + len(told)}")
        kind = phone.type or next((str(one.get("type") or "") for one in before if one["ref"] == ref), "")
        told.setdefault(ref, _phone(ref, replace(phone, type=kind)))
    for one in before if keep_others else ():
        kept = {**fields.get(one["ref"], {"possible": bool(one.get("e164")), "zones": []}), **one}
        told.setdefault(one["ref"], kept)
    return list(told.values())


def max_ref(history: History) -> int:
    """The highest number of a ref ("n3" is 3) that the lead ever had: refs are never given twice."""
    entries = [*history.arrivals, *history.edits]
    refs = [one.get("ref", "") for entry in entries for one in entry.body.get("numbers", ())]
    return max((int(ref[1:]) for ref in refs if ref[1:].isdecimal() and len(ref) < LONGEST_REF), default=0)


def _same(phone: Mapping[str, Any]) -> str:
    return str(phone.get("e164") or phone.get("typed"))


def _phone(ref: str, phone: Phone) -> dict[str, Any]:
    return {
        "ref": ref,
        "typed": phone.typed,
        "e164": phone.e164,
        "type": phone.type,
        "possible": phone.possible,
        "zones": list(phone.zones),
    }


def number_fields(phones: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the rules may know of the numbers: no digit of them."""
    return [
        {"ref": one["ref"], "possible": bool(one.get("possible")), "zones": list(one.get("zones") or ())}
        for one in phones
    ]


def personal_phones(phones: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What lies beside the entry: the numbers themselves."""
    return [{key: one.get(key) for key in ("ref", "typed", "e164", "type")} for one in phones]


def _body(work: Work, draft: LeadDraft, phones: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    wanted, trade = draft.wanted, draft.trade
    return {
        "kind": draft.kind.value,
        "source": draft.source,
        "arrived_at": micros(arrived(work, draft)),
        "requested_at": micros(draft.requested_at) if draft.requested_at else None,
        "numbers": number_fields(phones),
        "emails": len(draft.emails),
        "zone": None,
        "owner": None,
        "wanted": wanted.in_words() if wanted else "",
        "price": wanted.price if wanted else "",
        "trade": trade.in_words() if trade else "",
        "grade": draft.grade.value,
        "provider_lead_id": draft.provider_lead_id,
        "vendor": draft.vendor,
        "cost": None,
    }


def _details(
    draft: LeadDraft, phones: Sequence[Mapping[str, Any]], history: History | None
) -> dict[str, Any]:
    before = details_of(history) if history else {}
    emails = list(dict.fromkeys([*draft.emails, *(before.get("emails") or ())]))
    address = draft.address
    return {
        "first": draft.first or before.get("first", ""),
        "last": draft.last or before.get("last", ""),
        "full": draft.full or before.get("full", ""),
        "emails": emails,
        "phones": personal_phones(phones),
        "address": _address(address) if address else before.get("address", ""),
        "comments": draft.comments,
        "same": content_digest(draft),
        "faults": list(draft.faults),  # they quote what was in the mail
    }


def _address(address: Address) -> str:
    """A postal address on one line."""
    parts = (address.street, f"{address.postalcode} {address.city}".strip(), address.region, address.country)
    return ", ".join(part for part in parts if part)
