"""Twins: customers who are likely one person. Shown to a person, never merged silently (domain.md, The
lead).

Candidates come from the index by what two have in common, so that the cost goes with the customer's own
keys and not with the number of customers. What more than a few customers share says nothing of anybody and
is passed over.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from bdc_desk.cadence.assess import fold
from bdc_desk.cadence.history import History
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.identity import PERSONAL, kept_apart, names_agree
from bdc_desk.operations.likeness import CAR, DOMAIN, PLACE, initials_agree, names_similar
from bdc_desk.operations.naming import details_of, number_shown
from bdc_desk.operations.projecting import lead_in_context
from bdc_desk.operations.views import OtherLead
from bdc_desk.storage.rows import KeyRow, LeadRow
from bdc_desk.storage.store import Snapshot

MOST_SHARING = 6
"""So many customers may share a number, a mail or a place; more is a switchboard, a portal or a block of
flats.
"""
MOST_NEAR = 20
"""So many may lie under a car or a mail domain; of these names decide."""
MOST_LEADS = 60
"""Leads read under one key."""
SAME_CAR_WITHIN = timedelta(days=30)
ASKED_BY, BY_NAME = (*PERSONAL, PLACE, CAR, DOMAIN), (CAR, DOMAIN)
MOST_KEYS = 5000
"""So many keys that customers share are looked at for the whole desk's list, the newest first."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two customers laid side by side. `lead`: the latest. `phones`: as shown. `owner`: a name or "".
    `leads`: all of the customer's. `attempts`: calls over all of them. `last_at`: of the newest entry, UTC.
    """

    lead: str
    customer: str
    name: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    address: str
    owner: str
    leads: tuple[OtherLead, ...]
    attempts: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Twins:
    """Two customers who may be one, and why."""

    one: Side
    other: Side
    why: str


@dataclass(frozen=True, slots=True)
class _Customer:
    """A customer's rows, by arrival."""

    rows: tuple[LeadRow, ...]

    @property
    def id(self) -> str:
        return self.rows[0].customer

    @property
    def newest(self) -> tuple[datetime, str]:
        return self.rows[-1].arrived_at, self.rows[-1].lead

    @property
    def names(self) -> set[str]:
        return {str(row.summary.get("name") or "") for row in self.rows} - {""}

    @property
    def keys(self) -> set[str]:
        found = {key for row in self.rows for key in row.summary.get("keys", {})}
        found |= {key for row in self.rows for key in row.summary.get("near", ())}
        return {key for key in found if key.startswith(ASKED_BY)}


def twins_of(desk: Desk, lead: str) -> tuple[Twins, ...]:
    """Likely twins of this lead's customer (`one`), newest first; not those said to be two people. Raises
    Refused for an unknown lead.
    """
    with desk.store.snapshot() as snapshot:
        row = snapshot.lead_row(lead)
        if row is None:
            raise Refused(f"There is no lead {lead} in this profile.", code="no lead")
        laying = _Laying(snapshot, desk.surroundings(snapshot))
        one = laying.customer(row.customer)
        sharing = {key: laying.sharing(key) for key in sorted(one.keys)}
        telling = frozenset(key for key, customers in sharing.items() if customers)
        others = dict.fromkeys(
            other for customers in sharing.values() for other in customers if other != one.id
        )
        found = [(other, why) for other in map(laying.customer, others) if (why := _why(one, other, telling))]
        found.sort(key=lambda two: two[0].newest, reverse=True)
        return tuple(Twins(laying.side(one), laying.side(other), why) for other, why in found)


def all_twins(desk: Desk, limit: int = 50) -> tuple[Twins, ...]:
    """Likely twins among all customers, those with the newest lead first; `one` came first. Of a file with
    very much in common what is newest is looked at.
    """
    with desk.store.snapshot() as snapshot:
        laying = _Laying(snapshot, desk.surroundings(snapshot))
        found: dict[tuple[str, str], tuple[_Customer, _Customer, str]] = {}
        for rows in snapshot.sharing_keys(ASKED_BY, MOST_LEADS, MOST_KEYS):
            for pair in _candidates(rows):
                one, other = sorted(map(laying.customer, pair), key=lambda two: two.rows[0].arrived_at)
                why = "" if (one.id, other.id) in found else _why(one, other, laying.telling(one, other))
                if why:
                    found[one.id, other.id] = one, other, why
            if len(found) >= limit:
                break
        newest = sorted(found.values(), key=lambda two: max(two[0].newest, two[1].newest), reverse=True)
        return tuple(Twins(laying.side(one), laying.side(other), why) for one, other, why in newest[:limit])


def _candidates(rows: list[KeyRow]) -> set[frozenset[str]]:
    """The customers under one key who may be twins by what the index knows of them: pairs."""
    kind = rows[0].key.partition(":")[0] + ":"
    if len({row.customer for row in rows}) > _most(kind):
        return set()
    return {
        frozenset((one.customer, other.customer))
        for one, other in combinations(rows, 2)
        if one.customer != other.customer and (kind not in BY_NAME or _may_be_one(one.name, other.name))
    }


