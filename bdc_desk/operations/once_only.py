"""Each enquiry once: by Message-ID, then the provider's id, then its content (adf.md, A reader, 7).

Whatever is not certain to be the same is received: a lead doubled is better than a lead lost.
"""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bdc_desk.cadence.entry import Entry, micros
from bdc_desk.operations.draft import ALSO, Grade, LeadDraft
from bdc_desk.operations.identity import (
    content_key,
    draft_keys,
    keys_of,
    names_agree,
    normal_name,
    provider_key,
)
from bdc_desk.operations.naming import arrival_id
from bdc_desk.operations.writing import Work
from bdc_desk.storage.codec import sha_of

SENT_AGAIN_WITHIN = timedelta(days=1)
"""How far the dates of two sendings of one enquiry may lie apart."""


def lead_id(dealership: str, key: str) -> str:
    """A lead's id: the same for every reader of the same mail or file (design.md, The log)."""
    return str(uuid.uuid5(uuid.UUID(dealership), key))


def known_lead(work: Work, draft: LeadDraft) -> str | None:
    """The lead that has received this very enquiry before, or None."""
    for key in _keys(draft):
        known = work.unit.entry(arrival_id(_lead_id(work, key)))
        if known is not None and _may_be(work, draft, known):
            return str(known.lead)
    return _sent_before(work, draft) or _same_content(work, draft)


def free_lead_id(work: Work, draft: LeadDraft) -> str:
    """The id of the lead that `draft` begins: by its key, or where another enquiry came under that key, by
    its content as well (there are portals that give all their mails one Message-ID).
    """
    ids = [_lead_id(work, key) for key in _keys(draft)]
    return next((one for one in ids if work.unit.entry(arrival_id(one)) is None), ids[-1])


def _keys(draft: LeadDraft) -> tuple[str, str]:
    return draft.key, f"{draft.key}/{content_digest(draft) or (sha_of(draft.raw) if draft.raw else '')}"


def _lead_id(work: Work, key: str) -> str:
    identity = work.unit.desk()
    return lead_id(identity.dealership if identity else "", key)


def _may_be(work: Work, draft: LeadDraft, known: Entry) -> bool:
    """Whether an enquiry that came under the key of another may be that one: not where both name a person
    and these differ, nor where both are no more than texts, and differ. Of other bytes the words and the day
    must be the same: a copy of that mail, and not the next under a portal's one Message-ID.
    """
    details = known.details
    if draft.raw and known.body.get("archive") == sha_of(draft.raw):
        return not _is_another(draft, known)  # the very same bytes, whatever was read of them then
    if details is None:
        return _wants_the_same(draft, known) and _of_one_day(work, draft, known)  # erased: not read again
    if draft.grade is Grade.UNREADABLE and known.body.get("grade") == Grade.UNREADABLE:
        return draft.comments == details.get("comments")
    return _agree(work, draft, known, details)


def _is_another(draft: LeadDraft, known: Entry) -> bool:
    """Whether one mail of several enquiries, read once more, has another person in this place: nothing is
    the same, neither name nor number nor mail.
    """
    if known.details is None or known.body.get("grade") == Grade.UNREADABLE:
        return False
    name, known_name = _names(draft, known.details)
    before, now = _keys_of_both(draft, known.details)
    differ = bool(before and now) and not (before.keys() & now.keys())
    return differ and not names_agree(name, known_name)


def _names(draft: LeadDraft, details: Mapping[str, Any]) -> tuple[str, str]:
    known = normal_name(str(details.get("first") or ""), str(details.get("last") or ""))
    name = normal_name(draft.first, draft.last) or normal_name(draft.full)
    return name, known or normal_name(str(details.get("full") or ""))


