"""`bdc-desk shared add-person`, `new-password`, `remove-person` and `people`: who has a login."""

import argparse
from collections.abc import Callable

from bdc_desk.cadence.local_time import told
from bdc_desk.cli.shared.owner import connected, note_on_passing_it_on, told_login
from bdc_desk.cli.table import counted, harmless, table
from bdc_desk.storage.shared.address import Address
from bdc_desk.storage.shared.admin import Admin
from bdc_desk.storage.shared.membership import DealershipRow, PersonRow
from bdc_desk.sync.administering import add_person, dealership_named, new_first_password, remove_person

Action = Callable[[Admin, Address, DealershipRow, argparse.Namespace], None]


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked at the dealership."""
    with connected(arguments) as (admin, address):
        dealership = dealership_named(admin, arguments.dealership)
        _ACTIONS[arguments.action](admin, address, dealership, arguments)
    return 0


def _add(admin: Admin, address: Address, dealership: DealershipRow, arguments: argparse.Namespace) -> None:
    first = add_person(admin, dealership.dealership, arguments.name, arguments.role, arguments.login)
    print(harmless(f"{first.name} may work at {dealership.name} ({arguments.role}):"))
    print(told_login(first, address))
    print(note_on_passing_it_on(address))


def _new_password(
    admin: Admin, address: Address, dealership: DealershipRow, arguments: argparse.Namespace
) -> None:
    first = new_first_password(admin, dealership.dealership, arguments.who)
    print(harmless(f"{first.name} has a first password again; the one before opens nothing any more:"))
    print(told_login(first, address))
    print(note_on_passing_it_on(address))


def _remove(admin: Admin, _: Address, dealership: DealershipRow, arguments: argparse.Namespace) -> None:
    person = remove_person(admin, dealership.dealership, arguments.who)
    print(
        harmless(
            f"{person.name} ({person.login}) gets in no more; what {person.name} wrote stays in the log."
        )
    )
    print(
        "What the desk had not handed in yet stays on it. "
        "`bdc-desk shared new-password` lets the person back in."
    )


def _list(admin: Admin, _: Address, dealership: DealershipRow, _arguments: argparse.Namespace) -> None:
    people = admin.people(dealership.dealership)
    print(harmless(f"{dealership.name}: {counted(len(people), 'person', 'people')}"))
    print(table(("name", "login", "role", "state"), [_row(one, dealership.zone) for one in people]))


def _row(person: PersonRow, zone: str) -> tuple[str, ...]:
    return person.name, person.login, person.role, _state(person, zone)


def _state(person: PersonRow, zone: str) -> str:
    if person.removed_at is not None:
        return f"removed {told(person.removed_at, zone)}"
    return "has not joined yet (first password)" if person.first_password else "may work"


_ACTIONS: dict[str, Action] = {
    "add-person": _add,
    "new-password": _new_password,
    "remove-person": _remove,
    "people": _list,
}
