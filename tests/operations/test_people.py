"""The people of the dealership, who covers whom, and who may be handed a customer."""

import pytest

from bdc_desk.errors import Refused
from bdc_desk.operations.deputies import set_deputy
from bdc_desk.operations.lead_work import hand_over
from bdc_desk.operations.people import change_person, join_people, people_of, possible_owners
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.verifying import verify
from tests.helpers.desks import DAY, HOUR, Staffed, unlike_rebuilt


def names(here: Staffed) -> list[str]:
    return [f"{line.name} {line.role}" for line in people_of(here.ana).lines]


def test_everybody_by_name_with_who_sits_here(here: Staffed) -> None:
    people = people_of(here.ben)
    assert names(here) == ["Ana Cruz salesperson", "Ben Ito enquiry", "Cy Novak salesperson"]
    assert (people.me, people.in_team) == (here.ben.person, False)
    assert [line.name for line in people.lines if line.present] == ["Ben Ito"]


def test_somebody_joins_and_makes_calls_in_their_own_name(here: Staffed) -> None:
    kim, _ = join_people(here.ana, " Kim Ro ", "salesperson")
    lead = here.lead()
    here.call(lead, "no answer", by=here.of(kim.id))
    assert lead_view(here.ana, lead).timeline[-1].agent == "Kim Ro"


@pytest.mark.parametrize(
    ("name", "role", "why"),
    [
        (" ", "salesperson", "Give the name"),
        ("ana cruz", "salesperson", "here already"),
        ("Kim Ro", "boss", "no role"),
        ("K" * 121, "salesperson", "At most"),
    ],
)
def test_who_cannot_join_is_refused_in_words(here: Staffed, name: str, role: str, why: str) -> None:
    before = here.count()
    with pytest.raises(Refused, match=why):
        join_people(here.ana, name, role)
    assert here.count() == before


def test_another_name_or_role_stands_and_the_same_again_is_no_entry(here: Staffed) -> None:
    change_person(here.ana, here.ben.person, "Ben Ito-Lee", "salesperson")
    assert "Ben Ito-Lee salesperson" in names(here)
    before = here.count()
    change_person(here.ana, here.ben.person, "Ben Ito-Lee", "salesperson")
    assert here.count() == before
    with pytest.raises(Refused, match="here already"):
        change_person(here.ana, here.ben.person, "Cy Novak", "manager")
    with pytest.raises(Refused, match="nobody of that id"):
        change_person(here.ana, "nobody", "Kim Ro", "manager")


def test_who_no_longer_sells_owns_nobody_and_the_lists_know_it(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "dialogue", by=here.cy)
    assert here.standing(lead).owner == here.cy.person
    change_person(here.ana, here.cy.person, "Cy Novak", "enquiry")
    assert here.standing(lead).owner is None
    assert unlike_rebuilt(here.ana) == []
    assert verify(here.ana) == []


def test_a_deputy_covers_until_the_day_of_return(here: Staffed) -> None:
    until = here.clock.now() + 2 * DAY
    set_deputy(here.ana, here.ana.person, here.cy.person, until)
    line = people_of(here.ana).line(here.ana.person)
    assert line is not None
    assert (line.deputy, line.deputy_name, line.until) == (here.cy.person, "Cy Novak", until)
    here.clock.advance(2 * DAY)
    line = people_of(here.ana).line(here.ana.person)
    assert line is not None
    assert (line.deputy, line.until) == (None, None)


def test_a_deputy_ends_when_the_person_is_back(here: Staffed) -> None:
    set_deputy(here.ana, here.ana.person, here.cy.person, None)
    set_deputy(here.cy, here.ana.person, None, None)
    line = people_of(here.ana).line(here.ana.person)
    assert line is not None
    assert line.deputy is None
    with pytest.raises(Refused, match="Nobody covers Ana Cruz now"):
        set_deputy(here.ana, here.ana.person, None, None)


def test_nobody_covers_themself_or_into_the_past_or_for_a_stranger(here: Staffed) -> None:
    me, cy = here.ana.person, here.cy.person
    with pytest.raises(Refused, match="their own absence"):
        set_deputy(here.ana, me, me, None)
    with pytest.raises(Refused, match="come already"):
        set_deputy(here.ana, me, cy, here.clock.now() - HOUR)
    with pytest.raises(Refused, match="nobody of that id"):
        set_deputy(here.ana, "nobody", cy, None)
    with pytest.raises(Refused, match="nobody of that id"):
        set_deputy(here.ana, me, "nobody", None)


def test_only_salespeople_may_be_handed_a_customer_oneself_first_who_is_away_last(here: Staffed) -> None:
    join_people(here.ana, "Bo Arndt", "salesperson")
    set_deputy(here.ana, here.ana.person, here.cy.person, None)
    assert [line.name for line in possible_owners(people_of(here.cy))] == ["Cy Novak", "Bo Arndt", "Ana Cruz"]
    assert [line.name for line in possible_owners(people_of(here.ben))] == [
        "Bo Arndt",
        "Cy Novak",
        "Ana Cruz",
    ]


def test_a_hand_over_needs_a_reason(here: Staffed) -> None:
    lead = here.lead()
    with pytest.raises(Refused, match="why"):
        hand_over(here.ben, lead, here.cy.person, "  ")
    hand_over(here.ben, lead, here.cy.person, " appointment made ")
    view = lead_view(here.ana, lead)
    assert view.owner == "Cy Novak"
    assert view.timeline[-1].text == "Handed over to Cy Novak: appointment made"


@pytest.fixture
def team(here: Staffed) -> Staffed:
    """The same people, sharing their log: what is written waits for the shared database."""
    with here.store.unit() as unit:
        identity = unit.desk()
        assert identity is not None
        unit.share(identity)
    return here


def test_in_a_team_the_owner_adds_people(team: Staffed) -> None:
    assert people_of(team.ana).in_team
    with pytest.raises(Refused, match="owner of the shared database"):
        join_people(team.ana, "Kim Ro", "salesperson")
    with pytest.raises(Refused, match="owner of the shared database"):
        change_person(team.ana, team.ben.person, "Ben Sato", "manager")


def test_in_a_team_ones_own_absence_is_said_by_oneself_or_a_manager(team: Staffed) -> None:
    with pytest.raises(Refused, match="a manager or the principal"):
        set_deputy(team.ben, team.ana.person, team.cy.person, None)
    set_deputy(team.ana, team.ana.person, team.cy.person, None)


def test_where_there_is_a_manager_only_they_say_who_works_here(here: Staffed) -> None:
    assert people_of(here.ana).why_not_change == ""
    change_person(here.ana, here.ben.person, "Ben Ito", "manager")
    assert "ask Ben Ito" in people_of(here.ana).why_not_change
    before = here.count()
    with pytest.raises(Refused, match="ask Ben Ito"):
        join_people(here.ana, "Bo Arndt", "principal")
    with pytest.raises(Refused, match="ask Ben Ito"):
        change_person(here.ana, here.cy.person, "Cy Novak", "principal")
    with pytest.raises(Refused, match="ask Ben Ito"):
        change_person(here.ana, here.ana.person, "Ana Cruz", "manager")
    with pytest.raises(Refused, match="their own role"):
        change_person(here.ben, here.ben.person, "Ben Ito", "principal")
    assert here.count() == before
    change_person(here.ben, here.ben.person, "Ben Ito-Lee", "manager")
    join_people(here.ben, "Bo Arndt", "salesperson")
    assert people_of(here.ben).why_not_change == ""
