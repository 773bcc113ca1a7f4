"""One window a profile: the second start shows the first; a crash leaves nothing in the way."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bdc_desk.settings import Profile
from bdc_desk.ui.single_window import LOCK_NAME, SingleWindow

HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from bdc_desk.settings import Profile
from bdc_desk.ui.single_window import SingleWindow
app = QCoreApplication([])
window = SingleWindow(Profile(Path(sys.argv[1])))
print(window.take(), flush=True)
sys.stdin.read()
"""


KNOCKS = """
import sys
from pathlib import Path
from bdc_desk.settings import Profile
from bdc_desk.ui.single_window import SingleWindow
print(SingleWindow(Profile(Path(sys.argv[1]))).knock())
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path)


def test_the_second_start_shows_the_first(qtbot: QtBot, profile: Profile) -> None:
    first, second = SingleWindow(profile), SingleWindow(profile)
    assert first.take()
    assert not second.take()
    with qtbot.waitSignal(first.shown_again, timeout=20_000):
        knocking = subprocess.Popen(
            [sys.executable, "-c", KNOCKS, str(profile.folder)], stdout=subprocess.PIPE
        )
    assert knocking.communicate()[0] == b"True\n"
    first.release()


def test_a_closed_window_leaves_the_profile_to_the_next(qtbot: QtBot, profile: Profile) -> None:
    first = SingleWindow(profile)
    assert first.take()
    first.release()
    second = SingleWindow(profile)
    assert second.take()
    second.release()


def test_two_profiles_have_a_window_each(qtbot: QtBot, tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    windows = [SingleWindow(Profile(folder)) for folder in folders]
    assert [window.take() for window in windows] == [True, True]
    for window in windows:
        window.release()


def test_a_killed_window_leaves_nothing_in_the_way(qtbot: QtBot, profile: Profile) -> None:
    held = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(profile.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert held.stdout is not None
    assert held.stdout.readline() == "True\n"
    mine = SingleWindow(profile)
    assert not mine.take()
    assert f"process {held.pid}" in mine.holder()
    held.kill()
    held.communicate()
    assert mine.take()
    mine.release()


def test_a_folder_without_a_right_to_write_opens_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    gone = SingleWindow(Profile(tmp_path / "not there"))
    assert gone.take()
    assert not (tmp_path / "not there" / LOCK_NAME).exists()
    gone.release()


def test_who_does_not_answer_is_told(qtbot: QtBot, profile: Profile) -> None:
    assert not SingleWindow(profile).knock()
