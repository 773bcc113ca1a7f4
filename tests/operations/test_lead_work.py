"""Work beside the calls: notes, promises, closings, a second person's word."""

import pytest

from bdc_desk.cadence.kinds import ClosingReason, ExceptionReason
from bdc_desk.cadence.sayable import NEED_SECOND_PERSON
from bdc_desk.cadence.standing import Stage
from bdc_desk.errors import Refused
from bdc_desk.operations.lead_work import (
    close_lead,
    confirm,
    edit_details,
    keep_note_draft,
    reopen,
    say_contact,
    say_exception,
    say_not_reached,
    send_back,
    set_appointment,
    set_callback,
    write_note,
)
from bdc_desk.operations.reading import lead_view, queue
from bdc_desk.operations.views import DetailsForm
from tests.helpers.desks import DAY, HOUR, MINUTE, Staffed, phone


def test_a_note_is_a_draft_while_it_is_typed_and_one_entry_when_left(here: Staffed) -> None:
    lead = here.lead()
    for typed in ("W", "Wants blue", "Wants blue, "):
        keep_note_draft(here.ana, lead, typed)
    assert lead_view(here.ana, lead).note_draft == "Wants blue, "
    assert here.kinds(lead) == ["arrival"]
    write_note(here.ana, lead, "  Wants blue \n")
    assert lead_view(here.ana, lead).note_draft == ""
    (note,) = here.entries(lead, "note")
    assert (note.details, dict(note.body)) == ({"text": "Wants blue"}, {})
    assert lead_view(here.ana, lead).timeline[-1].text == "Note: Wants blue"


def test_nothing_typed_writes_nothing(here: Staffed) -> None:
    lead = here.lead()
    keep_note_draft(here.ana, lead, "x")
    keep_note_draft(here.ana, lead, "  ")
    assert lead_view(here.ana, lead).note_draft == ""
    assert write_note(here.ana, lead, " \n").leads == frozenset()
    assert here.kinds(lead) == ["arrival"]


def test_what_is_missing_for_not_reached_is_said_and_then_it_may_be_said(here: Staffed) -> None:
    lead = here.lead()
    told = []
    for pause in (2 * HOUR, 22 * HOUR, 29 * HOUR, HOUR):
        with pytest.raises(Refused) as why:
            say_not_reached(here.ana, lead)
        told.append(str(why.value))
        here.call(lead, "no answer")
        here.clock.advance(pause)
    assert told == [
        f"Not reached: {n} of 4 calls, day {day} of 3." for n, day in ((0, 0), (1, 1), (2, 1), (3, 2))
    ]
    say_not_reached(here.ana, lead)
    assert here.standing(lead).stage is Stage.NOT_REACHED
    assert queue(here.ana) == ()
    with pytest.raises(Refused, match="closed"):
        say_not_reached(here.ana, lead)


def test_four_calls_in_one_part_of_the_day_do_not_suffice(here: Staffed) -> None:
    lead = here.lead()
    for _ in range(4):
        here.call(lead, "no answer")
        here.clock.advance(DAY)
    with pytest.raises(Refused, match="1 of 2 parts of the day: call between 12:00 and 17:00 or from 17:00"):
        say_not_reached(here.ana, lead)


@pytest.mark.parametrize("reason", list(ClosingReason))
def test_closed_confirmed_or_sent_back_and_opened_again(here: Staffed, reason: ClosingReason) -> None:
    lead = here.lead()
    close_lead(here.ana, lead, reason, " Bought a bike ")
    needs = reason in NEED_SECOND_PERSON
    assert (here.standing(lead).closed_as, here.standing(lead).closing_confirmed) == (
        reason,
        False if needs else None,
    )
    assert queue(here.ana) == ()
    for act in (
        lambda: close_lead(here.ana, lead, reason),
        lambda: set_callback(here.ana, lead, here.clock.now() + HOUR),
        lambda: set_appointment(here.ana, lead, here.clock.now() + HOUR),
    ):
        with pytest.raises(Refused, match="closed"):
            act()
    (closing,) = here.entries(lead, "closed")
    assert closing.details == {"words": "Bought a bike"}
    if needs:
        assert here.standing(lead).unconfirmed == (closing.id,)
        with pytest.raises(Refused, match="Never one's own"):
            confirm(here.ana, lead, closing.id)
        confirm(here.ben, lead, closing.id)
        assert here.standing(lead).closing_confirmed is True
    reopen(here.ana, lead, "rang again")
    with pytest.raises(Refused, match="open"):
        reopen(here.ana, lead, "twice")
    assert (here.standing(lead).closed_as, len(queue(here.ana))) == (None, 1)


def test_a_closing_sent_back_opens_the_lead(here: Staffed) -> None:
    lead = here.lead()
    close_lead(here.ana, lead, ClosingReason.SPAM)
    send_back(here.ben, lead, here.entries(lead, "closed")[0].id)
    assert (here.standing(lead).stage, here.standing(lead).unconfirmed) == (Stage.NEW, ())


