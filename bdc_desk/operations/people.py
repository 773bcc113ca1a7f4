"""The people of the dealership: who they are, who covers whom, and who may be handed a customer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import Refused
from bdc_desk.operations import pins
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import OWNERS, Desk, Person, Surroundings
from bdc_desk.operations.setting_up import add_person
from bdc_desk.operations.setup_form import NAME_LIMIT, ROLES
from bdc_desk.operations.teamwork import Presence, colleagues
from bdc_desk.operations.writing import Outcome, Work, working

MANAGERS = frozenset({"manager", "principal"})
"""Roles that say who works here, once somebody has one."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person. `deputy`: who covers them now (an id, None for nobody), `until` when (UTC, None: until it
    is ended). `present`: at a desk now, as far as this desk knows. `asks_pin`: who sits down as them here is
    asked for their PIN.
    """

    person: str
    name: str
    role: str
    deputy: str | None = None
    deputy_name: str = ""
    until: datetime | None = None
    present: bool = False
    asks_pin: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, by name. `me`: the id of who sits here. `in_team`: each person has a login of their own.
    `why_not_change`: why `me` adds nobody and changes no names or roles; "" where they may.
    """

    lines: tuple[PersonLine, ...]
    me: str
    in_team: bool
    zone: str
    now: datetime
    why_not_change: str = ""

    def line(self, person: str) -> PersonLine | None:
        """The person of that id."""
        return next((one for one in self.lines if one.person == person), None)


def people_of(desk: Desk) -> People:
    """Everybody of the dealership, by name."""
    now, in_team = desk.clock.now(), desk.is_in_team
    met = {one.person for one in colleagues(desk) if one.state is not Presence.AWAY} if in_team else set()
    with desk.store.snapshot() as snapshot:
        about = desk.surroundings(snapshot)
        asked = frozenset(one for one in about.people if pins.asks_pin(snapshot, one))
    present = met | {desk.person}
    lines = [_line(about, person, now, present, asked) for person in about.people.values()]
    ordered = tuple(sorted(lines, key=lambda one: (one.name.casefold(), one.person)))
    why_not = _why_not_change(about, desk.person)
    return People(ordered, desk.person, in_team, about.policy.zone, now, why_not)


def _line(
    about: Surroundings, person: Person, now: datetime, present: set[str], asked: frozenset[str]
) -> PersonLine:
    deputy = about.deputy_of(person.id, now)
    told = about.deputies.get(person.id)
    return PersonLine(
        person.id,
        person.name,
        person.role,
        deputy,
        about.name_of(deputy) if deputy else "",
        told.until if told is not None and deputy else None,
        person.id in present,
        person.id in asked,
    )


def possible_owners(people: People) -> tuple[PersonLine, ...]:
    """Who may own a customer: salespeople only (enquiry staff never own); oneself first, then who is present
    and not away.
    """
    owners = [one for one in people.lines if one.role in OWNERS]
    return tuple(
        sorted(owners, key=lambda one: (one.person != people.me, not one.present, one.deputy is not None))
    )


def join_people(desk: Desk, name: str, role: str) -> tuple[Person, Changes]:
    """Somebody else who works at this desk. Raises Refused: no name, one that is taken, no such role, where a
    manager says who works here and that is somebody else, or in a team, where the shared database's owner
    adds people.
    """
    _refuse_in_team(desk)
    with desk.store.snapshot() as snapshot:
        about = desk.surroundings(snapshot)
    _refuse_managers_business(about, desk.person)
    _refuse_name(about.people.values(), name)
    person = add_person(desk, name, role)
    return person, Changes(kinds=frozenset({Data.PEOPLE}))


def change_person(desk: Desk, person: str, name: str, role: str) -> Changes:
    """Another name or role for somebody: said again, the later word stands. Raises Refused as `join_people`,
    for somebody unknown, and for one's own role where there is a manager.
    """
    _refuse_in_team(desk)
    done = Outcome()
    with working(desk, done) as work:
        _refuse_managers_business(work.around, desk.person)
        known = work.around.people.get(person)
        if known is None:
            raise Refused("There is nobody of that id here.", code="person")
        _refuse_name([one for one in work.around.people.values() if one.id != person], name)
        if role not in ROLES:
            raise Refused(f"There is no role {role!r}. Roles: {', '.join(ROLES)}.", code="role")
        if person == desk.person and role != known.role and _managers(work.around):
            raise Refused("Nobody changes their own role: another manager does.", code="own role")
        _write_change(work, known, Person(person, name.strip(), role))
    return done.changes


def _write_change(work: Work, known: Person, told: Person) -> None:
    if told == known:
        return  # saving what stands there already is no entry
    body = {"person": told.id, "role": told.role}
    work.append(Kind.PERSON_ADDED, body, details={"name": told.name})
    work.moved(Data.PEOPLE)
    if told.role != known.role:
        work.moved(Data.POLICY)  # who may own a customer is concluded anew


def _refuse_in_team(desk: Desk) -> None:
    if desk.is_in_team:
        raise Refused(
            "In a team the owner of the shared database adds and changes people: bdc-desk shared add-person.",
            code="team",
        )


def _managers(about: Surroundings) -> list[Person]:
    return [one for one in about.people.values() if one.role in MANAGERS]


def _why_not_change(about: Surroundings, person: str) -> str:
    """Why this person adds nobody and changes no names or roles: a manager does, where there is one (else
    somebody would make the second person whose word they need). "" where they may.
    """
    managers = _managers(about)
    if not managers or any(one.id == person for one in managers):
        return ""
    return f"A manager adds people and changes names and roles: ask {managers[0].name}."


def _refuse_managers_business(about: Surroundings, person: str) -> None:
    why_not = _why_not_change(about, person)
    if why_not:
        raise Refused(why_not, code="role")


def _refuse_name(others: Iterable[Person], name: str) -> None:
    told = name.strip()
    if not told:
        raise Refused("Give the name: it stands beside the calls.", code="name")
    if len(told) > NAME_LIMIT:
        raise Refused(f"At most {NAME_LIMIT} letters.", code="name")
    if any(one.name.casefold() == told.casefold() for one in others):
        raise Refused(f"{told} is here already. Add something that tells the two apart.", code="taken")
