"""`bdc-desk import`: files, folders and standard input become leads, and each is told of."""

import hashlib
import io
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bdc_desk.cadence.reasons import WORDS
from bdc_desk.cli import import_leads
from bdc_desk.cli.progress import Progress, told_left
from bdc_desk.intake.files import files_under
from tests.cli.conftest import Commands, Said, Terminal
from tests.helpers.desks import Staffed
from tests.intake.samples import FIXTURES

KEYS = [
    "file", "line", "result", "lead_id", "already_here", "grade", "faults", "kind", "source", "customer",
    "wanted", "trade", "vehicles", "comments", "vendor", "provider", "provider_lead_id", "requested_at",
    "arrived_at", "archive",
]  # fmt: skip
SUM = ["new_leads", "enquired_again", "already_here", "would_be_read", "could_not_be_read", "stopped"]
CUSTOMER = ["first", "last", "full", "emails", "phones", "address"]


def adf(
    name: str = "Pat Sample", phone: str = "020 7946 0123", comments: str = "Still there?", number: int = 1
) -> bytes:
    first, _, last = name.partition(" ")
    return f"""<?xml version="1.0" encoding="UTF-8"?><?adf version="1.0"?><adf><prospect>
<id source="AutoPortal">{number}</id><requestdate>2026-03-02T09:58:00+00:00</requestdate>
<vehicle><year>2021</year><make>Ford</make><model>Ranger</model></vehicle>
<customer><contact><name part="first">{first}</name><name part="last">{last}</name>
<email>pat{number}@example.test</email><phone>{phone}</phone></contact><comments>{comments}</comments></customer>
<vendor><vendorname>Harbour Motors</vendorname></vendor></prospect></adf>""".encode()


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """A folder of two lead files, one of them deeper."""
    folder = tmp_path / "mails"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.adf").write_bytes(adf())
    (folder / "deeper" / "b.adf").write_bytes(adf("Kim Other", "020 7946 0124", number=2))
    return folder


def test_a_folder_and_a_file(run: Commands, desk: Staffed, mails: Path) -> None:
    said = run("import", str(mails), str(FIXTURES / "clean.adf"))
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        f"{mails}/a.adf: new lead: Pat Sample, 2021 Ford Ranger [ok]\n"
        f"{mails}/deeper/b.adf: new lead: Kim Other, 2021 Ford Ranger [ok]\n"
        f"{FIXTURES}/clean.adf: new lead: Robin van der Meer, 2021 Ford Ranger XLT "
        '[ok: The request date "2026-03-02T10:15:00-05:00" lies in the future]\n'
        "3 new leads, 0 enquired again, 0 already here.\n"
    )
    again = run("import", str(mails))
    assert again.out.endswith("\n0 new leads, 0 enquired again, 2 already here.\n")
    assert len(run("queue", "--json").objects) == 3


def test_an_enquiry_again_is_told_as_such(run: Commands, desk: Staffed, mails: Path) -> None:
    run("import", str(mails / "a.adf"))
    (mails / "c.adf").write_bytes(adf(comments="Another question", number=3))
    said = run("import", str(mails / "c.adf"))
    assert f"{mails}/c.adf: enquired again: Pat Sample" in said.out


def leads_of(said: Said) -> list[dict[str, Any]]:
    """The objects of the leads; the last one must be the sum."""
    *leads, last = said.objects
    assert list(last) == ["sum"]
    assert list(last["sum"]) == SUM
    return leads


def test_json_has_every_key_always(run: Commands, desk: Staffed, mails: Path) -> None:
    (mails / "empty.adf").write_bytes(b"<adf><prospect></prospect></adf>")
    said = run("import", "--json", str(mails), str(FIXTURES / "clean.adf"), str(FIXTURES / "mail_text.eml"))
    assert (said.code, said.err) == (0, "")
    leads = leads_of(said)
    assert len(leads) == 5
    for one in leads:
        assert list(one) == KEYS
        assert list(one["customer"]) == CUSTOMER
        assert all(list(phone) == ["typed", "e164", "type"] for phone in one["customer"]["phones"])
        assert one["lead_id"] is not None
        assert (one["result"], one["already_here"], one["line"]) == ("new lead", False, None)
    first = leads[0]
    assert first["customer"]["phones"] == [{"typed": "020 7946 0123", "e164": "+442079460123", "type": ""}]
    assert (first["file"], first["grade"], first["kind"], first["vendor"], first["provider_lead_id"]) == (
        f"{mails}/a.adf", "ok", "internet", "Harbour Motors", "1",
    )  # fmt: skip
    assert (first["requested_at"], first["comments"]) == ("2026-03-02T09:58:00Z", "Still there?")
    assert first["archive"] == hashlib.sha256((mails / "a.adf").read_bytes()).hexdigest()
    ids = {row["lead"] for row in run("queue", "--json").objects}
    assert {one["lead_id"] for one in leads} == ids
    assert said.objects[-1]["sum"] == dict.fromkeys(SUM, 0) | {"new_leads": 5, "stopped": False}


