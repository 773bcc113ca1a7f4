"""`bdc-desk backup` and `bdc-desk restore`: what is said and what is done; and what the doctor says of it."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bdc_desk.cli import doctor
from bdc_desk.cli.checks.backups import OLD, check_backups
from bdc_desk.operations.erasing import erase
from bdc_desk.settings import Profile
from bdc_desk.storage.backup import backups
from bdc_desk.storage.copying import contents_of
from tests.cli.conftest import Commands, Terminal
from tests.helpers.desks import DAY, HOUR, Staffed


def profile_of(run: Commands) -> Profile:
    return Profile(run.folder)


def damage(path: Path) -> None:
    """A page of the details is lost: the file can be looked into, and is not whole."""
    with closing(sqlite3.connect(path)) as file:
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'detail'").fetchone()
        (size,) = file.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(data)


def test_a_backup_says_what_it_holds_and_how_long_it_stays(run: Commands, desk: Staffed) -> None:
    desk.lead(1)
    said = run("backup")
    assert said.code == 0, said.err
    (made,) = backups(profile_of(run).backups)
    assert said.out.splitlines()[0].endswith(str(made.path))
    assert f"{made.no} entries, head {made.no}:{made.head[:16]}" in said.out
    assert "1 backup in" in said.out
    assert "more than 30 days" in said.out
    desk.clock.advance(HOUR)
    run("backup")
    assert len(backups(profile_of(run).backups)) == 2  # whoever asks gets one


def test_one_on_another_disk(run: Commands, desk: Staffed, tmp_path: Path) -> None:
    said = run("backup", "--to", str(tmp_path / "stick"))
    assert said.code == 0
    assert len(backups(tmp_path / "stick")) == 1
    assert backups(profile_of(run).backups) == []


def test_the_list_names_what_cannot_be_read_any_more(run: Commands, desk: Staffed) -> None:
    assert "There is no backup" in run("backup", "--list").out
    run("backup")
    desk.clock.advance(DAY)
    run("backup")
    newest, oldest = backups(profile_of(run).backups)
    oldest.path.write_bytes(b"nothing")
    said = run("backup", "--list").out
    assert newest.path.name in said
    assert f"{oldest.path.name} cannot be read" in said


def test_a_folder_that_cannot_be_written_is_said(run: Commands, desk: Staffed, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said = run("backup", "--to", str(tmp_path / "file" / "below"))
    assert said.code == 1
    assert "No backup could be made" in said.err
    assert "See to the disk's room" in said.err


def test_restoring_says_what_is_lost_and_asks_for_a_word(
    run: Commands, desk: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.lead(1)
    run("backup")
    kept = desk.count()
    desk.clock.advance(HOUR)
    desk.lead(2)
    count = desk.count()
    desk.store.close()
    said = run("restore")
    assert (said.code, said.out.count("\n")) == (1, 3)
    assert f"{count - kept} entr" in said.out
    assert "written since would be gone" in said.out
    assert "Give --yes" in said.err  # nobody sits there
    monkeypatch.setattr(sys, "stdin", Terminal("yes\n"))
    said = run("restore")
    assert (said.code, "Nothing was changed." in said.out) == (1, True)
    assert contents_of(profile_of(run).database).no == count
    monkeypatch.setattr(sys, "stdin", Terminal("Restore\n"))
    said = run("restore")
    assert said.code == 0, said.err
    assert "under a new id" in said.out
    assert contents_of(profile_of(run).database).no == kept
    (replaced,) = [one for one in backups(profile_of(run).backups) if one.was_replaced]
    assert (replaced.no, str(replaced.path) in said.out) == (count, True)
    assert "head" in run("verify").out


def test_a_file_by_its_name_or_its_path(run: Commands, desk: Staffed, tmp_path: Path) -> None:
    run("backup", "--to", str(tmp_path))
    (there,) = backups(tmp_path)
    run("backup")
    (here,) = backups(profile_of(run).backups)
    desk.lead(1)
    desk.store.close()
    assert run("restore", here.path.name, "--yes").code == 0
    assert run("restore", str(there.path), "--yes").code == 0
    said = run("restore", "nothing.sqlite", "--yes")
    assert said.code == 1
    assert "backup --list" in said.err


def test_while_a_window_is_open_nothing_is_restored(run: Commands, desk: Staffed) -> None:
    run("backup")
    said = run("restore", "--yes")
    assert said.code == 1
    assert "Another program has the log open" in said.err


def test_a_lost_or_damaged_log_comes_back(run: Commands, desk: Staffed) -> None:
    for number in range(1, 20):
        desk.lead(number)
    run("backup")
    count = desk.count()
    desk.store.close()
    profile_of(run).database.write_bytes(b"noise" * 10_000)
    assert "cannot be compared" in run("restore", "--yes").out
    assert contents_of(profile_of(run).database).no == count
    profile_of(run).database.unlink()
    assert run("restore", "--yes").code == 0
    assert contents_of(profile_of(run).database).no == count


def test_a_damaged_backup_is_refused(run: Commands, desk: Staffed) -> None:
    for number in range(1, 20):
        desk.lead(number)
    run("backup")
    desk.store.close()
    (made,) = backups(profile_of(run).backups)
    damage(made.path)
    said = run("restore", "--yes")
    assert said.code == 1
    assert "hoose another backup" in said.err
    made.path.write_bytes(b"nothing")
    assert f"not any more: {made.path.name}" in run("restore", "--yes").err


def test_who_was_erased_stays_erased(run: Commands, desk: Staffed) -> None:
    lead = desk.lead(1, "Pia Quillfeather")
    run("backup")
    erase(desk.ana, lead, profile_of(run), "asked")
    desk.store.close()
    said = run("restore", "--yes")
    assert "1 lead of customers who were erased since the backup: erased again." in said.out
    assert b"Quillfeather" not in profile_of(run).database.read_bytes()
    assert "Erased customer" in run("show", lead).out
    assert "is whole" in run("verify").out


def test_the_doctor_says_how_old_the_newest_is_and_whether_it_is_whole(run: Commands, desk: Staffed) -> None:
    def said() -> tuple[str, str]:
        found = [*check_backups(str(run.folder))]
        return found[0].state.value, " / ".join(one.words for one in found)

    state, words = said()
    assert (state, "none yet" in words) == ("ok", True)
    desk.clock.advance(OLD + HOUR)
    assert said() == ("warning", "There is no backup.")
    for number in range(1, 20):
        desk.lead(number)
    run("backup")
    state, words = said()
    assert (state, "whole, " in words) == ("ok", True)
    desk.clock.advance(OLD + HOUR)
    state, words = said()
    assert (state, "it is old" in words) == ("warning", True)
    run("backup")
    newest, oldest = backups(profile_of(run).backups)
    oldest.path.write_bytes(b"nothing")
    assert f"cannot be read: {oldest.path.name}" in said()[1]
    damage(newest.path)
    assert "whole" in said()[1]
    assert said()[0] == "warning"


def test_the_doctor_looks_at_backups_where_the_log_is_gone(run: Commands, desk: Staffed) -> None:
    run("backup")
    desk.store.close()
    profile_of(run).database.unlink()
    (finding,) = check_backups(str(run.folder))
    assert finding.state.value == "ok"
    assert "backups" in [
        one.check
        for one in doctor.look(
            doctor.Check("backups", doctor.by("backups", "check_backups", str(run.folder)))
        )
    ]


@pytest.mark.parametrize("is_empty", [False, True], ids=["gone", "empty"])
def test_a_log_that_is_gone_beside_its_backups_is_not_begun_anew(
    run: Commands, desk: Staffed, *, is_empty: bool
) -> None:
    desk.lead(1)
    run("backup")
    desk.store.close()
    profile_of(run).database.unlink()
    if is_empty:
        profile_of(run).database.touch()
    for command in ("queue", "verify"):
        said = run(command)
        assert (said.code, said.out) == (1, "")
        assert "backups of it lie in" in said.err
    assert run("restore", "--yes").code == 0
    assert len(run("queue", "--json").objects) == 1
