"""Calls: begun, ended, said, taken back; refused where the law, a colleague or an open call says no."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason, Kind
from bdc_desk.cadence.standing import Section, Stage
from bdc_desk.errors import Refused
from bdc_desk.operations.calling import (
    claim,
    dial,
    end_call,
    give_outcome,
    open_call_of,
    say_not_dialled,
    withdraw_outcome,
)
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.lead_work import close_lead, edit_details, say_exception, set_callback
from bdc_desk.operations.reading import attempts, lead_view, taken_customers
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.operations.verifying import verify
from bdc_desk.operations.views import DetailsForm
from tests.helpers.desks import DAY, HOUR, MINUTE, SECOND, Staffed, draft, phone

ABROAD = phone(3, zones=("America/New_York",))


def body(here: Staffed, lead: str, kind: Kind) -> dict[str, Any]:
    """The body of the lead's last entry of this kind."""
    return dict(here.entries(lead, kind)[-1].body)


def test_the_attempt_is_in_the_log_before_the_phone_rings(here: Staffed) -> None:
    lead = here.lead()
    begun, changes = dial(here.ana, lead, "n1")
    assert here.kinds(lead) == ["arrival", "dialled"]
    assert body(here, lead, Kind.DIALLED) == {
        "number": "n1", "way": "by hand", "evidence": "C",
        "began": int(here.clock.now().timestamp() * 1_000_000),
    }  # fmt: skip
    assert changes.leads == {lead}
    assert open_call_of(here.ana) == begun
    assert open_call_of(here.ben) is None
    assert here.standing(lead).open_attempt == begun.attempt


def refused_dial(desk: Desk, lead: str, number: str = "n1") -> str:
    with pytest.raises(Refused) as why:
        dial(desk, lead, number)
    return f"{why.value.code}: {why.value}"


def test_a_dial_is_refused_in_words_and_writes_nothing(here: Staffed) -> None:
    lead, closed, other = here.lead(1), here.lead(2), here.lead(3)
    wrong = here.lead(4, phones=(phone(4, possible=False),))
    close_lead(here.ana, closed, ClosingReason.LOST)
    claim(here.ben, lead)
    written = here.count()
    assert refused_dial(here.ana, lead) == "claimed: Ben Ito is on it until 10:04. Choose another lead."
    assert refused_dial(here.ana, closed) == "closed: The lead is closed. Reopen it to call."
    assert refused_dial(here.ana, other, "n9") == "number: The customer has no such number."
    assert refused_dial(here.ana, wrong) == "number.impossible: Not now: impossible number."
    assert refused_dial(here.ana, "no-such-lead").startswith("no lead:")
    assert here.count() == written
    assert other not in taken_customers(here.ana)


def test_a_do_not_call_wish_shuts_every_dial(here: Staffed) -> None:
    lead = here.lead()
    say_exception(here.ana, lead, ExceptionReason.DO_NOT_CALL, "Please never phone me")
    assert refused_dial(here.ben, lead).startswith("number.do not call: Not now: do not call")


def test_the_law_where_the_customer_is(here: Staffed) -> None:
    """After 30 days the enquiry is no requested call any more: New York sleeps at ten in London."""
    lead = here.lead(1, phones=(ABROAD,))
    assert dial(here.ana, lead, "n1")
    give_outcome(here.ana, lead, open_call_of(here.ana).attempt, "no answer")  # type: ignore[union-attr]
    here.clock.advance(31 * DAY)
    assert refused_dial(here.ana, lead).startswith(
        "number.hours: Not now: lawful call hours there: 08:00-21:00"
    )
    set_callback(here.ana, lead, here.clock.now() + HOUR)  # an agreed call is a requested one
    assert dial(here.ana, lead, "n1")


def test_one_call_at_a_time(here: Staffed) -> None:
    one, other = here.lead(1), here.lead(2)
    begun, _ = dial(here.ana, one, "n1")
    said = "call open: A call to Pat Sample1 is still open. Say what came of it first."
    assert refused_dial(here.ana, other) == said
    assert refused_dial(here.ana, one) == said
    dial(here.ben, other, "n1")  # another person may
    end_call(here.ana, one, begun.attempt, 20 * SECOND)
    assert refused_dial(here.ana, other) == said  # ended is not said
    give_outcome(here.ana, one, begun.attempt, "no answer")
    give_outcome(here.ben, other, open_call_of(here.ben).attempt, "no answer")  # type: ignore[union-attr]
    assert dial(here.ana, other, "n1")


