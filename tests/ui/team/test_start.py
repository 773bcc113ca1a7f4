"""The sync begins after the first frame and ends with the window; starting loads no driver."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.clock import FixedClock
from bdc_desk.operations.setting_up import set_up
from bdc_desk.settings import Preferences, Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.first_frame import AfterFirstFrame
from bdc_desk.window_look import look
from tests.helpers.desks import FORM, POLICY
from tests.ui.team.fake_team import TEN, FakeTeam, team_desk


@pytest.fixture
def team() -> FakeTeam:
    return FakeTeam()


@pytest.fixture
def app(qapp: QApplication, tmp_path: Path, team: FakeTeam) -> Iterator[App]:
    """A desk in a team, not shown yet."""
    profile, clock = Profile(tmp_path), FixedClock(TEN)
    store = Store.open(profile.database)
    set_up(store, clock, FORM, POLICY)
    preferences = Preferences(theme="light", sound=False, tray=False, lock_minutes=0)
    look(qapp, preferences)
    made = App(profile, store, clock, preferences=preferences)
    made.begin(lambda: FORM, POLICY, team_for=lambda _desk: team)
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    store.close()


def test_the_sync_begins_after_the_first_frame_and_ends_with_the_window(
    qtbot: QtBot, app: App, team: FakeTeam
) -> None:
    app.window.show()
    app.run_clockwork()
    assert not team.running
    qtbot.waitUntil(lambda: team.running)
    assert app.window.windowHandle().isExposed()
    app.close()
    assert not team.running


def test_closed_before_it_was_painted_it_never_begins(
    qtbot: QtBot, qapp: QApplication, app: App, team: FakeTeam
) -> None:
    app.window.show()
    app.run_clockwork()
    app.close()
    for _ in range(5):
        qapp.processEvents()
    assert not team.running


def test_work_after_the_first_frame_is_done_once(qtbot: QtBot, qapp: QApplication) -> None:
    window, done = QWidget(), list[int]()
    qtbot.addWidget(window)
    window.show()
    AfterFirstFrame(window, lambda: done.append(1))
    qtbot.waitUntil(lambda: bool(done))
    AfterFirstFrame(window, lambda: done.append(2))  # seen already
    qtbot.waitUntil(lambda: len(done) == 2)
    window.hide()
    window.show()
    for _ in range(5):
        qapp.processEvents()
    assert done == [1, 2]


def test_starting_the_window_loads_neither_sync_nor_driver() -> None:
    code = (
        "import sys, bdc_desk.app; late = ('psycopg', 'bdc_desk.sync.', 'keyring'); "
        "print(sorted(name for name in sys.modules if name.startswith(late)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['bdc_desk.sync.settings', 'bdc_desk.sync.values']"


def test_an_original_that_lies_at_a_colleagues_is_fetched(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with team_desk(qtbot, qapp, tmp_path / "profile") as desk:
        maria = desk.lead(1, "Maria Okafor", 30)
        desk.choose(maria)
        desk.team.original_text = b"Dear Sirs"
        desk.window.lead.original_asked.emit(maria)
        desk.settle()
        assert desk.team.asked == [("original", maria)]
        assert desk.work.original.text.toPlainText() == "Dear Sirs"
        desk.press(Qt.Key.Key_Escape)
