"""The file system under SQLite: files in memory, and every word that a disk would be told is noted.

It promises what file systems promise SQLite: a write harms no byte beside it (powersafe overwrite), and the
first sync of a new journal or write-ahead log syncs the folder too. It believes in a full sync only: what
macOS calls fsync leaves the bytes in the drive's own memory (PRAGMA fullfsync). There is no shared memory,
which APSW cannot offer; the replay says so with `locking_mode` (`replaying`).
"""

from itertools import count
from typing import Any

import apsw

from tests.helpers.power.disk import Name, Sync, SyncFolder, Told, Truncate, Write

_SYNCS_ITS_FOLDER = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL | apsw.SQLITE_OPEN_WAL
_HOW_TO_SYNC = 0x0F
_numbers = count(1)


class CutVfs(apsw.VFS):
    """Registered when made, used by its `name`. What SQLite asks beside files, this system's own answers."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.name = f"cut-{next(_numbers)}"
        super().__init__(self.name, base="")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> Any:  # noqa: N802 - APSW's name
        path = "temporary" if name is None else name if isinstance(name, str) else name.filename()
        is_new = path not in self.told.names
        if is_new:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError
            self.told.make(path)
        flags[1] = flags[0]
        return _CutFile(
            self.told, self.told.names[path], syncs_folder=bool(is_new and flags[0] & _SYNCS_ITS_FOLDER)
        )

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802 - APSW's name
        if name not in self.told.names:
            raise _no_such_file()
        self.told.tell(Name(name, None))
        if syncdir:
            self.told.tell(SyncFolder())

    def xAccess(self, name: str, flags: int) -> bool:  # noqa: N802 - APSW's name
        return name in self.told.names

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - APSW's name
        return name


def _no_such_file() -> apsw.IOError:
    fault: Any = apsw.IOError()
    fault.extendedresult = apsw.SQLITE_IOERR_DELETE_NOENT
    return fault  # type: ignore[no-any-return]


class _CutFile:
    """One open file."""

    def __init__(self, told: Told, number: int, *, syncs_folder: bool) -> None:
        self._told, self._number, self._syncs_folder = told, number, syncs_folder
        self._content = told.live[number]

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - APSW's name
        return bytes(self._content[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - APSW's name
        self._told.tell(Write(self._number, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802 - APSW's name
        self._told.tell(Truncate(self._number, size))

    def xSync(self, flags: int) -> None:  # noqa: N802 - APSW's name
        if flags & _HOW_TO_SYNC != apsw.SQLITE_SYNC_FULL:
            return
        self._told.tell(Sync(self._number))
        if self._syncs_folder:
            self._syncs_folder = False
            self._told.tell(SyncFolder())

    def xFileSize(self) -> int:  # noqa: N802 - APSW's name
        return len(self._content)

    def xDeviceCharacteristics(self) -> int:  # noqa: N802 - APSW's name
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xSectorSize(self) -> int:  # noqa: N802 - APSW's name
        return 4096

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802 - APSW's name
        return False

    # One program and one connection: nobody to keep out.
    def xLock(self, level: int) -> None:  # noqa: N802 - APSW's name
        pass

    def xUnlock(self, level: int) -> None:  # noqa: N802 - APSW's name
        pass

    def xCheckReservedLock(self) -> bool:  # noqa: N802 - APSW's name
        return False

    def xClose(self) -> None:  # noqa: N802 - APSW's name
        pass