def test_no_open_call_is_forgotten_for_another(here: Staffed) -> None:
    """Two calls may be open: one begun, another whose outcome was taken back. Both are asked for."""
    one, other = here.lead(1), here.lead(2)
    first = here.call(one, "no answer")
    second, _ = dial(here.ana, other, "n1")
    withdraw_outcome(here.ana, one, first)
    assert open_call_of(here.ben) is None
    give_outcome(here.ana, one, first, "voicemail")
    assert open_call_of(here.ana) == second
    assert refused_dial(here.ana, one).startswith("call open")


def test_a_call_left_open_before_a_new_round_is_still_asked_for(here: Staffed) -> None:
    lead = here.lead()
    begun, _ = dial(here.ana, lead, "n1")
    here.clock.advance(2 * HOUR)
    receive_lead(here.ana, draft(1, key="<2>"))
    assert open_call_of(here.ana) == begun
    give_outcome(here.ana, lead, begun.attempt, "no answer")
    assert open_call_of(here.ana) is None


@pytest.mark.parametrize(
    ("outcome", "seconds", "counts", "why"),
    [
        ("no answer", 15, True, "counts"),
        ("no answer", 14.999, False, "rang 14 s, 15 s needed"),
        ("no answer", None, False, "not timed"),
        ("dialogue", 10, True, "counts"),
        ("dialogue", 9.9, False, "talked 9 s, 10 s needed"),
        ("voicemail", 40, True, "counts"),
        ("engaged", 60, False, "engaged or dead line: only the telephone system's word counts"),
        ("dead number", 60, False, "engaged or dead line: only the telephone system's word counts"),
        ("no answer", -5, False, "rang 0 s, 15 s needed"),
    ],
)
def test_what_counts(here: Staffed, outcome: str, seconds: float | None, counts: bool, why: str) -> None:
    lead = here.lead()
    begun, _ = dial(here.ana, lead, "n1")
    if seconds is not None:
        here.clock.advance(timedelta(seconds=max(0, seconds)))
        end_call(here.ana, lead, begun.attempt, timedelta(seconds=seconds))
    give_outcome(here.ana, lead, begun.attempt, outcome)
    (line,) = attempts(here.ana)
    assert (line.counted, line.why, line.evidence) == (counts, why, "C")
    assert verify(here.ana) == []


def test_four_seconds_called_a_dialogue_stop_nothing_and_open_nothing(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "dialogue", 4 * SECOND)
    standing = here.standing(lead)
    assert (standing.first_call.stopped_at, standing.first_touch.stopped_at, standing.owner) == (None,) * 3
    assert (standing.stage, standing.section) == (Stage.TRYING, Section.NEVER_CALLED)
    assert not [one.name for one in standing.templates if one.is_open]
    here.call(lead, "dialogue", 10 * SECOND)
    standing = here.standing(lead)
    assert (standing.stage, standing.owner) == (Stage.DIALOGUE, here.ana.person)
    assert {one.name for one in standing.templates if one.is_open} == {"missed_you", "free_text"}


def test_a_ring_too_short_leaves_the_promise_overdue(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "callback", callback_at=here.clock.now() + HOUR)
    here.clock.advance(HOUR + MINUTE)
    here.call(lead, "no answer", 12 * SECOND)
    standing = here.standing(lead)
    assert standing.callback is not None
    assert (standing.callback.kept, standing.section) == (None, Section.CALLBACKS)


def test_two_calls_within_two_hours_count_once(here: Staffed) -> None:
    lead = here.lead()
    for pause in (2 * HOUR - 21 * SECOND, 2 * HOUR - 20 * SECOND, timedelta()):
        here.call(lead, "no answer")
        here.clock.advance(pause)
    assert [(line.counted, line.why) for line in attempts(here.ana)] == [
        (True, "counts"), (False, "less than 2 h from another that counts"), (True, "counts"),
    ]  # fmt: skip


