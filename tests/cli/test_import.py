"""`bdc-desk import`: files, folders and standard input become leads, and each is told of."""

import io
import sys
from pathlib import Path

import pytest

from bdc_desk.cadence.reasons import WORDS
from tests.cli.conftest import Commands
from tests.helpers.desks import Staffed
from tests.intake.samples import FIXTURES

KEYS = [
    "file", "grade", "lead_id", "kind", "customer", "wanted", "trade", "vehicles", "comments", "vendor",
    "provider", "provider_lead_id", "requested_at", "faults",
]  # fmt: skip
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


def test_json_has_every_key_always(run: Commands, desk: Staffed, mails: Path) -> None:
    (mails / "empty.adf").write_bytes(b"<adf><prospect></prospect></adf>")
    said = run("import", "--json", str(mails), str(FIXTURES))
    assert said.code == 0
    assert len(said.objects) > 8
    for one in said.objects:
        assert list(one) == KEYS
        assert list(one["customer"]) == CUSTOMER
        assert all(list(phone) == ["typed", "e164", "type"] for phone in one["customer"]["phones"])
        assert one["lead_id"] is not None
    first = said.objects[0]
    assert first["customer"]["phones"] == [{"typed": "020 7946 0123", "e164": "+442079460123", "type": ""}]
    assert (first["file"], first["grade"], first["kind"], first["vendor"], first["provider_lead_id"]) == (
        f"{mails}/a.adf", "ok", "internet", "Harbour Motors", "1",
    )  # fmt: skip
    assert (first["requested_at"], first["comments"]) == ("2026-03-02T09:58:00Z", "Still there?")
    ids = {row["lead"] for row in run("queue", "--json").objects}
    assert {one["lead_id"] for one in said.objects} == ids


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
    (one,) = run("import", "--dry-run", "--json", *argv, str(mails / "a.adf")).objects
    assert one["customer"]["phones"] == [{"typed": "020 7946 0123", "e164": e164, "type": ""}]
    assert bool(one["faults"]) is (e164 is None)
    assert one["lead_id"] is None


def test_the_dealerships_country_is_also_a_dry_runs(run: Commands, desk: Staffed, mails: Path) -> None:
    (one,) = run("import", "--dry-run", "--json", str(mails / "a.adf")).objects
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


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_for_terminals(
    run: Commands, desk: Staffed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        (tmp_path / f"{number:02}.adf").write_bytes(
            adf(f"Pat Sample{number}", f"020 7946 {number:04}", number=number)
        )
    files = sorted(str(path) for path in tmp_path.glob("*.adf"))
    assert run("import", "--dry-run", *files).err == ""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    said = run("import", *files)
    assert said.out.endswith("\n60 new leads, 0 enquired again, 0 already here.\n")
    assert terminal.getvalue() == "25 read ...\r\x1b[K50 read ...\r\x1b[K"


def test_an_empty_folder(run: Commands, desk: Staffed, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    said = run("import", str(tmp_path / "nothing"))
    assert (said.code, said.out) == (0, "0 new leads, 0 enquired again, 0 already here.\n")
