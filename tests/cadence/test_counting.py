"""domain.md, Attempts; docs/log.md: which attempts of a round count, step by step."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bdc_desk.cadence.counting import Counting, part_of_day
from tests.helpers.lead_log import LeadLog

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
GAP = timedelta(hours=2)


@pytest.mark.parametrize(
    ("apart", "counts"),
    [
        # two hours, to the second, after ...
        (timedelta(hours=2), True),
        (timedelta(hours=2, seconds=-1), False),
        # ... and before
        (timedelta(hours=-2), True),
        (timedelta(hours=-2, seconds=1), False),
        # at the same moment
        (timedelta(), False),
    ],
)
def test_the_gap_is_symmetric(apart: timedelta, counts: bool) -> None:
    counting = Counting(GAP)
    counting.offer("one", NOON, timedelta())
    assert counting.offer("two", NOON + apart, timedelta()) is counts
    assert "one" in counting


def test_a_place_set_free_serves_later_entries_only() -> None:
    counting = Counting(GAP)
    counting.offer("one", NOON, timedelta())
    counting.offer("two", NOON + timedelta(hours=1), timedelta())
    counting.withdraw("one")
    assert ["two" in counting, counting.offer("three", NOON, timedelta())] == [False, True]


@given(st.lists(st.integers(0, 600), max_size=12))
def test_no_two_that_count_lie_within_the_gap_and_nothing_is_pushed_out(minutes: list[int]) -> None:
    counting = Counting(GAP)
    stood: set[str] = set()
    for place, minute in enumerate(minutes):
        counting.offer(str(place), NOON + timedelta(minutes=minute), timedelta())
        assert stood <= {one.attempt for one in counting.counted}
        stood = {one.attempt for one in counting.counted}
    began = [one.began for one in counting.counted]
    assert all(later - earlier >= GAP for earlier, later in pairwise(began))


@pytest.mark.parametrize(
    ("hour", "minute", "part"),
    # before 12, 12-17, from 17
    [(0, 0, 0), (11, 59, 0), (12, 0, 1), (16, 59, 1), (17, 0, 2), (23, 59, 2)],
)
def test_parts_of_the_day(hour: int, minute: int, part: int) -> None:
    assert part_of_day(datetime(2026, 3, 2, hour, minute, tzinfo=UTC), (12, 17)) == part


# --- in a lead's log ---


def test_four_calls_in_ten_minutes_are_one() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    for minute in (1, 4, 7, 10):
        log.call(f"2026-03-02 10:{minute:02}")
    standing = log.standing("2026-03-02 10:20")
    assert standing.counted == 1
    assert [str(one.why) for one in standing.attempts] == [
        "counts",
        *["less than 2 h from another that counts"] * 3,
    ]


def test_late_entries_revoke_nothing_that_stood() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    first = log.call("2026-03-02 10:30")
    # entered on another desk while offline, sealed later, made earlier
    late = log.call("2026-03-02 10:01", by="bob", desk="desk-2")
    counted = {one.id: one.counted for one in log.standing("2026-03-02 11:00").attempts}
    assert counted == {first.id: True, late.id: False}


@pytest.mark.parametrize(
    ("by", "counted"),
    [
        # a second person
        ("kim", 1),
        # never one's own
        ("ann", 0),
    ],
)
def test_typed_attempts_count_once_another_person_confirms_them(by: str, counted: int) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    call = log.call("2026-03-02 10:05", evidence="D", written="2026-03-02 18:00")
    assert call.outcome is not None
    assert log.standing("2026-03-02 18:01").unconfirmed == (call.outcome.id,)
    log.confirm(call, by=by)
    standing = log.standing("2026-03-02 18:05")
    assert standing.counted == counted
    assert standing.unconfirmed == (() if counted else (call.outcome.id,))
    # it stopped the clock when it was made, not when it was confirmed
    assert standing.first_call.stopped_at == (log.at("2026-03-02 10:05") if counted else None)


def test_a_confirmation_is_judged_at_its_own_place_in_the_log() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    typed = log.call("2026-03-02 10:05", evidence="D", written="2026-03-02 10:30")
    log.call("2026-03-02 11:00")
    log.confirm(typed, at="2026-03-02 12:00")
    assert [one.counted for one in log.standing("2026-03-02 12:01").attempts] == [False, True]


def test_a_withdrawn_outcome_takes_its_attempt_out_and_another_may_be_said() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    call = log.call("2026-03-02 10:01", "dialogue")
    log.withdraw(call)
    standing = log.standing("2026-03-02 10:02")
    assert (standing.counted, standing.dialogue, standing.open_attempt) == (0, False, call.id)
    assert str(standing.attempts[0].why) == "outcome withdrawn"
    log.says(call, "no answer", span=None, qualified="yes")
    assert (log.standing("2026-03-02 10:03").counted, log.standing("2026-03-02 10:03").dialogue) == (1, False)


@pytest.mark.parametrize(
    ("calls", "days", "parts"),
    [
        # the evening before the change and the morning after it, told by the offset of each seal
        (["2026-03-28 23:30", "2026-03-29 09:00"], 2, 2),
        # 00:30 on the 29th is before the change: another day than 22:00
        (["2026-03-28 22:00", "2026-03-29 00:30"], 2, 2),
        # in summer 23:30 UTC is past midnight: the 16th
        (["2026-06-15 20:00", "2026-06-16 00:30"], 2, 2),
        # 12:30 in summer is 11:30 UTC and afternoon all the same
        (["2026-06-15 09:00", "2026-06-15 12:30"], 1, 2),
        # the night in which 1:30 comes twice (25 October): one local day
        (["2026-10-25 00:10", "2026-10-25 09:00"], 1, 1),
    ],
)
def test_days_and_parts_go_by_the_offset_of_the_seal(calls: list[str], days: int, parts: int) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    for call in calls:
        log.call(call, qualified="yes")
    standing = log.standing("2026-11-01 10:00")
    assert (standing.counted, standing.days, standing.parts) == (len(calls), days, parts)


def test_an_attempt_that_no_seal_has_yet_is_placed_by_the_zone() -> None:
    log = LeadLog("America/Los_Angeles")
    log.arrives("2026-03-02 10:00")
    # 17:30 there is 01:30 UTC of the next day
    for began in ("2026-03-02 10:01", "2026-03-02 17:30"):
        call = log.dials(began, sealed=False)
        body = {"attempt": call.id, "flags": [], "number": "n1", "qualified": "yes"}
        log.write("outcome", began, body, sealed=False)
    standing = log.standing("2026-03-02 18:00")
    assert (standing.counted, standing.days, standing.parts) == (2, 1, 2)


def test_a_clock_set_back_makes_later_dated_attempts_count_as_made_then() -> None:
    log = LeadLog()
    log.arrives("2026-03-02 09:00")
    log.call("2026-03-02 10:00")
    log.call("2026-03-04 10:00")
    log.call("2026-03-05 15:00")
    assert (log.standing("2026-03-06 10:00").counted, log.standing("2026-03-06 10:00").days) == (3, 3)
    # the computer's clock had been days ahead
    set_back = log.at("2026-03-02 12:00")
    micros_of = {"to": set_back.timestamp() * 1_000_000}
    log.write("clock set back", set_back, {"to": int(micros_of["to"]), "back_from": 0})
    standing = log.standing("2026-03-02 12:00")
    assert [one.began for one in standing.attempts] == [log.at("2026-03-02 10:00"), set_back, set_back]
    assert (standing.counted, standing.days) == (2, 1)


@pytest.mark.parametrize(
    ("evidence", "began"),
    [
        # begun on the desk: the moment it was written, whatever the body says
        ("C", "2026-03-02 15:00"),
        # typed in: the moment it tells, which lies before
        ("D", "2026-03-02 10:05"),
    ],
)
def test_when_a_call_began(evidence: str, began: str) -> None:
    log = LeadLog()
    log.arrives("2026-03-02 10:00")
    log.dials("2026-03-02 10:05", evidence=evidence, written="2026-03-02 15:00")
    assert log.standing("2026-03-02 16:00").attempts[0].began == log.at(began)
