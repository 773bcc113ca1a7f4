"""Who covers whom until when (domain.md, The lead: deputies cover absence, with a return date)."""

from datetime import datetime

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import Refused
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.writing import Outcome, Work, working

DECIDE_FOR_OTHERS = frozenset({"manager", "principal"})
"""Roles that say in a team who covers a colleague; everybody says it of themself."""


def set_deputy(desk: Desk, person: str, deputy: str | None, until: datetime | None) -> Changes:
    """`deputy` hears the alerts of `person`'s customers until `until` (aware; None: until it is ended).
    `deputy` None: `person` is back.

    Raises Refused: somebody unknown, oneself, a return that has passed, or in a team a colleague's absence
    said by neither the person nor a manager.
    """
    done = Outcome()
    with working(desk, done) as work:
        _refuse_people(work, person, deputy)
        _refuse_author(work, person)
        if deputy is not None and until is not None and until <= work.now:
            raise Refused("That day has come already: say when the person is back.", code="past")
        if deputy is None and person not in work.around.deputies:
            raise Refused(f"Nobody covers {work.around.name_of(person)} now.", code="no deputy")
        ends = micros(until) if deputy is not None and until is not None else None
        work.append(Kind.DEPUTY_SET, {"person": person, "deputy": deputy, "until": ends})
        work.moved(Data.PEOPLE)
    return done.changes


def _refuse_people(work: Work, person: str, deputy: str | None) -> None:
    for one in (person, *([deputy] if deputy is not None else [])):
        if one not in work.around.people:
            raise Refused("There is nobody of that id here.", code="person")
    if person == deputy:
        raise Refused("Nobody covers their own absence: choose a colleague.", code="own")


def _refuse_author(work: Work, person: str) -> None:
    me = work.around.people.get(work.desk.person)
    decides = me is not None and me.role in DECIDE_FOR_OTHERS
    if work.is_in_team and person != work.desk.person and not decides:
        raise Refused("Ask them, a manager or the principal: nobody else says who is away.", code="author")
