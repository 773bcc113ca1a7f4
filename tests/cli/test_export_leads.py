"""`bdc-desk export-leads`: the open leads go to another desk, each once."""

from pathlib import Path

import pytest

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.operations.lead_work import close_lead, edit_details
from bdc_desk.operations.reading import lead_view
from bdc_desk.operations.views import DetailsForm
from tests.cli.conftest import Commands
from tests.cli.test_import import adf
from tests.helpers.desks import Staffed, phone

SAID = ("name", "car", "source", "number")


@pytest.fixture
def elsewhere(run: Commands, tmp_path: Path) -> Commands:
    """Another desk that works alone."""
    other = Commands(tmp_path / "elsewhere", run.capsys, run.clock)
    assert other.set_up().code == 0
    return other


def leads(desk: Commands) -> list[tuple[str, ...]]:
    """What a desk's queue says of its leads."""
    return sorted(tuple(row[name] for name in SAID) for row in desk("queue", "--json").objects)


def mailed(document: bytes) -> bytes:
    """A mail that carries it."""
    head = b"Received: from a by b; Mon, 2 Mar 2026 08:00:00 +0000\r\nMessage-ID: <1@p.example.test>\r\n"
    return head + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + document


def test_what_is_open_comes_to_another_desk_once(
    run: Commands, desk: Staffed, elsewhere: Commands, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.eml").write_bytes(mailed(adf()))
    (tmp_path / "in" / "b.adf").write_bytes(adf("Kim Other", "020 7946 0124", number=2))
    two = adf("Ann Two", "020 7946 0125", number=3).replace(
        b"</adf>", (second := adf("Bob Two", "020 7946 0126", number=4))[second.index(b"<prospect>") :]
    )
    (tmp_path / "in" / "c.adf").write_bytes(two)
    assert run("import", str(tmp_path / "in")).code == 0
    desk.lead(9, "Typed In")  # of which no original was kept
    closed = next(row["lead"] for row in run("queue", "--json").objects if row["name"] == "Bob Two")
    close_lead(desk.ana, closed, ClosingReason.LOST)
    before = leads(run)

    said = run("export-leads", str(tmp_path / "out"))
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(
        f"4 open leads in {tmp_path / 'out'}: 2 as they came, 2 written as ADF from their details.\n"
    )
    files = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    assert min(files) == "0001-pat-sample.eml"
    assert files["0001-pat-sample.eml"] == mailed(adf())
    assert adf("Kim Other", "020 7946 0124", number=2) in files.values()
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0

    assert elsewhere("import", str(tmp_path / "out")).out.endswith(
        "\n4 new leads, 0 enquired again, 0 already here.\n"
    )
    assert leads(elsewhere) == before
    again = elsewhere("import", str(tmp_path / "out"), str(tmp_path / "in" / "a.eml"))
    assert again.out.endswith("\n0 new leads, 0 enquired again, 5 already here.\n")


def test_details_that_were_put_right_are_what_is_passed_on(
    run: Commands, desk: Staffed, elsewhere: Commands, tmp_path: Path
) -> None:
    (tmp_path / "a.adf").write_bytes(adf())
    run("import", str(tmp_path / "a.adf"))
    lead = run("queue", "--json").objects[0]["lead"]
    form = DetailsForm(
        "Patricia", "Sample-Jones", "", ("020 7946 0999",), ("new@example.test",), "1 High St, Leith"
    )
    edit_details(desk.ana, lead, form, [phone(999)])
    assert run("export-leads", str(tmp_path / "out")).code == 0
    elsewhere("import", str(tmp_path / "out"))
    (row,) = elsewhere("queue", "--json").objects
    assert (row["name"], row["number"]) == ("Patricia Sample-Jones", "+44 20 7946 0999")
    said = elsewhere("show", row["lead"]).out
    view = lead_view(desk.ana, lead)
    for told in (view.address, view.comments, view.source, *view.emails):
        assert told
        assert told in said
    assert "0123" not in said


def test_what_could_not_be_read_goes_as_it_came(
    run: Commands, desk: Staffed, elsewhere: Commands, tmp_path: Path
) -> None:
    (tmp_path / "a.adf").write_bytes(b"\x00\xff nothing of use")
    run("import", str(tmp_path / "a.adf"))
    run("export-leads", str(tmp_path / "out"))
    assert [file.read_bytes() for file in (tmp_path / "out").iterdir()] == [b"\x00\xff nothing of use"]


def test_only_into_an_empty_folder(run: Commands, desk: Staffed, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")
    for folder, says in (("full", "There is something in"), ("full/x", "could not be made: ")):
        said = run("export-leads", str(tmp_path / folder))
        assert (said.code, said.out) == (1, "")
        assert says in said.err
    said = run("export-leads", str(tmp_path / "out"))
    assert said.out.startswith(f"0 open leads in {tmp_path / 'out'}: ")


def test_a_disk_that_is_full_is_said(
    run: Commands, desk: Staffed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.lead()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    said = run("export-leads", str(tmp_path / "out"))
    assert said.code == 1
    assert (
        "could not be written: No space left on device. What is there already is not everything." in said.err
    )
