"""A second person's word says whether it was given at the desk of the first."""

from dataclasses import replace

from bdc_desk.operations.lead_work import confirm, send_back
from bdc_desk.operations.reading import attempts, lead_view
from bdc_desk.operations.typed_calls import type_call
from bdc_desk.ui.attempts.attempt_words import counts_words
from tests.helpers.desks import MINUTE, SECOND, Staffed


def typed(here: Staffed) -> tuple[str, str]:
    """A lead with a call that was typed in; the lead and the entry that waits."""
    lead = here.lead()
    here.clock.advance(30 * MINUTE)
    type_call(here.ana, lead, "n1", here.clock.now() - 10 * MINUTE, 40 * SECOND, "no answer")
    return lead, here.entries(lead, "outcome")[-1].id


def test_a_word_at_the_same_desk_is_told_so(here: Staffed) -> None:
    lead, entry = typed(here)
    confirm(here.ben, lead, entry)
    assert lead_view(here.ana, lead).timeline[-1].text == "Confirmed by Ben Ito at the same desk"
    line = attempts(here.ana)[-1]
    assert line.counted
    assert counts_words(line) == "counts: confirmed by Ben Ito at the same desk"


def test_a_word_against_it_too(here: Staffed) -> None:
    lead, entry = typed(here)
    send_back(here.ben, lead, entry)
    assert lead_view(here.ana, lead).timeline[-1].text == "Sent back by Ben Ito at the same desk"


def test_a_word_from_another_desk_is_a_second_persons(here: Staffed) -> None:
    lead, entry = typed(here)
    with here.store.unit() as unit:
        identity = unit.desk()
        assert identity is not None
        unit.put_this_desk(replace(identity, desk="00000000-0000-4000-8000-000000000002"))
    confirm(here.ben, lead, entry)
    assert lead_view(here.ana, lead).timeline[-1].text == "Confirmed by a second person"
    assert counts_words(attempts(here.ana)[-1]) == "counts"
