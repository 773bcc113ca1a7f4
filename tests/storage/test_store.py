"""One scope for writing, one for reading, on real files; what the surroundings do comes out in words."""

import sqlite3
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bdc_desk.errors import NotSetUp, Refused, SurroundingsFault
from bdc_desk.storage import file_systems
from bdc_desk.storage.store import Store
from tests.helpers.plain_log import DESK, NINE_ON_MONDAY
from tests.storage.writing import write

AT_ONCE = timedelta(0)


def test_a_unit_is_committed_at_its_end(store: Store) -> None:
    with store.unit() as unit:
        note = write(unit, "dealership set up")
        with store.snapshot() as snapshot:
            assert snapshot.entry(note.id) is None
        assert unit.entry(note.id) == note
    with store.snapshot() as snapshot:
        assert snapshot.entry(note.id) == note


def test_a_unit_that_fails_leaves_nothing(store: Store) -> None:
    def fail_half_way() -> None:
        with store.unit() as unit:
            write(unit, "dealership set up")
            unit.put_setting("theme", "dark")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with store.snapshot() as snapshot:
        assert snapshot.head() is None
        assert snapshot.setting("theme") is None


def test_a_program_that_dies_in_a_unit_leaves_nothing(store: Store) -> None:
    with store.unit() as unit:
        kept = write(unit, "dealership set up")
    # As after a kill: nothing is committed, nothing is undone, the connection is gone.
    unit_of_the_dead = store.unit()
    write(unit_of_the_dead.__enter__(), "person added")
    for file in (store.path, store.path.with_name("log.db-wal")):
        file.with_name(f"after-{file.name}").write_bytes(file.read_bytes())
    unit_of_the_dead.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    copy = store.path.with_name("copy.db")
    store.path.with_name("after-log.db").rename(copy)
    store.path.with_name("after-log.db-wal").rename(copy.with_name("copy.db-wal"))
    with closing(Store.open(copy)) as after, after.snapshot() as snapshot:
        head = snapshot.head()
        assert head == kept.seal


def test_a_snapshot_stands_still_while_others_write(store: Store) -> None:
    with store.snapshot() as snapshot:
        assert snapshot.head() is None
        with store.unit() as unit:
            write(unit, "dealership set up")
        assert snapshot.head() is None
    with store.snapshot() as snapshot:
        assert snapshot.head() is not None


def test_threads_write_and_read_at_once(store: Store) -> None:
    read: list[int] = []
    done = threading.Event()

    def write_many() -> None:
        for _ in range(40):
            with store.unit() as unit:
                write(unit, "person added")
        done.set()

    def read_on() -> None:
        while not done.is_set():
            with store.snapshot() as snapshot:
                read.append(len(snapshot.entries_of_kinds("person added")))

    threads = [threading.Thread(target=task) for task in (write_many, write_many, read_on)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.snapshot() as snapshot:
        entries = snapshot.entries_of_kinds("person added")
    assert [entry.seal.no for entry in entries if entry.seal] == list(range(1, 81))
    assert read == sorted(read)


def test_another_program_s_writing_is_noticed(store: Store) -> None:
    before = store.data_version()
    assert store.data_version() == before
    with closing(Store.open(store.path)) as other:
        with other.snapshot() as snapshot:
            snapshot.head()
        assert store.data_version() == before
        with other.unit() as unit:
            write(unit, "dealership set up")
    assert store.data_version() != before


def test_the_file_is_safe_against_power_cuts(store: Store) -> None:
    with store.unit() as unit:
        assert unit._sql.value("PRAGMA journal_mode") == "wal"
        assert unit._sql.value("PRAGMA synchronous") == 2  # FULL
        assert unit._sql.value("PRAGMA foreign_keys") == 1
        assert unit._sql.value("PRAGMA busy_timeout") == 5000


def test_a_path_may_hold_anything_a_folder_may(tmp_path: Path) -> None:
    path = tmp_path / "Müller & Söhne 100%" / "a?b#c;d" / "log 1.db"
    with closing(Store.open(path)) as store, store.unit() as unit:
        unit.put_this_desk(DESK)
    assert path.is_file()
    with closing(Store.open(path)) as store, store.snapshot() as snapshot:
        assert snapshot.desk() == DESK


def test_without_a_desk_nothing_is_written(tmp_path: Path) -> None:
    with closing(Store.open(tmp_path / "log.db")) as store, store.unit() as unit, pytest.raises(NotSetUp):
        write(unit, "dealership set up")


def test_a_refusal_is_told_in_words_and_leaves_the_unit_whole(store: Store) -> None:
    with store.unit() as unit:
        first = write(unit, "dealership set up")
        with pytest.raises(Refused, match=r"^the lead has not arrived$") as refusal:
            write(unit, "email asked", {"template": "first"}, lead="nobody", round=1)
        assert isinstance(refusal.value.__cause__, sqlite3.IntegrityError)
        second = write(unit, "person added")
    assert (first.desk_seq, second.desk_seq) == (1, 2)


def test_a_refused_seal_takes_its_entry_with_it(store: Store) -> None:
    with store.unit() as unit:
        write(unit, "dealership set up")
        with pytest.raises(Refused, match="dated before"):
            write(unit, "person added", at=NINE_ON_MONDAY - timedelta(days=1))
        assert unit._sql.value("SELECT count(*) FROM entry") == 1


def test_a_form_that_is_wrong_is_refused_too(store: Store) -> None:
    with store.unit() as unit, pytest.raises(Refused, match="offset from UTC"):
        write(unit, "dealership set up", offset=timedelta(hours=20))


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    path.write_bytes(b"These are my holiday notes.\n" * 100)
    with pytest.raises(SurroundingsFault, match="not a database"):
        Store.open(path)
    assert path.read_bytes().startswith(b"These are my holiday notes.")


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipe (name)")
    with pytest.raises(SurroundingsFault, match="belongs to another program"):
        Store.open(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipe",)]


def test_a_file_of_a_newer_version_is_said(store: Store) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SurroundingsFault, match=r"newer version of BDC Desk .*9999.* Update BDC Desk"):
        Store.open(store.path)


def test_a_folder_where_the_file_should_be_is_said(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsFault, match="could not be opened"):
        Store.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SurroundingsFault, match=r"could not be made: .* Choose another"):
        Store.open(tmp_path / "file" / "profile" / "log.db")


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "9p"])
def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(file_systems, "_mounts", lambda: f"server:/x {tmp_path} {kind} rw 0 0\n")
    with pytest.raises(SurroundingsFault, match=rf"network drive \({kind}\).* Move the profile"):
        Store.open(tmp_path / "log.db")
    assert not (tmp_path / "log.db").exists()


