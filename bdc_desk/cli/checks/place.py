"""The profile's folder: can it be written, does the log work there, is there room. `asked`: --profile."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bdc_desk.cli.checks.finding import Finding, broken, ok, skipped, warning, without_home
from bdc_desk.cli.checks.own_process import ProbeFailed, ask
from bdc_desk.errors import SurroundingsFault
from bdc_desk.settings import VARIABLE, is_there, profile_at
from bdc_desk.storage.file_systems import network_kind
from bdc_desk.storage.health import OLDEST, Scratch, can_search, sqlite_is_too_old, sqlite_version

MEGABYTE = 1_000_000
LITTLE, NONE_LEFT = 500 * MEGABYTE, 20 * MEGABYTE
"""Bytes free: below the first a person should know, below the second the log may stop any moment."""
MUCH_LOG = 20 * MEGABYTE
"""The program keeps 6 files of 1 MB."""


def check_folder(asked: str | None) -> Iterator[Finding]:
    """Whether the profile's folder can be written; one that is not there yet: whether it could be made."""
    profile = profile_at(asked)
    folder, shown = profile.folder, without_home(profile.folder)
    there = _nearest(folder)
    do = f"Give yourself the right to write there, or choose another with --profile or {VARIABLE}."
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"doctor")
    except OSError as fault:
        yield broken("profile", f"{shown} cannot be written: {fault.strerror}.", do)
        return
    kind = network_kind(there)
    if kind:
        words = f"{shown} lies on a network drive ({kind}), where no desk opens: locks may fail there."
        yield broken("profile", words, f"Move the profile to a disk of this computer; {VARIABLE} names it.")
    elif there != folder:
        yield ok("profile", f"{shown} is not there yet; it can be made")
    else:
        yield ok("profile", f"{shown} can be written, on this computer's own disk")


def check_locks(asked: str | None) -> Iterator[Finding]:
    """Whether SQLite's write-ahead log and its locks work there, by a scratch file and a second program."""
    version = f"SQLite {sqlite_version()}"
    if sqlite_is_too_old():
        oldest = ".".join(str(part) for part in OLDEST)
        yield broken("locks", f"{version} is too old ({oldest} is needed).", "Install a newer Python.")
        return
    if not can_search():
        what = f"{version} was built without the search index (FTS5 with trigrams)."
        yield broken("locks", what, "Install Python from python.org, or another build of it.")
        return
    do = "Choose a folder on a disk of this computer (--profile)."
    try:
        with tempfile.TemporaryDirectory(
            prefix=".doctor-", dir=_nearest(profile_at(asked).folder), ignore_cleanup_errors=True
        ) as folder:
            yield _tried(Path(folder) / "scratch.sqlite", version, do)
    except OSError as fault:
        yield skipped("locks", f"not looked at: the folder cannot be written ({fault.strerror})")
    except ProbeFailed as fault:
        yield warning("locks", f"Whether they hold could not be seen. {fault}")
    except SurroundingsFault as fault:
        yield broken("locks", f"A scratch file failed there. {fault}", do)


def _tried(file: Path, version: str, do: str) -> Finding:
    with closing(Scratch(file)) as scratch:
        if not scratch.has_wal:
            return broken("locks", f"{version} gets no write-ahead log there.", do)
        scratch.lock()
        held = ask("lock", str(file)).get("locked")
    if held is not True:
        words = "Two programs could write the log at once: locks do not hold there."
        return broken("locks", words, do)
    return ok("locks", f"{version}: write-ahead log and locks work there")


def check_space(asked: str | None) -> Iterator[Finding]:
    """Whether there is room on the disk."""
    free = shutil.disk_usage(_nearest(profile_at(asked).folder)).free
    words = f"{_size(free)} free where the profile lies"
    if free < NONE_LEFT:
        yield broken("space", f"{words}: nothing more can be written soon.", "Free some space now.")
    elif free < LITTLE:
        yield warning("space", f"{words}.", "Free some space: 500 MB or more keep the log safe.")
    else:
        yield ok("space", words)


def check_logs(asked: str | None) -> Iterator[Finding]:
    """Whether the program's own log can be written, and how large it is."""
    folder = profile_at(asked).logs
    if not is_there(folder):
        yield ok("log files", "none yet")
        return
    try:
        size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"doctor")
    except OSError as fault:
        words = f"The folder of the log files cannot be written: {fault.strerror}."
        yield warning("log files", words, "The desk works; its faults are kept nowhere. Change its rights.")
        return
    words = f"{_size(size)} of log files"
    if size > MUCH_LOG:
        yield warning("log files", f"{words}: more than this program keeps.", "Look what else lies there.")
    else:
        yield ok("log files", words)


def _nearest(folder: Path) -> Path:
    """The folder, else the nearest above it that is there."""
    for one in (folder, *folder.absolute().parents):
        if is_there(one) and os.path.isdir(one):  # noqa: PTH112 - Path.is_dir raises on names that cannot be
            return one
    return Path(folder.anchor or ".")


def _size(count: int) -> str:
    """Bytes as a person reads them."""
    if count >= 1000 * MEGABYTE:
        return f"{count / 1000 / MEGABYTE:,.1f} GB"
    return f"{count / MEGABYTE:,.0f} MB" if count >= MEGABYTE else f"{count / 1000:,.0f} kB"
