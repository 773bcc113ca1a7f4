"""A replica in a team: what is made here is judged and waits; what comes down with its seal is stored."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bdc_desk.cadence.kinds import Kind
from bdc_desk.storage.codec import NO_HASH, canonical, chain_hash, details_digest
from bdc_desk.storage.replication import ChainBroken, ProfileCopied, PushFirst, SealedRow
from bdc_desk.storage.store import Store
from tests.helpers.plain_log import DESK, SALT, PlainLog, needs, rules

TEAM = replace(DESK, sealer="shared")


class TeamLog(PlainLog):
    """Writes entries as a desk in a team does: they wait without a seal."""

    def write(
        self,
        kind: str,
        body: Mapping[str, Any] | None = None,
        *,
        details: Mapping[str, Any] | None = None,
        **forged: Any,
    ) -> str:
        """Append one entry that waits; its id, also in `last`."""
        if details is not None:
            forged["details"] = details_digest(SALT, canonical(details))
        entry = self.insert_entry(self.fields(kind, body, **forged))
        self.connection.execute("INSERT INTO outbox VALUES (?, ?)", (entry, self.offset))
        self.last = entry
        return entry

    def come_down(self, *contents: str, verdict: str = "stands", hashed: bool = True) -> list[SealedRow]:
        """Rows as the shared database would send them next."""
        no, previous = self.connection.execute(
            "SELECT no, hash FROM seal UNION ALL SELECT 0, ? ORDER BY no DESC LIMIT 1", (NO_HASH,)
        ).fetchone()
        rows = []
        for content in contents:
            no, at = no + 1, json.loads(content)["at"]
            digest = chain_hash(previous, DESK.chain, no, at, at, 0, verdict, content)
            previous = digest if hashed else bytes(32)
            rows.append(SealedRow(no, at, at, 0, verdict, previous, content, None, None))
        return rows

    def colleague_s(self, kind: str, body: object = None, seq: int = 1, **forged: object) -> str:
        """An entry of another desk, as text."""
        return canonical({**self.fields(kind, body, desk="desk-2", desk_seq=seq), **forged})  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(tmp_path / "log.db")) as opened:
        with opened.unit() as unit:
            unit.put_this_desk(TEAM)
        yield opened


@pytest.fixture
def log(store: Store) -> Iterator[TeamLog]:
    with closing(TeamLog(store.path)) as opened:
        yield opened


def take(store: Store, rows: list[SealedRow], already_here: frozenset[str] = frozenset()) -> int:
    with store.unit() as unit:
        return unit.take(rows, already_here)


def test_what_is_made_here_is_judged_by_what_waits_as_well(store: Store, log: TeamLog) -> None:
    policy = log.colleague_s(
        Kind.POLICY_USED, {"version": "v", "rules": rules(first=needs(1))}, lead=None, round=0
    )
    take(store, log.come_down(policy))
    log.arrive()
    with pytest.raises(sqlite3.IntegrityError, match="0 of 1 calls count"):
        log.ask()
    log.call()
    log.ask()
    with store.snapshot() as snapshot:
        assert snapshot.waiting_count() == 4
        assert [item.desk_seq for item in snapshot.outbox(10)] == [1, 2, 3, 4]
        assert [entry.kind for entry in snapshot.entries_of(log.lead)] == [
            Kind.ARRIVAL,
            Kind.DIALLED,
            Kind.OUTCOME,
            Kind.EMAIL_ASKED,
        ]


def test_what_comes_down_is_stored_whatever_the_gate_here_would_say(store: Store, log: TeamLog) -> None:
    asked = log.colleague_s(Kind.EMAIL_ASKED, {"template": "first"})
    assert take(store, log.come_down(asked)) == 1
    assert take(store, log.come_down(asked)[:0]) == 0


def test_a_seal_that_does_not_link_is_not_stored(store: Store, log: TeamLog) -> None:
    note = log.colleague_s(Kind.NOTE)
    for rows in (
        log.come_down(note, hashed=False),
        [replace(row, verdict="refused: so") for row in log.come_down(note)],
        [replace(row, content=row.content.replace('"note"', '"memo"')) for row in log.come_down(note)],
        [replace(row, at=row.at + 1) for row in log.come_down(note)],
        log.come_down(note, log.colleague_s(Kind.NOTE, seq=2))[1:],
    ):
        with pytest.raises(ChainBroken):
            take(store, rows)
    assert log.value("SELECT count(*) FROM entry") == 0


def test_details_that_are_not_those_of_the_digest_are_not_stored(store: Store, log: TeamLog) -> None:
    note = log.colleague_s(Kind.NOTE, details=details_digest(SALT, canonical({"text": "so"})))
    (row,) = log.come_down(note)
    with pytest.raises(ChainBroken, match="other details"):
        take(store, [replace(row, salt=SALT, details=canonical({"text": "not so"}))])
    take(store, [replace(row, salt=SALT, details=canonical({"text": "so"}))])


def test_its_own_entry_comes_back_with_a_seal_and_waits_no_more(store: Store, log: TeamLog) -> None:
    log.arrive()
    content = log.value("SELECT content FROM entry")
    take(store, log.come_down(content))
    with store.snapshot() as snapshot:
        assert snapshot.waiting_count() == 0
        (entry,) = snapshot.entries_of(log.lead)
        assert entry.seal is not None


def test_an_entry_of_this_desk_that_is_not_here_tells_of_a_copy(store: Store, log: TeamLog) -> None:
    elsewhere = canonical(log.fields(Kind.NOTE))
    with pytest.raises(ProfileCopied):
        take(store, log.come_down(elsewhere))


def test_an_arrival_that_a_colleague_had_read_before_gives_way_once_it_was_handed_in(
    store: Store, log: TeamLog
) -> None:
    entry = log.arrive()
    before = log.value("SELECT content FROM entry")
    rows = log.come_down(log.colleague_s(Kind.ARRIVAL, {"numbers": []}, id=entry))
    with pytest.raises(PushFirst):
        take(store, rows)
    take(store, rows, frozenset({entry}))
    assert log.value("SELECT content FROM replaced") == before
    assert log.value("SELECT desk FROM entry") == "desk-2"
    assert log.value("SELECT count(*) FROM outbox") == 0
    assert log.fields(Kind.NOTE)["desk_seq"] == 1  # what a plain program would take next ...
    log.write(Kind.NOTE, desk_seq=2)  # ... but the replaced one's place stays taken


def test_no_other_entry_gives_way(store: Store, log: TeamLog) -> None:
    log.arrive()
    note = log.write(Kind.NOTE)
    rows = log.come_down(log.colleague_s(Kind.NOTE, id=note))
    with pytest.raises(ChainBroken, match="other bytes"):
        take(store, rows, frozenset({note}))


def test_nothing_is_taken_out_but_what_moved(store: Store, log: TeamLog) -> None:
    entry = log.arrive()
    for statement in (
        "DELETE FROM entry",
        "DELETE FROM entry WHERE id = ?1",
        "UPDATE entry SET kind = 'note'",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            log.connection.execute(statement, (entry,) if "?1" in statement else ())
    content = log.value("SELECT content FROM entry")
    log.connection.execute("INSERT INTO replaced VALUES ('desk-1', 9, ?, 'other bytes')", (entry,))
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        log.connection.execute("DELETE FROM entry")
    take(store, log.come_down(content))
    log.connection.execute("INSERT INTO replaced VALUES ('desk-1', 10, ?, ?)", (entry, content))
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        log.connection.execute("DELETE FROM entry")  # what has a seal never moves
    for verb in ("DELETE FROM replaced", "UPDATE replaced SET entry = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
            log.connection.execute(verb)


def test_a_team_s_log_is_not_sealed_alone_again(log: TeamLog, store: Store) -> None:
    log.arrive()
    take(store, log.come_down(log.value("SELECT content FROM entry")))
    with pytest.raises(sqlite3.IntegrityError, match="not sealed alone again"):
        log.connection.execute("UPDATE this_desk SET sealer = 'desk'")
    with pytest.raises(sqlite3.IntegrityError, match="stay as they are"):
        log.connection.execute("UPDATE this_desk SET dealership = 'shelbyville'")


def test_a_chain_that_continues_begins_with_the_seals_known_here(store: Store, log: TeamLog) -> None:
    log.arrive()
    first = log.value("SELECT content FROM entry")
    log.write(Kind.NOTE)
    second = log.value("SELECT content FROM entry WHERE kind = 'note'")
    take(store, log.come_down(first, second))
    fresh = str(uuid4())
    with store.unit() as unit:
        unit.follow_chain(fresh, 1)
        head = unit.head()
        assert head is not None
        assert (head.chain, head.no) == (fresh, 1)
        assert unit.refill_outbox(log.now - log.now) == 1  # the note is not in it
    at = json.loads(second)["at"]
    digest = chain_hash(head.hash, fresh, 2, at, at, 0, "stands", second)
    with pytest.raises(ChainBroken):
        take(store, [SealedRow(2, at, at, 0, "stands", bytes(32), second, None, None)])
    take(store, [SealedRow(2, at, at, 0, "stands", digest, second, None, None)])
    with store.snapshot() as snapshot:
        assert snapshot.waiting_count() == 0


def test_written_anew_names_the_old_and_keeps_what_hangs_together(store: Store, log: TeamLog) -> None:
    arrival = log.arrive()
    attempt = log.call()
    with store.unit() as unit:
        assert unit.begin_anew(frozenset()) == 3
        desk = unit.desk()
        assert desk is not None
        anew = [json.loads(item.content) for item in unit.outbox(10)]
    assert desk.desk != DESK.desk
    assert [fields["desk_seq"] for fields in anew] == [1, 2, 3]
    assert anew[0]["id"] == arrival
    dialled, outcome = anew[1], anew[2]
    assert dialled["body"]["instead_of"] == attempt
    assert outcome["body"]["attempt"] == dialled["id"] != attempt
    assert log.value("SELECT count(*) FROM replaced") == 3
