"""Files to read leads from: named ones, folders, standard input. Nothing unreadable passes in silence."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from bdc_desk.intake.plain_text import encodable
from bdc_desk.intake.reader import BYTE_LIMIT

STDIN: Final = "-"
_READ_LIMIT: Final = BYTE_LIMIT + 1
"""One byte more than the reader takes: it sees that there was more, and says so in the lead's faults."""


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file or folder that could not be read; `why` is a sentence without its full stop."""

    why: str


def files_under(
    paths: Iterable[str], stdin: BinaryIO | None = None
) -> Iterator[tuple[str, bytes | FileFault]]:
    """Each file's name and its bytes, or why it could not be read, in the order given; "-" is `stdin`.

    Folders are walked to the bottom in the order of their names; hidden files and folders, links to folders
    and what is no file (pipes, devices) are passed over there, though a pipe that is named itself is read. Of
    a file beyond 2 MB one byte more is handed over, for which `reader.read` adds a fault. Never raises.
    """
    for path in paths:
        if path == STDIN:
            yield STDIN, _from_stream(stdin)
        elif os.path.isdir(path):  # noqa: PTH112  Path.is_dir raises on names that cannot be (NUL, too long)
            yield from _in_folder(path)
        else:
            yield encodable(path), file_content(path)


def names_under(paths: Iterable[str]) -> Iterator[str]:
    """The paths of the files that `files_under` will read, in its order, without reading one: to look at some
    of them first. As they are opened, which may be no text that can be printed. Never raises.
    """
    for path in paths:
        if path != STDIN and os.path.isdir(path):  # noqa: PTH112  as above
            yield from _names_in(path, [])
        else:
            yield path


def count_under(paths: Iterable[str]) -> int:
    """How many files `files_under` will hand over, as far as can be told without reading them: for the "m" of
    "n of m files". Folders are walked, so it takes a moment. Never raises.
    """
    return sum(1 for _ in names_under(paths))


def _in_folder(folder: str) -> Iterator[tuple[str, bytes | FileFault]]:
    """The files below `folder`, and its folders that could not be opened."""
    faults: list[OSError] = []
    for path in _names_in(folder, faults):
        yield encodable(path), file_content(path)
    yield from (
        (encodable(str(fault.filename)), FileFault(f"The folder cannot be read: {_reason(fault)}"))
        for fault in faults
    )


def _names_in(folder: str, faults: list[OSError]) -> Iterator[str]:
    """The paths of the files below `folder`; what cannot be opened goes to `faults`."""
    for where, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            path = os.path.join(where, name)  # noqa: PTH118  keeps the name as it was given, "./" included
            if not Path(path).exists() or Path(path).is_file():
                yield path


def file_content(path: str) -> bytes | FileFault:
    """A file's bytes (one more than 2 MB at most), or why it cannot be read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  Path would change the name
            return file.read(_READ_LIMIT)
    except (OSError, ValueError) as fault:
        return FileFault(f"The file cannot be read: {_reason(fault)}")


def _from_stream(stream: BinaryIO | None) -> bytes | FileFault:
    if stream is None:
        return FileFault("There is no standard input to read")
    try:
        return stream.read(_READ_LIMIT)
    except (OSError, ValueError) as fault:
        return FileFault(f"The standard input cannot be read: {_reason(fault)}")


def _reason(fault: Exception) -> str:
    """The system's own words, without the path that stands beside them."""
    return encodable(getattr(fault, "strerror", None) or str(fault))
