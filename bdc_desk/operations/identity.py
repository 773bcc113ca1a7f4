"""Who is the same customer: E.164 phone or e-mail with a name that does not differ, or a person's word
(domain.md, The lead).

Households share phones: leads are never tied on a phone alone when names differ. A person may say that two
leads are one customer's all the same (merged), or are not although all agrees (kept apart: father and son).
"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bdc_desk.cadence.history import History
from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.draft import Grade, LeadDraft
from bdc_desk.operations.naming import details_of
from bdc_desk.storage.rows import KeyRow, LeadRow
from bdc_desk.storage.store import Snapshot

PERSONAL = ("tel:", "mail:")
"""Keys that a customer is known by. Others know an enquiry again ("id:", "same:"), or find twins."""
LEAD = "lead:"
"""The key of a lead that a person merged with another's: it ties whatever the names are."""


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
    """The keys of a received lead: numbers and mails in force, the provider's ids of its arrivals, and the
    leads that it was merged with.
    """
    name = name_in_force(history)
    merged = {f"{LEAD}{other}": name for other in history.ties.others(Kind.MERGED)}
    if history.round.arrival.body.get("grade") == Grade.UNREADABLE and not history.edits:
        return merged
    details = details_of(history)
    phones = [phone.get("e164") for phone in details.get("phones") or ()]
    keys = keys_of(phones, own_emails(history), name)
    for entry in history.arrivals:
        key = provider_key(str(entry.body.get("source", "")), str(entry.body.get("provider_lead_id") or ""))
        keys |= {key: name} if key else {}
        same = str((entry.details or {}).get("same") or "")
        keys |= {content_key(same): name} if same else {}
    return keys | merged


def name_in_force(history: History) -> str:
    """The customer's name for comparing, "" where none is known."""
    return _name_in(details_of(history))


def _name_in(details: Mapping[str, Any]) -> str:
    name = normal_name(str(details.get("first") or ""), str(details.get("last") or ""))
    return name or normal_name(str(details.get("full") or ""))


def own_emails(history: History) -> list[str]:
    """The mails in force that are the customer's. The sender of a mail that could not be read may be the
    portal: the address is nobody's while nobody has said another name than the sender's.
    """
    emails = [str(email) for email in details_of(history).get("emails") or () if email]
    unread = [one.details or {} for one in history.arrivals if one.body.get("grade") == Grade.UNREADABLE]
    if name_in_force(history) not in {"", *map(_name_in, unread)}:
        return emails
    senders = {str(email).casefold() for details in unread for email in details.get("emails") or ()}
    return [email for email in emails if email.casefold() not in senders]


def agreeing(rows: Iterable[KeyRow], keys: Mapping[str, str]) -> list[KeyRow]:
    """The rows that tie to `keys`: the same number or mail and a name that does not differ, or merged.
    Others tie nobody.
    """
    return [
        row
        for row in rows
        if row.key.startswith(LEAD)
        or (row.key.startswith(PERSONAL) and names_agree(row.name, keys.get(row.key, "")))
    ]


def connected(snapshot: Snapshot, lead: str) -> list[LeadRow]:
    """The lead and all that shared keys or a merge tie to it, directly or through others, by arrival. A
    merge is found from both of its leads; one with a lead that has not arrived here waits for it. An erased
    lead ties to nobody, whoever was merged with it.
    """
    found: dict[str, LeadRow] = {}
    waiting = [lead]
    while waiting:
        one = waiting.pop()
        row = None if one in found else snapshot.lead_row(one)
        if row is None:
            continue
        if row.summary.get("erased") and one != lead:
            continue
        found[one] = row
        if row.summary.get("erased"):
            break
        keys = row.summary.get("keys", {})
        waiting += [key.removeprefix(LEAD) for key in keys if key.startswith(LEAD)]
        wanted = [key for key in keys if key.startswith(PERSONAL)]
        waiting += [tied.lead for tied in agreeing(snapshot.leads_with_keys([*wanted, f"{LEAD}{one}"]), keys)]
    return sorted(found.values(), key=_by_arrival)


Cluster = list[LeadRow]
"""Leads that people said are one customer's; a single lead where nobody said anything."""


