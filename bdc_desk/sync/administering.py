"""What the owner of a shared database asks for: dealerships, people, adoption, recovery, verification."""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from uuid import uuid4

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.policy_reading import read_policy
from bdc_desk.errors import Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.setting_up import policy_body, policy_text
from bdc_desk.operations.setup_form import ROLES, SetupForm, faults
from bdc_desk.storage.codec import NO_HASH
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.shared.address import Address
from bdc_desk.storage.shared.admin import Admin
from bdc_desk.storage.shared.connection import connect
from bdc_desk.storage.shared.membership import DealershipRow, PersonRow
from bdc_desk.storage.store import Unit
from bdc_desk.storage.verify import PAGE, Fault, row_faults
from bdc_desk.sync.settings import SHARED_ADDRESS


@dataclass(frozen=True, slots=True)
class FirstLogin:
    """What a new person is told: login, and a password that the first join changes."""

    name: str
    login: str
    password: str


def dealership_named(admin: Admin, name: str | None) -> DealershipRow:
    """The dealership of that name or id; without one, the only one there is. Raises Refused."""
    known = admin.dealerships()
    if name is None and len(known) == 1:
        return known[0]
    found = [one for one in known if name in {one.dealership, one.name}]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in known) or "none yet"
    raise Refused(f"Which dealership? There are: {names}. Give --dealership NAME.", code="dealership")


def begin_dealership(admin: Admin, form: SetupForm, default_policy: str) -> str:
    """A new dealership with its rules; its id. Raises Refused where the form has faults."""
    wrong = faults(replace(form, person_name=form.person_name or "nobody yet"))
    if wrong:
        raise Refused(" ".join(wrong.values()), code="form")
    policy = read_policy(policy_text(default_policy, form))
    dealership = admin.add_dealership(form.name.strip(), form.country, form.zone)
    admin.write(
        dealership,
        Kind.DEALERSHIP_SET_UP,
        {"name": form.name.strip(), "country": form.country, "zone": form.zone},
    )
    admin.write(dealership, Kind.POLICY_USED, policy_body(policy))
    return dealership


def add_person(admin: Admin, dealership: str, name: str, role: str, login: str | None = None) -> FirstLogin:
    """Somebody new, with a login of their own. Raises Refused: no name, no such role, a login that is
    taken.
    """
    name = name.strip()
    if not name:
        raise Refused("Give the name: it stands beside the calls.", code="name")
    if role not in ROLES:
        raise Refused(f"There is no role {role!r}. Roles: {', '.join(ROLES)}.", code="role")
    chosen = login or login_for(name)
    if not re.fullmatch(r"[a-z][a-z0-9_.]{1,30}", chosen) or chosen.startswith(("pg_", "bdc_")):
        raise Refused(
            f"{chosen!r} is no login: small letters, digits, _ and ., beginning with a letter.", code="login"
        )
    first = FirstLogin(name, chosen, secrets.token_urlsafe(9))
    person = str(uuid4())
    with admin.one_transaction():
        admin.add_login(dealership, person, role, chosen, first.password)
        admin.write(dealership, Kind.PERSON_ADDED, {"person": person, "role": role}, {"name": name})
    return first


def login_for(name: str) -> str:
    """A login made of a name: "Kim Ro" is kim_ro."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:30] or "person"


def person_called(admin: Admin, dealership: str, who: str) -> PersonRow:
    """The person with this login or name. Raises Refused where nobody is, or two are."""
    found = [one for one in admin.people(dealership) if who in {one.login, one.name}]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(
            f"Several are called {who}: {', '.join(one.login for one in found)}. Give the login.",
            code="person",
        )
    known = ", ".join(f"{one.name} ({one.login})" for one in admin.people(dealership))
    raise Refused(f"Nobody there is called {who}. Known: {known or 'nobody yet'}.", code="person")


def new_first_password(admin: Admin, dealership: str, who: str) -> FirstLogin:
    """Somebody forgot theirs, or comes back: a first password again. Raises Refused for who is unknown."""
    person = person_called(admin, dealership, who)
    first = FirstLogin(person.name, person.login, secrets.token_urlsafe(9))
    admin.new_first_password(first.login, first.password)
    return first


def remove_person(admin: Admin, dealership: str, who: str) -> PersonRow:
    """Close somebody's login; who it was. Raises Refused for who is unknown."""
    person = person_called(admin, dealership, who)
    admin.remove_login(person.login)
    return person


