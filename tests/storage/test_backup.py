"""Backups of a log that is being written: whole, rotated, and never trusted unseen."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.storage import migrations
from bdc_desk.storage.backup import (
    back_up,
    backup_at,
    backups,
    latest,
    remove_older,
    replaced_path,
    thin_out,
    unreadable,
)
from bdc_desk.storage.copying import Stopped, contents_of, copy_whole, faults_of, lost_since
from bdc_desk.storage.migrations import HEAD
from bdc_desk.storage.oldest import make_oldest
from bdc_desk.storage.restoring import fold_in, put_in_place
from bdc_desk.storage.store import Store
from bdc_desk.storage.verify import verify
from tests.helpers.desks import DAY, HOUR, MONDAY, Staffed, staffed

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Staffed]:
    with staffed(tmp_path / "profile") as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def damage(path: Path, first: int = 4096) -> None:
    """Everything after the file's first pages is noise."""
    data = bytearray(path.read_bytes())
    data[first:] = os.urandom(len(data) - first)
    path.write_bytes(data)


def test_a_backup_is_one_whole_file_that_says_what_it_holds(here: Staffed, folder: Path) -> None:
    here.lead(1)
    made = back_up(here.store.path, folder, MONDAY)
    assert made.path.name == "bdc-desk-2026-03-02T100000Z.sqlite"
    assert (made.at, made.no, made.size) == (MONDAY, here.count(), made.path.stat().st_size)
    with here.store.snapshot() as snapshot:
        head = snapshot.head()
    assert head is not None
    assert made.head == head.hash.hex()
    assert [path.name for path in folder.iterdir()] == [made.path.name]
    with closing(sqlite3.connect(made.path)) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert backups(folder) == [made]
    assert faults_of(made.path) == []
    with closing(Store.open(made.path)) as store:
        assert verify(store) == []


def test_nobody_else_may_read_it(here: Staffed, folder: Path) -> None:
    made = back_up(here.store.path, folder, MONDAY)
    if os.name == "posix":
        assert (made.path.stat().st_mode & 0o77, folder.stat().st_mode & 0o77) == (0, 0)