def customers(rows: Iterable[LeadRow]) -> list[list[LeadRow]]:
    """Connected leads parted into customers, each by arrival; `rows` come by arrival.

    A lead without a name may be tied to several people of a household; it goes to the first of them and never
    makes two people one (domain.md, The lead: never merge on a phone alone when names differ). The same goes
    for two who were kept apart.
    """
    rows = list(rows)
    words = _Words(rows)
    groups: list[list[Cluster]] = []
    for cluster in words.clusters:
        group = [cluster]
        for other in [one for one in groups if _tied(cluster, one)]:
            if words.agree(group, other) and not words.part(group, other):
                groups.remove(other)
                group = [*other, *group]
        groups.append(group)
    told = [sorted((row for cluster in group for row in cluster), key=_by_arrival) for group in groups]
    return sorted(told, key=lambda group: _by_arrival(group[0]))


class _Words:
    """What people said of these leads: of two words on the same two leads the later holds, whichever lead
    it was written on.
    """

    def __init__(self, rows: list[LeadRow]) -> None:
        merged, apart = _pairs(rows, "merged"), _pairs(rows, "apart")
        self._merged = [pair for pair, no in merged.items() if no > apart.get(pair, -1)]
        self._apart = [pair for pair, no in apart.items() if no > merged.get(pair, -1)]
        self.clusters = self._clusters(rows)
        self._names = [names for names in map(_names, self.clusters) if len(names) > 1]

    def _clusters(self, rows: list[LeadRow]) -> list[Cluster]:
        """The leads by who was merged, by arrival of the first. A merge goes before all other ties."""
        home = {row.lead: [row] for row in rows}
        for pair in self._merged:
            one, *others = (home[lead] for lead in pair)
            for other in others:
                if other is not one:
                    one += other
                    home |= {row.lead: one for row in other}
        clusters = {id(cluster): sorted(cluster, key=_by_arrival) for cluster in home.values()}
        return sorted(clusters.values(), key=lambda cluster: _by_arrival(cluster[0]))

    def agree(self, group: list[Cluster], other: list[Cluster]) -> bool:
        """Whether nobody's name of the one differs from somebody's of the other. Who was merged goes by
        several names, and so does who has one of them.
        """
        here, there = ({name for cluster in one for name in _names(cluster)} for one in (group, other))
        return all(
            any(names_agree(one, its) for one in self._also(name) for its in self._also(another))
            for name in here
            for another in there
        )

    def _also(self, name: str) -> set[str]:
        """The name, and those that people said are the same person's."""
        same = [names for names in self._names if name and any(names_agree(name, one) for one in names)]
        return {name}.union(*same)

    def part(self, group: list[Cluster], other: list[Cluster]) -> bool:
        """Whether somebody of the one was kept apart from somebody of the other."""
        here, there = ({row.lead for cluster in one for row in cluster} for one in (group, other))
        return any(pair & here and pair & there for pair in self._apart)


def same_person(rows: Iterable[LeadRow], tied: set[str], name: str) -> list[LeadRow]:
    """Of a customer's leads those of a person who was found by `tied` leads and has `name`: these, and those
    of the same name. A lead without a name may have come to the customer from another of the household, and
    leads on to nobody; one of another name that a person's word joined is left as it is, so that taking the
    word back parts the two again.
    """
    return [
        row for row in rows if row.lead in tied or (name and _name(row) and names_agree(_name(row), name))
    ]


def kept_apart(one: Iterable[LeadRow], other: Iterable[LeadRow]) -> bool:
    """Whether a person said of two customers, given by their rows, that they are two people."""
    one, other = list(one), list(other)
    return _Words([*one, *other]).part([one], [other])


def _pairs(rows: list[LeadRow], word: str) -> dict[frozenset[str], int]:
    """The pairs of leads that the word stands of, each with the number of the latest. Leads that have not
    arrived are left out.
    """
    here = {row.lead for row in rows}
    pairs: dict[frozenset[str], int] = {}
    for row in rows:
        for other, no in row.summary.get(word, {}).items():
            if other in here:
                pair = frozenset((row.lead, other))
                pairs[pair] = max(no, pairs.get(pair, no))
    return pairs


def _by_arrival(row: LeadRow) -> tuple[datetime, str]:
    return row.arrived_at, row.lead


def _tied(cluster: Cluster, group: list[Cluster]) -> bool:
    return any(
        _personal(row) & _personal(one) and names_agree(_name(row), _name(one))
        for other in group
        for one in other
        for row in cluster
    )


def _names(cluster: Cluster) -> set[str]:
    return {name for row in cluster if (name := _name(row))} or {""}


def _personal(row: LeadRow) -> set[str]:
    return {key for key in row.summary.get("keys", {}) if key.startswith(PERSONAL)}


def _name(row: LeadRow) -> str:
    return next(iter(row.summary.get("keys", {}).values()), "")
