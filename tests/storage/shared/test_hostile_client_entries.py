"""An agent's login hands forged entries to `push`: whose they are, in which order, and when they were.

Each is answered with its reason, and the same connection's next entry stands.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4, uuid5

import psycopg
import pytest

from bdc_desk.storage.codec import canonical
from tests.helpers.shared_log import DAY, HOUR, SECOND, SharedLog
from tests.helpers.teams import TeamDatabase, TeamServer


@pytest.fixture(scope="module")
def kim(team: TeamServer) -> Iterator[SharedLog]:
    """One agent, whose log all tests of refused entries here may share."""
    with team.database() as shared, SharedLog(shared, "kim") as log:
        assert log.arrive().stands
        yield log


@pytest.fixture(scope="module")
def lee(kim: SharedLog) -> Iterator[SharedLog]:
    """A colleague at another desk."""
    with SharedLog(kim.shared, "lee", lead=kim.lead) as log:
        assert log.write("note").stands
        yield log


# Whose it is, and its place


SOMEBODY = "0f0e0d0c-0b0a-4908-8706-050403020100"
OTHERS: list[tuple[dict[str, Any], str]] = [
    ({"id": "NOTE-1"}, "an id is a UUID in small letters"),
    ({"id": "0F0E0D0C-0B0A-4908-8706-050403020100"}, "an id is a UUID in small letters"),
    ({"id": "0f0e0d0c-0b0a-4908-8706-050403020100\n"}, "an id is a UUID in small letters"),
    ({"id": 7}, "an id is a UUID in small letters"),
    ({"id": None}, "an id is a UUID in small letters"),
    ({"id": ["0f0e0d0c-0b0a-4908-8706-050403020100"]}, "an id is a UUID in small letters"),
    ({"id": str(uuid5(UUID(int=1), "arrival"))}, "an id made of a mail's belongs to its arrival"),
    ({"dealership": "shelbyville"}, "not the dealership of this login"),
    ({"dealership": None}, "not the dealership of this login"),
    ({"agent": SOMEBODY}, "entries go up under their author's login"),
    ({"agent": None}, "entries go up under their author's login"),
    ({"agent": "kim"}, "entries go up under their author's login"),
    ({"desk": SOMEBODY}, "not an entry of this desk"),
    ({"desk": None}, "not an entry of this desk"),
    ({"desk_seq": 0}, "this desk has already used this desk_seq"),
    ({"desk_seq": 1}, "this desk has already used this desk_seq"),
    ({"desk_seq": -1}, "this desk has already used this desk_seq"),
    ({"desk_seq": 10**17}, "desk_seq must be the next one of the desk"),
    ({"desk_seq": 1.5}, "desk_seq is a whole number"),
    ({"desk_seq": "2"}, "desk_seq is a whole number"),
    ({"desk_seq": None}, "desk_seq is a whole number"),
    ({"desk_seq": True}, "desk_seq is a whole number"),
    ({"at": -1}, "`at` is whole microseconds"),
    ({"at": 221845392000000000}, "`at` is whole microseconds"),
    ({"at": 1.5}, "`at` is whole microseconds"),
    ({"at": "1"}, "`at` is whole microseconds"),
    ({"at": None}, "`at` is whole microseconds"),
    ({"at": {}}, "`at` is whole microseconds"),
    ({"at": 10**18}, "not written as desks write it"),
    ({"at": 10**400}, "not written as desks write it"),
    ({"at": 1e300}, "not written as desks write it"),
    ({"seen": -1}, "`seen` is a number of the chain"),
    ({"seen": 0.5}, "`seen` is a number of the chain"),
    ({"seen": "1"}, "`seen` is a number of the chain"),
    ({"seen": None}, "`seen` is a number of the chain"),
    ({"seen": 0}, "a desk does not forget what it had seen"),
    ({"seen": 10**17}, "nobody can have seen a number that was not given yet"),
    ({"round": -1}, "the round is a whole number"),
    ({"round": 1.5}, "the round is a whole number"),
    ({"round": "1"}, "the round is a whole number"),
    ({"round": None}, "the round is a whole number"),
    ({"kind": "Note"}, "a kind is small letters and single spaces"),
    ({"kind": "note "}, "a kind is small letters and single spaces"),
    ({"kind": "email  asked"}, "a kind is small letters and single spaces"),
    ({"kind": "email\u00a0asked"}, "a kind is small letters and single spaces"),
    ({"kind": "em\u0430il asked"}, "a kind is small letters and single spaces"),
    ({"kind": "email asked\n"}, "a kind is small letters and single spaces"),
    ({"kind": "email\u0000asked"}, "a kind is small letters and single spaces"),
    ({"kind": ""}, "a kind is small letters and single spaces"),
    ({"kind": None}, "a kind is small letters and single spaces"),
    ({"kind": ["note"]}, "a kind is small letters and single spaces"),
    ({"kind": "x" * 61}, "a kind is at most 60 letters"),
    ({"kind": "abcdefghijklm" * 900}, "a kind is at most 60 letters"),
    ({"policy": None}, "a policy is named by its version"),
    ({"policy": 1}, "a policy is named by its version"),
    ({"policy": "x" * 101}, "a policy is named by its version"),
    ({"policy": "'; DROP"}, "a policy is named by its version"),
    ({"lead": "LEAD"}, "a lead is a UUID in small letters"),
    ({"lead": 7}, "a lead is a UUID in small letters"),
    ({"lead": [SOMEBODY]}, "a lead is a UUID in small letters"),
    ({"body": []}, "the body is an object"),
    ({"body": None}, "the body is an object"),
    ({"body": "{}"}, "the body is an object"),
    ({"details": "0" * 64}, "details come with the entry that holds their digest"),
    ({"details": 7}, "details come with the entry that holds their digest"),
    ({"details": {}}, "details come with the entry that holds their digest"),
    ({"details": False}, "details come with the entry that holds their digest"),
    ({"no": 1}, "an entry has the thirteen fields of the log, no others"),
    ({"verdict": "stands"}, "an entry has the thirteen fields of the log, no others"),
    ({"seal": {"no": 1}}, "an entry has the thirteen fields of the log, no others"),
    ({"utc_offset": 3600}, "an entry has the thirteen fields of the log, no others"),
    ({"sealed_at": 0}, "an entry has the thirteen fields of the log, no others"),
    ({"hash": "00"}, "an entry has the thirteen fields of the log, no others"),
    ({"chain": SOMEBODY}, "an entry has the thirteen fields of the log, no others"),
    ({"": 1}, "an entry has the thirteen fields of the log, no others"),
]


@pytest.mark.parametrize(("forged", "words"), OTHERS, ids=lambda value: str(value)[:40])
def test_a_forged_field_is_not_taken(kim: SharedLog, forged: dict[str, Any], words: str) -> None:
    (answer,) = kim.push(kim.fields("note", **forged))
    assert (answer.no, answer.verdict.startswith("rejected: ")) == (None, True)
    assert words in answer.verdict
    assert kim.write("note").stands


@pytest.mark.parametrize(
    "field",
    [
        "id",
        "dealership",
        "lead",
        "round",
        "kind",
        "agent",
        "desk",
        "desk_seq",
        "at",
        "seen",
        "policy",
        "body",
    ],
)
def test_a_field_left_out_is_missed(kim: SharedLog, field: str) -> None:
    fields = kim.fields("note")
    del fields[field]
    (answer,) = kim.push_text(canonical(fields))
    assert answer.verdict == "rejected: an entry has the thirteen fields of the log, no others"
    assert kim.write("note").stands


def test_a_colleague_s_name_desk_and_number_are_theirs(kim: SharedLog, lee: SharedLog) -> None:
    assert "under their author's login" in kim.write("note", agent=lee.person).verdict
    assert "not an entry of this desk" in kim.write("note", desk=lee.desk).verdict
    with pytest.raises(psycopg.DatabaseError, match="refused: this desk is not one of yours; join first"):
        kim.connection.execute("SELECT * FROM bdc.push(%s, '{}', '{}', '{}', '{}')", (lee.desk,))
    with pytest.raises(psycopg.DatabaseError, match="refused: this desk belongs to somebody else"):
        kim.connection.execute("SELECT bdc.join_desk(%s, '1')", (lee.desk,))
    assert lee.write("note").stands
    assert kim.write("note").stands


def test_an_entry_handed_in_again_is_told_its_seal_and_with_other_content_refused(
    kim: SharedLog, lee: SharedLog
) -> None:
    fields = kim.fields("note", {"text": "once"})
    (first,) = kim.push(fields)
    head = kim.value("SELECT no FROM bdc.head")
    (again,) = kim.push_text(canonical(fields))
    kim.seq -= 1  # it had counted already
    assert again == first
    assert kim.value("SELECT no FROM bdc.head") == head
    other = kim.write("note", {"text": "twice"}, id=first.entry)
    assert other.verdict == "rejected: this id stands in the log with other content"
    theirs = lee.write("note", id=first.entry)
    assert theirs.verdict == "rejected: this id stands in the log with other content"
    arrival = kim.arrive(id=first.entry)
    assert arrival.verdict == "rejected: this id stands in the log with other content"
    assert kim.write("note").stands
    assert lee.write("note").stands


def test_the_arrival_of_one_mail_is_one_and_the_second_is_kept_beside_it(
    kim: SharedLog, lee: SharedLog
) -> None:
    arrival = str(uuid5(uuid4(), "arrival"))
    assert lee.arrive(id=arrival).stands
    content = kim.value("SELECT content FROM bdc.entry WHERE id = %s", arrival)
    forged = kim.arrive(False, id=arrival)
    assert (forged.no, forged.verdict) == (None, "already here")
    assert kim.value("SELECT content FROM bdc.entry WHERE id = %s", arrival) == content
    assert kim.value("SELECT count(*) FROM bdc.replaced WHERE entry = %s", arrival) == 1
    assert kim.write("note").stands


def test_numbers_have_no_hole_and_no_second_in_one_push(kim: SharedLog) -> None:
    entries = [kim.fields("note") for _ in range(4)]
    entries[1]["desk_seq"] += 5
    entries[2]["desk_seq"] = entries[0]["desk_seq"]
    answers = kim.push_text(*(canonical(fields) for fields in entries[:3]))
    assert [one.verdict for one in answers] == [
        "stands",
        "rejected: desk_seq must be the next one of the desk",
        "rejected: this desk has already used this desk_seq",
    ]
    assert kim.write("note").stands


def test_the_honest_rest_of_a_push_is_taken_whatever_stands_before_it(kim: SharedLog) -> None:
    good = kim.fields("note")
    bad: list[str | None] = [
        None, "", "nonsense", "[]", "null", '"text"', "7", "{}", "[" * 100000, '{"id":' * 50000, "x" * 400001,
        canonical({**good, "at": 1.5}), canonical({**good, "kind": "X"}), canonical({**good, "id": "\x00"}),
        canonical({**good, "more": 1}), canonical(good)[:-1], canonical(good).replace("{}", "1e400"),
    ]  # fmt: skip
    answers = kim.push_text(*bad, canonical(good))
    assert {one.verdict.partition(":")[0] for one in answers[:-1]} == {"rejected"}
    assert answers[-1].stands


def test_a_push_has_its_size_and_shape(kim: SharedLog) -> None:
    push = "SELECT count(*) FROM bdc.push(%s, %s::text[], %s::bytea[], %s::text[], %s::bytea[])"
    for contents, salts, details, archives in (
        (["{}"] * 1001, [None] * 1001, [None] * 1001, [None] * 1001),
        (["{}"], [], [None], [None]),
        (["{}"], [None], [None, None], [None]),
        (["{}"], [None], [None], []),
    ):
        with pytest.raises(psycopg.DatabaseError, match="refused: at most 1,000 entries, each with its salt"):
            kim.connection.execute(push, (kim.desk, contents, salts, details, archives))
    for nothing in ([], None):
        assert kim.value(push, kim.desk, nothing, nothing, nothing, nothing) == 0
    assert kim.value(push, kim.desk, ["{}"] * 1000, *[[None] * 1000] * 3) == 1000
    assert kim.write("note").stands


# When it was


def _sealed(log: SharedLog, entry: str) -> tuple[int, int]:
    return log.row("SELECT at, sealed_at FROM bdc.seal WHERE entry = %s", entry)  # type: ignore[return-value]


def test_the_future_begins_at_the_receipt(kim: SharedLog) -> None:
    for claimed in (kim.now + SECOND, kim.now + HOUR, kim.now + 400 * DAY, 221845391999999999):
        assert kim.write("note", at=claimed).stands
        at, sealed_at = _sealed(kim, kim.last)
        assert at <= sealed_at <= kim.now


def test_the_past_ends_at_what_the_desk_had_seen(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim, SharedLog(shared, "lee") as lee:
        kim.go_back(days=9)
        kim.come_back()
        (joined,) = kim.owner.execute(
            "SELECT joined_at FROM bdc.desk WHERE desk = %s", (kim.desk,)
        ).fetchone()
        assert kim.write("note", at=0, seen=0).stands
        assert _sealed(kim, kim.last)[0] == joined  # before joining
        assert kim.write("note", at=joined + DAY, seen=0).stands  # as a desk without a connection writes
        assert _sealed(kim, kim.last)[0] == joined + DAY
        assert kim.write("note", at=joined + HOUR, seen=0).stands
        assert _sealed(kim, kim.last)[0] == joined + DAY  # not before its own entry before
        lee.arrive()
        seen = lee.value("SELECT no FROM bdc.head")
        assert kim.write("note", at=joined + 2 * DAY, seen=seen).stands
        at, _ = _sealed(kim, kim.last)
        assert at == kim.value("SELECT sealed_at FROM bdc.seal WHERE no = %s", seen)
        assert "does not forget" in kim.write("note", seen=seen - 1).verdict


def test_nothing_of_a_lead_was_before_its_arrival(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim, SharedLog(shared, "lee", lead=kim.lead) as lee:
        kim.joined_before()
        lee.arrive()
        assert kim.write("note", at=kim.now - 3 * DAY, seen=0).stands
        assert _sealed(kim, kim.last)[0] == _sealed(lee, lee.last)[0]


def test_a_telephone_system_dates_no_call_before_what_its_desk_had_seen(shared: TeamDatabase) -> None:
    with SharedLog(shared, "kim") as kim:
        kim.arrive()
        for evidence in "AB":
            early = kim.dial(evidence=evidence, at=kim.now - 10 * 60 * SECOND)
            assert early.verdict == "refused: a call is not dated before what its desk had seen"
            assert kim.dial(evidence=evidence).stands
