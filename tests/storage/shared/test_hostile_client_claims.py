"""An agent's login takes what colleagues have in hand, keeps more than it can work, or stands in the way.

Each refusal has a lawful twin that the same connection is granted.
"""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.helpers.shared_log import SharedLog
from tests.helpers.teams import TeamDatabase


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


def customer(name: str = "c1", *numbers: Any, **more: Any) -> str:
    """A candidate as JSON."""
    return json.dumps({"customer": name, "lead": f"lead of {name}", "numbers": list(numbers), **more})


def claim(log: SharedLog, candidate: str | None, *, seconds: int | None = 60, desk: str | None = None) -> Any:
    """What `bdc.claim` answers."""
    return log.value("SELECT bdc.claim(%s, %s, %s)", desk or log.desk, candidate, seconds)


def news(log: SharedLog, held: list[str] | None = None, **forged: Any) -> Any:
    """What `bdc.news` answers."""
    right: dict[str, Any] = {
        "desk": log.desk, "version": "1", "chain": "", "mark": 0, "hash": b"", "off": 0, "state": "ready",
        "since": 0, "held": held or [], "seconds": 60,
    }  # fmt: skip
    return log.value("SELECT bdc.news(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", *{**right, **forged}.values())


def holder(log: SharedLog) -> str | None:
    """Who has the one customer in hand that anybody has."""
    found = log.owner.execute(
        "SELECT DISTINCT person FROM bdc.claim WHERE until > bdc.now_micros()"
    ).fetchall()
    return str(found[0][0]) if found else None


def refused(words: str) -> Any:
    """The block is refused with these words."""
    return pytest.raises(psycopg.DatabaseError, match=f"refused: .*{words}")


CALLS = (
    "bdc.claim(%s, '{\"customer\": \"c\", \"lead\": \"l\"}', 60)",
    "bdc.claim_next(%s, '[]', 0, 60)",
    "bdc.take_over(%s, '{\"customer\": \"c\", \"lead\": \"l\"}', 60)",
    "bdc.news(%s, '1', '', 0, '', 0, 'ready', 0, '{}', 60)",
    "bdc.release(%s, 'x')",
    "bdc.lease(%s, 'mailbox', 60)",
)  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_a_colleague_s_desk_is_not_spoken_for(kim: SharedLog, manager: SharedLog, call: str) -> None:
    for desk in (kim.desk, str(uuid4()), "", None):
        with refused("this desk is not one of yours; join first"):
            manager.connection.execute(f"SELECT {call}", (desk,))
    manager.connection.execute(f"SELECT {call}", (manager.desk,))


def test_what_a_colleague_has_in_hand_is_not_taken_renewed_or_let_go(kim: SharedLog, lee: SharedLog) -> None:
    token = claim(kim, customer("c1", "+441"))["token"]
    until = "SELECT min(until), max(until) FROM bdc.claim"
    before = kim.owner.execute(until).fetchone()
    for candidate in (customer("c1"), customer("c2", "+441"), customer("c2", "+442", "+441")):
        answer = claim(lee, candidate)
        assert (answer["granted"], answer["holder"]) == (False, kim.person)
    assert lee.value("SELECT bdc.release(%s, %s)", lee.desk, token) is False
    heard = news(lee, held=[token])
    assert [one["token"] for one in heard["claims"]] == [""]  # a colleague's token is not told
    news(lee, held=[token], seconds=600)
    assert kim.owner.execute(until).fetchone() == before
    assert holder(kim) == kim.person
    assert kim.value("SELECT bdc.release(%s, %s)", kim.desk, token) is True
    assert claim(lee, customer("c1", "+441"))["granted"]


def test_a_person_named_in_the_candidate_is_nobody(kim: SharedLog, lee: SharedLog) -> None:
    answer = claim(kim, customer("c1", person=lee.person, desk=lee.desk, token="mine", until=1 << 60))
    assert answer["token"] != "mine"
    assert holder(kim) == kim.person
    assert kim.owner.execute("SELECT DISTINCT desk FROM bdc.claim").fetchall() == [(kim.desk,)]