def _may_be_one(name: str, its: str) -> bool:
    return names_similar(name, its) or initials_agree(name, its)


def _most(kind: str) -> int:
    return MOST_NEAR if kind in BY_NAME else MOST_SHARING


def _why(one: _Customer, other: _Customer, telling: frozenset[str]) -> str:
    """Why two customers may be one, in words; "" where nothing says so, or a person said that they are not.
    `telling`: keys that say something, because few share them.
    """
    shared = one.keys & other.keys & telling
    if not shared or kept_apart(one.rows, other.rows):
        return ""
    if any(key.startswith("tel:") for key in shared):
        return "The same number, another name"
    if any(key.startswith("mail:") for key in shared):
        return "The same e-mail address, another name"
    pairs = [(name, its) for name in sorted(one.names) for its in sorted(other.names)]
    found = next((what for name, its in pairs if (what := _alike(name, its, shared, one, other))), "")
    return found and f"Similar names: {one.rows[-1].name}, {other.rows[-1].name}; {found}"


def _alike(name: str, its: str, shared: set[str], one: _Customer, other: _Customer) -> str:
    """What is alike beside two names, in words; "" where it does not suffice for these names."""
    place, domain = (any(key.startswith(kind) for key in shared) for kind in (PLACE, DOMAIN))
    similar, initials = names_similar(name, its), initials_agree(name, its)
    if place and (similar or initials or names_agree(name, its)):
        return "the same address"
    if domain and (similar or initials):
        return "the same mail domain"
    cars = [key for key in shared if key.startswith(CAR)]
    if similar and any(_wanted_together(key, one, other) for key in cars):
        return f"the same car within {SAME_CAR_WITHIN.days} days"
    return ""


def _wanted_together(key: str, one: _Customer, other: _Customer) -> bool:
    """Whether both asked for the car of this key within the days."""
    moments = [
        [row.arrived_at for row in two.rows if key in row.summary.get("near", ())] for two in (one, other)
    ]
    return any(abs(at - its) <= SAME_CAR_WITHIN for at in moments[0] for its in moments[1])


class _Laying:
    """Lays customers side by side, each read once."""

    def __init__(self, snapshot: Snapshot, about: Surroundings) -> None:
        self._snapshot, self._about = snapshot, about
        self._customers: dict[str, _Customer] = {}
        self._sharing: dict[str, tuple[str, ...]] = {}
        self._sides: dict[str, Side] = {}

    def customer(self, customer: str) -> _Customer:
        """The customer's rows."""
        if customer not in self._customers:
            self._customers[customer] = _Customer(tuple(self._snapshot.leads_of_customer(customer)))
        return self._customers[customer]

    def sharing(self, key: str) -> tuple[str, ...]:
        """The customers under a key; none where there are so many that it says nothing."""
        if key not in self._sharing:
            rows = self._snapshot.leads_with_key(key, MOST_LEADS + 1)
            found = tuple(dict.fromkeys(row.customer for row in rows))
            most = _most(key.partition(":")[0] + ":")
            self._sharing[key] = found if len(rows) <= MOST_LEADS and len(found) <= most else ()
        return self._sharing[key]

    def telling(self, one: _Customer, other: _Customer) -> frozenset[str]:
        """The keys of both that few enough share."""
        return frozenset(key for key in one.keys & other.keys if self.sharing(key))

    def side(self, customer: _Customer) -> Side:
        """A customer as shown: what is known from all leads, the latest first."""
        if customer.id not in self._sides:
            self._sides[customer.id] = self._side(customer)
        return self._sides[customer.id]

    def _side(self, customer: _Customer) -> Side:
        rows = tuple(reversed(customer.rows))
        histories = [self._history(row.lead) for row in rows]
        details = [details_of(history) for history in histories]
        phones = [number_shown(phone) for one in details for phone in one.get("phones") or ()]
        emails = [str(email) for one in details for email in one.get("emails") or ()]
        owner = next((row.owner for row in rows if row.owner), None)
        return Side(
            lead=rows[0].lead,
            customer=customer.id,
            name=rows[0].name,
            phones=tuple(dict.fromkeys(phones)),
            emails=tuple(dict.fromkeys(emails)),
            address=next((str(one["address"]) for one in details if one.get("address")), ""),
            owner=self._about.name_of(owner),
            leads=tuple(_other_lead(row, history) for row, history in zip(rows, histories, strict=True)),
            attempts=sum(len(history.calls) for history in histories),
            last_at=max(max(map(history.moment, history.by_id.values())) for history in histories),
        )

    def _history(self, lead: str) -> History:
        context = lead_in_context(self._snapshot, self._about, lead)
        return fold(self._about.policies, context, self._snapshot.entries_of(lead))


def _other_lead(row: LeadRow, history: History) -> OtherLead:
    body = history.rounds[0].arrival.body
    return OtherLead(
        row.lead, row.arrived_at, str(body.get("wanted") or ""), str(body.get("source") or ""), row.stage
    )
