"""What another program wrote into the same file is seen."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from bdc_desk.cadence.kinds import ExceptionReason
from bdc_desk.operations.calling import claim
from bdc_desk.operations.changes import LEAD_MOVED, Changes, Data
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.lead_work import edit_details, say_exception, write_note
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.setting_up import add_person, use_policy
from bdc_desk.operations.views import DetailsForm
from bdc_desk.operations.watching import Watch
from bdc_desk.storage.store import Store
from tests.helpers.desks import DAY, HOUR, POLICY, Staffed, draft, phone


@pytest.fixture
def elsewhere(here: Staffed) -> Iterator[Desk]:
    """The same file, opened by another program."""
    with closing(Store.open(here.store.path)) as store:
        yield Desk(store, here.clock, here.ana.person)


def test_nothing_moved(here: Staffed) -> None:
    watch = Watch(here.ana)
    assert watch.look() == Changes()


def test_what_another_program_wrote_is_seen_once(here: Staffed, elsewhere: Desk) -> None:
    lead = here.lead()
    watch = Watch(here.ana)
    other = receive_lead(elsewhere, draft(2)).lead
    write_note(elsewhere, lead, "from elsewhere")
    assert watch.look() == Changes(frozenset({lead, other}), LEAD_MOVED | {Data.CLAIMS})
    assert watch.look() == Changes()


def test_a_claim_moves_no_lead(here: Staffed, elsewhere: Desk) -> None:
    lead = here.lead()
    watch = Watch(here.ana)
    claim(elsewhere, lead)
    assert watch.look() == Changes(kinds=frozenset({Data.CLAIMS}))


def test_rules_people_and_clocks_move_more_than_their_own_entry(here: Staffed, elsewhere: Desk) -> None:
    lead = here.lead()
    watch = Watch(here.ana)
    add_person(elsewhere, "Dana Reyes", "manager")
    assert watch.look() == Changes(kinds=frozenset({Data.PEOPLE, Data.CLAIMS}))
    use_policy(elsewhere, POLICY.replace("gap_minutes = 120", "gap_minutes = 60"))
    assert watch.look() == Changes(frozenset({lead}), LEAD_MOVED | {Data.POLICY, Data.CLAIMS})
    here.clock.set(here.clock.now() - 2 * HOUR)
    other = receive_lead(elsewhere, draft(2)).lead
    assert watch.look().leads == {lead, other}


def test_the_customers_other_leads_move_too(here: Staffed, elsewhere: Desk) -> None:
    first = here.lead()
    here.clock.advance(91 * DAY)
    second = here.lead(1, key="<2>")
    watch = Watch(here.ana)
    say_exception(elsewhere, first, ExceptionReason.DO_NOT_CALL, "never")
    assert watch.look().leads == {first, second}
    edit_details(elsewhere, first, DetailsForm("Kim", "Other", "", (), (), ""), [phone(9)])
    assert watch.look().leads == {first, second}  # parted: the second may be called again
