"""Who sits at this desk: each call stands under its own person (domain.md, Who sits at a desk)."""

from dataclasses import replace

from bdc_desk.errors import Refused
from bdc_desk.operations import pins
from bdc_desk.operations.calling import open_call_of
from bdc_desk.operations.desk import Desk

WRONG_PIN = "pin"
"""The code of the refusal that asks for another PIN."""


def sit_down(desk: Desk, person: str, pin: str = "") -> Desk:
    """The desk with `person` (an id) at it, from now on and at the next start. It is no entry: what a person
    does says who did it. `pin`: theirs, where they have one.

    Raises Refused for somebody unknown, for another PIN than theirs (code WRONG_PIN), while a call waits for
    its outcome, and in a team, where a profile goes with one person's login.
    """
    if desk.is_in_team:
        raise Refused(
            "In a team this profile goes with your login. Colleagues open BDC Desk with a profile of their "
            "own (--profile FOLDER) and join with their login.",
            code="team",
        )
    if open_call_of(desk) is not None:
        raise Refused("A call is still open. Say what came of it first.", code="call open")
    if not pins.is_pin(desk, person, pin):
        raise Refused(_not_the_pin(desk, person, pin), code=WRONG_PIN)
    with desk.store.unit() as unit:
        identity = unit.desk()
        if identity is None or person not in desk.surroundings(unit).people:
            raise Refused("There is nobody of that id here.", code="person")
        unit.put_this_desk(replace(identity, person=person))
    return replace(desk, person=person)


def _not_the_pin(desk: Desk, person: str, pin: str) -> str:
    with desk.store.snapshot() as snapshot:
        name = desk.surroundings(snapshot).name_of(person)
    return f"That is not {name}'s PIN. Try again." if pin else f"{name} has a PIN: type it."
