"""What mail programs and file managers hand over when something is dragged onto the window."""

import pytest
from PySide6.QtCore import QMimeData, QUrl
from pytestqt.qtbot import QtBot

from bdc_desk.ui.intake.dropped import (
    CONTENTS,
    DESCRIPTOR,
    DESCRIPTOR_BYTES,
    LINK,
    MAIL,
    MOZILLA,
    NAME_AT,
    NO_CONTENT,
    NOTHING,
    OLE,
    OUTLOOK,
    file_names,
    what_was_dropped,
)

pytestmark = pytest.mark.usefixtures("qapp")
LETTER = b"From: portal@example.test\r\nSubject: lead\r\n\r\nHello"


def mime(**formats: bytes) -> QMimeData:
    made = QMimeData()
    for name, data in formats.items():
        made.setData(name, data)
    return made


def descriptor(*names: str) -> bytes:
    """A FILEGROUPDESCRIPTORW as Windows writes it."""
    records = [(b"\0" * NAME_AT + name.encode("utf-16-le")).ljust(DESCRIPTOR_BYTES, b"\0") for name in names]
    return len(names).to_bytes(4, "little") + b"".join(records)


def virtual(*files: tuple[str, bytes]) -> QMimeData:
    made = mime(**{DESCRIPTOR: descriptor(*(name for name, _ in files))})
    for index, (_, data) in enumerate(files):
        made.setData(CONTENTS.format(index=index), data)
    return made


def test_files_are_taken_by_their_paths(qtbot: QtBot) -> None:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile("/tmp/a.eml"), QUrl.fromLocalFile("/tmp/leads")])  # noqa: S108 - never opened
    made.setText("file:///tmp/a.eml")
    assert what_was_dropped(made).paths == ("/tmp/a.eml", "/tmp/leads")  # noqa: S108 - as above


def test_a_mail_comes_as_its_text() -> None:
    found = what_was_dropped(mime(**{MAIL: LETTER}))
    assert found.pieces == (("", LETTER),)


def test_several_mails_come_as_a_mailbox_file() -> None:
    two = b"From a@example.test Mon\n" + LETTER + b"\n\nFrom b@example.test Mon\n" + LETTER
    found = what_was_dropped(mime(**{MAIL: two}))
    assert [data.startswith(b"From ") and LETTER in data for _, data in found.pieces] == [True, True]


def test_virtual_files_come_with_their_names() -> None:
    found = what_was_dropped(virtual(("lead one.eml", LETTER), ("zwei ü.eml", LETTER)))
    assert [name for name, _ in found.pieces] == ["lead one.eml", "zwei ü.eml"]
    assert not found.why


@pytest.mark.parametrize("content", [b"", OLE + b"rest"])
def test_what_outlook_keeps_to_itself_is_said_and_the_rest_comes_in(content: bytes) -> None:
    found = what_was_dropped(virtual(("lead.msg", content), ("lead.eml", LETTER)))
    assert [name for name, _ in found.pieces] == ["lead.eml"]
    assert found.why == OUTLOOK


def test_a_name_with_folders_keeps_only_its_end() -> None:
    assert file_names(descriptor("inbox\\a.eml")) == ["a.eml"]


@pytest.mark.parametrize(
    "damaged", [b"", b"\x01", b"\xff\xff\xff\xff", descriptor("a.eml")[:-1], b"\x02\0\0\0" + b"x" * 700]
)
def test_a_damaged_descriptor_never_raises(damaged: bytes) -> None:
    assert len(file_names(damaged)) <= 1


def test_thunderbirds_own_address_is_no_mail_and_says_what_to_do() -> None:
    found = what_was_dropped(mime(**{MOZILLA: b"imap-message://somewhere#1"}))
    assert found.why == NO_CONTENT
    assert "drop that file" in found.why


def test_a_link_is_no_enquiry() -> None:
    made = QMimeData()
    made.setUrls([QUrl("https://example.test/lead")])
    made.setText("https://example.test/lead")
    assert what_was_dropped(made).why == LINK


def test_text_is_one_enquiry() -> None:
    made = QMimeData()
    made.setText("  Naam: Pat Voorbeeld\nTel: +44 20 7946 0123  ")
    ((name, data),) = what_was_dropped(made).pieces
    assert (name, data.decode()) == ("", "Naam: Pat Voorbeeld\nTel: +44 20 7946 0123")


def test_what_holds_nothing_says_so() -> None:
    assert what_was_dropped(mime(**{"application/x-colour": b"red"})).why == NOTHING
