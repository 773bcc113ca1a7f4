"""Files that go with an email: what lies in NAME.files beside its text.

LANGUAGE/NAME.files holds those of one language, NAME.files those of every language. A file that cannot go is
named, never silently left out: a customer who was promised a brochure would miss it.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bdc_desk.contact.clean import one_line
from bdc_desk.contact.whole_files import write_bytes_whole
from bdc_desk.errors import Refused, SurroundingsFault
from bdc_desk.operations.views import Attachment

MEGABYTE: Final = 1_000_000
ONE_LIMIT: Final = 5 * MEGABYTE
"""Bytes of one file."""

ALL_LIMIT: Final = 10 * MEGABYTE
"""Bytes of all files of a mail: many servers take no more than twice that, and base64 adds a third."""

MOST: Final = 20
"""Files of one mail."""

KINDS: Final[Mapping[str, str]] = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".txt": "text/plain",
    ".ics": "application/ics",  # text/calendar in a mail is the invitation to the appointment itself
}
_BEGIN: Final[Mapping[str, bytes]] = {
    "application/pdf": b"%PDF-",
    "image/jpeg": b"\xff\xd8\xff",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "application/ics": b"BEGIN:VCALENDAR",
}
"""How a file of that kind begins: one that only bears the name is not sent."""

_OF_THE_SYSTEM: Final = frozenset({"thumbs.db", "desktop.ini"})
ALLOWED: Final = "PDF, JPEG, PNG, TXT and ICS files of up to 5 MB can go with an email, 10 MB together."


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in the folder. `for_all`: for every language. `fault`: why it cannot go, "" for a good one."""

    path: Path
    size: int
    for_all: bool
    fault: str

    @property
    def name(self) -> str:
        """What the customer reads."""
        return one_line(self.path.name)


def attachments_of(own: Path, language: str, name: str) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """The files that go with the template, by name, and a sentence for each that cannot. Never raises."""
    good: list[Attachment] = []
    faults: list[str] = []
    room = ALL_LIMIT
    for file in files_of(own, language, name):
        content, why = _content(file) if not file.fault else (b"", file.fault)
        if not why and len(good) == MOST:
            why = f"{file.name}: more than {MOST} files"
        if not why and len(content) > room:
            why = f"{file.name}: all files together are larger than {ALL_LIMIT // MEGABYTE} MB"
        if why:
            faults.append(why)
        else:
            room -= len(content)
            good.append(Attachment(file.name, KINDS[file.path.suffix.lower()], content))
    return tuple(good), tuple(faults)


def files_of(own: Path, language: str, name: str) -> tuple[KeptFile, ...]:
    """What lies in the two folders, by name; one of the language takes the place of one for all."""
    found = {path.name.casefold(): _kept(path, for_all=True) for path in _in(own / f"{name}.files")}
    found |= {path.name.casefold(): _kept(path, for_all=False) for path in _in(_folder(own, language, name))}
    return tuple(found[key] for key in sorted(found))


def add_file(own: Path, language: str, name: str, source: Path) -> None:
    """Copy a file to those of the template in this language.

    Raises Refused for one that cannot go with a mail, SurroundingsFault where it cannot be read or copied.
    """
    told = _kept(source, for_all=False)
    content, why = _content(told) if not told.fault else (b"", told.fault)
    same = source.name.casefold()
    others = [one for one in files_of(own, language, name) if one.path.name.casefold() != same]
    if not why and sum(one.size for one in others) + len(content) > ALL_LIMIT:
        why = f"{told.name}: all files together would be larger than {ALL_LIMIT // MEGABYTE} MB"
    if not why and len(others) >= MOST:
        why = f"{told.name}: more than {MOST} files"
    if why:
        raise Refused(f"{why}. {ALLOWED}", code="attachment")
    write_bytes_whole(_folder(own, language, name) / source.name, content)


def remove_file(file: KeptFile) -> None:
    """Take a file away from its mail; it is moved to the folder NAME.files.before, not destroyed.

    Raises SurroundingsFault where it cannot be moved.
    """
    before = file.path.parent.with_name(f"{file.path.parent.name}.before")
    try:
        before.mkdir(exist_ok=True)
        file.path.replace(before / file.path.name)
    except OSError as error:
        raise SurroundingsFault(f"{file.name} could not be taken away: {error.strerror}.") from error


def _folder(own: Path, language: str, name: str) -> Path:
    return own / language / f"{name}.files"


def _in(folder: Path) -> Iterator[Path]:
    """What a person put there; a system's own files are none of it."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except FileNotFoundError:
        return
    except OSError:
        yield folder  # named as what cannot be read
        return
    for name in names:
        if not name.startswith(".") and name.casefold() not in _OF_THE_SYSTEM:
            yield folder / name


def _kept(path: Path, *, for_all: bool) -> KeptFile:
    def told(size: int, why: str) -> KeptFile:
        said = f"{one_line(path.name)}: {why}" if why else ""
        return KeptFile(path, size, for_all, said)

    try:
        size = path.stat().st_size
        is_file = path.is_file()
    except OSError as error:
        return told(0, f"cannot be read: {error.strerror}")
    rules: tuple[tuple[Callable[[], bool], str], ...] = (
        (lambda: not is_file, "is no file"),
        (lambda: path.suffix.lower() not in KINDS, "is no PDF, JPEG, PNG, TXT or ICS file"),
        (lambda: size > ONE_LIMIT, f"is larger than {ONE_LIMIT // MEGABYTE} MB"),
        (lambda: not size, "is empty"),
    )
    return told(size if is_file else 0, next((why for broken, why in rules if broken()), ""))


def _content(file: KeptFile) -> tuple[bytes, str]:
    """The file's bytes, or why it cannot go."""
    kind = KINDS[file.path.suffix.lower()]
    try:
        with file.path.open("rb") as opened:
            content = opened.read(ONE_LIMIT + 1)
    except OSError as error:
        return b"", f"{file.name}: cannot be read: {error.strerror}"
    if len(content) > ONE_LIMIT:
        return b"", f"{file.name}: is larger than {ONE_LIMIT // MEGABYTE} MB"
    if not _is_of(kind, content):
        return b"", f"{file.name}: is not what its name says"
    return content, ""


def _is_of(kind: str, content: bytes) -> bool:
    if kind == "text/plain":
        try:
            return "\0" not in content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return False
    start = content.removeprefix(b"\xef\xbb\xbf") if kind == "application/ics" else content
    return start.startswith(_BEGIN[kind])