def test_calls_of_one_person_that_overlap_do_not_qualify(here: Staffed) -> None:
    """The first call is ended only afterwards, with a span that reaches over the second."""
    one, other, third = here.lead(1), here.lead(2), here.lead(3)
    first, _ = dial(here.ana, one, "n1")
    give_outcome(here.ana, one, first.attempt, "no answer")
    here.clock.advance(5 * SECOND)
    second, _ = dial(here.ana, other, "n1")
    end_call(here.ana, one, first.attempt, 60 * SECOND)
    here.clock.advance(30 * SECOND)
    end_call(here.ana, other, second.attempt, 30 * SECOND)
    give_outcome(here.ana, other, second.attempt, "no answer")
    assert here.standing(other).attempts[0].why.code == "attempt.overlap"
    here.call(third, "no answer", by=here.ben, span=20 * SECOND)  # another person's never overlaps
    assert here.standing(third).counted == 1
    assert verify(here.ana) == []


def test_calls_back_to_back_do_not_overlap(here: Staffed) -> None:
    leads = [here.lead(n) for n in (1, 2)]
    for lead in leads:
        here.call(lead, "no answer")  # the second begins the moment the first ends
    assert [here.standing(lead).counted for lead in leads] == [1, 1]


def test_a_number_corrected_during_the_call_was_still_the_customers(here: Staffed) -> None:
    lead = here.lead()
    begun, _ = dial(here.ana, lead, "n1")
    edit_details(here.ana, lead, DetailsForm("Pat", "Sample1", "", (), (), ""), [phone(8)])
    here.clock.advance(30 * SECOND)
    end_call(here.ana, lead, begun.attempt, 30 * SECOND)
    give_outcome(here.ana, lead, begun.attempt, "dialogue")
    (line,) = attempts(here.ana)
    assert (line.counted, line.number) == (True, "+44 20 7946 0001")
    assert "Call begun to +44 20 7946 0001" in {one.text for one in lead_view(here.ana, lead).timeline}


def test_withdrawn_said_again_and_what_was_promised_with_it(here: Staffed) -> None:
    lead = here.lead()
    at = here.clock.now() + 4 * HOUR
    attempt = here.call(lead, "callback", callback_at=at)
    assert here.standing(lead).callback.promised_at == at  # type: ignore[union-attr]
    assert here.standing(lead).counted == 1
    withdraw_outcome(here.ana, lead, attempt)
    standing = here.standing(lead)
    assert (standing.callback, standing.counted, standing.open_attempt) == (None, 0, attempt)
    assert here.kinds(lead)[-2:] == ["callback cancelled", "outcome withdrawn"]
    give_outcome(here.ana, lead, attempt, "dialogue")
    standing = here.standing(lead)
    assert (standing.counted, standing.stage, standing.open_attempt) == (1, Stage.DIALOGUE, None)
    told = [line.text for line in lead_view(here.ana, lead).timeline]
    assert told[-1] == "Dialogue: counts"
    assert "Callback (taken back)" in told
    with pytest.raises(Refused, match="Ctrl"):
        give_outcome(here.ana, lead, attempt, "dialogue")


def test_an_outcome_is_refused_in_words(here: Staffed) -> None:
    lead = here.lead()
    begun, _ = dial(here.ana, lead, "n1")
    past = here.clock.now()
    for code, outcome, at in (
        ("no outcome", "went well", {}),
        ("past", "callback", {"callback_at": past}),
        ("past", "appointment", {"appointment_at": past - MINUTE}),
    ):
        with pytest.raises(Refused) as why:
            give_outcome(here.ana, lead, begun.attempt, outcome, **at)
        assert why.value.code == code
    with pytest.raises(Refused, match="no such call"):
        give_outcome(here.ana, lead, "another", "dialogue")
    with pytest.raises(Refused, match="no outcome to take back"):
        withdraw_outcome(here.ana, lead, begun.attempt)
    assert here.kinds(lead) == ["arrival", "dialled"]


def test_an_appointment_made_in_the_call(here: Staffed) -> None:
    lead = here.lead()
    at = datetime(2026, 3, 5, 15, tzinfo=UTC)
    attempt = here.call(lead, "appointment", appointment_at=at)
    assert (here.standing(lead).appointment_at, here.standing(lead).stage) == (at, Stage.APPOINTMENT)
    withdraw_outcome(here.ana, lead, attempt)
    assert here.standing(lead).appointment_at is None


def test_a_number_that_was_not_dialled(here: Staffed) -> None:
    lead = here.lead()
    begun, _ = dial(here.ana, lead, "n1", "tel")
    say_not_dialled(here.ana, lead, begun.attempt)
    assert open_call_of(here.ana) is None
    assert taken_customers(here.ana) == {}
    assert [line.why for line in attempts(here.ana)] == ["was not dialled"]
    for act in (say_not_dialled, lambda *of: give_outcome(*of, "no answer")):
        with pytest.raises(Refused):
            act(here.ana, lead, begun.attempt)


