"""A watched folder: each file once, whole, whatever happens to it."""

import os
import sys
from pathlib import Path

import pytest

from bdc_desk.errors import SurroundingsFault
from bdc_desk.intake.files import FileFault
from bdc_desk.intake.folder import FolderReader
from bdc_desk.intake.importing import BATCH
from bdc_desk.intake.values import SourceState
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.intake_reading import intake_items
from bdc_desk.operations.intake_settings import folders, forget_folder, keep_folder
from bdc_desk.operations.reading import queue
from tests.helpers.desks import DAY, MONDAY, Staffed
from tests.intake.samples import prospect


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "leads"
    made.mkdir()
    return made


def enquiry(name: str, number: int) -> str:
    return prospect(f'<name part="full">{name} Sample</name><phone>+44 20 7946 0{number:03}</phone>')


def put(folder: Path, number: int, name: str = "") -> Path:
    path = folder / (name or f"{number}.xml")
    path.write_text(enquiry(f"Pat{number}", number), encoding="utf-8")
    return path


def look(reader: FolderReader) -> list[Changes]:
    told: list[Changes] = []
    reader.read(told.append)
    return told


def _killed(_changes: Changes) -> None:
    raise KeyboardInterrupt


def settled(reader: FolderReader) -> list[Changes]:
    """Two looks: the first sees the file, the second finds it unchanged."""
    look(reader)
    return look(reader)


def test_a_file_is_read_once_two_looks_found_it_the_same(here: Staffed, folder: Path) -> None:
    reader = FolderReader(here.ana, str(folder))
    put(folder, 1)
    assert look(reader) == []
    (changes,) = look(reader)
    assert changes.kinds >= {Data.INTAKE, Data.QUEUE}
    assert look(reader) == []
    assert len(queue(here.ana)) == 1
    (item,) = intake_items(here.ana, MONDAY - DAY).items
    assert (item.origin, item.where, item.name, item.result) == ("folder", str(folder), "1.xml", "new lead")
    assert (reader.status.state, reader.status.found) == (SourceState.WAITING, 1)
    assert reader.status.last_read_at == here.clock.now()
    assert (folder / "1.xml").exists()


def test_a_file_still_being_written_is_left_alone(here: Staffed, folder: Path) -> None:
    reader = FolderReader(here.ana, str(folder))
    path = put(folder, 1)
    whole = path.read_text(encoding="utf-8")
    for length in (10, 200, len(whole)):
        path.write_text(whole[:length], encoding="utf-8")
        assert look(reader) == []
    look(reader)
    (item,) = intake_items(here.ana, MONDAY - DAY).items
    assert (item.grade, len(queue(here.ana))) == ("ok", 1)


@pytest.mark.parametrize("name", ["a.xml.part", ".hidden", "~$open.xml", "Thumbs.db", "desktop.ini", "b.tmp"])
def test_what_is_no_lead_yet_is_passed_over(here: Staffed, folder: Path, name: str) -> None:
    put(folder, 1, name)
    assert settled(FolderReader(here.ana, str(folder))) == []


def test_after_a_restart_nothing_is_read_twice_and_a_changed_file_is(here: Staffed, folder: Path) -> None:
    path = put(folder, 1)
    settled(FolderReader(here.ana, str(folder)))
    assert settled(FolderReader(here.ana, str(folder))) == []
    path.write_text(enquiry("Kim", 777), encoding="utf-8")
    settled(FolderReader(here.ana, str(folder)))
    assert sorted(row.name.split()[0] for row in queue(here.ana)) == ["Kim", "Pat1"]


