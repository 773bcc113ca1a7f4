"""A window in a process of its own whose person restores the newest backup, and closes the window that opens
after it: `python -m tests.helpers.restoring_window PROFILE ISO-MOMENT`. Writes what they saw as JSON: for
each window how many leads wait, and what the panel of the backups said.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer

from bdc_desk.app import App
from bdc_desk.clock import FixedClock
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Store
from bdc_desk.window_loop import run_window
from tests.helpers.desks import FORM, POLICY

STEP_MS = 10


def at_work(app: App, seen: list[tuple[int, str]]) -> Iterator[None]:
    """What the person does; it yields where they wait."""
    work = app.workplace
    assert work is not None
    panel, asking = work.day.backups.panel, work.day.backups.restore_panel
    while work.lead.view is None:
        yield
    if not seen:
        work.day.backups.open()
    while not panel.is_open:
        yield
    seen.append((len(work.window.queue.model.rows()), panel.said.text()))
    if len(seen) == 2:
        app.end()
        return
    panel.restore.click()
    while not asking.is_open:
        yield
    asking.typed.setText("restore")
    asking.restore.click()


def main(folder: Path, at: datetime) -> int:
    """The window's exit code."""
    profile, seen = Profile(folder), list[tuple[int, str]]()

    def while_open(app: App) -> None:
        steps, timer = at_work(app, seen), QTimer(app.window)
        timer.timeout.connect(lambda: next(steps, None))
        timer.start(STEP_MS)

    with closing(Store.open(profile.database)) as store:
        code = run_window(profile, store, FixedClock(at), lambda: FORM, POLICY, while_open)
    sys.stdout.write(json.dumps(seen))
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
