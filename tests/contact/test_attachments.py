"""Files that go with a mail, and those that cannot: named, never silently left out."""

from pathlib import Path

import pytest

from bdc_desk.contact import attachments
from bdc_desk.contact.attachments import ONE_LIMIT, add_file, attachments_of, files_of, remove_file
from bdc_desk.errors import Refused

PDF = b"%PDF-1.7 invented"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "own" / "nl" / "missed_you.files"
    made.mkdir(parents=True)
    return made


def taken(folder: Path) -> tuple[list[str], tuple[str, ...]]:
    good, faults = attachments_of(folder.parents[1], "nl", "missed_you")
    return [one.name for one in good], faults


def test_nothing_there_is_nothing_wrong(tmp_path: Path) -> None:
    assert attachments_of(tmp_path / "none", "nl", "missed_you") == ((), ())


def test_every_kind_that_may_go(folder: Path) -> None:
    for name, content in {
        "a.pdf": PDF,
        "b.JPG": b"\xff\xd8\xff\xe0",
        "c.png": b"\x89PNG\r\n\x1a\n",
        "d.txt": "déjà".encode(),
        "e.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR",
    }.items():
        (folder / name).write_bytes(content)
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")
    assert taken(folder) == (["a.pdf", "b.JPG", "c.png", "d.txt", "e.ics"], ())


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.exe", b"MZ", "is no PDF, JPEG, PNG, TXT or ICS file"),
        ("a.pdf.exe", PDF, "is no PDF, JPEG, PNG, TXT or ICS file"),
        ("a.pdf", b"MZ not a pdf", "is not what its name says"),
        ("a.txt", b"caf\xe9", "is not what its name says"),
        ("a.txt", b"a\0b", "is not what its name says"),
        ("a.pdf", b"", "is empty"),
        ("a.pdf", PDF + b"x" * ONE_LIMIT, "is larger than 5 MB"),
    ],
)
def test_what_cannot_go_is_named(folder: Path, name: str, content: bytes, why: str) -> None:
    (folder / name).write_bytes(content)
    assert taken(folder) == ([], (f"{name}: {why}",))


def test_folders_and_dead_links_are_named(folder: Path) -> None:
    (folder / "more.pdf").mkdir()
    (folder / "gone.pdf").symlink_to(folder / "nowhere.pdf")
    names, faults = taken(folder)
    assert names == []
    assert [fault.split(":")[0] for fault in faults] == ["gone.pdf", "more.pdf"]


def test_all_together_have_a_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "ALL_LIMIT", 2 * len(PDF))
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        (folder / name).write_bytes(PDF)
    names, faults = taken(folder)
    assert names == ["a.pdf", "b.pdf"]
    assert faults[0].startswith("c.pdf: all files together are larger")


def test_a_file_of_the_language_takes_the_place_of_one_for_all(folder: Path) -> None:
    for_all = folder.parents[1] / "missed_you.files"
    for_all.mkdir()
    (for_all / "a.pdf").write_bytes(PDF)
    (for_all / "B.pdf").write_bytes(PDF)
    (folder / "b.pdf").write_bytes(PDF)
    told = files_of(folder.parents[1], "nl", "missed_you")
    assert [(one.name, one.for_all) for one in told] == [("a.pdf", True), ("b.pdf", False)]
    assert [one.name for one in attachments_of(folder.parents[1], "de", "missed_you")[0]] == [
        "a.pdf",
        "B.pdf",
    ]


def test_a_name_with_controls_is_one_line(folder: Path) -> None:
    (folder / "a\r\nBcc: x.pdf").write_bytes(PDF)
    assert taken(folder) == (["a Bcc: x.pdf"], ())


def test_a_file_is_added_and_taken_away(folder: Path, tmp_path: Path) -> None:
    own, source = folder.parents[1], tmp_path / "Prices 2026.pdf"
    source.write_bytes(PDF)
    add_file(own, "nl", "last_try", source)
    (kept,) = files_of(own, "nl", "last_try")
    assert (kept.name, kept.size, kept.fault) == ("Prices 2026.pdf", len(PDF), "")
    remove_file(kept)
    assert files_of(own, "nl", "last_try") == ()
    assert (own / "nl" / "last_try.files.before" / "Prices 2026.pdf").read_bytes() == PDF
    assert source.exists()


def test_a_file_that_cannot_go_is_not_added(folder: Path, tmp_path: Path) -> None:
    own, source = folder.parents[1], tmp_path / "a.exe"
    source.write_bytes(b"MZ")
    with pytest.raises(Refused, match=r"a\.exe: is no PDF"):
        add_file(own, "nl", "last_try", source)
    with pytest.raises(Refused, match=r"gone\.pdf: cannot be read"):
        add_file(own, "nl", "last_try", tmp_path / "gone.pdf")
    assert files_of(own, "nl", "last_try") == ()
