"""Who is the same customer: E.164 phone or e-mail with a name that does not differ (domain.md, The lead).

Households share phones: leads are never tied on a phone alone when names differ.
"""

import unicodedata
from collections.abc import Iterable, Mapping

from bdc_desk.cadence.history import History
from bdc_desk.operations.draft import Grade, LeadDraft
from bdc_desk.operations.naming import details_of
from bdc_desk.storage.rows import KeyRow, LeadRow
from bdc_desk.storage.store import Snapshot

TIES_NOBODY = ("id:", "same:")
"""Keys that know an enquiry again, not a person."""


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


def content_key(digest: str) -> str:
    """The key of an enquiry's content: the same enquiry by another way."""
    return f"same:{digest}"


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
        same = str((entry.details or {}).get("same") or "")
        keys |= {content_key(same): name} if same else {}
    return keys


def agreeing(rows: Iterable[KeyRow], keys: Mapping[str, str]) -> list[KeyRow]:
    """The rows that tie to `keys`: the same key, and a name that does not differ. Provider ids tie nobody."""
    return [
        row
        for row in rows
        if not row.key.startswith(TIES_NOBODY) and names_agree(row.name, keys.get(row.key, ""))
    ]


def connected(snapshot: Snapshot, lead: str) -> list[LeadRow]:
    """The lead and all that shared keys tie to it, directly or through others, by arrival."""
    found: dict[str, LeadRow] = {}
    waiting = [lead]
    while waiting:
        one = waiting.pop()
        row = None if one in found else snapshot.lead_row(one)
        if row is None:
            continue
        found[one] = row
        keys = row.summary.get("keys", {})
        waiting += [tied.lead for tied in agreeing(snapshot.leads_with_keys(keys), keys)]
    return sorted(found.values(), key=lambda row: (row.arrived_at, row.lead))


def customers(rows: Iterable[LeadRow]) -> list[list[LeadRow]]:
    """Connected leads parted into customers, each by arrival; `rows` come by arrival.

    A lead without a name may be tied to several people of a household; it goes to the first of them and never
    makes two people one (domain.md, The lead: never merge on a phone alone when names differ).
    """
    groups: list[list[LeadRow]] = []
    for row in rows:
        group = [row]
        for other in [one for one in groups if _tied(row, one)]:
            if _agree(group, other):
                groups.remove(other)
                group = [*other, *group]
        groups.append(group)
    by_arrival = [sorted(group, key=lambda row: (row.arrived_at, row.lead)) for group in groups]
    return sorted(by_arrival, key=lambda group: (group[0].arrived_at, group[0].lead))


def _tied(row: LeadRow, group: list[LeadRow]) -> bool:
    return any(_personal(row) & _personal(one) and names_agree(_name(row), _name(one)) for one in group)


def _agree(group: list[LeadRow], other: list[LeadRow]) -> bool:
    names = {_name(row) for row in group}
    return all(names_agree(name, _name(row)) for row in other for name in names)


def _personal(row: LeadRow) -> set[str]:
    return {key for key in row.summary.get("keys", {}) if not key.startswith(TIES_NOBODY)}


def _name(row: LeadRow) -> str:
    return next(iter(row.summary.get("keys", {}).values()), "")
