"""A file with a damaged page: what can be read is saved, what a backup holds comes back, the rest named."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bdc_desk.clock import FixedClock
from bdc_desk.errors import NotSetUp, SurroundingsFault
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.lead_work import write_note
from bdc_desk.operations.rebuilding import rebuild
from bdc_desk.operations.verifying import verify
from bdc_desk.storage.salvage import salvage
from bdc_desk.storage.store import Store
from tests.helpers.desks import DAY, HOUR, MONDAY, staffed

PAGE = 4096


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A desk's file after a busy morning, closed; its backup of half an hour before is `backup.sqlite`."""
    folder = tmp_path_factory.mktemp("sound")
    with staffed(folder) as here:
        for number in range(1, 13):
            lead = here.lead(number, raw=f"From: person{number}@example.test\r\n\r\n{'Hello ' * 40}".encode())
            here.call(lead, "voicemail")
            write_note(here.ana, lead, f"Note {number} " * 20)
            here.clock.advance(HOUR / 4)
            if number == 9:
                with (
                    closing(sqlite3.connect(folder / "backup.sqlite")) as copy,
                    closing(sqlite3.connect(here.store.path)) as file,
                ):
                    file.backup(copy)
        path = here.store.path
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def damaged_copy(sound: Path, folder: Path, pages: set[int]) -> Path:
    """The file with these pages (the first is 1) full of other bytes."""
    copy = folder / f"damaged-{'-'.join(map(str, sorted(pages)))}.sqlite"
    content = bytearray(sound.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = random.Random(page).randbytes(PAGE)
    copy.write_bytes(content)
    return copy


def log_of(path: Path) -> dict[str, set[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as file:
        return {
            table: set(file.execute(f"SELECT * FROM {table}"))
            for table in ("entry", "seal", "detail", "archive")
        }


def faults_of(path: Path) -> list[str]:
    """What a desk finds that goes on with this file."""
    with closing(Store.open(path)) as store:
        with store.snapshot() as snapshot:
            identity = snapshot.desk()
        assert identity is not None
        desk = Desk(store, FixedClock(MONDAY + DAY), identity.person or "")
        try:
            rebuild(desk)
        except NotSetUp:
            return ["the rules were on the page that is lost"]
        return verify(desk)


def says_whose_log_it_is(path: Path) -> bool:
    """Whether what the tables are, and the one row of `this_desk`, can be read."""
    with closing(sqlite3.connect(path)) as file:
        try:
            return len(file.execute("SELECT * FROM this_desk").fetchall()) == 1
        except (sqlite3.Error, UnicodeDecodeError):
            return False


def pages_of(sound: Path) -> int:
    return sound.stat().st_size // PAGE


def test_a_sound_file_comes_out_as_it_went_in(sound: Path, tmp_path: Path) -> None:
    found = salvage(sound, [], tmp_path / "saved.sqlite")
    assert log_of(tmp_path / "saved.sqlite") == log_of(sound)
    assert (found.missing, found.unreadable) == ((), ())
    assert faults_of(tmp_path / "saved.sqlite") == []


def test_with_a_page_gone_all_that_lies_elsewhere_is_saved(sound: Path, tmp_path: Path) -> None:
    whole, saved_rows, all_rows = log_of(sound), 0, 0
    for page in range(2, pages_of(sound) + 1, 2):
        target = tmp_path / f"saved-{page}.sqlite"
        damaged = damaged_copy(sound, tmp_path, {page})
        if not says_whose_log_it_is(damaged):
            with pytest.raises(SurroundingsFault, match="whose log it is"):
                salvage(damaged, [], target)
            continue
        found = salvage(damaged, [], target)
        saved = log_of(target)
        for table, rows in saved.items():
            assert rows <= whole[table], f"page {page}: a row of {table} that was never written"
            saved_rows += len(rows)
            all_rows += len(whole[table])
        lost = len(whole["entry"]) - len(saved["entry"])
        assert len(found.missing) >= lost  # each that is lost is named
        faults = faults_of(target)
        assert not faults or saved != whole
        if (saved["entry"], saved["seal"]) != (whole["entry"], whole["seal"]):
            assert faults, f"page {page}"
    assert saved_rows > 0.9 * all_rows


def test_a_backup_fills_the_holes_that_it_can(sound: Path, tmp_path: Path) -> None:
    whole, backup = log_of(sound), log_of(sound.with_name("backup.sqlite"))
    for seed in range(12):
        pages = set(random.Random(seed).sample(range(2, pages_of(sound) + 1), 8))
        target = tmp_path / f"saved-{seed}.sqlite"
        found = salvage(damaged_copy(sound, tmp_path, pages), [sound.with_name("backup.sqlite")], target)
        saved = log_of(target)
        for table, rows in saved.items():
            assert rows <= whole[table]
        assert backup["entry"] <= saved["entry"]
        assert backup["archive"] <= saved["archive"]
        assert all(no > max(row[1] for row in backup["seal"]) for no in found.missing)


def test_a_file_that_is_nothing_any_more_is_the_backup(sound: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(random.Random(1).randbytes(9 * PAGE))
    backup = sound.with_name("backup.sqlite")
    found = salvage(damaged, [backup], tmp_path / "saved.sqlite")
    assert log_of(tmp_path / "saved.sqlite") == log_of(backup)
    assert found.read["entry"] == 0
    assert faults_of(tmp_path / "saved.sqlite") == []


def test_the_damaged_file_is_not_touched(sound: Path, tmp_path: Path) -> None:
    damaged = damaged_copy(sound, tmp_path, {5, 9})
    before = damaged.read_bytes()
    salvage(damaged, [sound.with_name("backup.sqlite")], tmp_path / "saved.sqlite")
    assert damaged.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [damaged.name, "saved.sqlite"]


def test_nothing_is_left_where_nothing_can_be_saved(sound: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"nothing" * 999)
    with pytest.raises(SurroundingsFault, match="whose log it is"):
        salvage(damaged, [], tmp_path / "saved.sqlite")
    shutil.copy(sound, tmp_path / "there.sqlite")
    with pytest.raises(SurroundingsFault, match="there already"):
        salvage(sound, [], tmp_path / "there.sqlite")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged.sqlite", "there.sqlite"]