def test_killed_between_the_leads_and_its_memory_each_lead_is_there_once(
    here: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(BATCH + 3):
        put(folder, number)
    reader = FolderReader(here.ana, str(folder))
    look(reader)
    with pytest.raises(KeyboardInterrupt):  # the first batch, and then the process is gone
        reader.read(_killed)
    monkeypatch.setattr("bdc_desk.storage.deliveries.DeliveryWriting.put_read_files", lambda *_: None)
    settled(FolderReader(here.ana, str(folder)))
    monkeypatch.undo()
    settled(FolderReader(here.ana, str(folder)))
    assert len(queue(here.ana)) == BATCH + 3


def test_read_again_takes_in_nothing_twice(here: Staffed, folder: Path) -> None:
    put(folder, 1)
    reader = FolderReader(here.ana, str(folder))
    settled(reader)
    reader.read_again()
    assert len(look(reader)) == 1
    assert len(queue(here.ana)) == 1
    assert [item.result for item in intake_items(here.ana, MONDAY - DAY).items] == [
        "already here",
        "new lead",
    ]


def test_a_folder_that_is_gone_is_said_and_read_when_it_comes_back(here: Staffed, folder: Path) -> None:
    reader = FolderReader(here.ana, str(folder))
    folder.rename(folder.with_name("away"))
    look(reader)
    assert reader.status.state is SourceState.FAILED
    assert "cannot be read: No such file or directory. Is the drive connected?" in reader.status.why
    folder.with_name("away").rename(folder)
    put(folder, 1)
    settled(reader)
    assert (reader.status.state, reader.status.why, reader.status.found) == (SourceState.WAITING, "", 1)


def test_a_file_that_cannot_be_read_is_tried_again_and_then_put_on_the_list(
    here: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, 1)
    denied = FileFault("The file cannot be read: Permission denied")
    monkeypatch.setattr("bdc_desk.intake.folder.file_content", lambda _path: denied)
    reader = FolderReader(here.ana, str(folder))
    for _ in range(3):
        look(reader)
    assert intake_items(here.ana, MONDAY - DAY).items == ()
    for _ in range(3):
        look(reader)
    (item,) = intake_items(here.ana, MONDAY - DAY).items
    assert (item.result, item.faults) == ("could not be read", (f"{denied.why}.",))
    assert reader.status.failed == 1


def test_files_that_went_are_forgotten(here: Staffed, folder: Path) -> None:
    path = put(folder, 1)
    reader = FolderReader(here.ana, str(folder))
    settled(reader)
    path.unlink()
    look(reader)
    with here.store.snapshot() as snapshot:
        assert snapshot.read_files(str(folder)) == {}


def test_the_settings_of_folders(here: Staffed, folder: Path) -> None:
    assert keep_folder(here.ana, str(folder)) == str(folder)
    keep_folder(here.ana, str(folder))
    assert folders(here.ana) == (str(folder),)
    forget_folder(here.ana, str(folder))
    assert folders(here.ana) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_name_that_is_no_text_stops_no_lead(here: Staffed, tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/le\xe4ds"))
    folder.mkdir()
    put(folder, 1, os.fsdecode(b"pr\xfcfung.xml"))
    put(folder, 2)
    reader = FolderReader(here.ana, str(folder))
    settled(reader)
    assert (reader.status.state, reader.status.found) == (SourceState.WAITING, 2)
    assert {item.name for item in intake_items(here.ana, MONDAY - DAY).items} == {"pr\\xfcfung.xml", "2.xml"}
    assert settled(FolderReader(here.ana, str(folder))) == []
    (folder / "2.xml").unlink()
    look(reader)
    with here.store.snapshot() as snapshot:
        assert list(snapshot.read_files(str(tmp_path / "le\\xe4ds"))) == ["pr\\xfcfung.xml"]


def test_a_file_that_another_program_held_is_read_when_it_lets_go(
    here: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, 1)
    reader = FolderReader(here.ana, str(folder))
    denied = FileFault("The file cannot be read: Permission denied")
    with monkeypatch.context() as held:
        held.setattr("bdc_desk.intake.folder.file_content", lambda _path: denied)
        for _ in range(8):
            look(reader)
    assert not queue(here.ana)
    look(reader)
    assert len(queue(here.ana)) == 1
    results = [item.result for item in intake_items(here.ana, MONDAY - DAY).items]
    assert sorted(results) == ["could not be read", "new lead"]
    assert look(reader) == []


def test_it_stops_also_within_a_long_table(
    here: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"Pat{n} Sample{n},+44 20 7946 0{n:03}" for n in range(3 * BATCH)]
    (folder / "export.csv").write_text("\n".join(["Name,Phone", *rows]), encoding="utf-8")
    reader = FolderReader(here.ana, str(folder))
    look(reader)

    def read_and_end(path: str) -> bytes:
        reader.stop()
        return Path(path).read_bytes()

    with monkeypatch.context() as ending:
        ending.setattr("bdc_desk.intake.folder.file_content", read_and_end)
        look(reader)
    assert 0 < len(queue(here.ana)) <= BATCH
    settled(FolderReader(here.ana, str(folder)))
    assert len(queue(here.ana)) == 3 * BATCH


def test_a_folder_that_cannot_be_is_said(here: Staffed) -> None:
    reader = FolderReader(here.ana, "/lea\0ds")
    look(reader)
    assert (reader.status.state, "cannot be read" in reader.status.why) == (SourceState.FAILED, True)


@pytest.mark.expects_log
def test_a_mistake_of_ours_is_said_and_the_next_look_goes_on(
    here: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, 1)
    reader = FolderReader(here.ana, str(folder))
    look(reader)

    def mistaken(*_of: object, **_how: object) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr("bdc_desk.intake.folder.take_in", mistaken)
    look(reader)
    assert (reader.status.state, "RuntimeError" in reader.status.why) == (SourceState.FAILED, True)
    monkeypatch.undo()
    look(reader)
    assert (reader.status.state, len(queue(here.ana))) == (SourceState.WAITING, 1)


def test_a_full_disk_is_said_and_nothing_is_taken_for_read(
    here: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, 1)
    reader = FolderReader(here.ana, str(folder))
    look(reader)

    def full(*_of: object, **_how: object) -> None:
        raise SurroundingsFault("The disk is full.")

    monkeypatch.setattr("bdc_desk.intake.importing.receive_deliveries", full)
    look(reader)
    assert (reader.status.state, reader.status.why) == (SourceState.FAILED, "The disk is full.")
    monkeypatch.undo()
    look(reader)
    assert len(queue(here.ana)) == 1