def test_a_call_ends_once(here: Staffed) -> None:
    lead = here.lead()
    begun, _ = dial(here.ana, lead, "n1")
    end_call(here.ana, lead, begun.attempt, 20 * SECOND)
    end_call(here.ana, lead, begun.attempt, 90 * SECOND)
    assert here.kinds(lead).count("ended") == 1
    assert body(here, lead, Kind.ENDED)["span"] == 20


def test_a_claim_runs_out_is_renewed_and_ends_with_the_outcome(here: Staffed) -> None:
    lead = here.lead()
    claim(here.ben, lead)
    here.clock.advance(3 * MINUTE)
    claim(here.ben, lead)
    here.clock.advance(4 * MINUTE - SECOND)
    assert refused_dial(here.ana, lead).startswith("claimed")
    here.clock.advance(SECOND)
    assert taken_customers(here.ana) == {}
    here.call(lead, "no answer")
    assert taken_customers(here.ana) == {}
    begun, _ = dial(here.ana, lead, "n1")
    assert taken_customers(here.ben) == {
        lead: (here.ana.person, here.clock.now(), here.clock.now() + 4 * MINUTE)
    }
    with pytest.raises(Refused, match="Ana Cruz is on it"):
        claim(here.cy, lead)
    give_outcome(here.ana, lead, begun.attempt, "no answer")
    claim(here.cy, lead)


def test_a_claim_holds_the_customer_on_every_lead(here: Staffed) -> None:
    first = here.lead()
    here.clock.advance(91 * DAY)
    second = here.lead(1, key="<2>")
    claim(here.ben, first)
    assert refused_dial(here.ana, second).startswith("claimed")


def test_a_claim_does_not_last_for_hours_when_the_clock_is_set_back(here: Staffed) -> None:
    lead = here.lead()
    claim(here.ben, lead)
    here.clock.set(here.clock.now() - 2 * HOUR)
    assert taken_customers(here.ana) == {}
    assert dial(here.ana, lead, "n1")


def test_a_claim_on_nothing(here: Staffed) -> None:
    with pytest.raises(Refused, match="no such lead"):
        claim(here.ana, "nothing")


def test_a_number_found_dead_twice_two_hours_apart_is_dialled_no_more(here: Staffed) -> None:
    lead = here.lead()
    here.call(lead, "dead number")
    here.clock.advance(2 * HOUR)
    here.call(lead, "wrong number")
    assert refused_dial(here.ana, lead).startswith("number.unusable")
    assert not here.standing(lead).usable_number
    form = DetailsForm("Pat", "Sample1", "", (), (), "")
    edit_details(here.ana, lead, form, [phone(8)])
    assert here.standing(lead).usable_number
    # The dead number leaves the details and comes back: what was found out about it stays known.
    edit_details(here.ana, lead, form, [phone(1)])
    standing = here.standing(lead)
    assert [(one.ref, one.usable) for one in standing.numbers] == [("n1", False)]
    # The other one was edited away, and nobody found it dead: it counts as before.
    assert standing.usable_number
    assert standing.next_step.what == "add a number"
    assert "gate.no number" not in {one.why.code for one in standing.templates}


def test_nobody_says_or_takes_back_what_came_of_a_colleagues_call(here: Staffed) -> None:
    lead = here.lead()
    begun, _ = dial(here.ana, lead, "n1")
    here.clock.advance(timedelta(seconds=20))
    with pytest.raises(Refused, match="Ana Cruz's call"):
        give_outcome(here.ben, lead, begun.attempt, "no answer")
    give_outcome(here.ana, lead, begun.attempt, "no answer")
    with pytest.raises(Refused, match="Ana Cruz's call"):
        withdraw_outcome(here.ben, lead, begun.attempt)
    assert here.standing(lead).attempts[0].agent == here.ana.person


def test_a_span_longer_than_the_time_that_passed_is_not_believed(here: Staffed) -> None:
    lead = here.lead()
    begun, _ = dial(here.ana, lead, "n1")
    here.clock.advance(timedelta(seconds=1))
    end_call(here.ana, lead, begun.attempt, timedelta(seconds=20))
    give_outcome(here.ana, lead, begun.attempt, "no answer")
    (attempt,) = here.standing(lead).attempts
    assert not attempt.counted
    assert str(attempt.why) == "rang 3 s, 15 s needed"
