"""A folder whose files become leads. They stay where they are; each is read once, and again if it changes."""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from bdc_desk.errors import BdcDeskError
from bdc_desk.intake.files import FileFault, file_content
from bdc_desk.intake.importing import BATCH, Imported, Piece, changes_of, take_in
from bdc_desk.intake.values import SourceKind, SourceState, SourceStatus
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.delivery import Origin
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.intake_reading import NO_NUMBER

_NO_LEADS: Final = frozenset({"desktop.ini", "thumbs.db"})
_UNFINISHED: Final = (".part", ".tmp", ".crdownload", ".download", ".filepart")
"""Endings of files that another program still writes; they get their own name when they are whole."""
_TRIES: Final = 3
"""So often a file that cannot be read is tried before it is put on the list as a fault; and on after that."""

Looks = dict[str, tuple[int, int]]
"""Name -> size in bytes, modified in nanoseconds."""


class FolderReader:
    """Reads one folder, not the folders in it. A file counts as whole once two looks found it the same."""

    def __init__(self, desk: Desk, folder: str) -> None:
        """`folder`: its whole path."""
        self._desk, self._folder, self._where = desk, folder, _told(folder)
        now = desk.clock.now()
        self._status = SourceStatus(SourceKind.FOLDER, folder, SourceState.WAITING, now, counted_since=now)
        self._before: Looks = {}
        self._tried: dict[str, int] = {}
        self._stopped = False
        self._moved: Callable[[], None] = lambda: None

    @property
    def status(self) -> SourceStatus:
        """How it stands."""
        return self._status

    def listen(self, ring: Callable[[], None], moved: Callable[[], None]) -> None:
        """A folder says nothing by itself: it is looked at every few seconds."""
        del ring
        self._moved = moved

    def read(self, tell: Callable[[Changes], None]) -> None:
        """Take in the files that are new or changed since they were read."""
        try:
            self._read(tell)
        except BdcDeskError as fault:
            self._to(SourceState.FAILED, str(fault))
        except Exception as fault:
            logging.getLogger(__name__).exception("a folder could not be read")
            why = f"The folder could not be read ({type(fault).__name__}). It is tried again."
            self._to(SourceState.FAILED, why, repr(fault))

    def try_now(self) -> None:
        """Every look tries everything."""

    def read_again(self) -> None:
        """Every file once more; what is known already is answered so."""
        with self._desk.store.unit() as unit:
            unit.forget_read_files(self._where)

    def give_password(self, password: str) -> None:
        """A folder needs none."""

    def stop(self) -> None:
        """Stop after the batch that runs."""
        self._stopped = True

    def close(self) -> None:
        """Nothing is held open."""

    def _read(self, tell: Callable[[Changes], None]) -> None:
        try:
            there = _files_in(self._folder)
        except (OSError, ValueError) as fault:  # a name that cannot be: damaged settings
            self._to(SourceState.FAILED, _no_folder(self._folder, fault), repr(fault))
            return
        with self._desk.store.snapshot() as snapshot:
            known = snapshot.read_files(self._where)
        fresh = [
            name
            for name, look in there.items()
            if known.get(_told(name)) != look and self._before.get(name) == look
        ]
        self._before = there
        if any(self._tried.get(_told(name), 0) < _TRIES for name in fresh):
            self._to(SourceState.READING)
        for start in range(0, len(fresh), BATCH):
            if self._stopped:
                return
            tell(self._take_in(fresh[start : start + BATCH], there))
        if self._stopped:
            return
        self._forget(known, there)
        self._to(SourceState.WAITING, last_read_at=self._desk.clock.now())

    def _take_in(self, names: list[str], there: Looks) -> Changes:
        """Some files. What was read is remembered after its leads are safe: at worst it is read once more."""
        pieces = [Piece(_told(name), file_content(os.path.join(self._folder, name))) for name in names]  # noqa: PTH118 - names may be no text that Path keeps as it is
        ready = [piece for piece in pieces if self._is_due(piece)]
        found: list[Imported] = []
        for one in take_in(self._desk, ready, origin=Origin.FOLDER, where=self._where):
            found.append(one)
            if self._stopped:  # one table may hold thousands: the next start goes through it again
                return changes_of(found)
        looks = {_told(name): there[name] for name in names}
        # What cannot be opened (another program holds it) is told once, and read as soon as it can be.
        whole = {piece.name: looks[piece.name] for piece in ready if not isinstance(piece.data, FileFault)}
        with self._desk.store.unit() as unit:
            unit.put_read_files(self._where, whole)
        self._count(found)
        return changes_of(found) | Changes(kinds=frozenset({Data.INTAKE}))

    def _is_due(self, piece: Piece) -> bool:
        """Whether the piece is to be taken in now. One that cannot be read is tried again first, and told
        once.
        """
        if not isinstance(piece.data, FileFault):
            self._tried.pop(piece.name, None)
            return True
        self._tried[piece.name] = self._tried.get(piece.name, 0) + 1
        return self._tried[piece.name] == _TRIES

    def _count(self, found: list[Imported]) -> None:
        new = [one for one in found if one.received is not None and not one.received.already_here]
        flagged = sum(1 for one in new if one.draft is not None and one.draft.grade in NO_NUMBER)
        status = self._status
        self._put(
            replace(
                status,
                found=status.found + len(new),
                unreadable=status.unreadable + flagged,
                failed=status.failed + sum(1 for one in found if one.fault),
            )
        )

    def _forget(self, known: Mapping[str, tuple[int, int]], there: Looks) -> None:
        gone = known.keys() - set(map(_told, there))
        if gone:
            with self._desk.store.unit() as unit:
                unit.forget_read_files(self._where, gone)

    def _to(
        self, state: SourceState, why: str = "", details: str = "", *, last_read_at: datetime | None = None
    ) -> None:
        status = self._status
        since = status.since if status.state is state else self._desk.clock.now()
        read_at = last_read_at or status.last_read_at
        self._put(replace(status, state=state, since=since, why=why, details=details, last_read_at=read_at))

    def _put(self, status: SourceStatus) -> None:
        if status != self._status:
            self._status = status
            self._moved()


def _told(name: str) -> str:
    """The name of a file or folder as text that can be kept and shown, also of one that is no UTF-8."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _files_in(folder: str) -> Looks:
    """The files that lie in the folder, by name. Raises OSError."""
    found: Looks = {}
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            name = entry.name
            if (
                name.startswith((".", "~$"))
                or name.lower() in _NO_LEADS
                or name.lower().endswith(_UNFINISHED)
            ):
                continue
            try:
                if entry.is_file():
                    about = entry.stat()
                    found[name] = (about.st_size, about.st_mtime_ns)
            except OSError:
                continue  # it went while we looked
    return found


def _no_folder(folder: str, fault: OSError | ValueError) -> str:
    why = getattr(fault, "strerror", None) or fault
    return (
        f"The folder {_told(folder)} cannot be read: {why}. Is the drive connected? "
        "It is looked at again every few seconds."
    )
