"""A backup takes the log's place while the window is closed; a small page says so until it is done."""

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from bdc_desk.clock import Clock
from bdc_desk.errors import BdcDeskError
from bdc_desk.operations.restoring import Restored, restore
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.backups.restoring_page import RestoringPage


@dataclass(frozen=True, slots=True)
class Swapped:
    """The log that the window goes on with, and what to say of it, "" for nothing; `well` False: it is the
    one there was.
    """

    store: Store
    words: str = ""
    well: bool = True


def swap(profile: Profile, store: Store, clock: Clock, backup: Path) -> Swapped:
    """Close the log, let the backup take its place, open it again; where that fails, the log there was.
    Raises SurroundingsFault where neither opens.
    """
    store.close()
    page = RestoringPage()
    page.show()
    try:
        words, well = _restored(profile, clock, backup)
        return Swapped(Store.open(profile.database), words, well)
    finally:
        page.leave()


def _restored(profile: Profile, clock: Clock, backup: Path) -> tuple[str, bool]:
    """In a thread, so that the page is drawn: what to say."""
    loop, told = QEventLoop(), list[tuple[str, bool]]()

    def done(restored: Restored) -> None:
        told.append((_words(restored), True))
        loop.quit()

    def failed(why: Exception) -> None:
        told.append((str(why), False))
        loop.quit()

    lanes = Lanes(_not_foreseen)
    try:
        lanes.network(lambda: restore(profile, clock, backup), done, failed)
        loop.exec()
    finally:
        lanes.close()
    return told[0]


def _words(done: Restored) -> str:
    tell = QCoreApplication.translate
    said = tell("Backups", "Restored: {no} entries. The log there was is kept as {kept}.")
    erased = tell("Backups", "Customers who were erased since are erased again.") if done.erased else ""
    return f"{said.format(no=f'{done.no:,}', kept=done.kept.name if done.kept else '-')} {erased}".strip()


def _not_foreseen(fault: Exception) -> None:
    """It is said in the window as well; the log there was stands."""
    if not isinstance(fault, BdcDeskError):
        logging.getLogger(__name__).error("a backup could not be restored", exc_info=fault)
