"""What a person dropped on the window: files, mails out of a mail program, or text.

Programs hand over mails in four ways. Evolution and KMail give the mail's text (message/rfc822). Thunderbird
on Windows and the new Outlook give virtual files: a descriptor with names, and the contents by number, which
Qt shows under the names below. Thunderbird on Linux and macOS may give a mere address of its own, and the old
Outlook a kind of content that Qt cannot read: then a person is told what to do instead.
"""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDropEvent

from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate

MAIL = "message/rfc822"
MOZILLA = "text/x-moz-message"
DESCRIPTOR = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
CONTENTS = 'application/x-qt-windows-mime;value="FileContents";index={index}'
DESCRIPTOR_BYTES, NAME_AT, NAME_BYTES = 592, 72, 520
"""Of a FILEDESCRIPTORW: its size, where the name begins, and the room of the name (260 letters, UTF-16)."""
MOST_FILES = 1000
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
"""How Outlook's own .msg files begin: no text, but a small file system."""
NO_CONTENT = QT_TRANSLATE_NOOP(
    "Drop",
    "The mail program handed over the mail's place but not the mail itself. Save the mail as a file in the "
    "mail program (as .eml or as text) and drop that file here.",
)
OUTLOOK = QT_TRANSLATE_NOOP(
    "Drop",
    "Outlook handed the mail over in a form of its own that cannot be read here. Save the mail as a file in "
    "the mail program (as .eml or as text) and drop that file here.",
)
LINK = QT_TRANSLATE_NOOP("Drop", "A link is no enquiry. Drop the mail or file itself, or its text.")
NOTHING = QT_TRANSLATE_NOOP("Drop", "Nothing in what was dropped can be read. Drop mails, files or text.")


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was in it: `paths` of files and folders, or `pieces` (name, bytes) of mails and text; `why`: what
    could not be taken, and what to do instead.
    """

    paths: tuple[str, ...] = ()
    pieces: tuple[tuple[str, bytes], ...] = ()
    why: str = ""


def is_welcome(event: QDropEvent) -> bool:
    """Whether a drag over the window may hold an enquiry; what does not is answered in words when it is
    dropped. Text dragged out of a field of the window itself is no drop.
    """
    return event.source() is None and bool(event.mimeData().formats())


def what_was_dropped(mime: QMimeData) -> Dropped:
    """Files before mails before text: a program offers one thing in many forms, the best is taken."""
    paths = tuple(url.toLocalFile() for url in mime.urls() if url.isLocalFile())
    if paths:
        return Dropped(paths)
    formats = mime.formats()
    if MAIL in formats and (mails := _mails(_bytes(mime, MAIL))):
        return Dropped(pieces=tuple(("", mail) for mail in mails))
    if DESCRIPTOR in formats:
        return _virtual(mime)
    if MOZILLA in formats:
        return Dropped(why=translate("Drop", NO_CONTENT))
    if mime.hasUrls():
        return Dropped(why=translate("Drop", LINK))
    text = mime.text().strip() if mime.hasText() else ""
    return (
        Dropped(pieces=(("", text.encode("utf-8", "replace")),))
        if text
        else Dropped(why=translate("Drop", NOTHING))
    )


def _bytes(mime: QMimeData, name: str) -> bytes:
    return bytes(mime.data(name).data())


def _mails(data: bytes) -> list[bytes]:
    """One mail, or those of a mailbox file, which begin with a "From " line each."""
    if not data.startswith(b"From "):
        return [data] if data.strip() else []
    parts = data.replace(b"\r\nFrom ", b"\nFrom ").split(b"\nFrom ")
    return [parts[0], *(b"From " + part for part in parts[1:])]


def _virtual(mime: QMimeData) -> Dropped:
    """Files that lie in no folder, each by its number in the descriptor."""
    names = file_names(_bytes(mime, DESCRIPTOR))
    found = [(name, _bytes(mime, CONTENTS.format(index=index))) for index, name in enumerate(names)]
    readable = tuple((name, data) for name, data in found if data and not data.startswith(OLE))
    whole = len(readable) == len(found) and bool(found)
    return Dropped(pieces=readable, why="" if whole else translate("Drop", OUTLOOK))


def file_names(descriptor: bytes) -> list[str]:
    """The names in a FILEGROUPDESCRIPTORW: a count, then a record each. What is cut off is left out."""
    count = min(int.from_bytes(descriptor[:4], "little"), MOST_FILES)
    records = (
        descriptor[at : at + DESCRIPTOR_BYTES]
        for at in range(4, 4 + count * DESCRIPTOR_BYTES, DESCRIPTOR_BYTES)
    )
    return [_name(record) for record in records if len(record) == DESCRIPTOR_BYTES]


def _name(record: bytes) -> str:
    text = record[NAME_AT : NAME_AT + NAME_BYTES].decode("utf-16-le", "replace")
    return text.partition("\0")[0].rpartition("\\")[2]
