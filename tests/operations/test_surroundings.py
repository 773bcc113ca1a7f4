"""Who covers whom, as the log says (domain.md, The lead: deputies cover absence, with a return date)."""

from datetime import datetime, timedelta

import pytest

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.operations.changes import Data
from bdc_desk.operations.desk import Deputy, Surroundings
from bdc_desk.operations.reading import around
from bdc_desk.operations.watching import Watch
from bdc_desk.operations.writing import working
from tests.helpers.desks import DAY, MONDAY, Staffed

BACK = MONDAY + 3 * DAY


def covers(here: Staffed, person: str, deputy: str | None, until: datetime | None = None) -> Surroundings:
    """Ana says who covers a person; what is known then."""
    body = {"person": person, "deputy": deputy, "until": micros(until) if until else None}
    with working(here.ana) as work:
        work.append(Kind.DEPUTY_SET, body)
    return around(here.ana)


def test_nobody_covers_anybody(here: Staffed) -> None:
    known = around(here.ana)
    assert (dict(known.deputies), known.deputy_of(here.cy.person, MONDAY)) == ({}, None)


def test_a_deputy_covers_until_the_person_is_back(here: Staffed) -> None:
    cy, ana = here.cy.person, here.ana.person
    known = covers(here, cy, ana, BACK)
    assert known.deputies == {cy: Deputy(cy, ana, BACK)}
    last = timedelta(microseconds=1)
    assert [known.deputy_of(cy, at) for at in (MONDAY, BACK - last, BACK)] == [ana, ana, None]
    assert known.deputy_of(ana, MONDAY) is None


def test_without_a_date_until_it_is_ended(here: Staffed) -> None:
    cy, ana, ben = (desk.person for desk in (here.cy, here.ana, here.ben))
    assert covers(here, cy, ana).deputy_of(cy, MONDAY + 900 * DAY) == ana
    assert covers(here, cy, ben, BACK).deputy_of(cy, MONDAY) == ben  # the latest word
    known = covers(here, cy, None)
    assert (dict(known.deputies), known.deputy_of(cy, MONDAY)) == ({}, None)


@pytest.mark.parametrize("until", [-1, 1 << 62])
def test_a_moment_that_is_none_ends_nothing(here: Staffed, until: int) -> None:
    """Of a newer desk, or of another program."""
    cy, ana = here.cy.person, here.ana.person
    with working(here.ana) as work:
        work.append(Kind.DEPUTY_SET, {"person": cy, "deputy": ana, "until": until})
    assert around(here.ana).deputies == {cy: Deputy(cy, ana)}


def test_nobody_is_their_own_deputy(here: Staffed) -> None:
    cy, ana = here.cy.person, here.ana.person
    assert covers(here, cy, ana).deputy_of(cy, MONDAY) == ana
    assert covers(here, cy, cy).deputy_of(cy, MONDAY) == ana


def test_others_hear_that_people_moved_and_no_lead_is_judged_anew(here: Staffed) -> None:
    here.lead()
    watch = Watch(here.ana)
    covers(here, here.cy.person, here.ana.person)
    changes = watch.look()
    assert Data.PEOPLE in changes.kinds
    assert not changes.leads
