"""A backup takes the log's place while the window is closed; then it opens again on it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.backing_up import daily_backup
from bdc_desk.settings import Preferences, Profile, write_preferences
from bdc_desk.storage.backup import Backup, backups
from bdc_desk.storage.store import Store
from bdc_desk.ui.backups.restoring_page import RestoringPage
from bdc_desk.window_restore import swap
from tests.helpers.desks import HOUR, Staffed, staffed


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Staffed]:
    with staffed(tmp_path / "profile") as found:
        found.lead(1)
        yield found


@pytest.fixture
def profile(here: Staffed) -> Profile:
    return Profile(here.store.path.parent)


def backed_up(here: Staffed, profile: Profile) -> Backup:
    """A backup, and a lead since."""
    made = daily_backup(here.ana, profile)
    assert made is not None
    here.clock.advance(HOUR)
    here.lead(2)
    return made


def test_the_log_is_swapped_and_opened_again(qtbot: QtBot, here: Staffed, profile: Profile) -> None:
    backup = backed_up(here, profile)
    done = swap(profile, here.store, here.clock, backup.path)
    with closing(done.store), done.store.snapshot() as snapshot:
        assert len(snapshot.leads()) == 1
    assert done.well
    assert f"Restored: {backup.no} entries. The log there was is kept as bdc-desk-replaced-" in done.words
    assert not [
        one for one in QApplication.topLevelWidgets() if isinstance(one, RestoringPage) and one.isVisible()
    ]


def test_where_it_cannot_be_the_log_there_was_goes_on(qtbot: QtBot, here: Staffed, profile: Profile) -> None:
    backup = backed_up(here, profile)
    with closing(Store.open(profile.database)) as other, other.snapshot() as reads:
        assert len(reads.leads()) == 2
        done = swap(profile, here.store, here.clock, backup.path)
    with closing(done.store), done.store.snapshot() as snapshot:
        assert len(snapshot.leads()) == 2
    assert (done.well, "Another program has the log open" in done.words) == (False, True)


def test_the_window_closes_and_opens_again_on_the_backup(here: Staffed, profile: Profile) -> None:
    backup = backed_up(here, profile)
    write_preferences(profile, Preferences(sound=False, tray=False))
    here.store.close()
    command = [sys.executable, "-m", "tests.helpers.restoring_window"]
    done = subprocess.run(
        [*command, str(profile.folder), here.clock.now().isoformat()],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    (before, _), (after, said) = json.loads(done.stdout)
    assert (before, after) == (2, 1)
    assert f"Restored: {backup.no} entries" in said
    assert [one.was_replaced for one in backups(profile.backups)] == [True, False]
