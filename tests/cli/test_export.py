"""`bdc-desk export`: everything is in it, nobody needs this program to read or check it."""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations import emailing, lead_work, pins
from bdc_desk.operations.appointments import say_shown
from bdc_desk.operations.erasing import erase
from bdc_desk.operations.exporting import export_everything
from bdc_desk.operations.setting_up import use_policy
from bdc_desk.operations.views import MailPreview
from bdc_desk.settings import Profile
from tests.cli.conftest import Commands
from tests.helpers.desks import DAY, HOUR, POLICY, Staffed

MAIL = b"From: person1@example.test\r\nSubject: Ranger\r\n\r\nIs it still there?"
FORMULA = '=HYPERLINK("http://example.test")'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "everything"


def table(folder: Path, name: str) -> list[dict[str, str]]:
    raw = (folder / f"{name}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))


def lines(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]


def a_life(here: Staffed) -> tuple[str, str]:
    """Two customers, everything that has a table."""
    lead = here.lead(1, f"Pia {FORMULA}", raw=MAIL)
    other = here.lead(2, "Ola Reed")
    here.call(lead, "voicemail")
    lead_work.write_note(here.ben, lead, "Prefers blue;\nhas a dog")
    lead_work.promise_callback(here.ana, lead, here.clock.now() + 3 * HOUR)
    lead_work.set_appointment(here.ana, lead, here.clock.now() + DAY)
    preview = MailPreview("missed_you", "person1@example.test", "Your Ranger", "Dear Pia,\nhello", ())
    asked, _ = emailing.ask_email(here.ana, lead, preview)
    emailing.say_left(here.ana, lead, asked, f"<{asked}@example.test>")
    here.clock.advance(2 * DAY)
    say_shown(here.ana, lead)
    lead_work.close_lead(here.ana, other, ClosingReason.LOST, "too dear")
    use_policy(here.ana, POLICY.replace("keep_days = 30", "keep_days = 20"))
    return lead, other


def test_every_table_has_what_the_dealership_did(run: Commands, desk: Staffed, folder: Path) -> None:
    lead, other = a_life(desk)
    said = run("export", str(folder))
    assert said.code == 0, said.err
    assert f"{desk.count():,} entries, 2 leads, 1 original" in said.out
    names = {one.name for one in folder.iterdir()}
    tables = {"leads", "customers", "attempts", "callbacks", "appointments", "emails", "notes", "people"}
    assert names == {f"{name}.csv" for name in tables} | {
        "log.jsonl", "README.txt", "policy.toml", "policies", "templates", "originals", "settings.json",
    }  # fmt: skip
    leads = {row["lead"]: row for row in table(folder, "leads")}
    assert leads.keys() == {lead, other}
    assert (leads[other]["name"], leads[other]["closed"]) == ("Ola Reed", "yes")
    (original,) = (folder / "originals").iterdir()
    assert original.read_bytes() == MAIL
    assert leads[lead]["original"] == original.stem
    assert {row["leads"] for row in table(folder, "customers")} == {lead, other}
    assert [row["outcome"] for row in table(folder, "attempts")] == ["Voicemail"]
    assert [(row["lead"], row["cancelled"]) for row in table(folder, "callbacks")] == [(lead, "no")]
    assert [row["what"] for row in table(folder, "appointments")] == ["made", "shown"]
    (mail,) = table(folder, "emails")
    assert (mail["to"], mail["text"], mail["became"]) == (
        "person1@example.test",
        "Dear Pia, hello",
        "email left",
    )
    assert [row["text"] for row in table(folder, "notes")] == ["Prefers blue; has a dog"]
    assert {row["name"] for row in table(folder, "people")} == {"Ana Cruz", "Ben Ito", "Cy Novak"}
    assert "keep_days = 20" in (folder / "policy.toml").read_text(encoding="utf-8")
    assert len([*(folder / "policies").iterdir()]) == 2


def test_no_cell_is_a_formula(run: Commands, desk: Staffed, folder: Path) -> None:
    a_life(desk)
    run("export", str(folder))
    cells = [
        cell for path in folder.glob("*.csv") for row in table(folder, path.stem) for cell in row.values()
    ]
    assert f"Pia {FORMULA}" in cells, "within a name it computes nothing"
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert [cell for cell in cells if cell.startswith("'+")], "numbers in their international form"


def checked(folder: Path) -> "subprocess.CompletedProcess[str]":
    """The program in the README, run as it stands there."""
    text = (folder / "README.txt").read_text(encoding="utf-8")
    found = re.search(r"^----- check\.py\n(.*?)^-----\n", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    (folder / "check.py").write_text(found[1], encoding="utf-8")
    command = [sys.executable, "-I", "check.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_anybody_can_check_the_chain_without_this_program(run: Commands, desk: Staffed, folder: Path) -> None:
    _, other = a_life(desk)
    erase(desk.ben, other, Profile(run.folder), "asked")
    run("export", str(folder))
    assert b"Ola Reed" not in b"".join(one.read_bytes() for one in folder.rglob("*") if one.is_file())
    head = re.search(r"[0-9a-f]{64}", (folder / "README.txt").read_text(encoding="utf-8"))
    assert head is not None
    said = checked(folder)
    assert said.stdout == f"{desk.count()} entries, head {head[0]}\n", said.stderr

    whole = lines(folder)
    for change, told in (
        (lambda one: one | {"at": int(str(one["at"])) + 1}, "changed"),
        (
            lambda one: (
                one | {"entry": str(one["entry"]).replace("2026", "2025").replace("ana", "ben") + " "}
            ),
            "changed",
        ),
        (lambda one: one | {"details": str(one["details"]) + " "}, "details changed"),
    ):
        place = next(no for no, one in enumerate(whole) if one["details"] is not None)
        forged = [change(one) if no == place else one for no, one in enumerate(whole)]
        write(folder, forged)
        assert told in checked(folder).stderr
    write(folder, whole[:3] + whole[4:])
    assert "is missing" in checked(folder).stderr


def write(folder: Path, objects: list[dict[str, object]]) -> None:
    (folder / "log.jsonl").write_text("".join(json.dumps(one) + "\n" for one in objects), encoding="utf-8")


def test_no_secret_is_in_it(run: Commands, desk: Staffed, folder: Path) -> None:
    pins.set_pin(desk.ana, "4711")
    run("export", str(folder))
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert settings["dealership"]
    with desk.store.snapshot() as snapshot:
        kept = [value for (value,) in snapshot._sql.rows("SELECT value FROM setting WHERE key LIKE '%pin%'")]
    text = (folder / "settings.json").read_text(encoding="utf-8")
    assert kept
    assert not [value for value in kept if value in text]


def test_nothing_is_written_over(run: Commands, desk: Staffed, folder: Path) -> None:
    folder.mkdir()
    (folder / "mine.txt").write_text("kept")
    said = run("export", str(folder))
    assert (said.code, "There is something in" in said.err) == (1, True)
    assert [one.name for one in folder.iterdir()] == ["mine.txt"]
    (folder / "mine.txt").unlink()
    assert run("export", str(folder)).code == 0, "an empty folder is taken"


def test_a_full_disk_is_said_and_leaves_nothing(
    run: Commands, desk: Staffed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_life(desk)

    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(SurroundingsFault, match="Make room"):
            export_everything(desk.ana, Profile(run.folder), folder)
    assert not [one for one in folder.parent.iterdir() if "everything" in one.name]


def test_one_that_is_given_up_leaves_nothing(run: Commands, desk: Staffed, folder: Path) -> None:
    a_life(desk)
    with pytest.raises(Refused, match="given up"):
        export_everything(desk.ana, Profile(run.folder), folder, goes_on=lambda: False)
    assert not [one for one in folder.parent.iterdir() if "everything" in one.name]
