"""Which files in the folder of backups may hold a customer. What cannot be looked into may."""

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bdc_desk.errors import SurroundingsFault
from bdc_desk.storage.backup import Backup, backups, made_at, remove_older
from bdc_desk.storage.copying import BESIDE, remove_database

_EVER = datetime.max.replace(tzinfo=UTC)
_HAS = "SELECT 1 FROM entry WHERE lead IN (SELECT value FROM json_each(?)) LIMIT 1"


@dataclass(frozen=True, slots=True)
class Held:
    """A file that may hold the customer. `at`: when it was made (UTC), by which it is rotated away; None for
    one that this program did not make, and does not remove.
    """

    path: Path
    at: datetime | None


def holding(folder: Path, leads: Collection[str], since: datetime) -> list[Held]:
    """The files that may hold one of these leads, which came `since`: those of the log's copies that do, what
    cannot be read, what gave way to a backup, what a killed program left, and whatever else lies there.
    Raises SurroundingsFault where the folder cannot be looked into.
    """
    readable = {one.path: one for one in backups(folder)}

    def is_free(path: Path) -> bool:
        one = readable.get(path)
        return one is not None and not one.was_replaced and one.at < since and not _has(path, leads)

    return [Held(path, made_at(_whole(path))) for path in _files(folder) if not is_free(path)]


def remove_all_but(folder: Path, made: Backup) -> list[Held]:
    """Remove every backup but this one, whatever its date, readable or not, and what a killed program left;
    what lies there still beside it. Raises SurroundingsFault where the folder cannot be looked into.
    """
    remove_older(folder, _EVER, keep=made)
    for path in _files(folder):
        if path.name.endswith(BESIDE) and made_at(_whole(path)) is not None:
            remove_database(_whole(path))  # its file itself is gone
    return [Held(path, made_at(_whole(path))) for path in _files(folder) if path != made.path]


def _files(folder: Path) -> list[Path]:
    """All that lies in the folder; what SQLite keeps beside a file counts with it."""
    try:
        found = sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as fault:
        raise SurroundingsFault(
            f"The backups in {folder} cannot be looked at: {fault.strerror}. Change the folder's rights."
        ) from fault
    return [path for path in found if _whole(path) == path or _whole(path) not in found]


def _whole(path: Path) -> Path:
    """The file that this one lies beside; itself where it is one of its own."""
    end = next((end for end in BESIDE if path.name.endswith(end)), "")
    return path.with_name(path.name.removesuffix(end))


def _has(path: Path, leads: Collection[str]) -> bool:
    """Whether the log at `path` has an entry of these leads, or cannot say."""
    try:
        name = f"{path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(name, uri=True, isolation_level=None)) as file:
            return file.execute(_HAS, (json.dumps(sorted(leads)),)).fetchone() is not None
    except sqlite3.Error:
        return True
