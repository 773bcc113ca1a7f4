"""Every screen of the demo: no word wider than its box, and the same picture wherever it is drawn."""

import hashlib
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from bdc_desk.pictures import TOLERANCE, Picture, all_pictures, staged
from bdc_desk.settings import Preferences
from bdc_desk.ui.main_window import DEFAULT_SIZE
from bdc_desk.ui.picture import differs, drawn
from tests.end2end.desk_at_work import POLICY
from tests.helpers.screens import clipped

AT = datetime(2026, 3, 4, 10, 40, tzinfo=ZoneInfo("Europe/London"))
STORED = Path(__file__).parents[2] / "docs" / "screens"
ALL = {picture.file.stem: picture for picture in all_pictures(STORED)}


def picture(scene: str, percent: int, size: tuple[int, int] = DEFAULT_SIZE) -> Picture:
    preferences = Preferences(theme="light", text_percent=percent, sound=False, tray=False, lock_minutes=0)
    return Picture(Path("unused.png"), scene, size, preferences)


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("name", ALL)
def test_every_screen_looks_as_its_stored_picture_and_no_word_is_cut(name: str) -> None:
    """`bdc-desk demo --screens docs/screens` draws them anew; whoever does that looks at them."""
    stored = QImage(str(ALL[name].file))
    assert not stored.isNull(), f"no picture of {name} in docs/screens"
    with staged(ALL[name], AT, POLICY) as app:
        assert clipped(app.window) == []
        assert differs(drawn(app.window), stored) <= TOLERANCE


def test_no_picture_is_left_over() -> None:
    assert {file.stem for file in STORED.glob("*.webp")} == set(ALL)


@pytest.mark.usefixtures("qtbot")
def test_a_word_more_on_a_screen_is_seen() -> None:
    with staged(ALL["queue-light"], AT, POLICY) as app:
        app.window.lead.heading.name.setText("Nina Petrova-Lindqvist")
        assert differs(drawn(app.window), QImage(str(ALL["queue-light"].file))) > TOLERANCE


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize(("percent", "size"), [(100, (1000, 720)), (150, (1280, 720)), (100, (1920, 1080))])
def test_nor_in_a_narrow_a_crowded_or_a_wide_window(percent: int, size: tuple[int, int]) -> None:
    with staged(picture("queue", percent, size), AT, POLICY) as app:
        assert clipped(app.window) == []


@pytest.mark.usefixtures("qtbot")
def test_the_line_about_a_colleague_presses_no_other_together() -> None:
    with staged(picture("team", 150, (1280, 720)), AT, POLICY) as app:
        heading = app.window.lead.heading
        assert not heading.holder.isHidden()
        assert heading.meta.height() >= heading.meta.heightForWidth(heading.meta.width())


def test_a_clipped_label_planted_in_the_window_is_found(qtbot: QtBot, qapp: QApplication) -> None:
    with staged(picture("queue", 100), AT, POLICY) as app:
        planted = QLabel("Much wider than its box", app.window.lead)
        planted.setGeometry(20, 20, 40, 18)
        planted.show()
        qapp.processEvents()
        assert any("Much wider than its box" in said for said in clipped(app.window))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_picture_is_the_same_in_every_zone_and_language(tmp_path: Path, theme: str) -> None:
    digests = set()
    for number, (zone, language) in enumerate([("America/New_York", "de_DE.UTF-8"), ("Asia/Tokyo", "C")]):
        file = tmp_path / f"{number}.png"
        environment = os.environ | {"TZ": zone, "LANG": language, "LC_ALL": language}
        environment.pop("QT_QPA_PLATFORM", None)
        command = [sys.executable, "-m", "bdc_desk", "demo", "--screenshot", str(file), "--theme", theme]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr
        digests.add(hashlib.sha256(file.read_bytes()).hexdigest())
    assert len(digests) == 1
