"""Agents at one moment, and an agent who stands in the way with an open transaction or a lock."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.helpers.shared_log import SharedLog
from tests.helpers.teams import TeamDatabase
from tests.storage.shared.test_hostile_client_claims import claim, customer, news


@pytest.fixture
def kim(shared: TeamDatabase) -> Iterator[SharedLog]:
    """An agent at a desk."""
    with SharedLog(shared, "kim") as log:
        yield log


@pytest.fixture
def lee(shared: TeamDatabase) -> Iterator[SharedLog]:
    """A colleague at another desk."""
    with SharedLog(shared, "lee") as log:
        yield log


@pytest.fixture
def manager(shared: TeamDatabase) -> Iterator[SharedLog]:
    """A manager at a third."""
    with SharedLog(shared, "max") as log:
        yield log


def test_a_lock_that_anybody_may_take_stops_no_claim(
    kim: SharedLog, lee: SharedLog, manager: SharedLog
) -> None:
    for seed in range(3):
        for key in ("customer:c1", "c1", "tel:+441"):
            lee.connection.execute(
                "SELECT pg_advisory_lock(hashtextextended(%s || %s, %s)), pg_advisory_lock(hashtext(%s))",
                (lee.dealership, key, seed, key),
            )
    assert claim(kim, customer("c1", "+441"))["granted"]
    assert manager.value("SELECT bdc.take_over(%s, %s, 60)", manager.desk, customer("c1", "+441"))["granted"]
    assert kim.write("note").stands


def test_a_claim_in_an_open_transaction_sends_the_next_one_elsewhere(kim: SharedLog, lee: SharedLog) -> None:
    both = f"[{customer('c1', '+441')}, {customer('c2', '+442')}]"
    with lee.connection.transaction():
        assert claim(lee, customer("c1", "+441"))["granted"]
        assert not claim(kim, customer("c1", "+441"))["granted"]
        assert kim.value("SELECT bdc.claim_next(%s, %s, 0, 60)", kim.desk, both)["customer"] == "c2"
    assert claim(kim, customer("c1", "+441"))["holder"] == lee.person


# Many at once


def at_once(logs: list[SharedLog], work: Callable[[SharedLog], Any]) -> list[Any]:
    """Do it in as many threads at one moment; what came of each."""
    barrier, found = Barrier(len(logs), timeout=30), [None] * len(logs)

    def run(place: int) -> None:
        barrier.wait()
        try:
            found[place] = work(logs[place])
        except psycopg.Error as error:
            found[place] = error

    threads = [Thread(target=run, args=(place,)) for place in range(len(logs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    return found


@pytest.fixture
def twenty(shared: TeamDatabase) -> Iterator[list[SharedLog]]:
    """Twenty desks of four people."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(SharedLog(shared, login))
            for login in ("kim", "lee", "max", "pat")
            for _ in range(5)
        ]


@pytest.mark.parametrize("attempt", range(5))
def test_of_twenty_who_claim_one_customer_one_has_it(twenty: list[SharedLog], attempt: int) -> None:
    wanted = [customer(f"c{n % 3}", "+441", "+442") for n in range(20)]  # three customers with one telephone
    found = at_once(twenty, lambda log: claim(log, wanted[twenty.index(log)]))
    assert [one["granted"] for one in found].count(True) == 1
    assert twenty[0].owner.execute("SELECT count(DISTINCT token), count(*) FROM bdc.claim").fetchone() == (
        1,
        3,
    )


def test_twenty_who_ask_for_the_next_customer_have_twenty(twenty: list[SharedLog]) -> None:
    wanted = "[" + ",".join(customer(f"c{n}", f"+44{n}") for n in range(20)) + "]"
    found = at_once(twenty, lambda log: log.value("SELECT bdc.claim_next(%s, %s, 0, 60)", log.desk, wanted))
    granted = [one["customer"] for one in found if one["granted"]]
    assert len(granted) == len(set(granted)) >= 5  # who came upon two that were being taken looks again


def test_twenty_who_push_at_once_are_numbered_without_a_hole(twenty: list[SharedLog]) -> None:
    def push(log: SharedLog) -> list[Any]:
        return [log.push(*[log.fields("note", lead=str(uuid4())) for _ in range(5)]) for _ in range(3)]

    before = twenty[0].value("SELECT no FROM bdc.head")
    found = at_once(twenty, push)
    numbers = sorted(answer.no for pushes in found for answers in pushes for answer in answers)
    assert numbers == list(range(before + 1, before + 301))
    owner = twenty[0].owner
    sealed = owner.execute(
        "SELECT count(*), max(no), count(DISTINCT entry), bool_and(sealed_at >= before) FROM (SELECT *, "
        "lag(sealed_at, 1, 0::bigint) OVER (ORDER BY no) AS before FROM bdc.seal WHERE chain = %s) AS s",
        (twenty[0].chain,),
    ).fetchone()
    assert sealed == (before + 300, before + 300, before + 300, True)


def test_who_holds_the_head_open_makes_others_wait_for_a_while_and_no_longer(
    kim: SharedLog, lee: SharedLog
) -> None:
    lee.connection.execute("SET idle_in_transaction_session_timeout = 0")
    with lee.connection.transaction(force_rollback=True):
        assert lee.write("note", lead=str(uuid4())).stands
        with pytest.raises(psycopg.errors.LockNotAvailable, match="lock timeout"):
            kim.arrive()
        assert claim(kim, customer("c1"))["granted"]  # claims and news do not wait for the log
        assert news(kim)["no"] == kim.value("SELECT no FROM bdc.head")
    assert kim.arrive().stands


def test_who_holds_the_head_open_and_says_nothing_is_hung_up(kim: SharedLog, lee: SharedLog) -> None:
    lee.connection.execute("BEGIN")
    lee.write("note", lead=str(uuid4()))
    lee.connection.execute("SET idle_in_transaction_session_timeout = '1s'")
    assert kim.arrive().stands
    with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
        lee.connection.execute("COMMIT")
    assert kim.value("SELECT count(*) FROM bdc.entry WHERE desk = %s", lee.desk) == 0
