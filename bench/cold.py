"""A child process of `bench/start.py`: starts a window and tells when it was painted, on the system's clock.

`cold.py empty` is the floor: PySide6's QMainWindow with nothing in it. `cold.py FOLDER` starts the program on
that profile as `bdc-desk --profile FOLDER` does. Both print `frame NANOSECONDS` and then end, the program
once its queue has painted rows (`rows NANOSECONDS`). Both are watched by the same event filter.
"""

import os
import sys
from time import monotonic_ns

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

EMPTY = "empty"


class Watch(QObject):
    """Tells of the first painted window, and of the first painted rows."""

    def __init__(self, *, wants_rows: bool) -> None:
        super().__init__()
        self._wants_rows = wants_rows
        self._told: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """After a paint event is done the frame is on the screen: a timer of nothing comes behind it."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QtWidgets.QWidget):
            if "frame" not in self._told and watched.isWindow():
                self._tell("frame")
            if self._wants_rows and "rows" not in self._told and has_rows(watched.parent()):
                self._tell("rows")
        return False

    def _tell(self, what: str) -> None:
        self._told.add(what)

        def done() -> None:
            sys.stdout.write(f"{what} {monotonic_ns()}\n")
            sys.stdout.flush()
            if what == "rows" or not self._wants_rows:
                os._exit(0)  # how it ends is not what is measured

        QTimer.singleShot(0, done)


def has_rows(view: QObject | None) -> bool:
    """Whether it is the queue's list, with something in it."""
    return type(view).__name__ == "QueueView" and view.model().rowCount() > 0  # type: ignore[union-attr]


class WatchedApplication(QtWidgets.QApplication):
    """The application that both make, with the watch on it."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self.watch = Watch(wants_rows=sys.argv[1] != EMPTY)
        self.installEventFilter(self.watch)


def main() -> None:
    """Start one or the other."""
    if sys.argv[1] == EMPTY:
        WatchedApplication([])
        window = QtWidgets.QMainWindow()
        window.resize(1280, 720)
        window.show()
        QCoreApplication.exec()
        return
    QtWidgets.QApplication = WatchedApplication  # type: ignore[misc]
    from bdc_desk.cli.main import main as run  # noqa: PLC0415 - after the watch is in its place

    sys.exit(run(["--profile", sys.argv[1]]))


main()
