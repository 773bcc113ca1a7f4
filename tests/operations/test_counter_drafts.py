"""What is typed at the counter is kept at this desk until it is saved."""

from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import LeadKind
from bdc_desk.operations.counter import CounterForm
from bdc_desk.operations.counter_drafts import counter_draft, keep_counter_draft
from tests.helpers.desks import staffed

CALLER, VISITOR = LeadKind.PHONE_UP, LeadKind.WALK_IN
EMPTY = CounterForm(CALLER, "", "", "")
TYPED = CounterForm(CALLER, "Pat Sample", "020 79", "Ford", "pat@", "Two\nchildren")


def test_each_kind_keeps_its_own_until_it_is_emptied(tmp_path: Path) -> None:
    with staffed(tmp_path) as work:
        assert counter_draft(work.ana, CALLER) == EMPTY
        keep_counter_draft(work.ana, TYPED)
        assert counter_draft(work.ana, CALLER) == TYPED
        assert counter_draft(work.ana, VISITOR) == CounterForm(VISITOR, "", "", "")
        assert counter_draft(work.ben, CALLER) == EMPTY  # another person at this desk
        keep_counter_draft(work.ana, EMPTY)
        assert counter_draft(work.ana, CALLER) == EMPTY


@pytest.mark.parametrize("kept", ["", "no JSON", "[]", "null", '{"name": 1, "kind": "x", "strange": "y"}'])
def test_what_somebody_else_wrote_there_is_no_draft(tmp_path: Path, kept: str) -> None:
    with staffed(tmp_path) as work:
        with work.store.unit() as unit:
            unit.put_setting(f"counter draft phone-up {work.ana.person}", kept)
        assert counter_draft(work.ana, CALLER) == EMPTY