def test_a_file_that_others_hold_is_said(store: Store) -> None:
    with (
        closing(Store.open(store.path, AT_ONCE)) as hurried,
        store.unit(),
        pytest.raises(SurroundingsFault, match="another program holds its file"),
        hurried.unit(),
    ):
        pass
    with hurried.unit() as unit:  # and goes on as soon as it is free
        write(unit, "dealership set up")


def test_a_read_only_file_is_said(store: Store) -> None:
    store.close()
    with store.path.open("r+b") as file:
        file.seek(18)
        file.write(b"\x03")  # a write version that this SQLite does not know makes a file read-only for it
    with (
        closing(Store.open(store.path)) as opened,
        opened.unit() as unit,
        pytest.raises(SurroundingsFault, match="read-only"),
    ):
        unit.put_setting("theme", "dark")


def test_a_full_disk_is_said(store: Store) -> None:
    def fill() -> None:
        with store.unit() as unit:
            unit._sql.run("PRAGMA max_page_count = 1")  # as many pages as there are: none to be had
            for no in range(100):
                unit.put_archive(f"{no}".encode() * 10_000)

    with pytest.raises(SurroundingsFault, match="the disk is full"):
        fill()
    with store.snapshot() as snapshot:
        assert snapshot._sql.value("SELECT count(*) FROM archive") == 0


def test_a_damaged_file_is_said(store: Store) -> None:
    with store.unit() as unit:
        unit.put_archive(b"x" * 100_000)
    store.close()
    content = bytearray(store.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    store.path.write_bytes(content)

    def read() -> None:
        with closing(Store.open(store.path)) as opened, opened.snapshot() as snapshot:
            snapshot.entries_of("nobody")

    with pytest.raises(SurroundingsFault, match="damaged"):
        read()


def test_a_mistake_of_ours_is_not_the_surroundings_fault(store: Store) -> None:
    with store.snapshot() as snapshot, pytest.raises(Exception, match="no such table") as mistake:
        snapshot._sql.rows("SELECT * FROM nowhere")
    assert not isinstance(mistake.value, SurroundingsFault)


def test_what_no_shared_database_would_take_is_not_written(store: Store) -> None:
    with store.unit() as unit:
        for told in ({"body": {"text": "x" * 300_000}}, {"details": {"text": "ö" * 250_000}}):
            with pytest.raises(Refused, match="too long for the log"):
                unit.append(
                    lead=None,
                    round=0,
                    kind="person added",
                    at=NINE_ON_MONDAY,
                    agent="agent-1",
                    policy="",
                    offset=timedelta(),
                    **{"body": {}, **told},
                )
        assert unit.head() is None