def test_json_tells_of_every_result(run: Commands, desk: Staffed, mails: Path) -> None:
    run("import", str(mails / "a.adf"))
    (mails / "c.adf").write_bytes(adf(comments="Another question", number=3))
    said = run("import", "--json", str(mails), str(mails / "missing.adf"))
    assert (said.code, said.err) == (1, "")
    leads = leads_of(said)
    assert [(one["result"], one["already_here"]) for one in leads] == [
        ("already here", True), ("enquired again", False), ("new lead", False), ("could not be read", False),
    ]  # fmt: skip
    fault = leads[-1]
    assert list(fault) == KEYS
    assert fault["faults"] == ["The file cannot be read: No such file or directory."]
    assert [key for key in KEYS if fault[key] is not None] == [
        "file", "result", "already_here", "faults",
    ]  # fmt: skip
    assert said.objects[-1]["sum"]["could_not_be_read"] == 1
    assert said.objects[-1]["sum"]["already_here"] == 1


def test_standard_input(run: Commands, desk: Staffed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(adf())))
    assert run("import", "-").out.startswith("-: new lead: Pat Sample")
    monkeypatch.setattr(sys, "stdin", None)  # a program without a console
    said = run("import", "-")
    assert (said.code, "There is no standard input" in said.err) == (1, True)


def test_a_dry_run_writes_nothing_and_needs_no_profile(run: Commands, mails: Path) -> None:
    said = run("import", "--dry-run", str(mails))
    assert said.code == 0
    assert f"{mails}/a.adf: would be read: Pat Sample, 2021 Ford Ranger [" in said.out
    assert said.out.endswith("\n2 leads read, nothing written.\n")
    assert not run.folder.exists()
    run.set_up()
    before = (run.folder / "bdc-desk.sqlite").read_bytes()
    assert run("import", "--dry-run", str(mails)).code == 0
    assert (run.folder / "bdc-desk.sqlite").read_bytes() == before
    assert run("queue", "--json").objects == []


@pytest.mark.parametrize(
    ("argv", "e164"),
    [((), None), (("--country", "GB"), "+442079460123"), (("--country", "gb"), "+442079460123")],
)
def test_without_a_country_a_national_number_is_kept_as_typed(
    run: Commands, mails: Path, argv: tuple[str, ...], e164: str | None
) -> None:
    (one,) = leads_of(run("import", "--dry-run", "--json", *argv, str(mails / "a.adf")))
    assert one["customer"]["phones"] == [{"typed": "020 7946 0123", "e164": e164, "type": ""}]
    assert bool(one["faults"]) is (e164 is None)
    assert one["lead_id"] is None


def test_the_dealerships_country_is_also_a_dry_runs(run: Commands, desk: Staffed, mails: Path) -> None:
    (one,) = leads_of(run("import", "--dry-run", "--json", str(mails / "a.adf")))
    assert one["result"] == "would be read"
    assert one["customer"]["phones"][0]["e164"] == "+442079460123"


def test_a_country_that_is_none(run: Commands, mails: Path) -> None:
    said = run("import", "--dry-run", "--country", "UK", str(mails))
    assert (said.code, said.out) == (1, "")
    assert "There is no country 'UK'" in said.err


def test_a_file_that_cannot_be_read_stops_no_other(run: Commands, desk: Staffed, mails: Path) -> None:
    said = run("import", str(mails / "a.adf"), str(mails / "missing.adf"), str(mails / "deeper"))
    assert said.code == 1
    assert said.err == f"{mails}/missing.adf: The file cannot be read: No such file or directory.\n"
    assert said.out.endswith("\n2 new leads, 0 enquired again, 0 already here. 1 file could not be read.\n")
    assert len(run("queue", "--json").objects) == 2


def test_a_mail_that_says_nothing_is_a_flagged_lead(run: Commands, desk: Staffed, mails: Path) -> None:
    (mails / "a.adf").write_bytes(b"\x00\xff nothing of use")
    said = run("import", str(mails / "a.adf"))
    assert said.code == 0
    assert "new lead: no name [unreadable: " in said.out
    assert run("queue", "--json").objects[0]["why"] == WORDS["next.read"]


def test_what_a_lead_says_steers_no_terminal(run: Commands, desk: Staffed, mails: Path) -> None:
    evil = "Pat\u202e Sam\u009bple"
    (mails / "a.adf").write_bytes(adf(evil, comments="\u2066x\u009b2J"))
    for argv in (
        ("import", str(mails)), ("import", "--json", str(mails)), ("queue",), ("queue", "--json"),
        ("show", "ple"),
        ("import", str(mails / "no\x1b[2J")),
    ):  # fmt: skip
        said = run(*argv)
        assert not set(said.out + said.err) & set("\u202e\u009b\u2066\x1b"), argv
    assert run("queue", "--json").objects[0]["name"] != ""


