"""Who is the same customer: E.164 phone or e-mail with a name that does not differ (domain.md, The lead).

Households share phones: leads are never tied on a phone alone when names differ.
"""

import unicodedata
from collections.abc import Iterable, Mapping

from bdc_desk.cadence.history import History
from bdc_desk.operations.draft import Grade, LeadDraft
from bdc_desk.operations.naming import details_of
from bdc_desk.storage.rows import KeyRow
from bdc_desk.storage.store import Snapshot


def normal_name(*parts: str) -> str:
    """A name for comparing: no case, no accents, no marks, single spaces."""
    plain = unicodedata.normalize("NFKD", " ".join(parts)).casefold()
    return " ".join(
        "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)).split()
    )


def names_agree(one: str, other: str) -> bool:
    """Whether two normal names may be one person's: equal, one unknown, or one of them a part of the other's
    words.
    """
    if not one or not other:
        return True
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def keys_of(phones: Iterable[str | None], emails: Iterable[str], name: str) -> dict[str, str]:
    """Identity keys, each with the name given with it."""
    keys = [f"tel:{phone}" for phone in phones if phone] + [
        f"mail:{email.casefold()}" for email in emails if email
    ]
    return dict.fromkeys(keys, name)


def draft_keys(draft: LeadDraft) -> dict[str, str]:
    """The identity keys of a lead that is about to be received. Of one that could not be read there are none:
    its sender is the portal, not the customer.
    """
    if draft.grade is Grade.UNREADABLE:
        return {}
    name = normal_name(draft.first, draft.last) or normal_name(draft.full)
    return keys_of((phone.e164 for phone in draft.phones), draft.emails, name)


def provider_key(source: str, provider_lead_id: str) -> str:
    """The key of a provider's own id: the same enquiry sent again, not a new one (adf.md, 7). "" without an
    id.
    """
    return f"id:{source.casefold()}:{provider_lead_id}" if provider_lead_id else ""


def identity_keys(history: History) -> dict[str, str]:
    """The keys of a received lead: numbers and mails in force, and the provider's ids of its arrivals."""
    if history.round.arrival.body.get("grade") == Grade.UNREADABLE and not history.edits:
        return {}
    details = details_of(history)
    name = normal_name(str(details.get("first") or ""), str(details.get("last") or ""))
    name = name or normal_name(str(details.get("full") or ""))
    phones = [phone.get("e164") for phone in details.get("phones") or ()]
    keys = keys_of(phones, details.get("emails") or (), name)
    for entry in history.arrivals:
        key = provider_key(str(entry.body.get("source", "")), str(entry.body.get("provider_lead_id") or ""))
        keys |= {key: name} if key else {}
    return keys


def agreeing(rows: Iterable[KeyRow], keys: Mapping[str, str]) -> list[KeyRow]:
    """The rows that tie to `keys`: the same key, and a name that does not differ. Provider ids tie nobody."""
    return [
        row for row in rows if not row.key.startswith("id:") and names_agree(row.name, keys.get(row.key, ""))
    ]


def component(snapshot: Snapshot, lead: str) -> list[str]:
    """The lead and all that identity ties to it, directly or through others, by arrival."""
    found: dict[str, None] = {}
    waiting = [lead]
    while waiting:
        one = waiting.pop()
        row = snapshot.lead_row(one)
        if one in found or row is None:
            continue
        found[one] = None
        keys = row.summary.get("keys", {})
        waiting += [tied.lead for tied in agreeing(snapshot.leads_with_keys(keys), keys)]
    rows = [row for one in found if (row := snapshot.lead_row(one)) is not None]
    return [row.lead for row in sorted(rows, key=lambda row: (row.arrived_at, row.lead))] or [lead]