def test_all_keys_of_a_claim_are_held_renewed_and_let_go_together(kim: SharedLog, lee: SharedLog) -> None:
    token = claim(kim, customer("c1", "+441", "+442"))["token"]
    kim.owner.execute("UPDATE bdc.claim SET taken_at = taken_at - 60000000")  # the first moments are over
    news(kim, held=[token])
    for candidate in (customer("c1"), customer("x", "+441"), customer("x", "+442")):
        assert not claim(lee, candidate)["granted"]
    assert claim(kim, customer("c1", "+441", "+442"))["token"] == token
    assert news(kim, held=[])["claims"] == []
    assert claim(lee, customer("x", "+442"))["granted"]


def test_a_claim_runs_out_whatever_was_asked_for(kim: SharedLog, lee: SharedLog) -> None:
    for seconds in (10**9, 2**31 - 1):
        answer = claim(kim, customer("c1"), seconds=seconds)
        assert answer["until"] - kim.now <= 600_000_000
    for seconds in (-5, 0, None):
        assert claim(kim, customer("c1"), seconds=seconds)["until"] - kim.now <= 30_000_000
    token = answer["token"]
    news(kim, held=[token], seconds=10**9)
    longest = kim.owner.execute("SELECT max(until) - bdc.now_micros() FROM bdc.claim").fetchone()
    assert longest is not None
    assert longest[0] <= 600_000_000
    kim.owner.execute("UPDATE bdc.claim SET until = 0")
    news(kim, held=[token])  # what has run out is not renewed
    assert claim(lee, customer("c1"))["granted"]
    assert not claim(kim, customer("c1"))["granted"]


def test_nobody_hoards_customers(kim: SharedLog, lee: SharedLog) -> None:
    for number in range(20):
        assert claim(kim, customer(f"c{number}"))["granted"]
    with refused("nobody has more than 20 customers in hand"):
        claim(kim, customer("c20"))
    with SharedLog(kim.shared, "kim") as second, refused("nobody has more than 20 customers in hand"):
        claim(second, customer("c20"))
    assert claim(kim, customer("c19"))["granted"]  # renewing is no more
    assert claim(lee, customer("c20"))["granted"]


@pytest.mark.parametrize(
    "candidate",
    [None, "null", "[]", "7", '"c1"', "{}", '{"customer": "c"}', '{"lead": "l"}', customer(""),
     customer("x" * 65), customer(lead="x" * 65), customer(lead=""), customer(lead=None),
     customer(lead={}), customer(customer=7),
     customer(customer=["c"]), customer(more="x" * 4000), customer("c", *["+44"] * 1000)],
)  # fmt: skip
def test_a_candidate_names_its_customer_and_lead(kim: SharedLog, candidate: str | None) -> None:
    with refused("a claim names its customer and lead"):
        claim(kim, candidate)
    answer = kim.value(
        "SELECT bdc.claim_next(%s, %s, 0, 60)", kim.desk, f"[{candidate or 'null'}, {customer()}]"
    )
    assert answer["customer"] == "c1"


@pytest.mark.parametrize(
    "numbers",
    [["+441", "+441"], [None], [7, True, {}, []], ["x" * 3000], ["+44" + "1" * 38], [""], ["'; --"],
     ["\ud83d\ude97"], [f"+44{n}" for n in range(100)]],
)  # fmt: skip
def test_odd_numbers_keep_nobody_from_the_customer(kim: SharedLog, numbers: list[Any]) -> None:
    assert claim(kim, customer("c1", *numbers))["granted"]
    keys = kim.owner.execute("SELECT count(*) FROM bdc.claim").fetchone()
    assert keys is not None
    assert 1 <= keys[0] <= 21
    assert claim(kim, json.dumps({"customer": "c2", "lead": "l", "numbers": "+441"}))["granted"]


def test_twenty_candidates_are_enough(kim: SharedLog) -> None:
    ask = "SELECT bdc.claim_next(%s, %s, 0, 60)"
    for candidates in (
        "[" + ",".join(customer(f"c{n}") for n in range(1000)) + "]",
        "{}",
        '"x"',
        "null",
        None,
    ):
        with refused("at most 20 candidates"):
            kim.connection.execute(ask, (kim.desk, candidates))
    assert kim.value(ask, kim.desk, "[" + ",".join(customer(f"c{n}") for n in range(20)) + "]")["granted"]


