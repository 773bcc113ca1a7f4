"""An agent's login tries to mail, or to say "not reached", before its calls.

Each refusal has a lawful twin that the same connection is granted: mostly the same story, one step later.
Days pass as the owner lets them (tests/helpers/shared_log.py); what asks goes through `bdc.push` at the end.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from bdc_desk.storage.codec import canonical
from tests.helpers.shared_log import HOUR, Answer, SharedLog
from tests.helpers.teams import TeamDatabase, TeamServer

Two = tuple[SharedLog, SharedLog]


@pytest.fixture(scope="module")
def database(team: TeamServer) -> Iterator[TeamDatabase]:
    """One database: each test has a lead of its own."""
    with team.database() as shared:
        yield shared


@pytest.fixture
def two(shared: TeamDatabase) -> Iterator[Two]:
    """Kim and Lee nine days ago, with a lead that arrived at eight in the morning."""
    with SharedLog(shared, "kim") as kim, SharedLog(shared, "lee", lead=kim.lead, past=kim.past) as lee:
        kim.go_back(days=9)
        lee.joined_before()
        assert kim.arrive().stands
        yield kim, lee


@pytest.fixture
def kim(database: TeamDatabase) -> Iterator[SharedLog]:
    """Kim today, with a new lead."""
    with SharedLog(database, "kim") as log:
        assert log.arrive().stands
        yield log


@pytest.fixture
def lee(kim: SharedLog) -> Iterator[SharedLog]:
    """Lee today, on the same lead."""
    with SharedLog(kim.shared, "lee", lead=kim.lead) as log:
        yield log


def why(answer: Answer) -> str:
    """The reason of a refusal that was sealed."""
    assert answer.no is not None
    assert answer.verdict.startswith("refused: "), answer
    return answer.verdict.removeprefix("refused: ")


def test_an_email_waits_for_its_calls(two: Two) -> None:
    kim, _ = two
    assert why(kim.ask("missed_you")) == "0 of 1 calls count"
    kim.call()
    assert kim.ask("missed_you").stands
    assert why(kim.ask("car_details")) == "1 of 2 calls count"
    kim.wait(hours=2)
    kim.call()
    assert kim.ask("car_details").stands


def test_calls_count_two_hours_apart_and_not_a_moment_less(two: Two) -> None:
    kim, _ = two
    kim.call()
    kim.wait(hours=2, micros=-1)
    kim.call()
    assert why(kim.ask("car_details")) == "1 of 2 calls count"
    kim.wait(micros=1)
    kim.call()
    kim.come_back()
    assert kim.ask("car_details").stands


def test_calls_of_one_moment_are_one_whatever_the_desk_says_of_its_clock(kim: SharedLog) -> None:
    for hours in (9, 6, 3, 0, -3, -6):
        assert kim.call(at=kim.now - hours * HOUR).stands
    assert why(kim.ask("car_details")) == "1 of 2 calls count"
    assert kim.ask("missed_you").stands


def test_a_desk_that_lay_idle_brings_no_calls_from_before_the_arrival(kim: SharedLog, lee: SharedLog) -> None:
    lee.joined_before()
    for hours in (90, 60, 30, 3):
        assert lee.call(at=lee.now - hours * HOUR, seen=0).stands
    assert why(lee.ask("last_try", seen=0)) == "1 of 4 calls count"
    assert lee.ask("missed_you", seen=0).stands


def test_a_telephone_system_s_word_does_not_date_a_call_back(kim: SharedLog) -> None:
    for evidence in "AB":
        at = kim.now - 30 * HOUR
        assert kim.call(evidence=evidence, at=at, began=at).stands  # an outcome of nothing
    assert why(kim.ask()) == "0 of 1 calls count"
    kim.call(evidence="A")
    assert kim.ask().stands


@pytest.mark.parametrize("asks", ["last_try", "not reached"])
def test_four_calls_take_three_days(two: Two, asks: str) -> None:
    kim, _ = two
    for _ in range(4):
        kim.call()
        kim.wait(hours=2)
    assert why(_asked(kim, asks)) == "day 1 of 3"
    kim.wait(hours=16)
    kim.call()
    assert why(_asked(kim, asks)) == "day 2 of 3"
    kim.wait(hours=24)
    kim.call()
    kim.come_back()
    assert _asked(kim, asks).stands


@pytest.mark.parametrize("asks", ["last_try", "not reached"])
def test_four_calls_take_two_parts_of_the_day(two: Two, asks: str) -> None:
    kim, _ = two
    for _ in range(4):
        kim.call()
        kim.wait(days=1)
    assert why(_asked(kim, asks)) == "1 of 2 parts of the day"
    kim.wait(hours=6)
    kim.call()
    kim.come_back()
    assert _asked(kim, asks).stands


@pytest.mark.parametrize("asks", ["last_try", "not reached"])
def test_three_calls_are_not_four(two: Two, asks: str) -> None:
    kim, _ = two
    for _ in range(3):
        kim.call()
        kim.wait(days=1, hours=3)
    assert why(_asked(kim, asks)) == "3 of 4 calls count"
    kim.call()
    kim.come_back()
    assert _asked(kim, asks).stands


def _asked(log: SharedLog, what: str) -> Answer:
    return log.say_not_reached() if what == "not reached" else log.ask(what)


def test_a_lawful_exception_opens_at_once(kim: SharedLog) -> None:
    assert why(kim.ask()) == "0 of 1 calls count"
    kim.claim_exception()
    assert kim.ask().stands
    assert why(kim.say_not_reached()) == "0 of 4 calls count"  # it makes nobody unreachable


def test_one_sends_back_no_exception_of_one_s_own_and_a_colleague_does(
    kim: SharedLog, lee: SharedLog
) -> None:
    kim.claim_exception()
    exception = kim.last
    kim.send_back(exception)
    assert kim.ask().stands
    lee.send_back(exception)
    assert why(kim.ask()) == "0 of 1 calls count"


@pytest.mark.parametrize("reason", ["lost", "spam", "do not call", "wrong number"])
def test_a_closed_lead_opens_nothing(kim: SharedLog, reason: str) -> None:
    kim.call()
    assert kim.ask().stands
    kim.write("closed", {"reason": reason})
    assert why(kim.ask()) == "the lead is closed"
    assert why(kim.say_not_reached()) == "the lead is closed"
    kim.write("reopened", {"reason": "by mistake"})
    assert kim.ask().stands


@pytest.mark.parametrize(
    "template", ["Missed_you", "missed_you ", " missed_you", "MISSED_YOU", "", "none", "m\u00efssed_you",
                 "calls", "missed\u200b_you", "__proto__", "missed_you'--", "$.missed_you", "0",
                 "missed_you\\u0000"],
)  # fmt: skip
def test_only_the_policy_s_templates_open(kim: SharedLog, template: str) -> None:
    kim.call()
    assert why(kim.ask(template)) in {
        "the policy in force has no such template",
        "a NUL in what the gate reads",
    }
    assert kim.ask("missed_you").stands


@pytest.mark.parametrize("template", [1, 0.5, None, True, [], ["missed_you"], {}, {"missed_you": 1}])
def test_a_template_is_named_by_a_text(kim: SharedLog, template: Any) -> None:
    kim.call()
    assert why(kim.ask(template)) == "an email is asked for by its template, and by nothing else"
    assert kim.ask("missed_you").stands


@pytest.mark.parametrize(
    "kind", ["Email asked", "EMAIL ASKED", "email\u00a0asked", "em\u0430il asked", "\uff45mail asked",
             "email asked ", "email  asked", "email\tasked", "e\u200bmail asked", "email\u0000asked",
             "not  reached", "n\u043et reached"],
)  # fmt: skip
def test_a_kind_that_looks_like_one_is_not_taken(kim: SharedLog, kind: str) -> None:
    (answer,) = kim.push(kim.fields(kind, {"template": "missed_you"}))
    assert answer.verdict == "rejected: a kind is small letters and single spaces"
    kim.call()
    assert kim.ask().stands


def test_a_question_handed_in_again_is_told_its_old_answer(kim: SharedLog) -> None:
    fields = kim.fields("email asked", {"template": "missed_you"})
    (first,) = kim.push(fields)
    assert why(first) == "0 of 1 calls count"
    kim.call()
    (again,) = kim.push_text(canonical(fields))
    kim.seq -= 1
    assert again == first
    assert kim.ask().stands


def test_a_call_handed_in_again_counts_once(two: Two) -> None:
    kim, _ = two
    dial = kim.fields("dialled", {"number": "n1", "way": "tel", "evidence": "C", "began": kim.now})
    kim.push(dial)
    kim.outcome(str(dial["id"]))
    kim.wait(hours=3)
    (again,) = kim.push(dial)
    kim.seq -= 1
    assert again.no is not None
    kim.outcome(str(dial["id"]))
    assert why(kim.ask("car_details")) == "1 of 2 calls count"
    kim.call()
    assert kim.ask("car_details").stands


def test_only_the_running_round_asks(kim: SharedLog) -> None:
    kim.call()
    for round_ in (2, 3, 10**17):
        assert why(kim.ask(round=round_)) == "this is not the running round of the lead"
    kim.arrive(round=2)
    assert why(kim.ask()) == "this is not the running round of the lead"
    kim.round = 2
    kim.call()
    assert kim.ask().stands


def test_a_lead_that_has_not_arrived_asks_nothing(kim: SharedLog) -> None:
    other = str(uuid4())
    kim.call(lead=other)
    assert why(kim.ask(lead=other)) == "the lead has not arrived"
    assert "belongs to a lead" in why(kim.ask(lead=None, round=0))
    kim.arrive(lead=other)
    kim.call(lead=other)
    assert kim.ask(lead=other).stands


def test_another_dealership_s_calls_are_none_here(kim: SharedLog) -> None:
    with SharedLog(kim.shared, "zoe", lead=kim.lead) as zoe:
        zoe.arrive()
        assert zoe.call().stands
        assert zoe.ask().stands
        assert why(kim.ask()) == "0 of 1 calls count"
        kim.outcome(zoe.attempt)
        assert why(kim.ask()) == "0 of 1 calls count"
    kim.call()
    assert kim.ask().stands


def test_a_dialogue_and_an_appointment_are_of_a_qualified_call(kim: SharedLog) -> None:
    for flag, template, words in (
        ("dialogue", "free_text", "no dialogue yet"),
        ("appointment", "appointment", "no appointment yet"),
    ):
        kim.call(flag, qualified="no")
        assert why(kim.ask(template)) == words
        kim.call(flag, evidence="D", qualified="if confirmed")
        assert why(kim.ask(template)) == words
        kim.call(flag)
        assert kim.ask(template).stands
