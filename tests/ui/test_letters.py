"""Names in letters that no font here has: said once, with what to do; and a system without any font."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from pytestqt.qtbot import QtBot

from bdc_desk.ui import letters
from bdc_desk.ui.letters import Letters, not_drawn

NO_FONT = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{0}/none</dir>'
    "<cachedir>{0}/cache</cachedir></fontconfig>"
)
BEGIN = """
from PySide6.QtWidgets import QApplication
from bdc_desk.ui.letters import NO_FONTS, have_letters
from PySide6.QtGui import QFontDatabase, QFontMetrics
app = QApplication([])
had = have_letters()
families = set(QFontDatabase.families()) - NO_FONTS
print(had, sorted(families), QFontMetrics(app.font()).inFont("Z"))
"""


@pytest.fixture
def latin_only(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    class Fonts(QFontDatabase):
        @staticmethod
        def families(system: QFontDatabase.WritingSystem | None = None) -> list[str]:
            return ["Plain Sans"] if system in {None, QFontDatabase.WritingSystem.Latin} else []

    monkeypatch.setattr(letters, "QFontDatabase", Fonts)


@pytest.mark.usefixtures("latin_only")
def test_what_cannot_be_drawn_is_named_once() -> None:
    told = Letters()
    assert told.told_of("Zoë Sample") == ""
    words = told.told_of("Анна 山田 Sample")
    assert "Cyrillic, CJK" in words
    assert "fonts-noto" in words
    assert told.told_of("Борис") == ""
    assert "Hangul" in told.told_of("김 Борис")


def test_what_a_font_has_is_not_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not_drawn("Zoë Ünal O'Brien — 5 €") == ()
    monkeypatch.setattr(letters, "SCRIPTS", {"LATIN": QFontDatabase.WritingSystem.Latin})
    assert not_drawn("Ẑoe") == ()


def test_a_system_without_a_font_takes_the_programs_own(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(NO_FONT.format(tmp_path), encoding="utf-8")
    surroundings = {
        **os.environ,
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", BEGIN], env=surroundings, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False ['Inter'] True"