def _keys_of_both(draft: LeadDraft, details: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """The numbers and mails that were received, and those of the draft."""
    phones = [phone.get("e164") for phone in details.get("phones") or ()]
    return keys_of(phones, details.get("emails") or (), ""), draft_keys(draft)


def _agree(work: Work, draft: LeadDraft, known: Entry, details: Mapping[str, Any]) -> bool:
    """Whether person, words and day may be the same."""
    name, known_name = _names(draft, details)
    before, now = _keys_of_both(draft, details)
    shared = bool(before.keys() & now.keys())
    if before and now and not shared:
        return False
    if details.get("same") and details.get("same") == content_digest(draft):
        return True
    if draft.raw and known.body.get("archive"):
        is_same = _says_the_same(draft, known) and _of_one_day(work, draft, known)
        return is_same and names_agree(name, known_name)
    return names_agree(name, known_name) or shared


def _wants_the_same(draft: LeadDraft, arrival: Entry) -> bool:
    wanted = draft.wanted.in_words() if draft.wanted else ""
    return wanted.casefold() == str(arrival.body.get("wanted") or "").casefold()


def _says_the_same(draft: LeadDraft, arrival: Entry) -> bool:
    """Whether the car and the customer's own words are the same."""
    comments = str((arrival.details or {}).get("comments") or "")
    return _wants_the_same(draft, arrival) and _own_words(draft.comments) == _own_words(comments)


def _of_one_day(work: Work, draft: LeadDraft, arrival: Entry) -> bool:
    """Whether both were asked, or where that is not known arrived, at about one time."""
    requested_at, arrived_at = arrival.moment_of("requested_at"), arrival.moment_of("arrived_at")
    if draft.requested_at and requested_at:
        return abs(draft.requested_at - requested_at) <= SENT_AGAIN_WITHIN
    return abs(arrived(work, draft) - (arrived_at or arrival.made_at)) <= SENT_AGAIN_WITHIN


def _sent_before(work: Work, draft: LeadDraft) -> str | None:
    """The lead that the same provider sent under the same id before, or None. A portal that gives all its
    leads one id is seen through: only the same person with the same words was sent before.
    """
    key = provider_key(draft.source, draft.provider_lead_id)
    rows = work.unit.leads_with_keys([key]) if key else []
    name = normal_name(draft.first, draft.last) or normal_name(draft.full)
    for row in rows:
        arrivals = work.history(row.lead).arrivals if names_agree(row.name, name) else []
        if any(_is_sent_again(work, draft, key, arrival) for arrival in arrivals):
            return row.lead
    return None


def _is_sent_again(work: Work, draft: LeadDraft, key: str, arrival: Entry) -> bool:
    """Whether `draft` is the enquiry of `arrival` once more."""
    body, details = arrival.body, arrival.details or {}
    if provider_key(str(body.get("source", "")), str(body.get("provider_lead_id") or "")) != key:
        return False
    before, now = _keys_of_both(draft, details)
    if not (before.keys() & now.keys()) and (before or now):
        return False
    if draft.resend:
        return True
    return _says_the_same(draft, arrival) and _about_when(work, draft, arrival)


def _about_when(work: Work, draft: LeadDraft, arrival: Entry) -> bool:
    """Whether both may have been asked at one time: some portals stamp the second sending anew."""
    requested_at, arrived_at = arrival.moment_of("requested_at"), arrival.moment_of("arrived_at")
    if draft.requested_at and requested_at and abs(draft.requested_at - requested_at) > SENT_AGAIN_WITHIN:
        return False
    since = abs(arrived(work, draft) - (arrived_at or arrival.made_at))
    return since < work.around.policy.same_customer


def _same_content(work: Work, draft: LeadDraft) -> str | None:
    """The lead that came with the same content before: a mail that was forwarded, an attachment that was
    saved and dropped. Where both have an id of their providers, these have decided.
    """
    digest = content_digest(draft)
    rows = work.unit.leads_with_keys([content_key(digest)]) if digest else []
    for row in rows:
        for arrival in work.history(row.lead).arrivals:
            is_same = (arrival.details or {}).get("same") == digest
            if is_same and not (draft.provider_lead_id and arrival.body.get("provider_lead_id")):
                return row.lead
    return None


def content_digest(draft: LeadDraft) -> str:
    """What the customer said and when, as a digest (hex); "" where it does not say who or when: a customer
    who asks once more with the same words is no copy (domain.md, The lead).

    It holds no word of what the way here added: the provider, the mail's sender, lines beside the enquiry.
    """
    phones = sorted({phone.e164 or "".join(filter(str.isdigit, phone.typed)) for phone in draft.phones})
    emails = sorted({email.casefold() for email in draft.emails})
    if draft.grade is Grade.UNREADABLE or draft.requested_at is None or not (phones or emails):
        return ""
    said = [
        normal_name(draft.first, draft.last) or normal_name(draft.full),
        phones,
        emails,
        draft.wanted.in_words().casefold() if draft.wanted else "",
        " ".join(_own_words(draft.comments).casefold().split()),
        micros(draft.requested_at),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _own_words(comments: str) -> str:
    """The customer's own words, without what else stood in the mail."""
    return comments.partition(ALSO)[0].strip()


def arrived(work: Work, draft: LeadDraft) -> datetime:
    """When it reached the dealership: never in the future."""
    return min(draft.arrived_at or work.now, work.now)
