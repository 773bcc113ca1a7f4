"""The power goes at any write: every promised entry is there, the file is whole, and of what was in flight
there is all or nothing. The checker is shown what it must find.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.helpers.power.checking import check, lay_out, work_on
from tests.helpers.power.cutting import tally
from tests.helpers.power.disk import (
    SECTORS,
    Disk,
    Mood,
    Name,
    Sync,
    SyncFolder,
    Truncate,
    Write,
    mood,
)
from tests.helpers.power.recording import Act, Recording, Statement, recorded
from tests.helpers.power.replaying import FILE, Replay, replay
from tests.helpers.power.story import FILE as RECORDED
from tests.helpers.power.story import record

CUTS = 300
FULL = "PRAGMA synchronous = FULL"
NOTHING, EVERYTHING = Mood(0, 0, 512, False, False), Mood(1, 1, 512, False, False)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recording, Path]:
    """Production's own statements, recorded, and the file that they made."""
    folder = tmp_path_factory.mktemp("desk")
    return record(folder), folder / RECORDED


@pytest.fixture(scope="module")
def recording(told: tuple[Recording, Path]) -> Recording:
    return told[0]


@pytest.fixture(scope="module")
def replayed(recording: Recording) -> Replay:
    return replay(recording)


def test_300_power_cuts_lose_nothing(replayed: Replay, tmp_path: Path) -> None:
    found = tally(replayed, CUTS, Random("cuts"), tmp_path)
    assert found.faults == []
    # The cuts went where it hurts: into checkpoints, commits and recoveries, with the commit kept and gone.
    assert found.cuts == CUTS
    assert found.where["write of the database"] > 20
    assert min(found.in_recovery, found.in_flight_kept, found.in_flight_gone) > 20
    assert found.worked_on > 2


@pytest.mark.parametrize(
    ("sent", "weaker"),
    [
        (FULL, "PRAGMA synchronous = NORMAL"),
        (FULL, "PRAGMA synchronous = OFF"),
        ("PRAGMA fullfsync = ON", "PRAGMA fullfsync = OFF"),
    ],
)
def test_a_weaker_pragma_is_found_out(recording: Recording, tmp_path: Path, sent: str, weaker: str) -> None:
    found = tally(replay(recording.with_pragma(sent, weaker)), 40, Random("weaker"), tmp_path)
    assert len(found.lost()) > 20


def test_a_new_file_turned_to_wal_before_the_syncs_are_full_is_found_out(
    recording: Recording, tmp_path: Path
) -> None:
    """Its first page may then be lost, and with it all that lies in the write-ahead log."""
    late = recording.with_pragma("PRAGMA fullfsync = ON", "PRAGMA journal_mode = WAL")
    late = replace(late, acts=_swapped(late.acts, "PRAGMA journal_mode = WAL", "PRAGMA fullfsync = ON"))
    assert tally(replay(late), 40, Random("late"), tmp_path).lost()


def _swapped(acts: list[Act], doubled: str, other: str) -> list[Act]:
    """Of two same statements in a row the second becomes `other`."""
    return [
        replace(act, words=other)
        if isinstance(act, Statement) and act.words == doubled and acts[place - 1] == act
        else act
        for place, act in enumerate(acts)
    ]


def test_without_syncs_the_file_itself_is_damaged(recording: Recording, tmp_path: Path) -> None:
    off = replay(recording.with_pragma(FULL, "PRAGMA synchronous = OFF"))
    found = tally(off, 60, Random("damage"), tmp_path)
    assert any("damaged: " in words or "malformed" in words for words in found.faults)


def test_the_pragmas_are_those_of_production(recording: Recording) -> None:
    assert recording.pragmas().count(FULL) == 2  # the desk was opened twice
    assert "PRAGMA journal_mode = WAL" in recording.opening_pragmas()
    with pytest.raises(ValueError, match="production sends no"):
        recording.with_pragma("PRAGMA synchronous = EXTRA", FULL)


def test_the_replay_ends_with_what_production_wrote(
    told: tuple[Recording, Path], replayed: Replay, tmp_path: Path
) -> None:
    assert list(replayed.files) == [FILE]  # closed: its write-ahead log is gone
    assert _rows(lay_out(replayed.files, tmp_path)) == _rows(told[1])
    assert work_on(tmp_path / Path(FILE).name) == []


def test_the_story_has_everything_that_hurts(replayed: Replay) -> None:
    kinds = {json.loads(content)["kind"] for _, content in replayed.log}
    assert {"arrival", "dialled", "ended", "outcome", "email asked", "email left", "note", "merged"} <= kinds
    assert replayed.events.count(Sync(1)) >= 5  # the database itself: the write-ahead log is written home


def _rows(path: Path) -> dict[str, list[Any]]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        return {"sqlite_master": made} | {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for (name,) in names
        }


def _remove(connection: sqlite3.Connection, entry: str) -> None:
    connection.execute("DELETE FROM seal WHERE entry = ?", (entry,))
    connection.execute("DELETE FROM entry WHERE id = ?", (entry,))


def _change(connection: sqlite3.Connection, entry: str) -> None:
    connection.execute("UPDATE entry SET content = content || ' ' WHERE id = ?", (entry,))


SEALED = "sealed_at, at, utc_offset, verdict, hash FROM seal WHERE entry = ?"


def _double(connection: sqlite3.Connection, entry: str) -> None:
    connection.execute(f"INSERT INTO seal SELECT 'another', no + 1000000, entry, {SEALED}", (entry,))