def test_what_is_written_meanwhile_waits_for_nobody_and_is_not_in_it(
    here: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bdc_desk.storage.copying.STEP", 20)
    for number in range(1, 8):
        here.lead(number)
    before, written = here.count(), []

    def write() -> bool:
        if len(written) < 3:
            written.append(here.lead(100 + len(written)))  # raises where it had to wait
        return True

    made = back_up(here.store.path, folder, MONDAY, goes_on=write)
    assert len(written) == 3
    assert made.no == before < here.count()
    assert faults_of(made.path) == []


def test_a_program_that_ends_gives_the_copy_up(here: Staffed, folder: Path) -> None:
    with pytest.raises(Stopped):
        back_up(here.store.path, folder, MONDAY, goes_on=lambda: False)
    assert list(folder.iterdir()) == []


def test_a_damaged_log_makes_no_backup_and_takes_none_away(here: Staffed, folder: Path) -> None:
    for number in range(1, 30):
        here.lead(number)
    good = back_up(here.store.path, folder, MONDAY)
    here.store.close()
    damage(here.store.path, 4096 * 20)
    with pytest.raises(SurroundingsFault, match=r"damaged.*bdc-desk backup"):
        back_up(
            here.store.path, folder, MONDAY
        )  # of the same second: it would take the place of the good one
    assert backups(folder) == [good]
    assert faults_of(good.path) == []


def test_rows_that_hang_in_the_air_are_damage(here: Staffed, folder: Path) -> None:
    with closing(sqlite3.connect(here.store.path, isolation_level=None)) as plain:
        (entry,) = plain.execute("SELECT entry FROM seal WHERE no = 2").fetchone()
        plain.execute("DROP TRIGGER entry_no_delete")
        plain.execute("DELETE FROM entry WHERE id = ?", (entry,))
    with pytest.raises(SurroundingsFault, match="a row of seal names one of entry that is missing"):
        back_up(here.store.path, folder, MONDAY)


def test_a_folder_that_cannot_be_made_is_said(here: Staffed, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SurroundingsFault, match=r"No backup could be made .* What was saved is in the log"):
        back_up(here.store.path, tmp_path / "file" / "backups", MONDAY)


def test_a_full_disk_is_said_and_leaves_nothing(
    here: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bdc_desk.storage.copying.sync_file", full)
    with pytest.raises(SurroundingsFault, match=r"No space left.* See to the disk's room"):
        back_up(here.store.path, folder, MONDAY)
    assert list(folder.iterdir()) == []


def test_what_is_no_backup_is_left_out_of_the_list(here: Staffed, folder: Path) -> None:
    made = back_up(here.store.path, folder, MONDAY)
    (folder / "notes.txt").write_text("mine")
    bad = folder / "bdc-desk-2026-03-01T100000Z.sqlite"
    bad.write_bytes(b"no database at all")
    empty = folder / "bdc-desk-2026-02-01T100000Z.sqlite"
    empty.touch()
    assert backups(folder) == [made]
    assert unreadable(folder) == [empty, bad]
    assert backup_at(bad) is None
    assert backups(folder / "none") == []


def test_the_kinds_are_told_by_their_names(here: Staffed, folder: Path) -> None:
    day = back_up(here.store.path, folder, MONDAY)
    before = back_up(here.store.path, folder, MONDAY + HOUR, before="0006")
    replaced = replaced_path(folder, MONDAY + 2 * HOUR)
    copy_whole(day.path, replaced)
    found = backups(folder)
    assert [one.path for one in found] == [replaced, before.path, day.path]
    assert [one.was_replaced for one in found] == [True, False, False]
    assert [one.before for one in found] == ["", "0006", ""]
    assert latest(found, datetime(2027, 1, 1, tzinfo=UTC)) == before


def test_none_is_kept_longer_than_it_may_be(here: Staffed, folder: Path) -> None:
    made = back_up(here.store.path, folder, MONDAY)
    for age in (1, 29, 31, 400):
        for name in (made.path.name, f"bdc-desk-replaced-{made.path.name[9:]}"):
            there = folder / name.replace("2026-03-02", f"{MONDAY - age * DAY:%Y-%m-%d}")
            there.write_bytes(made.path.read_bytes() if age != 400 else b"damaged")
            there.with_name(f"{there.name}-wal").touch()
    other = folder / "bdc-desk.sqlite"
    other.touch()
    gone = remove_older(folder, MONDAY - 30 * DAY)
    assert len(gone) == 4
    assert len(backups(folder)) == 5
    assert len(list(folder.iterdir())) == 5 + 4 + 1  # with what lies beside four of them
    assert other.exists()


def test_a_copy_that_was_cut_short_goes_with_its_age(here: Staffed, folder: Path) -> None:
    back_up(here.store.path, folder, MONDAY)
    old, new = (folder / f".bdc-desk-{name}.sqlite.7.new" for name in ("old", "new"))
    for path, age in ((old, 40), (new, 1)):
        path.touch()
        written = (MONDAY - age * DAY).timestamp()
        os.utime(path, (written, written))
    remove_older(folder, MONDAY - 30 * DAY)
    assert (old.exists(), new.exists()) == (False, True)


def test_of_past_days_the_newest_good_one_stays(here: Staffed, folder: Path) -> None:
    for hours in (-50, -49, -26, -25, -24, -1, 0):
        back_up(here.store.path, folder, MONDAY + hours * HOUR)
    newest_of_saturday = folder / "bdc-desk-2026-02-28T200000Z.sqlite"
    newest_of_saturday.write_bytes(b"damaged")
    thin_out(folder, LONDON, MONDAY)
    kept = [f"{one.at:%d %H}" for one in backups(folder)]
    assert kept == ["02 10", "02 09", "01 10", "28 09"]
    assert newest_of_saturday.exists()  # nobody looks at a damaged one; it goes with its age


def test_days_are_the_dealership_s(here: Staffed, folder: Path) -> None:
    for at in (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), datetime(2026, 7, 1, 23, 30, tzinfo=UTC)):
        back_up(here.store.path, folder, at)  # 23:30 there, and half past midnight
    thin_out(folder, LONDON, datetime(2026, 7, 5, tzinfo=UTC))
    assert len(backups(folder)) == 2


def test_what_was_written_since(here: Staffed, folder: Path) -> None:
    here.lead(1)
    made = back_up(here.store.path, folder, MONDAY)
    assert lost_since(here.store.path, made.no) == (0, None)
    here.clock.advance(HOUR)
    here.lead(2)
    here.clock.advance(HOUR)
    here.lead(3)
    count, since = lost_since(here.store.path, made.no)
    assert (count, since) == (here.count() - made.no, MONDAY + HOUR)


# Before a migration.


def older(path: Path) -> None:
    """The file as the version before had it: nothing but the guards has changed since."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("UPDATE alembic_version SET version_num = ?", (migrations.KNOWN[-2],))


def test_a_migration_is_preceded_by_a_backup(here: Staffed) -> None:
    here.lead(1)
    count, path = here.count(), here.store.path
    here.store.close()
    older(path)
    with closing(Store.open(path)) as store:
        assert verify(store) == []
    (made,) = backups(path.parent / "backups")
    assert (made.before, made.no) == (HEAD, count)
    assert contents_of(made.path).version == migrations.KNOWN[-2]
    Store.open(path).close()
    assert len(backups(path.parent / "backups")) == 1


def test_without_its_backup_there_is_no_migration(here: Staffed) -> None:
    path = here.store.path
    here.store.close()
    older(path)
    (path.parent / "backups").write_text("in the way")
    with pytest.raises(SurroundingsFault, match=r"makes a backup first. .* stays as it was"):
        Store.open(path)
    assert contents_of(path).version == migrations.KNOWN[-2]


def test_nothing_and_copies_need_no_backup(tmp_path: Path) -> None:
    make_oldest(tmp_path / "empty.sqlite")
    Store.open(tmp_path / "empty.sqlite").close()
    Store.open(tmp_path / "new.sqlite").close()
    assert not (tmp_path / "backups").exists()


# Taking the place of the log.


def test_a_log_that_somebody_has_open_gives_no_place(here: Staffed, tmp_path: Path) -> None:
    prepared = tmp_path / "profile" / "prepared"
    copy_whole(here.store.path, prepared)
    here.lead(1)
    with pytest.raises(Refused, match="Another program has the log open"):
        put_in_place(prepared, here.store.path, tmp_path / "backups", MONDAY)
    assert here.count() == contents_of(here.store.path).no
    here.store.close()
    assert fold_in(here.store.path)


def test_the_old_log_is_kept_with_all_that_was_in_it(here: Staffed, folder: Path) -> None:
    prepared = here.store.path.with_name("prepared")
    copied = copy_whole(here.store.path, prepared)
    here.lead(1)
    count = here.count()
    here.store.close()
    kept = put_in_place(prepared, here.store.path, folder, MONDAY)
    assert kept == folder / "bdc-desk-replaced-2026-03-02T100000Z.sqlite"
    assert contents_of(kept).no == count
    assert contents_of(here.store.path).no == copied.no
    assert not prepared.exists()
    assert [path.name for path in here.store.path.parent.iterdir()] == [here.store.path.name]


def test_what_lay_beside_a_damaged_log_never_reaches_the_new_one(here: Staffed, folder: Path) -> None:
    path = here.store.path
    here.lead(1)
    prepared = path.with_name("prepared")
    copied = copy_whole(path, prepared)
    here.store.close()
    path.write_bytes(b"SQLite noise" * 1000)
    path.with_name(f"{path.name}-wal").write_bytes(b"more noise" * 1000)
    kept = put_in_place(prepared, path, folder, MONDAY)
    assert kept is not None
    assert kept.read_bytes().startswith(b"SQLite noise")
    assert not path.with_name(f"{path.name}-wal").exists()
    with closing(Store.open(path)) as store:
        assert verify(store) == []
    assert contents_of(path).no == copied.no


@pytest.mark.parametrize("cut", ["make_folder", "copy_file", "sync_folder"])
def test_a_disk_that_fails_on_the_way_leaves_the_old_log(
    here: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    prepared, path = here.store.path.with_name("prepared"), here.store.path
    copy_whole(path, prepared)
    here.lead(1)
    count = here.count()
    here.store.close()

    def fail(*_any: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(f"bdc_desk.storage.restoring.{cut}", fail)
    with pytest.raises(SurroundingsFault, match="stands as it did"):
        put_in_place(prepared, path, folder, MONDAY)
    monkeypatch.undo()
    assert contents_of(path).no == count
    assert faults_of(path) == []
