"""Opening hours changed from the window: the same rules, other hours, one entry."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import Kind
from bdc_desk.errors import Refused
from bdc_desk.operations.opening_hours import change_opening_hours, dealership
from bdc_desk.operations.reading import around
from bdc_desk.operations.setting_up import use_policy
from bdc_desk.operations.setup_form import WEEKDAYS
from tests.helpers.desks import DAY, MINUTE, POLICY, Staffed, staffed

USUAL = dict.fromkeys(WEEKDAYS, ("09:00-21:00",))
SHORTER = USUAL | {"saturday": ("10:00-12:00", "13:00-16:30"), "sunday": ()}


@pytest.fixture
def people(tmp_path: Path) -> Iterator[Staffed]:
    with staffed(tmp_path) as made:
        yield made


def policies(people: Staffed) -> int:
    with people.store.snapshot() as snapshot:
        return len(snapshot.entries_of_kinds(Kind.POLICY_USED))


def test_the_dealership_is_what_the_rules_say(people: Staffed) -> None:
    told = dealership(people.ana)
    assert (told.name, told.country, told.zone, told.region) == ("Harbour Motors", "GB", "Europe/London", "")
    assert told.hours == USUAL
    assert told.may_change
    assert not told.is_in_team


def test_other_hours_are_in_force_and_all_else_stays(people: Staffed) -> None:
    before = around(people.ana).policy
    changes = change_opening_hours(people.ana, SHORTER)
    after = around(people.ana).policy
    assert changes.kinds
    assert dealership(people.ana).hours == SHORTER
    assert replace(after, version="", text="", opening=before.opening) == replace(before, version="", text="")
    assert after.text.count("\n") == before.text.count("\n")  # its comments stay
    sunday = people.clock.now() + 6 * DAY
    assert before.opening.is_open(sunday)
    assert not after.opening.is_open(sunday)


def test_the_same_hours_however_written_change_nothing(people: Staffed) -> None:
    written = policies(people)
    assert not change_opening_hours(people.ana, USUAL | {"monday": ("9-21",)}).kinds
    assert policies(people) == written


@pytest.mark.parametrize("hours", [{}, USUAL | {"monday": ("21-9",)}, USUAL | {"friday": ("soon",)}])
def test_hours_that_cannot_be_are_refused(people: Staffed, hours: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(Refused) as refused:
        change_opening_hours(people.ana, hours)
    assert refused.value.code == "hours"


@pytest.mark.parametrize(
    "laid_out",
    [
        POLICY.replace("[opening_hours]  ", '[ "opening_hours" ]'),
        POLICY.replace("monday    = [", '"monday" = [', 1),
    ],
)
def test_rules_written_otherwise_are_left_alone_with_the_way_to_change_them(
    people: Staffed, laid_out: str
) -> None:
    people.clock.advance(MINUTE)
    use_policy(people.ana, laid_out)
    written = policies(people)
    with pytest.raises(Refused, match="policy use FILE"):
        change_opening_hours(people.ana, USUAL | {"monday": ("10:00-12:00",)})
    assert policies(people) == written
