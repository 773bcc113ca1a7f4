"""Files become leads, each file told of whatever happens to it; many programs may do it at once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.intake import importing
from bdc_desk.intake.importing import BATCH, changes_of, import_paths, read_paths
from bdc_desk.operations.reading import queue
from bdc_desk.operations.verifying import verify
from bdc_desk.storage.store import Unit
from tests.helpers.desks import MONDAY, staffed, unlike_rebuilt
from tests.intake.samples import FIXTURES


def adf(number: int) -> bytes:
    return f"""<adf><prospect><id source="AutoPortal">{number}</id><customer><contact>
<name part="first">Pat</name><name part="last">Sample{number}</name><phone>020 7946 {number:04}</phone>
</contact></customer></prospect></adf>""".encode()


def files(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.adf").write_bytes(adf(number))
    return folder


def test_reading_alone_writes_nothing() -> None:
    found = list(read_paths([str(FIXTURES)], now=MONDAY, country="GB", zone="Europe/London"))
    assert all(one.draft is not None and one.received is None for one in found)
    assert len(found) > 7


def test_batches_lose_and_double_nothing(tmp_path: Path) -> None:
    count = 2 * BATCH + 7
    folder = files(tmp_path / "mails", count)
    with staffed(tmp_path) as here:
        found = list(import_paths(here.ana, [str(folder), str(tmp_path / "missing")]))
        assert len(found) == count + 1
        assert [one.received is None for one in found] == [False] * count + [True]
        assert found[-1].fault.startswith("The file cannot be read")
        leads = {one.received.lead for one in found if one.received}
        assert len(leads) == len(queue(here.ana)) == count
        assert changes_of(found).leads == leads
        again = list(import_paths(here.ben, [str(folder)]))
        assert all(one.received is not None and one.received.already_here for one in again)


def test_a_lead_that_is_refused_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = files(tmp_path / "mails", 5)
    put_archive = Unit.put_archive

    def refuse_third(unit: Unit, content: bytes) -> str:
        if content == adf(2):
            raise Refused("a NUL in what the gate reads")
        return put_archive(unit, content)

    with staffed(tmp_path) as here:
        monkeypatch.setattr(Unit, "put_archive", refuse_third)
        found = list(import_paths(here.ana, [str(folder)]))
        assert [one.fault for one in found] == ["", "", "a NUL in what the gate reads", "", ""]
        assert len(queue(here.ana)) == 4
        assert verify(here.ana) == []


def test_a_full_disk_ends_the_import_and_keeps_what_was_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = files(tmp_path / "mails", BATCH + 5)
    receive_deliveries = importing.receive_deliveries
    batches: list[int] = []

    def full(*of: object) -> object:
        batches.append(1)
        if len(batches) == 2:
            raise SurroundingsFault("The disk is full.")
        return receive_deliveries(*of)  # type: ignore[arg-type]

    with staffed(tmp_path) as here:
        monkeypatch.setattr(importing, "receive_deliveries", full)
        found = []
        with pytest.raises(SurroundingsFault):
            found.extend(import_paths(here.ana, [str(folder)]))
        assert len(queue(here.ana)) == BATCH
        monkeypatch.undo()
        again = list(import_paths(here.ana, [str(folder)]))
        assert [one.received.already_here for one in again if one.received] == [True] * BATCH + [False] * 5


def start(folder: Path, told: Path, *argv: str) -> "subprocess.Popen[bytes]":
    """It writes into the file `told`: a pipe that nobody reads meanwhile would hold it up."""
    command = [sys.executable, "-m", "bdc_desk", "--profile", str(folder), *argv]
    with told.open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)


def test_two_programs_import_while_a_third_reads_the_queue(tmp_path: Path) -> None:
    """Each has half of the mails alone, and both have the middle ones: nothing lost, nothing doubled."""
    count, profile = 150, tmp_path / "profile"
    folder = files(tmp_path / "mails", count)
    names = sorted(str(path) for path in folder.iterdir())
    profile.mkdir()
    with staffed(profile) as here:
        files_told = [tmp_path / "one.jsonl", tmp_path / "other.jsonl"]
        programs = [
            start(profile, files_told[0], "import", "--json", *names[:100]),
            start(profile, files_told[1], "import", "--json", *names[50:]),
        ]
        seen = [0]
        while any(program.poll() is None for program in programs):
            rows = queue(here.ana)
            seen.append(len({row.lead for row in rows}))
            assert len(rows) == seen[-1]
        faults = [program.communicate(timeout=60)[1] for program in programs]
        assert ([program.returncode for program in programs], faults) == ([0, 0], [b"", b""])
        lines = [json.loads(line) for told in files_told for line in told.read_text().splitlines()]
        leads = [line["lead_id"] for line in lines if "lead_id" in line]
        assert (len(leads), len(set(leads))) == (200, count)
        assert seen == sorted(seen)
        assert {row.lead for row in queue(here.ana)} == set(leads)
        assert here.count() == count + 5
        here.clock.set(MONDAY.replace(year=2100))  # later than what the programs' own clocks have written
        assert unlike_rebuilt(here.ana) == []
        assert verify(here.ana) == []
