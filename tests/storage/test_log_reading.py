"""What is read of the log is what was written, in the order of the seals."""

from datetime import timedelta
from itertools import pairwise

import pytest

from bdc_desk.storage import log_reading
from bdc_desk.storage.store import Store
from tests.helpers.plain_log import DESK, NINE_ON_MONDAY, OTHER, needs, rules
from tests.storage.writing import write

LEAD, SECOND_LEAD = "aaaaaaaa-0000-5000-8000-000000000001", "aaaaaaaa-0000-5000-8000-000000000002"
NUMBERS = {"numbers": [{"ref": "n1", "possible": True, "zones": ["Europe/London"]}]}
HOUR = timedelta(hours=1)


def _dial(at: int) -> dict[str, object]:
    return {"number": "n1", "way": "by hand", "evidence": "C", "began": at}


def test_an_entry_comes_back_as_it_was_written(store: Store) -> None:
    words = {"first": "Zoë", "comments": "Is it <b>red</b>?\n\x00"}
    with store.unit() as unit:
        own = "bbbbbbbb-0000-5000-8000-000000000001"
        arrival = write(unit, "arrival", NUMBERS, lead=LEAD, details=words, offset=-HOUR, id=own)
    assert arrival.id == own
    assert arrival.details == words
    assert (arrival.dealership, arrival.desk) == ("springfield", "desk-1")
    assert (arrival.desk_seq, arrival.seen) == (1, 0)
    assert arrival.seal is not None
    assert (arrival.seal.chain, arrival.seal.no, arrival.seal.offset) == (DESK.chain, 1, -HOUR)
    assert arrival.seal.sealed_at == arrival.seal.at == arrival.at == NINE_ON_MONDAY
    with store.snapshot() as snapshot:
        assert snapshot.entry(arrival.id) == arrival
        assert snapshot.entry("nobody") is None
        assert snapshot.entries_of(LEAD) == (arrival,)
        assert snapshot.head() == arrival.seal


