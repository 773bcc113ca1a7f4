"""One window a profile: a second start shows the first, and ends (design.md, Facts).

A lock file says that a window is open, a local socket lets the second start knock at it. Qt takes a lock
whose process is gone for stale, so a crash or a power cut leaves nothing to clean up.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from bdc_desk.settings import Profile

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

KNOCK = b"show\n"
PATIENCE_MS = 2000
"""How long a second start waits for the first to answer."""
LOCK_NAME = "window.lock"


class SingleWindow(QObject):
    """`shown_again`: somebody started the program once more and wants to see this window."""

    shown_again = Signal()

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        """Nothing is taken before `take`."""
        super().__init__(parent)
        self._lock = QLockFile(str(profile.folder / LOCK_NAME))
        self._lock.setStaleLockTime(0)  # never by age alone: a window may stay open for weeks
        self._name = _socket_name(profile.folder)
        self._server: QLocalServer | None = None
        self._callers: list[QLocalSocket] = []

    def take(self) -> bool:
        """Become the profile's window and hear who knocks; False where another is open. A folder that cannot
        be written to has no lock: there is nothing to lose to a second window there.
        """
        taken = self.take_unheard()
        if taken:
            self.hear()
        return taken

    def take_unheard(self) -> bool:
        """The same, but nobody can knock before `hear`."""
        return self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError

    def hear(self) -> None:
        """From now on a second start can ask this window to show itself."""
        if not self._lock.isLocked():
            return
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first frame

        QLocalServer.removeServer(self._name)  # of a window that was killed
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._hear)
        if server.listen(self._name):
            self._server = server

    def knock(self) -> bool:
        """Ask the window that is open to show itself; whether it answered."""
        from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - where another window is open only

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(KNOCK)
        socket.flush()
        answered = socket.waitForReadyRead(PATIENCE_MS)
        socket.disconnectFromServer()
        return answered

    def holder(self) -> str:
        """Who holds the profile, for a sentence: "process 4711 on DESK-3"; "" where that is not known."""
        process, host, _program = self._lock.getLockInfo()
        return f"process {process} on {host}" if process else ""

    def release(self) -> None:
        """The window closes: the next start may have the profile."""
        if self._server is not None:
            self._server.close()
            self._server, self._callers = None, []
        self._lock.unlock()

    def _hear(self) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            caller = server.nextPendingConnection()
            self._callers.append(caller)  # Qt's child of the server, which deletes it; here by name only
            caller.readyRead.connect(self._answer)

    def _answer(self) -> None:
        """Whoever may open this socket is the same person; what it says but the one word is nothing to us."""
        waiting, self._callers = self._callers, []
        for caller in waiting:
            if not caller.bytesAvailable():
                self._callers.append(caller)
                continue
            if bytes(caller.read(len(KNOCK)).data()) == KNOCK:
                caller.write(b"yes\n")
                caller.flush()
                self.shown_again.emit()
            caller.disconnectFromServer()


def _socket_name(folder: Path) -> str:
    """Short, the same for every spelling of the folder, and another for each profile."""
    return "bdc-desk-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]
