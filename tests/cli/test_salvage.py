"""`bdc-desk salvage`."""

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
    assert "None is missing." in run("salvage", "--yes").out
    assert "whole" in run("verify").out


def test_without_a_log_there_is_nothing_to_save(run: Commands) -> None:
    assert "There is no log" in run("salvage").err
