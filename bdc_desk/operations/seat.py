"""Who sits at this desk: each call stands under its own person (domain.md, Who sits at a desk)."""

from dataclasses import replace

from bdc_desk.errors import Refused
from bdc_desk.operations.calling import open_call_of
from bdc_desk.operations.desk import Desk


def sit_down(desk: Desk, person: str) -> Desk:
    """The desk with `person` (an id) at it, from now on and at the next start. It is no entry: what a person
    does says who did it.

    Raises Refused for somebody unknown, while a call waits for its outcome, and in a team, where a profile
    goes with one person's login.
    """
    if desk.is_in_team:
        raise Refused(
            "In a team this profile goes with your login. Colleagues open BDC Desk with a profile of their "
            "own (--profile FOLDER) and join with their login.",
            code="team",
        )
    if open_call_of(desk) is not None:
        raise Refused("A call is still open. Say what came of it first.", code="call open")
    with desk.store.unit() as unit:
        identity = unit.desk()
        if identity is None or person not in desk.surroundings(unit).people:
            raise Refused("There is nobody of that id here.", code="person")
        unit.put_this_desk(replace(identity, person=person))
    return replace(desk, person=person)
