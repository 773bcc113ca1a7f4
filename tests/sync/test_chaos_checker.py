"""The checker finds what it is for: each kind of loss, doubling and wrong word is planted, and found."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from bdc_desk.operations import lead_work
from bdc_desk.operations.receiving import receive_lead
from bdc_desk.sync.exchange import Exchange
from tests.helpers.chaos import ask_too_early, settle
from tests.helpers.desks import draft
from tests.helpers.journal import (
    Journal,
    Log,
    Saved,
    Told,
    compare,
    faults,
    read_journal,
    replica_log,
    shared_log,
)
from tests.helpers.teams import Member, TeamDatabase, TeamServer

EARLY = "refused: 0 of 4 calls count"


class Quiet:
    """Two desks with something behind them, at rest: one mail read by both, notes, and a thing refused."""

    def __init__(self, shared: TeamDatabase, folder: Path, stack: ExitStack) -> None:
        self.shared = shared
        self.members = {
            login: stack.enter_context(closing(Member(shared, login, folder / f"{login}.sqlite")))
            for login in ("kim", "lee")
        }
        self.journals = {login: Journal(folder / f"{login}.journal") for login in self.members}
        kim, lee = self.members.values()
        self.lead = receive_lead(kim.desk, draft(1, arrived_at=kim.desk.clock.now())).lead
        receive_lead(lee.desk, draft(1, arrived_at=lee.desk.clock.now()))
        lead_work.write_note(kim.desk, self.lead, "by Kim")
        lead_work.write_note(lee.desk, self.lead, "by Lee")
        ask_too_early(_Always(), kim.desk, self.lead)
        self.note()
        settle([one.sync for one in self.members.values()], [one.desk for one in self.members.values()])
        for login, member in self.members.items():
            self.journals[login].hear(member.desk)
        self.dealership = kim.dealership

    def note(self) -> None:
        for login, member in self.members.items():
            self.journals[login].note(member.store)

    def logs(self) -> tuple[Log, dict[str, Log]]:
        return (
            shared_log(self.shared, self.dealership),
            {login: replica_log(one.store) for login, one in self.members.items()},
        )

    def faults(self) -> list[str]:
        desks = {login: member.desk for login, member in self.members.items()}
        return faults(self.shared, self.dealership, desks, self.journals)


class _Always:
    """Dice that always fall on the first side."""

    def random(self) -> float:
        return 0.0


@pytest.fixture(scope="module")
def quiet(team: TeamServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quiet]:
    """Only looked at."""
    with team.database() as shared, ExitStack() as stack:
        yield Quiet(shared, tmp_path_factory.mktemp("quiet"), stack)


@pytest.fixture
def spoiled(shared: TeamDatabase, tmp_path: Path) -> Iterator[Quiet]:
    """To be spoiled."""
    with ExitStack() as stack:
        yield Quiet(shared, tmp_path, stack)


def test_a_sound_team_has_no_faults(quiet: Quiet) -> None:
    assert quiet.faults() == []
    assert [len(journal.saved) for journal in quiet.journals.values()] == [3, 2]
    assert [told.judged for told in quiet.journals["kim"].told] == ["stands", "stands", "refused"]
    assert [told.judged for told in quiet.journals["lee"].told] == ["stands"]
    for login, journal in quiet.journals.items():
        assert journal.file is not None
        assert read_journal(journal.file) == (journal.saved, journal.told)
        assert Journal(journal.file).note(quiet.members[login].store) == []


def _note_of(log: Log, words: str = "note") -> str:
    return next(row.entry for row in log.rows if json.loads(row.content)["kind"] == words)


Plant = Callable[[Log, dict[str, Log], dict[str, Journal]], tuple[Log, dict[str, Log]]]


def _lost_everywhere(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    entry = _note_of(server)
    return _renumbered(server.without(entry)), {
        name: _renumbered(log.without(entry)) for name, log in replicas.items()
    }


def _renumbered(log: Log) -> Log:
    return replace(log, rows=[replace(row, no=no) for no, row in enumerate(log.rows, start=1)])


def _doubled(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    entry = _note_of(server)
    return server.doubled(entry), {name: log.doubled(entry) for name, log in replicas.items()}


def _doubled_under_another_name(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    row = next(row for row in server.rows if row.entry == _note_of(server))
    fields = json.loads(row.content)
    fields["body"]["instead_of"] = row.entry
    anew = replace(row, no=server.rows[-1].no + 1, entry="anew", content=json.dumps(fields), desk="new")
    return replace(server, rows=[*server.rows, anew]), {
        name: replace(log, rows=[*log.rows, anew]) for name, log in replicas.items()
    }


def _told_as_accepted(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    refused = next(told for told in journals["kim"].told if told.judged == "refused")
    journals["kim"].told.append(Told(refused.entry, "stands"))
    return server, replicas


def _nobody_told(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    return server, {name: replace(log, attention=[]) for name, log in replicas.items()}


def _other_verdict(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    refused = next(row.entry for row in server.rows if row.verdict != "stands")
    return server, {**replicas, "lee": replicas["lee"].with_verdict(refused, "stands")}


def _missing_row(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    return server, {**replicas, "lee": replicas["lee"].without(server.rows[-1].entry)}


def _other_bytes(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    entry = _note_of(server)
    rows = [replace(row, content=row.content + " ") if row.entry == entry else row for row in server.rows]
    return replace(server, rows=rows), {name: replace(log, rows=rows) for name, log in replicas.items()}


def _not_kept(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    return replace(server, replaced=[]), {name: replace(log, replaced=[]) for name, log in replicas.items()}


def _still_waits(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    return server, {**replicas, "kim": replace(replicas["kim"], waiting=["something"])}


def _never_told(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    journals["kim"].saved.pop()
    return server, replicas


def _told_of_nothing(
    server: Log, replicas: dict[str, Log], journals: dict[str, Journal]
) -> tuple[Log, dict[str, Log]]:
    journals["lee"].saved.append(Saved.of("nowhere", replicas["lee"].desk, 99, "{}"))
    return server, replicas


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (_lost_everywhere, "it is lost"),
        (_told_of_nothing, "it is lost"),
        (_doubled, "is there 2 times"),
        (_doubled_under_another_name, "and once more as anew"),
        (_told_as_accepted, "stands; the shared database says refused"),
        (_nobody_told, "was refused and nobody told its author"),
        (_other_verdict, "verdict 'stands' here, 'refused: "),
        (_missing_row, "is not here"),
        (_other_bytes, "it is there with other bytes"),
        (_not_kept, "another stands in its place, and it was not kept"),
        (_still_waits, "something still waits"),
        (_never_told, "that no desk was told of"),
    ],
)
def test_what_is_planted_is_found(quiet: Quiet, plant: Plant, words: str) -> None:
    journals = {name: Journal(journal.file) for name, journal in quiet.journals.items()}
    server, replicas = quiet.logs()
    assert compare(server, replicas, journals) == []
    server, replicas = plant(server, replicas, journals)
    assert any(words in fault for fault in compare(server, replicas, journals))


def test_what_no_desk_lived_to_say_is_allowed_for_as_many_as_were_cut_down(quiet: Quiet) -> None:
    journals = {name: Journal(journal.file) for name, journal in quiet.journals.items()}
    journals["kim"].saved.pop()
    server, replicas = quiet.logs()
    assert compare(server, replicas, journals, cut_down=1) == []
    assert compare(server, replicas, journals, cut_down=0) != []


def test_a_row_taken_out_of_a_replica_s_file_is_found(spoiled: Quiet) -> None:
    path = spoiled.members["lee"].store.path
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        (guard,) = plain.execute("SELECT sql FROM sqlite_master WHERE name = 'seal_no_delete'").fetchone()
        plain.execute("DROP TRIGGER seal_no_delete")
        plain.execute("DELETE FROM seal WHERE no = (SELECT max(no) FROM seal)")
        plain.execute(guard)
    assert any(
        words.startswith("lee: number ") and words.endswith("is not here") for words in spoiled.faults()
    )


def test_an_entry_taken_out_of_the_shared_database_is_found(spoiled: Quiet) -> None:
    with spoiled.shared.owner() as owner:
        for table in ("seal", "detail", "entry"):
            owner.execute(f"ALTER TABLE bdc.{table} DISABLE TRIGGER only_added_to")
        (entry,) = owner.execute(
            "DELETE FROM bdc.seal WHERE no = (SELECT max(no) FROM bdc.seal s WHERE s.dealership = %s) "
            "AND dealership = %s RETURNING entry", (spoiled.dealership, spoiled.dealership)
        ).fetchone() or ("",)  # fmt: skip
        owner.execute("DELETE FROM bdc.detail WHERE entry = %s", (entry,))
        owner.execute("DELETE FROM bdc.entry WHERE id = %s", (entry,))
        for table in ("seal", "detail", "entry"):
            owner.execute(f"ALTER TABLE bdc.{table} ENABLE TRIGGER only_added_to")
    found = spoiled.faults()
    assert any(f"that {entry} is saved: it is lost" in words for words in found)
    assert any("the tail was cut" in words for words in found)


def test_a_sync_that_forgets_a_row_is_found(spoiled: Quiet, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checker over a program with a fault: it takes the outbox for done without having handed it in."""
    kim = spoiled.members["kim"]
    lead_work.write_note(kim.desk, spoiled.lead, "never handed in")
    spoiled.note()
    monkeypatch.setattr(Exchange, "push", lambda self: 0)
    monkeypatch.setattr(Exchange, "refill", lambda self: None)
    kim.sync()
    assert any("still waits" in words for words in spoiled.faults())


def test_a_list_that_was_not_concluded_is_found(spoiled: Quiet, monkeypatch: pytest.MonkeyPatch) -> None:
    kim, lee = spoiled.members.values()
    receive_lead(kim.desk, draft(2, arrived_at=kim.desk.clock.now()))
    spoiled.note()
    kim.sync()
    monkeypatch.setattr(Exchange, "conclude", lambda self: iter(()))
    lee.sync()
    kim.sync()
    spoiled.journals["kim"].hear(kim.desk)
    assert any("lead_row" in words for words in spoiled.faults())