def test_a_second_word_names_an_entry_of_the_lead(here: Staffed) -> None:
    lead, other = here.lead(1), here.lead(2)
    close_lead(here.ana, other, ClosingReason.SPAM)
    with pytest.raises(Refused, match="no such entry"):
        confirm(here.ben, lead, here.entries(other, "closed")[0].id)


def test_an_exception_needs_the_customers_words(here: Staffed) -> None:
    lead = here.lead()
    with pytest.raises(Refused, match="own words"):
        say_exception(here.ana, lead, ExceptionReason.EMAIL_ONLY, " ")
    say_exception(here.ana, lead, ExceptionReason.OWED_AN_ANSWER, "What does it cost?")
    assert lead_view(here.ana, lead).timeline[-1].text == "Exception: owed an answer: What does it cost?"


def test_an_exception_that_was_sent_back_is_not_said_again(here: Staffed) -> None:
    lead = here.lead()
    say_exception(here.ana, lead, ExceptionReason.EMAIL_ONLY, "Only write")
    say_exception(here.ana, lead, ExceptionReason.EMAIL_ONLY, "Only write, please")  # nobody objects yet
    here.clock.advance(10 * MINUTE)
    send_back(here.ben, lead, here.entries(lead, "exception")[0].id)
    for desk in (here.ana, here.cy):
        with pytest.raises(Refused, match=r"Ben Ito sent this back \(10:10\).*a manager"):
            say_exception(desk, lead, ExceptionReason.EMAIL_ONLY, "Only write")
    assert len(here.entries(lead, "exception")) == 2
    say_exception(here.ana, lead, ExceptionReason.OWED_AN_ANSWER, "What does it cost?")


def test_a_word_of_ones_own_sends_nothing_back(here: Staffed) -> None:
    lead = here.lead()
    say_exception(here.ana, lead, ExceptionReason.EMAIL_ONLY, "Only write")
    with pytest.raises(Refused, match="one's own"):
        send_back(here.ana, lead, here.entries(lead, "exception")[0].id)
    say_exception(here.ana, lead, ExceptionReason.EMAIL_ONLY, "Only write")


def test_a_promise_is_moved_by_a_later_one(here: Staffed) -> None:
    lead, now = here.lead(), here.clock.now()
    set_callback(here.ana, lead, now + HOUR)
    set_callback(here.ben, lead, now + 3 * HOUR)
    assert [one.promised_at for one in here.standing(lead).callbacks] == [now + 3 * HOUR]
    (row,) = queue(here.ana)
    assert (row.callback_at, row.remind_at) == (now + 3 * HOUR, now + 3 * HOUR - 5 * MINUTE)
    for act in (set_callback, set_appointment):
        with pytest.raises(Refused, match="has passed"):
            act(here.ana, lead, now)


def test_an_appointment_is_the_latest_one(here: Staffed) -> None:
    lead, now = here.lead(), here.clock.now()
    set_appointment(here.ana, lead, now + DAY)
    set_appointment(here.ana, lead, now + 2 * DAY)
    assert here.standing(lead).appointment_at == now + 2 * DAY
    assert here.standing(lead).stage is Stage.APPOINTMENT


def test_a_contact_meets_the_clock_but_is_no_attempt(here: Staffed) -> None:
    lead = here.lead()
    here.clock.advance(10 * MINUTE)
    say_contact(here.cy, lead, "visit", dialogue=True)
    standing = here.standing(lead)
    assert (standing.first_call.elapsed, standing.counted, standing.attempts) == (10 * MINUTE, 0, ())
    assert standing.owner == here.cy.person


def test_edited_details_keep_the_old_values_in_the_log(here: Staffed) -> None:
    lead = here.lead()
    form = DetailsForm(" Pat ", "Sampleton", "", (), (" new@example.test ", " "), " 1 Harbour Road ")
    edit_details(here.ana, lead, form, [phone(8), phone(1), phone(8)])
    view = lead_view(here.ana, lead)
    assert (view.name, view.emails, view.address) == (
        "Pat Sampleton",
        ("new@example.test",),
        "1 Harbour Road",
    )
    assert [(one.ref, one.e164) for one in view.phones] == [("n2", "+442079460008"), ("n1", "+442079460001")]
    arrival, edit = here.entries(lead, "arrival", "details edited")
    assert (arrival.details or {})["last"] == "Sample1"
    assert [one["ref"] for one in edit.body["numbers"]] == ["n2", "n1"]
    assert "Sampleton" not in str(dict(edit.body))  # personal details lie beside the entry


def test_no_act_knows_a_lead_that_is_not_there(here: Staffed) -> None:
    written = here.count()
    for act in (
        lambda: write_note(here.ana, "nothing", "x"),
        lambda: close_lead(here.ana, "nothing", ClosingReason.LOST),
        lambda: say_not_reached(here.ana, "nothing"),
        lambda: reopen(here.ana, "nothing", ""),
        lambda: confirm(here.ana, "nothing", "x"),
        lambda: lead_view(here.ana, "nothing"),
    ):
        with pytest.raises(Refused, match="There is no lead nothing"):
            act()
    assert here.count() == written
