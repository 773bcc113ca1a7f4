"""`bdc-desk folder`: files that are put into a folder become leads, each once."""

from pathlib import Path

import pytest

from bdc_desk.cli import watched_folders
from bdc_desk.intake import folder
from bdc_desk.intake.files import FileFault
from bdc_desk.operations.intake_settings import folders
from tests.cli.conftest import Commands
from tests.cli.test_import import KEYS, SUM, adf
from tests.helpers.desks import Staffed


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched_folders, "PAUSE", 0.0)


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    path = tmp_path / "leads"
    path.mkdir()
    (path / "a.adf").write_bytes(adf())
    (path / "b.adf").write_bytes(adf("Kim Other", "020 7946 0124", number=2))
    return path


def test_add_list_remove(run: Commands, desk: Staffed, leads: Path) -> None:
    assert run("folder", "list").out.startswith("This desk watches no folder.")
    said = run("folder", "add", str(leads))
    assert said.code == 0
    assert said.out.startswith(f"{leads} is watched: ")
    assert folders(desk.ana) == (str(leads),)
    assert run("folder", "list").out == f"{leads}\n"
    assert run("folder", "remove", str(leads)).out.startswith(f"{leads} is watched no more;")
    assert folders(desk.ana) == ()
    said = run("folder", "remove", str(leads))
    assert (said.code, "is not watched here" in said.err) == (1, True)


def test_a_folder_that_is_none(run: Commands, desk: Staffed, tmp_path: Path) -> None:
    said = run("folder", "add", str(tmp_path / "none"))
    assert said.code == 1
    assert "cannot be watched: No such file or directory" in said.err


def test_read_tells_as_an_import_does(run: Commands, desk: Staffed, leads: Path) -> None:
    run("folder", "add", str(leads))
    said = run("folder", "read", str(leads))
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        f"{leads}/a.adf: new lead: Pat Sample, 2021 Ford Ranger [ok]\n"
        f"{leads}/b.adf: new lead: Kim Other, 2021 Ford Ranger [ok]\n"
        "2 new leads, 0 enquired again, 0 already here.\n"
    )
    assert sorted(path.name for path in leads.iterdir()) == ["a.adf", "b.adf"]
    assert run("folder", "read").out == "0 new leads, 0 enquired again, 0 already here.\n"
    (leads / "c.adf").write_bytes(adf())  # a copy of the first
    (leads / "d.adf").write_bytes(adf(comments="Another question", number=3))
    *found, last = run("folder", "read", "--json").objects
    assert [(list(one), Path(one["file"]).name, one["result"]) for one in found] == [
        (KEYS, "c.adf", "already here"), (KEYS, "d.adf", "enquired again"),
    ]  # fmt: skip
    assert list(last["sum"]) == SUM


def test_a_folder_that_went_is_said_and_exits_1(run: Commands, desk: Staffed, leads: Path) -> None:
    run("folder", "add", str(leads))
    for path in leads.iterdir():
        path.unlink()
    leads.rmdir()
    said = run("folder", "read")
    assert (said.code, said.out) == (1, "0 new leads, 0 enquired again, 0 already here.\n")
    assert said.err.startswith(f"The folder {leads} cannot be read: No such file or directory.")


def test_a_file_that_cannot_be_read_is_said_and_the_others_come_in(
    run: Commands, desk: Staffed, leads: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def content(path: str) -> bytes | FileFault:
        return FileFault("The file cannot be read: Permission denied") if path.endswith("a.adf") else adf()

    monkeypatch.setattr(folder, "file_content", content)
    run("folder", "add", str(leads))
    said = run("folder", "read")
    assert said.code == 1
    assert said.err == f"{leads}/a.adf: The file cannot be read: Permission denied.\n"
    assert said.out.endswith("\n1 new lead, 0 enquired again, 0 already here. 1 file could not be read.\n")


def test_reading_what_is_not_watched(run: Commands, desk: Staffed, leads: Path) -> None:
    assert "This desk watches no folder." in run("folder", "read").err
    said = run("folder", "read", str(leads))
    assert (said.code, "`bdc-desk import` reads a folder once" in said.err) == (1, True)
    run("folder", "add", str(leads))
    assert run("folder", "read", str(leads / ".." / "leads")).code == 0