def adopt(admin: Admin, desk: Desk, address: Address) -> list[FirstLogin]:
    """The log of a desk that worked alone becomes an empty dealership's, chain and ids as they are; the desk
    shares it from now on. Everybody who worked there gets a login; what to tell them.

    Raises Refused where the dealership is there already, or the desk is in a team.
    """
    with desk.store.unit() as unit:  # nothing is written here while it goes up
        identity = unit.desk()
        assert identity is not None  # noqa: S101 - a desk that is open is set up
        if identity.is_in_team:
            raise Refused("This desk is in a team already.", code="team")
        if any(one.dealership == identity.dealership for one in admin.dealerships()):
            return _shared_after_all(admin, unit, identity, desk.person, address)
        around = desk.surroundings(unit)
        set_up = unit.entries_of_kinds(Kind.DEALERSHIP_SET_UP)[-1]
        joined_at = micros(set_up.made_at)
        with admin.one_transaction():
            admin.add_dealership(
                around.dealership,
                str(set_up.body["country"]),
                around.policy.zone,
                dealership=identity.dealership,
                chain=identity.chain,
            )
            for table, rows in unit.whole_log().items():
                admin.upload(table, ((identity.dealership, *row) for row in rows))
            admin.set_head(identity.dealership)
            told = [
                FirstLogin(person.name, _free_login(admin, person.name), secrets.token_urlsafe(9))
                for person in around.people.values()
            ]
            for person, first in zip(around.people.values(), told, strict=True):
                admin.add_login(identity.dealership, person.id, person.role, first.login, first.password)
            admin.adopt_desk(identity.dealership, identity.desk, desk.person, joined_at)
        unit.share(identity)
        mine = next(
            first
            for person, first in zip(around.people.values(), told, strict=True)
            if person.id == desk.person
        )
        unit.put_setting(SHARED_ADDRESS, str(address.of(mine.login)))
    return told


def _shared_after_all(
    admin: Admin, unit: Unit, identity: DeskIdentity, me: str, address: Address
) -> list[FirstLogin]:
    """The log went up, and this computer stopped before it knew: the desk shares it now. First passwords that
    nobody has used are made anew. Raises Refused where what is there is not this desk's log.
    """
    head = unit.head()
    rows = admin.sealed_rows(identity.dealership, identity.chain, head.no - 1, 1) if head else []
    if head is None or not rows or (rows[0][0], bytes(rows[0][6])) != (head.no, head.hash):
        raise Refused("The shared database holds this dealership already.", code="dealership")
    people = admin.people(identity.dealership)
    told = [
        new_first_password(admin, identity.dealership, person.login)
        for person in people
        if person.first_password and person.removed_at is None
    ]
    unit.share(identity)
    mine = next(person.login for person in people if person.person == me)
    unit.put_setting(SHARED_ADDRESS, str(address.of(mine)))
    return told


def _free_login(admin: Admin, name: str) -> str:
    wanted = login_for(name)
    return next(
        login for login in (wanted, *(f"{wanted}_{n}" for n in range(2, 100))) if not admin.has_login(login)
    )


def verify_shared(admin: Admin, dealership: DealershipRow) -> list[Fault]:
    """Every fault of the shared chain: what a change, a deletion, an insertion or a cut tail leaves behind,
    also where the guards were dropped. A log rewritten as a whole is told by every desk that had synced
    before.
    """
    found = [Fault(words) for words in admin.lacking_guards()]
    found += _chain_faults(admin, dealership)
    found += [Fault(words) for words in admin.loose_ends(dealership.dealership)]
    return found


def _chain_faults(admin: Admin, dealership: DealershipRow) -> Iterator[Fault]:
    last, previous = 0, NO_HASH
    marks = admin.marks(dealership.dealership)
    while rows := admin.sealed_rows(dealership.dealership, dealership.chain, last, PAGE):
        for row in rows:
            no, entry, digest = row[0], row[1], bytes(row[6])
            if no != last + 1:
                missing = f"{last + 1:,}" if no == last + 2 else f"{last + 1:,} to {no - 1:,}"
                yield Fault(f"numbers missing before it: {missing}", no, entry)
            for words in row_faults(dealership.chain, previous, row):
                yield Fault(words, no, entry)
            marks.pop((no, digest), None)
            last, previous = no, digest
    if last < dealership.no:  # more may have been handed in since the head was read
        yield Fault(f"the head says {dealership.no:,}, the newest seal is number {last:,}: the tail was cut")
    for (no, _), desks in sorted(marks.items()):
        yield Fault(
            f"desk {', '.join(desks)} had pulled another number {no:,}: the log was cut short or rewritten "
            "(where an older backup was put back: `bdc-desk shared recover`)",
            no,
        )


def open_admin(address: Address, password: str | None) -> "closing[Admin]":
    """The owner's connection, to be closed. Raises SharedFault in words."""
    return closing(Admin(connect(address, password, name="bdc-desk shared", patience=600.0)))