def test_the_next_customer_is_none_that_a_colleague_just_wrote_of_or_is_calling(
    kim: SharedLog, lee: SharedLog
) -> None:
    def taken(seen: int) -> Any:
        ask = "SELECT bdc.claim_next(%s, %s, %s, 60)"
        return kim.value(ask, kim.desk, f"[{customer('c1', lead=lee.lead)}, {customer('c2')}]", seen)[
            "customer"
        ]

    lee.arrive()
    head = lee.value("SELECT no FROM bdc.head")
    assert taken(head - 1) == "c2"
    assert taken(head) == "c1"
    news(kim)
    lee.dial()
    head = lee.value("SELECT no FROM bdc.head")
    assert taken(head) == "c2"  # a call that was begun and not ended
    lee.outcome()
    assert taken(head) == "c2"  # which the desk has not seen
    assert taken(head + 1) == "c1"


def test_only_who_leads_takes_over(kim: SharedLog, lee: SharedLog, manager: SharedLog) -> None:
    claim(kim, customer("c1", "+441"))
    take = "SELECT bdc.take_over(%s, %s, 60)"
    with refused("a manager or the principal takes over"):
        lee.connection.execute(take, (lee.desk, customer("c1")))
    with refused("a manager or the principal takes over"), lee.connection.transaction():
        lee.connection.execute("SET LOCAL ROLE bdc_agent")
        lee.connection.execute(take, (lee.desk, customer("c1")))
    assert holder(kim) == kim.person
    assert manager.value(take, manager.desk, customer("c1", "+441"))["granted"]
    assert holder(kim) == manager.person


def test_a_lease_is_one_desk_s_until_it_runs_out(kim: SharedLog, lee: SharedLog, manager: SharedLog) -> None:
    lease = "SELECT bdc.lease(%s, %s, %s)"
    assert kim.value(lease, kim.desk, "mailbox", 10**9) is True
    assert lee.value(lease, lee.desk, "mailbox", 60) is False
    assert manager.value(lease, manager.desk, "mailbox", 60) is False
    assert kim.value(lease, kim.desk, "mailbox", 60) is True
    assert lee.value(lease, lee.desk, "folder", 60) is True
    for name in ("Mailbox", "mailbox'", "", " mailbox", "x" * 41, "m\u0430ilbox", None):
        with refused("a lease is named in small letters"):
            lee.connection.execute(lease, (lee.desk, name, 60))
    kim.owner.execute("UPDATE bdc.lease SET until = 0")
    assert lee.value(lease, lee.desk, "mailbox", None) is True


@pytest.mark.parametrize(
    "forged",
    [{"version": None}, {"chain": None}, {"mark": None}, {"hash": None}, {"off": None}, {"state": None},
     {"since": None}, {"held": None}, {"seconds": None}, {"version": "x" * 100000}, {"chain": "x" * 100000},
     {"hash": b"x" * 100000}, {"mark": -1}, {"mark": 2**62}, {"off": 2**62}, {"off": -(2**62)},
     {"state": "asleep"}, {"state": "x" * 100000}, {"since": 2**62}, {"since": -1}, {"held": ["x"] * 5000},
     {"held": [None]}, {"seconds": -1}],
    ids=lambda forged: str(forged)[:30],
)  # fmt: skip
def test_odd_news_is_heard_and_harms_nobody(kim: SharedLog, lee: SharedLog, forged: dict[str, Any]) -> None:
    claim(lee, customer("c1"))
    kim.owner.execute("UPDATE bdc.desk SET met_at = 0")
    heard = news(kim, **forged)
    assert [one["person"] for one in heard["claims"]] == [lee.person]
    assert [one["person"] for one in news(lee)["claims"]] == [lee.person]
    since = kim.owner.execute("SELECT max(since) <= bdc.now_micros() FROM bdc.presence").fetchone()
    assert since in {(True,), (None,)}