def test_a_lead_s_entries_come_with_the_clock_s_corrections(store: Store) -> None:
    with store.unit() as unit:
        back = {"back_from": 1 << 60, "to": NINE_ON_MONDAY.timestamp() * 1_000_000 // 1}
        back["to"] = int(back["to"])
        write(unit, "dealership set up")
        corrected = write(unit, "clock set back", back)
        arrival = write(unit, "arrival", NUMBERS, lead=LEAD)
        write(unit, "arrival", NUMBERS, lead=SECOND_LEAD)
        again = write(unit, "clock set back", back)
        note = write(unit, "note", lead=LEAD, details={"text": "Rang off."})
    with store.snapshot() as snapshot:
        assert snapshot.entries_of(LEAD) == (corrected, arrival, again, note)
        assert snapshot.entries_of("nobody") == (corrected, again)


def test_entries_know_what_their_author_had_seen(store: Store) -> None:
    with store.unit() as unit:
        entries = [write(unit, "person added") for _ in range(3)]
    assert [entry.seen for entry in entries] == [0, 1, 2]
    for before, after in pairwise(entries):
        assert before.seal is not None
        assert after.seal is not None
        assert before.seal.hash != after.seal.hash
        assert before.id < after.id  # UUIDv7: ids sort by when they were made


def test_entries_of_kinds_in_a_span_of_time(store: Store) -> None:
    with store.unit() as unit:
        person = write(unit, "person added")
        first = write(unit, "arrival", NUMBERS, lead=LEAD, at=NINE_ON_MONDAY + HOUR)
        second = write(unit, "arrival", NUMBERS, lead=SECOND_LEAD, at=NINE_ON_MONDAY + 2 * HOUR)
    with store.snapshot() as snapshot:
        assert snapshot.entries_of_kinds("arrival", "person added") == (person, first, second)
        assert snapshot.entries_of_kinds("arrival", start=second.at) == (second,)
        assert snapshot.entries_of_kinds("arrival", end=second.at) == (first,)
        assert snapshot.entries_of_kinds("arrival", start=first.at, end=second.at) == (first,)
        assert snapshot.entries_of_kinds("note") == ()
        assert snapshot.entries_of_kinds() == ()


def test_leads_come_in_order_of_arrival(store: Store) -> None:
    with store.unit() as unit:
        write(unit, "arrival", NUMBERS, lead=SECOND_LEAD)
        write(unit, "arrival", NUMBERS, lead=LEAD)
        write(unit, "arrival", NUMBERS, lead=SECOND_LEAD, round=2)
    with store.snapshot() as snapshot:
        assert snapshot.leads() == (SECOND_LEAD, LEAD)


def test_leads_with_attempts_of_an_agent_in_a_span_of_time(store: Store) -> None:
    at = NINE_ON_MONDAY
    micros = int(at.timestamp()) * 1_000_000
    with store.unit() as unit:
        write(unit, "arrival", NUMBERS, lead=LEAD)
        write(unit, "arrival", NUMBERS, lead=SECOND_LEAD)
        write(unit, "dialled", _dial(micros), lead=SECOND_LEAD)
        write(unit, "dialled", _dial(micros + 3_600_000_000), lead=LEAD, at=at + HOUR, agent=OTHER)
        write(unit, "dialled", _dial(micros + 3_600_000_000), lead=SECOND_LEAD, at=at + HOUR, agent=OTHER)
    with store.snapshot() as snapshot:
        assert snapshot.leads_with_attempts(at, at + 2 * HOUR) == (SECOND_LEAD, LEAD)
        assert snapshot.leads_with_attempts(at, at + HOUR) == (SECOND_LEAD,)
        assert snapshot.leads_with_attempts(at + HOUR, at + 2 * HOUR, OTHER) == (LEAD, SECOND_LEAD)
        assert snapshot.leads_with_attempts(at, at + HOUR, OTHER) == ()


def test_the_highest_moment_is_the_one_since_the_clock_was_set_back(store: Store) -> None:
    with store.snapshot() as snapshot:
        assert snapshot.highest_at() is None
        assert snapshot.head() is None
    with store.unit() as unit:
        write(unit, "person added", at=NINE_ON_MONDAY + HOUR)
        write(unit, "person added", at=NINE_ON_MONDAY + HOUR - timedelta(minutes=1))
        assert unit.highest_at() == NINE_ON_MONDAY + HOUR
        write(unit, "clock set back", at=NINE_ON_MONDAY)
        assert unit.highest_at() == NINE_ON_MONDAY
        write(unit, "person added", at=NINE_ON_MONDAY + timedelta(minutes=1))
        assert unit.highest_at() == NINE_ON_MONDAY + timedelta(minutes=1)


def test_the_gate_stands_behind_the_store_s_door_too(store: Store) -> None:
    policy = {"version": "1", "text": "", "rules": rules(first=needs(0), second=needs(1))}
    with store.unit() as unit:
        write(unit, "policy used", policy)
        write(unit, "arrival", NUMBERS, lead=LEAD)
        asked = write(unit, "email asked", {"template": "first"}, lead=LEAD, details={"to": "a@example.test"})
    assert asked.details == {"to": "a@example.test"}


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT max(round) FROM sealed WHERE lead = 'x' AND kind = 'arrival'", "entry_lead_kind"),
        ("SELECT * FROM sealed WHERE lead = 'x'", "entry_lead_kind"),
        ("SELECT max(no) FROM sealed WHERE kind = 'clock set back'", "entry_kind_at"),
        (log_reading._HIGHEST, "seal_at"),
    ],
)
def test_a_log_may_grow_without_its_writing_slowing_down(store: Store, query: str, index: str) -> None:
    with store.snapshot() as snapshot:
        plan = [row[3] for row in snapshot._sql.rows(f"EXPLAIN QUERY PLAN {query}")]
    assert index in plan[0]
