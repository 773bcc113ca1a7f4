"""What other programs write into the same file shows here within a second (design.md, Facts: commands share
the file).

APScheduler runs the look in its own thread; what it finds reaches the screens by a queued signal.
"""

from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler
from PySide6.QtCore import QObject, Qt, Signal

from bdc_desk.operations.changes import Changes
from bdc_desk.ui.change_hub import ChangeHub

EVERY_SECONDS = 1


class Watcher(QObject):
    """Looks once a second while it runs."""

    _found = Signal(object)

    def __init__(
        self, look: Callable[[], Changes], hub: ChangeHub, on_fault: Callable[[Exception], None]
    ) -> None:
        """`look` says what moved since the last look, in another thread; `hub` tells the screens."""
        super().__init__(hub)
        self._look, self._hub, self._on_fault = look, hub, on_fault
        self._faulty = False
        self._found.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._scheduler = BackgroundScheduler(
            job_defaults={"misfire_grace_time": None, "coalesce": True}, daemon=True
        )
        self._scheduler.add_job(
            self._once, "interval", seconds=EVERY_SECONDS, max_instances=1, id="watch the file"
        )

    def start(self) -> None:
        """Begin to look."""
        self._scheduler.start()

    def stop(self) -> None:
        """Look no more; waits for a look that runs."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)

    def _once(self) -> None:
        """In the scheduler's thread."""
        try:
            changes: object = self._look()
        except Exception as fault:  # noqa: BLE001 - whatever it was is told once, on the GUI thread
            changes = fault
        if isinstance(changes, Exception) or (
            isinstance(changes, Changes) and (changes.leads or changes.kinds)
        ):
            self._found.emit(changes)

    def _tell(self, found: object) -> None:
        if isinstance(found, Changes):
            self._faulty = False
            self._hub.tell(found)
        elif isinstance(found, Exception) and not self._faulty:
            self._faulty = True  # said once, not every second
            self._on_fault(found)
