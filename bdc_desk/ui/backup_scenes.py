"""The backups and the way back to one of them, to be drawn."""

from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

from bdc_desk.clock import FixedClock
from bdc_desk.operations.restoring import Loss
from bdc_desk.storage.backup import Backup
from bdc_desk.ui.backups.backup_words import choices, kept_words
from bdc_desk.ui.scene_steps import take_next
from bdc_desk.ui.workplace import Workplace

FOLDER = Path("/home/ana/BDC Desk/backups")
DAY = timedelta(days=1)


def _found(clock: FixedClock) -> list[Backup]:
    """Four days, a log that gave way, and one from before an update."""
    at = clock.now() - timedelta(minutes=50)
    ends = ("", "", "replaced-", "", "-before-0006")
    return [
        Backup(
            FOLDER / f"bdc-desk-{end if end.endswith('-') else ''}{at - place * DAY:%Y-%m-%dT%H%M%SZ}"
            f"{end if end.startswith('-') else ''}.sqlite",
            at - place * DAY,
            4_200_000 - place * 61_000,
            5120 - place * 163,
            "0" * 64,
        )
        for place, end in enumerate(ends)
    ]


def _backups(work: Workplace, clock: FixedClock) -> None:
    take_next(work)
    work.window.notice.leave()
    broken = [FOLDER / "bdc-desk-2026-02-20T080000Z.sqlite"]
    panel = work.day.backups.panel
    panel.show_backups(choices(_found(clock), broken, clock.now(), UTC), kept_words(FOLDER, 30))
    panel.open_panel()


def _restore(work: Workplace, clock: FixedClock) -> None:
    """What would be lost, and the word half typed."""
    take_next(work)
    work.window.notice.leave()
    backup = _found(clock)[1]
    work.day.backups.ask(backup, Loss(163, backup.at + timedelta(minutes=12)))
    work.day.backups.restore_panel.typed.setText("rest")


BACKUP_SCENES: dict[str, Callable[[Workplace, FixedClock], None]] = {"backups": _backups, "restore": _restore}
"""By the name that `bdc-desk demo --screen` takes."""