def test_marks_that_had_passed_are_said_once(run: Commands, desk: Staffed, mails: Path) -> None:
    mail = b"Received: from a by b; Fri, 27 Feb 2026 10:00:00 +0000\r\nMessage-ID: <1@p.example.test>\r\n"
    mail += b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + adf()
    (mails / "a.adf").unlink()
    (mails / "old.eml").write_bytes(mail)
    said = run("import", str(mails))
    assert said.out.endswith("\n1 from before today: shown and counted, without an alert.\n")
    assert "before today" not in run("import", str(mails)).out


@pytest.fixture
def sixty(tmp_path: Path) -> Path:
    """A folder of the files of as many enquiries."""
    folder = tmp_path / "sixty"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.adf").write_bytes(
            adf(f"Pat Sample{number}", f"020 7946 {number:04}", number=number)
        )
    return folder


def test_progress_is_for_terminals(
    run: Commands, desk: Staffed, sixty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(str(path) for path in sixty.iterdir())
    assert run("import", "--dry-run", *files).err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    said = run("import", str(sixty))
    assert said.out.endswith("\n60 new leads, 0 enquired again, 0 already here.\n")
    drawn = [part for part in terminal.getvalue().split("\r\x1b[K") if part]
    assert drawn[0] == "[--------------------] 1 of 60 files · 1 new"
    assert drawn[44] == "[###############-----] 45 of 60 files · 45 new"
    assert drawn[-1] == "[####################] 60 of 60 files · 60 new"
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_a_few_files_are_done_before_anybody_wonders(
    run: Commands, desk: Staffed, mails: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run("import", str(mails))
    assert terminal.getvalue() == ""


def test_the_time_that_is_left() -> None:
    now = [0.0]
    terminal = Terminal()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        progress = Progress(1000, lambda: now[0], 60)
        progress.draw(10, 10)
        now[0] = 8.0
        progress.draw(214, 198)
        progress.draw(1000, 900)
        progress.wipe()
        progress.wipe()
    assert terminal.getvalue().split("\r\x1b[K") == [
        "",
        "[--------------------] 10 of 1,000 files · 10 new",
        "[####----------------] 214 of 1,000 files · 198 new · 29 s…",
        "[####################] 1,000 of 1,000 files · 900 new",
        "",
    ]
    assert [told_left(seconds) for seconds in (0.2, 89, 90, 600)] == [
        "1 s left", "89 s left", "2 min left", "10 min left",
    ]  # fmt: skip


def stopped_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody presses Ctrl+C while this file is read."""

    def reading(*given: Any) -> Iterator[Any]:
        for count, found in enumerate(files_under(*given), 1):
            if count == number:
                signal.raise_signal(signal.SIGINT)
            yield found

    monkeypatch.setattr(import_leads, "files_under", reading)


def test_ctrl_c_ends_after_the_running_batch_and_the_same_call_goes_on(
    run: Commands, desk: Staffed, sixty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        stopped_at(30, patch)
        said = run("import", str(sixty))
    assert said.code == 130
    assert said.out.endswith("\n30 new leads, 0 enquired again, 0 already here.\n")
    assert said.err == (
        "\nStopping after what is being written now; Ctrl+C again stops at once.\n"
        "Stopped after 30 of 60 files. The same call goes on: each lead comes in once.\n"
    )
    assert len(run("queue", "--json").objects) == 30
    again = run("import", str(sixty))
    assert (again.code, again.out.splitlines()[-1]) == (
        0, "30 new leads, 0 enquired again, 30 already here.",
    )  # fmt: skip
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_ctrl_c_in_json(run: Commands, desk: Staffed, sixty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped_at(30, monkeypatch)
    said = run("import", "--json", "--dry-run", str(sixty))
    assert (said.code, said.objects[-1]["sum"]["stopped"]) == (130, True)
    assert said.objects[-1]["sum"]["would_be_read"] == 30


def test_a_second_ctrl_c_stops_at_once(
    run: Commands, desk: Staffed, sixty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(str(path) for path in sixty.iterdir())

    def reading(*_: Any) -> Iterator[Any]:
        for path in files:
            if path.endswith("30.adf"):
                signal.raise_signal(signal.SIGINT)
                signal.raise_signal(signal.SIGINT)
            yield path, Path(path).read_bytes()

    monkeypatch.setattr(import_leads, "files_under", reading)
    assert run("import", str(sixty)).code == 130
    assert len(run("queue", "--json").objects) == 20  # the batch before
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_reader_that_has_gone_leaves_no_lead_outside(run: Commands, desk: Staffed, sixty: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-u", "-m", "bdc_desk", "import", str(sixty), "--profile", str(run.folder)],
            stdout=closed, stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(run("queue", "--json").objects) == 60


def test_an_empty_folder(run: Commands, desk: Staffed, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    said = run("import", str(tmp_path / "nothing"))
    assert (said.code, said.out) == (0, "0 new leads, 0 enquired again, 0 already here.\n")