def _add(connection: sqlite3.Connection, entry: str) -> None:
    connection.execute(
        "INSERT INTO entry SELECT 'strange', dealership, lead, round, kind, agent, desk, desk_seq + 1000000, "
        "at, seen, policy, content FROM entry WHERE id = ?",
        (entry,),
    )
    connection.execute(f"INSERT INTO seal SELECT chain, no + 1000000, 'strange', {SEALED}", (entry,))


def _forget_a_setting(connection: sqlite3.Connection, _entry: str) -> None:
    connection.execute("DELETE FROM setting")


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (_remove, "lost: the promised entry"),
        (_change, "changed: the promised entry"),
        (_double, "doubled: the entry"),
        (_add, "half of an operation, or another: strange"),
        (_forget_a_setting, "it is not as it was after any of the commits"),
    ],
)
def test_what_was_promised_and_is_otherwise_is_told(
    replayed: Replay, tmp_path: Path, plant: Callable[[sqlite3.Connection, str], None], words: str
) -> None:
    last = len(replayed.stands) - 1
    path = lay_out(replayed.files, tmp_path)
    assert check(path, replayed, last, last).faults == ()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        plant(connection, replayed.log[100][0])
    assert any(one.startswith(words) for one in check(path, replayed, last, last).faults)


def test_more_than_the_operation_in_flight_is_told(replayed: Replay, tmp_path: Path) -> None:
    last = len(replayed.stands) - 1
    path = lay_out(replayed.files, tmp_path)
    fewer = check(path, replayed, last - 20, last - 19)
    assert fewer.stand is None
    assert any(words.startswith("half of an operation") for words in fewer.faults)


def test_a_torn_page_is_told(replayed: Replay, tmp_path: Path) -> None:
    last = len(replayed.stands) - 1
    content = bytearray(replayed.files[FILE])
    content[4096 * 50 : 4096 * 50 + 512] = bytes(512)
    assert check(lay_out({FILE: bytes(content)}, tmp_path), replayed, last, last).faults


def test_a_disk_keeps_what_was_synced_and_may_lose_the_rest() -> None:
    disk = Disk()
    for event in (
        Name("a", 1),
        SyncFolder(),
        Write(1, 0, b"kept"),
        Sync(1),
        Write(1, 4, b" or not"),
        Name("b", 2),
    ):
        disk.take(event)
    assert disk.after_a_cut(Random(1), NOTHING) == {"a": b"kept"}
    assert disk.after_a_cut(Random(1), EVERYTHING) == {"a": b"kept or not", "b": b""}


def test_a_name_taken_away_comes_back_until_its_folder_is_synced() -> None:
    disk = Disk({"a": b"old"})
    disk.take(Name("a", None))
    assert disk.after_a_cut(Random(1), NOTHING) == {"a": b"old"}
    disk.take(SyncFolder())
    assert disk.after_a_cut(Random(1), NOTHING) == {}


def test_a_cut_file_is_as_long_as_its_truncation_reached_the_disk() -> None:
    disk = Disk({"a": b"long"})
    disk.take(Truncate(1, 1))
    assert {disk.after_a_cut(Random(1), how)["a"] for how in (NOTHING, EVERYTHING)} == {b"l", b"long"}


def test_writes_are_torn_between_sectors_and_come_in_any_order() -> None:
    disk = Disk({"a": bytes(8192)})
    disk.take(Write(1, 0, b"\1" * 8192))
    left = {disk.after_a_cut(Random(seed), Mood(0.5, 1, 4096, False, False))["a"] for seed in range(40)}
    assert {one.count(1) for one in left} == {0, 4096, 8192}
    assert b"\0" * 4096 + b"\1" * 4096 in left  # the second reached the disk, the first did not


def test_a_hole_reads_as_anything() -> None:
    disk = Disk({"a": b""})
    disk.take(Write(1, 0, b"\1" * 512))
    disk.take(Write(1, 512, b"\2" * 512))
    left = {
        disk.after_a_cut(Random(seed), Mood(0.5, 1, 512, False, noise))["a"][:512].strip(b"\1")
        for seed in range(40)
        for noise in (False, True)
    }
    assert bytes(512) in left
    assert any(len(set(one)) > 2 for one in left)


def test_every_mood_comes_up() -> None:
    moods = [mood(Random(seed)) for seed in range(200)]
    assert {how.sector for how in moods} == set(SECTORS)
    assert {how.kept for how in moods} >= {0.0, 0.5, 1.0}
    assert {how.in_order for how in moods} == {how.noise for how in moods} == {False, True}


def test_reads_are_left_out_and_failed_statements_too(tmp_path: Path) -> None:
    with (
        recorded() as recording,
        closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection,
    ):
        connection.execute("CREATE TABLE t (x UNIQUE)")
        connection.execute("BEGIN")
        connection.execute("SELECT 1")
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO t VALUES (?)", [(1,), (2,)])
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO t VALUES (1)")
        connection.commit()
    sent = [act for act in recording.acts if isinstance(act, Statement)]
    assert [(act.words.split()[0], len(act.batch)) for act in sent] == [
        ("CREATE", 1),
        ("BEGIN", 1),
        ("INSERT", 2),
        ("COMMIT", 1),
    ]
    made = replay(recording)
    assert len(made.stands) == 3
    with pytest.raises(NotImplementedError), recorded(), closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript("SELECT 1")


def test_an_operation_that_returned_is_no_more_in_flight(replayed: Replay, tmp_path: Path) -> None:
    """The check is as strict as can be: a commit that returned is promised, before its operation returns."""
    half = replace(replayed, stands=replayed.stands[:-1])
    path = lay_out(replayed.files, tmp_path)
    assert check(path, half, len(half.stands) - 1, len(half.stands) - 1).stand is None
