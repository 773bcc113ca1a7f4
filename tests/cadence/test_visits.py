"""docs/log.md, `shown` and `no show`: whether the customer came, when it is asked, and what follows."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.cadence.entry import micros
from bdc_desk.cadence.kinds import Kind
from bdc_desk.cadence.queue import badge, next_change, section, suggested, why_here
from bdc_desk.cadence.standing import Section
from tests.helpers.lead_log import LeadLog

MEETS = "2026-03-06 11:00"
EVENING = "2026-03-06 17:00"
ASKED = "Did the customer come to the appointment of Fri 6 Mar 11:00? Say shown or no-show (Ctrl+Enter)"


def agreed(meets: str = MEETS) -> LeadLog:
    """Called on Monday, an appointment for Friday."""
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    call = log.call("2026-03-02 10:05", "appointment", span=90)
    assert call.outcome is not None
    log.write(Kind.APPOINTMENT_SET, "2026-03-02 10:07", {"appointment_at": micros(log.at(meets))})
    return log


def says(log: LeadLog, kind: Kind, at: str, about: str | None = MEETS, **how: Any) -> None:
    log.write(kind, at, {"appointment_at": micros(log.at(about)) if about else None}, **how)


@pytest.mark.parametrize(
    ("meets", "asked_from"),
    [
        # the same evening: from the policy's last part of the day
        (MEETS, EVENING),
        ("2026-03-06 16:00", EVENING),
        # not within an hour of it
        ("2026-03-06 16:01", "2026-03-06 17:01"),
        ("2026-03-06 20:30", "2026-03-06 21:30"),
    ],
)
def test_it_is_asked_the_same_evening(meets: str, asked_from: str) -> None:
    log = agreed(meets)
    standing = log.standing("2026-03-05 10:00")
    assert (standing.shown, standing.ask_shown_from) == (None, log.at(asked_from))
    before = log.standing(log.at(asked_from) - timedelta(seconds=1))
    assert (before.next_step.what, before.section) == ("appointment", Section.LATER)
    now = log.standing(asked_from)
    assert (now.next_step.what, now.section) == ("say shown", Section.RETRIES)


def test_it_is_asked_where_the_row_stands() -> None:
    log = agreed()
    assert str(log.standing(EVENING).next_step.why) == ASKED
    row = log.row(EVENING)
    now = log.at(EVENING)
    assert (section(row, now), badge(row, now), why_here(row, now, log.zone)) == (
        Section.RETRIES,
        "DECIDE",
        ASKED,
    )
    assert suggested([row], now) == row
    # a row that was stored on Monday changes its place by itself
    stored = log.row("2026-03-02 11:00")
    assert section(stored, now) is Section.RETRIES
    assert next_change(stored, log.at("2026-03-06 12:00")) == now


@pytest.mark.parametrize(
    ("also", "now", "what", "place"),
    [
        # a promised call whose time has come goes before it, one for next week does not
        (
            lambda log: log.promise("2026-03-02 10:08", "2026-03-06 17:10"),
            EVENING,
            "say shown",
            Section.RETRIES,
        ),
        (
            lambda log: log.promise("2026-03-02 10:08", "2026-03-06 17:10"),
            "2026-03-06 17:05",
            "callback",
            Section.CALLBACKS,
        ),
        (
            lambda log: log.promise("2026-03-02 10:08", "2026-03-12 10:00"),
            EVENING,
            "say shown",
            Section.RETRIES,
        ),
        # no call is made for it, so nothing that forbids calls holds it back
        (lambda log: log.excepts("2026-03-03 10:00", "do not call"), EVENING, "say shown", Section.RETRIES),
        (lambda log: log.call("2026-03-03 10:00", "not interested"), EVENING, "say shown", Section.RETRIES),
        # a closed lead is asked nothing
        (lambda log: log.close("2026-03-03 10:00"), EVENING, "closed", None),
    ],
)
def test_what_goes_before_it(also: Any, now: str, what: str, place: Section | None) -> None:
    log = agreed()
    also(log)
    standing = log.standing(now)
    assert (standing.next_step.what, standing.section) == (what, place)


def test_who_was_never_called_stays_so() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.write(Kind.APPOINTMENT_SET, "2026-03-02 10:07", {"appointment_at": micros(log.at(MEETS))})
    standing = log.standing(EVENING)
    assert (standing.next_step.what, standing.section) == ("say shown", Section.NEVER_CALLED)


def test_after_no_show_the_follow_up_is_due_at_once_and_a_call_answers_it() -> None:
    log = agreed()
    says(log, Kind.NO_SHOW, "2026-03-06 21:30")  # closed by then
    standing = log.standing("2026-03-06 21:31")
    assert (standing.shown, standing.ask_shown_from, standing.stage) == (False, None, "appointment")
    assert (standing.next_step.what, standing.next_step.due_at) == ("follow up", log.at("2026-03-07 09:00"))
    assert "Did not come" in str(standing.next_step.why)
    log.call("2026-03-07 09:10")
    again = log.standing("2026-03-07 10:00")
    assert (again.next_step.what, again.next_step.due_at) == ("follow up", log.at("2026-03-08 09:00"))
    assert str(again.next_step.why).startswith("Follow up")


def test_after_shown_the_follow_up_is_due_the_next_opening_day() -> None:
    log = agreed()
    says(log, Kind.SHOWN, "2026-03-07 09:05")  # said the next morning: the visit was on Friday
    standing = log.standing("2026-03-07 09:06")
    assert (standing.shown, standing.ask_shown_from) == (True, None)
    assert (standing.next_step.what, standing.next_step.due_at) == ("follow up", log.at("2026-03-07 09:00"))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        # the last word stands
        ([(Kind.NO_SHOW, MEETS), (Kind.SHOWN, MEETS)], True),
        ([(Kind.SHOWN, MEETS), (Kind.NO_SHOW, MEETS)], False),
        # one without a moment is about the appointment before it
        ([(Kind.SHOWN, None)], True),
        # one about another appointment says nothing of this one
        ([(Kind.NO_SHOW, "2026-03-04 11:00")], None),
    ],
)
def test_which_word_stands(words: list[tuple[Kind, str | None]], shown: bool | None) -> None:
    log = agreed()
    for kind, about in words:
        says(log, kind, EVENING, about)
    assert log.standing("2026-03-06 18:00").shown is shown


@pytest.mark.parametrize("about", [MEETS, None])
def test_a_new_appointment_is_asked_for_anew(about: str | None) -> None:
    log = agreed()
    says(log, Kind.NO_SHOW, EVENING, about)
    log.write(
        Kind.APPOINTMENT_SET, "2026-03-06 17:05", {"appointment_at": micros(log.at("2026-03-09 11:00"))}
    )
    standing = log.standing("2026-03-06 17:06")
    assert (standing.shown, standing.next_step.what) == (None, "appointment")
    assert standing.ask_shown_from == log.at("2026-03-09 17:00")


def test_a_new_round_has_its_own_appointments() -> None:
    log = agreed()
    says(log, Kind.SHOWN, EVENING)
    log.arrives("2026-03-20 10:00")
    standing = log.standing("2026-03-20 10:01")
    assert (standing.shown, standing.ask_shown_from) == (None, None)
    assert [str(one.why) for one in standing.visits] == ["no appointment", "no appointment"]


@pytest.mark.parametrize(
    ("now", "said", "may"),
    [
        ("2026-03-06 10:59", None, {"shown": "not before 11:00", "no show": "not before 11:00"}),
        (
            "2026-03-05 10:59",
            None,
            {"shown": "not before Fri 6 Mar 11:00", "no show": "not before Fri 6 Mar 11:00"},
        ),
        (MEETS, None, {"shown": "", "no show": ""}),
        # the opposite word corrects what was said
        (EVENING, Kind.SHOWN, {"shown": "said already", "no show": ""}),
        (EVENING, Kind.NO_SHOW, {"shown": "", "no show": "said already"}),
    ],
)
def test_what_may_be_said(now: str, said: Kind | None, may: dict[str, str]) -> None:
    log = agreed()
    if said:
        says(log, said, EVENING)
    visits = log.standing(now).visits
    assert {one.name: "" if one.allowed else str(one.why) for one in visits} == may
    assert [one.label for one in visits] == ["Shown: the customer came", "No-show: the customer did not come"]


def test_of_an_appointment_without_a_known_time_it_may_be_said_and_is_not_asked() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.call("2026-03-02 10:05", "appointment", span=90)
    standing = log.standing("2026-03-02 18:00")
    assert standing.ask_shown_from is None
    assert all(one.allowed for one in standing.visits)
    says(log, Kind.SHOWN, "2026-03-02 18:01", None)
    assert log.standing("2026-03-02 18:02").shown is True


def test_only_a_closed_lead_may_be_reopened() -> None:
    log = agreed()
    assert log.standing("2026-03-03 10:00").may_reopen is None
    log.close("2026-03-03 10:00")
    reopen = log.standing("2026-03-03 10:01").may_reopen
    assert reopen is not None
    assert (reopen.name, reopen.allowed) == ("reopen", True)


@given(
    st.lists(
        st.tuples(st.sampled_from([Kind.SHOWN, Kind.NO_SHOW]), st.sampled_from([MEETS, None])), max_size=5
    ),
    st.integers(0, 6 * 24),
)
def test_asked_or_said_never_both(words: list[tuple[Kind, str | None]], hours: int) -> None:
    log = agreed()
    for kind, about in words:
        says(log, kind, EVENING, about)
    standing = log.standing(log.at("2026-03-06 18:00") + timedelta(hours=hours))
    assert (standing.shown is None) is (standing.ask_shown_from is not None) is (not words)
    assert sum(not one.allowed for one in standing.visits) == (1 if words else 0)
