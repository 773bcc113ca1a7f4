"""An agent's login invents calls, confirmations and exceptions so that an email opens before its call.

Each trick opens nothing, and then a call does.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.helpers.shared_log import HOUR, Answer, SharedLog
from tests.helpers.teams import TeamDatabase, TeamServer


@pytest.fixture(scope="module")
def database(team: TeamServer) -> Iterator[TeamDatabase]:
    """One database: each test has a lead of its own."""
    with team.database() as shared:
        yield shared


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


Trick = Callable[[SharedLog, SharedLog], Any]


def _never_dialled(kim: SharedLog, _: SharedLog) -> None:
    kim.outcome(str(uuid4()))


def _before_its_dial(kim: SharedLog, _: SharedLog) -> None:
    attempt = str(uuid4())
    kim.outcome(attempt)
    kim.dial(id=attempt)


def _of_an_outcome(kim: SharedLog, _: SharedLog) -> None:
    kim.call(qualified="no")
    kim.outcome(kim.last)


def _not_dialled(kim: SharedLog, _: SharedLog) -> None:
    kim.dial()
    kim.write("not dialled", {"attempt": kim.attempt})
    kim.outcome()


def _a_second_outcome(kim: SharedLog, _: SharedLog) -> None:
    kim.call(qualified="no")
    kim.outcome()


def _not_qualified(kim: SharedLog, _: SharedLog) -> None:
    kim.call(qualified="no")


def _dialled_only(kim: SharedLog, _: SharedLog) -> None:
    kim.dial()
    kim.ended()


def _of_another_lead(kim: SharedLog, _: SharedLog) -> None:
    other = str(uuid4())
    kim.arrive(lead=other)
    kim.call(lead=other)
    kim.outcome()


def _of_another_round(kim: SharedLog, _: SharedLog) -> None:
    kim.call(round=2)


def _of_a_round_that_is_over(kim: SharedLog, _: SharedLog) -> None:
    kim.call()
    kim.arrive(round=2)
    kim.round = 2


def _withdrawn(kim: SharedLog, _: SharedLog) -> None:
    kim.call()
    kim.withdraw(kim.attempt, kim.last)


def _typed_in_later(kim: SharedLog, _: SharedLog) -> None:
    verdict = kim.call(evidence="D", began=kim.now - HOUR).verdict
    assert verdict == "refused: a call typed in later counts once another person confirms it"


def _unconfirmed(kim: SharedLog, _: SharedLog) -> None:
    kim.call(evidence="D", qualified="if confirmed")


def _confirmed_by_oneself(kim: SharedLog, _: SharedLog) -> None:
    kim.call(evidence="D", qualified="if confirmed")
    kim.confirm(kim.last)


def _confirmed_at_one_s_other_desk(kim: SharedLog, _: SharedLog) -> None:
    kim.call(evidence="D", qualified="if confirmed")
    with SharedLog(kim.shared, "kim", lead=kim.lead) as second:
        assert second.confirm(kim.last).stands


def _confirmed_in_a_colleague_s_name(kim: SharedLog, lee: SharedLog) -> None:
    kim.call(evidence="D", qualified="if confirmed")
    verdict = kim.confirm(kim.last, agent=lee.person).verdict
    assert verdict == "rejected: entries go up under their author's login"


def _confirmed_beforehand(kim: SharedLog, lee: SharedLog) -> None:
    outcome = str(uuid4())
    lee.confirm(outcome)
    kim.dial(evidence="D")
    kim.outcome(qualified="if confirmed", evidence="D", id=outcome)


def _confirmed_though_not_qualified(kim: SharedLog, lee: SharedLog) -> None:
    kim.call(qualified="no")
    lee.confirm(kim.last)


def _the_dial_confirmed(kim: SharedLog, lee: SharedLog) -> None:
    kim.call(evidence="D", qualified="if confirmed")
    lee.confirm(kim.attempt)


def _confirmed_after_withdrawal(kim: SharedLog, lee: SharedLog) -> None:
    kim.call(evidence="D", qualified="if confirmed")
    outcome = kim.last
    kim.withdraw(kim.attempt, outcome)
    lee.confirm(outcome)


def _confirmed_on_another_lead(kim: SharedLog, lee: SharedLog) -> None:
    kim.call(evidence="D", qualified="if confirmed")
    other = str(uuid4())
    kim_s = kim.last
    lee.arrive(lead=other)
    lee.confirm(kim_s, lead=other)


def _of_a_refused_dial(kim: SharedLog, _: SharedLog) -> None:
    attempt = str(uuid4())
    assert why(kim.dial(began=0, id=attempt)).startswith("a dial begins when it is written")
    kim.outcome(attempt)


def _of_a_rejected_dial(kim: SharedLog, _: SharedLog) -> None:
    assert kim.dial(seen=0, id=str(uuid4())).no is None
    kim.outcome()


def _with_another_evidence(kim: SharedLog, _: SharedLog) -> None:
    kim.dial(evidence="D")
    assert why(kim.outcome(evidence="C")).startswith("an outcome repeats the number and the evidence")


def _with_another_number(kim: SharedLog, _: SharedLog) -> None:
    kim.dial()
    assert why(kim.outcome(number="n2")).startswith("an outcome repeats the number and the evidence")


def _answered_email_only_in_a_note(kim: SharedLog, _: SharedLog) -> None:
    kim.write("note", {"reason": "email only"})


def _an_exception_that_was_sent_back(kim: SharedLog, lee: SharedLog) -> None:
    kim.claim_exception()
    lee.send_back(kim.last)


def _an_exception_of_another_round(kim: SharedLog, _: SharedLog) -> None:
    kim.claim_exception(round=2)


def _an_exception_of_another_lead(kim: SharedLog, _: SharedLog) -> None:
    other = str(uuid4())
    kim.arrive(lead=other)
    kim.claim_exception(lead=other)


def _an_exception_of_one_s_own_making(kim: SharedLog, _: SharedLog) -> None:
    assert why(kim.claim_exception("owed nothing")).startswith("an exception has one of the three")


def _numbers_edited_away(kim: SharedLog, _: SharedLog) -> None:
    kim.write("details edited", {"numbers": []})
    kim.write("details edited", {"numbers": [{"ref": "n1", "possible": False}]})


def _a_number_found_dead_twice_at_once(kim: SharedLog, _: SharedLog) -> None:
    for _i in range(2):
        kim.call("dead number", qualified="no")


def _an_arrival_that_joins_without_a_number(kim: SharedLog, _: SharedLog) -> None:
    kim.write("arrival", {"numbers": []})


def _an_arrival_too_far_ahead(kim: SharedLog, _: SharedLog) -> None:
    assert "joins the running round" in why(kim.write("arrival", {"numbers": []}, round=99))


TRICKS: tuple[Trick, ...] = (
    _never_dialled, _before_its_dial, _of_an_outcome, _not_dialled, _a_second_outcome, _not_qualified,
    _dialled_only, _of_another_lead, _of_another_round, _of_a_round_that_is_over, _withdrawn, _typed_in_later,
    _unconfirmed, _confirmed_by_oneself, _confirmed_at_one_s_other_desk, _confirmed_in_a_colleague_s_name,
    _confirmed_beforehand, _confirmed_though_not_qualified, _the_dial_confirmed, _confirmed_after_withdrawal,
    _confirmed_on_another_lead, _of_a_refused_dial, _of_a_rejected_dial, _with_another_evidence,
    _with_another_number, _answered_email_only_in_a_note, _an_exception_that_was_sent_back,
    _an_exception_of_another_round, _an_exception_of_another_lead, _an_exception_of_one_s_own_making,
    _numbers_edited_away, _a_number_found_dead_twice_at_once, _an_arrival_that_joins_without_a_number,
    _an_arrival_too_far_ahead,
)  # fmt: skip


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.__name__)
def test_a_trick_opens_nothing_and_a_call_does(kim: SharedLog, lee: SharedLog, trick: Trick) -> None:
    trick(kim, lee)
    assert why(kim.ask("missed_you")) == "0 of 1 calls count"
    assert why(kim.say_not_reached()) == "0 of 4 calls count"
    kim.call()
    assert kim.ask("missed_you").stands


def test_a_typed_call_counts_once_a_colleague_confirms_it(kim: SharedLog, lee: SharedLog) -> None:
    kim.call(evidence="D", qualified="if confirmed", began=kim.now - HOUR)
    outcome = kim.last
    assert why(kim.ask()) == "0 of 1 calls count"
    assert lee.confirm(outcome).stands
    assert kim.ask().stands


def test_a_policy_may_let_typed_calls_count(kim: SharedLog) -> None:
    body = json.loads(str(kim.value("SELECT content FROM bdc.entry WHERE kind = 'policy used' LIMIT 1")))[
        "body"
    ]
    lax = {**body, "text": body["text"].replace('lowest_evidence = "C"', 'lowest_evidence = "D"')}
    with SharedLog(kim.shared, "max") as manager:
        assert manager.write("policy used", lax).stands
        assert kim.call(evidence="D", began=kim.now - HOUR).stands
        assert manager.write("policy used", body).stands
    assert "typed in later" in why(kim.call(evidence="D", began=kim.now - HOUR))
    assert kim.ask().stands
