"""Small files of the profile that are written whole or not at all, and whose version before is kept."""

import os
from contextlib import suppress
from pathlib import Path

from bdc_desk.errors import SurroundingsFault


def write_whole(file: Path, text: str) -> None:
    """Write the text (UTF-8, plain line ends) so that a crash leaves the old file or the new one, never half.

    Raises SurroundingsFault, with the old file untouched.
    """
    write_bytes_whole(file, text.encode("utf-8"))


def write_bytes_whole(file: Path, content: bytes) -> None:
    """The same for any content."""
    new = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        new.replace(file)
    except OSError as error:
        with suppress(OSError):  # the first error is the one to tell
            new.unlink(missing_ok=True)
        raise SurroundingsFault(
            f"{file} could not be written: {error.strerror}. What was there before still is. "
            f"Make room, or give this account the right to write there, and save again."
        ) from error


def keep_before(file: Path) -> None:
    """Keep a copy of the file, where there is one, as FILE.before. Raises SurroundingsFault."""
    try:
        content = file.read_bytes() if file.is_file() else None
    except OSError as error:
        why = f"{file} could not be read: {error.strerror}. Nothing was changed."
        raise SurroundingsFault(why) from error
    if content is not None:
        write_bytes_whole(file.with_name(f"{file.name}.before"), content)
