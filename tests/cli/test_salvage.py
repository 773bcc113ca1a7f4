"""`bdc-desk salvage`."""

import sqlite3
from contextlib import closing

import pytest

from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.settings import Profile
from tests.cli.conftest import Commands
from tests.helpers.desks import staffed


def test_a_sound_log_is_left_alone(run: Commands) -> None:
    run.folder.mkdir()
    with staffed(run.folder) as here:
        here.lead()
    assert "nothing to salvage" in run("salvage").out


def test_a_damaged_log_is_saved_when_somebody_says_so(run: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    run.folder.mkdir()
    with staffed(run.folder) as here:
        here.lead()
        daily_backup(here.ana, Profile(run.folder))
    database = Profile(run.folder).database
    database.write_bytes(b"holiday notes" * 1000)
    monkeypatch.setattr("builtins.input", lambda _question: "no")
    said = run("salvage")
    assert (said.code, "Nothing was changed." in said.out) == (1, True)
    assert database.read_bytes().startswith(b"holiday notes")
    assert "What was written last may be missing" in run("salvage", "--yes").out
    assert "whole" in run("verify").out


def test_a_damaged_log_of_a_newer_version_is_refused_before_anybody_is_asked(
    run: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.folder.mkdir()
    with staffed(run.folder) as here:
        here.lead()
    database = Profile(run.folder).database
    with closing(sqlite3.connect(database)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
        (page,) = file.execute("SELECT rootpage FROM sqlite_master WHERE name = 'queue_row'").fetchone()
        file.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(database.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x5a" * 4096
    database.write_bytes(content)
    monkeypatch.setattr("builtins.input", lambda _question: pytest.fail("asked"))
    said = run("salvage")
    assert said.code == 1
    assert "newer version of BDC Desk" in said.err
    assert database.read_bytes() == content


def test_without_a_log_there_is_nothing_to_save(run: Commands) -> None:
    assert "There is no log" in run("salvage").err
