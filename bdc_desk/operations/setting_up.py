"""A dealership begins: who it is, its rules, its first person."""

import re
import uuid
from collections.abc import Mapping

import uuid6

from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.policy import Policy, rules_for_databases
from bdc_desk.cadence.policy_reading import WEEKDAYS, read_policy
from bdc_desk.clock import Clock
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk, Person
from bdc_desk.operations.plain_words import plain
from bdc_desk.operations.rebuilding import KEPT, LISTS
from bdc_desk.operations.setup_form import DIAL_WAYS, ROLES, SetupForm, faults, spans
from bdc_desk.operations.writing import Outcome, working
from bdc_desk.storage.rows import DeskIdentity
from bdc_desk.storage.store import Store, Unit

DIAL_WAY = "dial way"
"""The desk's setting that says how it dials."""


def is_set_up(store: Store) -> bool:
    """Whether the profile holds a dealership."""
    with store.snapshot() as snapshot:
        return snapshot.desk() is not None


def set_up(
    store: Store, clock: Clock, form: SetupForm, default_policy: str, *, ids: uuid.UUID | None = None
) -> Desk:
    """Begin a dealership in an empty profile and return its desk. `ids`: for a demo that is the same every
    time.

    Raises Refused: the form has faults, or a dealership is here already.
    """
    wrong = faults(form)
    if wrong:
        raise Refused(" ".join(wrong.values()), code="form")
    text = policy_text(default_policy, form)
    policy = read_policy(text)
    seed = ids or uuid6.uuid7()
    person = str(uuid.uuid5(seed, "person"))
    with store.unit() as unit:
        if unit.desk() is not None:
            raise Refused("This profile holds a dealership already.", code="set up")
        identity = DeskIdentity(
            str(uuid.uuid5(seed, "desk")),
            str(uuid.uuid5(seed, "chain")),
            str(uuid.uuid5(seed, "dealership")),
            person,
        )
        unit.put_this_desk(identity)
        unit.put_setting(DIAL_WAY, form.dial_way)
        unit.put_setting(LISTS, KEPT)
        _first_entries(unit, clock, policy, form, person)
    return Desk(store, clock, person)


def _first_entries(unit: Unit, clock: Clock, policy: Policy, form: SetupForm, person: str) -> None:
    now = clock.now()
    offset = now.astimezone(zone_of(policy.zone)).utcoffset()
    first: tuple[tuple[Kind, Mapping[str, object], Mapping[str, object] | None], ...] = (
        (
            Kind.DEALERSHIP_SET_UP,
            {"name": plain(form.name).strip(), "country": form.country, "zone": form.zone},
            None,
        ),
        (Kind.POLICY_USED, policy_body(policy), None),
        (Kind.PERSON_ADDED, {"person": person, "role": form.role}, {"name": plain(form.person_name).strip()}),
        *(
            (
                Kind.PERSON_ADDED,
                {"person": str(uuid6.uuid7()), "role": one.role},
                {"name": plain(one.name).strip()},
            )
            for one in form.people
        ),
    )
    for kind, body, details in first:
        assert offset is not None  # noqa: S101 - an aware moment has an offset
        unit.append(
            lead=None,
            round=0,
            kind=kind,
            body=body,
            details=details,
            at=now,
            agent=person,
            policy="",
            offset=offset,
        )


def policy_body(policy: Policy) -> dict[str, object]:
    """A policy as its entry keeps it: the whole text, and the gate in the form that the databases judge."""
    return {"version": policy.version, "text": policy.text, "rules": rules_for_databases(policy)}


def use_policy(desk: Desk, text: str) -> Changes:
    """Put a policy in force. Raises PolicyFault with every fault found."""
    policy = read_policy(text)
    outcome = Outcome()
    with working(desk, outcome) as work:
        work.append(Kind.POLICY_USED, policy_body(policy))
        work.moved(Data.POLICY)
    return outcome.changes


def use_dial_way(desk: Desk, way: str) -> None:
    """How this desk dials from now on: "by hand" or "tel". Raises Refused for another way."""
    if way not in DIAL_WAYS:
        raise Refused(f"There is no way to dial called {way!r}.", code="dial way")
    with desk.store.unit() as unit:
        unit.put_setting(DIAL_WAY, way)


def add_person(desk: Desk, name: str, role: str, *, id_: str | None = None) -> Person:
    """Somebody else who works on this desk. Raises Refused for an unknown role or no name."""
    if role not in ROLES:
        raise Refused(f"There is no role {role!r}. Roles: {', '.join(ROLES)}.", code="role")
    if not name.strip():
        raise Refused("Give the name: it stands beside the calls.", code="name")
    person = Person(id_ or str(uuid6.uuid7()), name.strip(), role)
    with working(desk) as work:
        work.append(Kind.PERSON_ADDED, {"person": person.id, "role": role}, details={"name": person.name})
        work.moved(Data.PEOPLE)
    return person


def policy_text(default: str, form: SetupForm) -> str:
    """The default policy with the dealership's own zone, country, region and opening hours; its comments
    stay.
    """
    head, hours, rest = _parted(default)
    for key, value in (("zone", form.zone), ("country", form.country), ("region", form.region)):
        head = _with_value(head, key, f'"{value}"')
    for day in WEEKDAYS:
        told = ", ".join(f'"{span}"' for span in spans(", ".join(form.hours.get(day, ()))))
        hours = _with_value(hours, day, f"[{told}]")
    return head + hours + rest


def _parted(text: str) -> tuple[str, str, str]:
    """The text before, in and after the table of opening hours."""
    begin = text.index("[opening_hours]")
    end = text.index("[opening_hours.special_days]", begin)
    return text[:begin], text[begin:end], text[end:]


def _with_value(text: str, key: str, value: str) -> str:
    """The value of `key` replaced, its comment kept in its column where it fits."""
    return re.sub(
        rf"(?m)^({key}\s*=\s*)(\"[^\"]*\"|\[[^\]]*\])( *)",
        lambda found: (
            found[1] + value + " " * max(1 if found[3] else 0, len(found[3]) + len(found[2]) - len(value))
        ),
        text,
        count=1,
    )
