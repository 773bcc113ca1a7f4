"""A dealership begins, once, and people are added."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bdc_desk.clock import FixedClock
from bdc_desk.errors import NotSetUp, PolicyFault, Refused
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around, attempts, dial_way, queue
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import add_person, is_set_up, policy_text, set_up
from bdc_desk.storage.store import Store
from tests.helpers.desks import FORM, MONDAY, POLICY, Staffed, draft


def test_a_form_becomes_a_dealership_its_rules_and_its_person(tmp_path: Path) -> None:
    form = replace(
        FORM, name=" Harbour Motors ", country="NL", region="NB", zone="Europe/Amsterdam", dial_way="tel",
        person_name=" Ana Cruz ", hours={"monday": ("9-12", "13 - 18:30")},
    )  # fmt: skip
    with closing(Store.open(tmp_path / "desk.sqlite")) as store:
        assert not is_set_up(store)
        desk = set_up(store, FixedClock(MONDAY), form, POLICY)
        assert is_set_up(store)
        about = around(desk)
        policy = about.policy
        assert (about.dealership, policy.zone, policy.country, policy.region) == (
            "Harbour Motors", "Europe/Amsterdam", "NL", "NB",
        )  # fmt: skip
        assert (about.name_of(desk.person), about.people[desk.person].role) == ("Ana Cruz", "salesperson")
        assert dial_way(desk) == "tel"
        assert 'monday    = ["09:00-12:00", "13:00-18:30"]' in policy.text
        assert "tuesday   = []" in policy.text
        assert 'sunday    = ["08:00-21:00"]' in policy.text  # call hours are the law's, not the form's
        assert "# in another part of the day than the attempt before" in policy.text


def test_the_shipped_policy_passes_through_unchanged() -> None:
    assert policy_text(POLICY, FORM) == POLICY


def test_twice_and_faulty_are_refused_and_write_nothing(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "desk.sqlite")) as store:
        with pytest.raises(Refused, match="Give the dealership's name"):
            set_up(store, FixedClock(MONDAY), replace(FORM, name=" "), POLICY)
        with pytest.raises(Refused, match="Choose the country"):  # a slip, and then no number could be read
            set_up(store, FixedClock(MONDAY), replace(FORM, country="UK"), POLICY)
        with pytest.raises(PolicyFault):
            set_up(store, FixedClock(MONDAY), replace(FORM, region='"'), POLICY)
        assert not is_set_up(store)
        set_up(store, FixedClock(MONDAY), FORM, POLICY)
        with pytest.raises(Refused, match="already"):
            set_up(store, FixedClock(MONDAY), FORM, POLICY)


def test_people(here: Staffed) -> None:
    with pytest.raises(Refused, match="no role 'king'"):
        add_person(here.ana, "Kim", "king")
    with pytest.raises(Refused, match="Give the name"):
        add_person(here.ana, " ", "manager")
    dana = add_person(here.ana, " Dana Reyes ", "manager")
    assert around(here.ben).people[dana.id] == dana
    assert dana.name == "Dana Reyes"
    assert around(here.ana).salespeople == {here.ana.person, here.cy.person}


def test_an_attempt_log_is_asked_for_by_name_or_id(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "no answer", by=here.ben)
    assert [len(attempts(here.ana, agent=one)) for one in ("ben ito", here.ben.person, "Ana Cruz")] == [
        1,
        1,
        0,
    ]
    with pytest.raises(Refused, match=r"Nobody here is called Kim\. Known: Ana Cruz, Ben Ito, Cy Novak"):
        attempts(here.ana, agent="Kim")
    add_person(here.ana, "Ben Ito", "salesperson")
    with pytest.raises(Refused, match="2 people are called Ben Ito"):
        attempts(here.ana, agent="Ben Ito")


def test_an_empty_profile_says_so(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "desk.sqlite")) as store:
        nobody = Desk(store, FixedClock(MONDAY), "nobody")
        assert queue(nobody) == ()
        for act in (around, lambda desk: receive_lead(desk, draft(1))):
            with pytest.raises(NotSetUp, match="setup"):
                act(nobody)
