"""The import contracts bite: each is broken on purpose in a copy of the package, and must be named."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = Path(sys.executable).with_name("lint-imports")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package and its contracts, to be spoilt."""
    shutil.copytree(ROOT / "bdc_desk", tmp_path / "bdc_desk", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def plant(copy: Path, module: str, line: str) -> None:
    """Add an import to a module of the copy, which is made if it is not there."""
    file = copy.joinpath(*module.split(".")).with_suffix(".py")
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")


def lint(copy: Path) -> tuple[int, str]:
    """The exit code and the words of lint-imports on the copy, kept apart from any installed package."""
    done = subprocess.run(
        [str(LINT), "--no-cache", "--no-logo"], cwd=copy, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def broken(words: str) -> set[str]:
    """The names of the contracts that were reported broken."""
    return {line.partition(" BROKEN")[0] for line in words.splitlines() if " BROKEN" in line}


def test_the_package_as_it_is_keeps_all_contracts(copy: Path) -> None:
    code, words = lint(copy)

    assert (code, broken(words)) == (0, set()), words


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        # Upward, one step and many.
        ("bdc_desk.storage.planted", "import bdc_desk.operations", "Imports go downward"),
        ("bdc_desk.errors", "import bdc_desk.ui", "Imports go downward"),
        # Sideways between those who do not know each other.
        ("bdc_desk.intake.planted", "import bdc_desk.contact", "Imports go downward"),
        # A place that nobody gave a layer.
        ("bdc_desk.utils", "", "Imports go downward"),
        # The engine reads no clock of its own, no file, throws no dice, keeps no diary.
        ("bdc_desk.cadence.planted", "import time", "The cadence is pure"),
        ("bdc_desk.cadence.planted", "from bdc_desk.clock import SystemClock", "The cadence is pure"),
        ("bdc_desk.cadence.planted", "from pathlib import Path", "The cadence is pure"),
        ("bdc_desk.cadence.planted", "import random", "The cadence is pure"),
        ("bdc_desk.cadence.planted", "import logging", "The cadence is pure"),
        ("bdc_desk.cadence.planted", "import sqlite3", "The cadence is pure"),
        # Also when it hides in a function.
        ("bdc_desk.cadence.planted", "def late():\n    import os.path", "The cadence is pure"),
        ("bdc_desk.contact.planted", "from PySide6.QtGui import QDesktopServices", "Qt stops at the ui"),
        ("bdc_desk.operations.planted", "from PySide6.QtCore import QObject", "Qt stops at the ui"),
        ("bdc_desk.operations.planted", "from sqlalchemy import text", "SQL stops at storage"),
        ("bdc_desk.cli.planted", "import sqlite3", "SQL stops at storage"),
        ("bdc_desk.ui.planted", "import alembic", "SQL stops at storage"),
    ],
)
def test_a_breach_is_named(copy: Path, module: str, line: str, contract: str) -> None:
    plant(copy, module, line)

    code, words = lint(copy)

    assert (code, contract in broken(words)) == (1, True), words


def test_a_cycle_is_named(copy: Path) -> None:
    plant(copy, "bdc_desk.reports.planted", "import bdc_desk.reports.planted_too")
    plant(copy, "bdc_desk.reports.planted_too", "import bdc_desk.reports.planted")

    code, words = lint(copy)

    assert (code, "No cycles among siblings" in broken(words)) == (1, True), words


def test_the_ui_may_use_qt_and_storage_may_use_sql(copy: Path) -> None:
    (copy / "bdc_desk" / "ui" / "folder").mkdir()
    (copy / "bdc_desk" / "ui" / "folder" / "__init__.py").touch()
    plant(copy, "bdc_desk.ui.folder.planted", "from PySide6.QtWidgets import QLabel")
    plant(copy, "bdc_desk.storage.planted", "import sqlalchemy, sqlite3, alembic")

    _, words = lint(copy)

    assert broken(words).isdisjoint({"Qt stops at the ui", "SQL stops at storage"}), words
    assert "SQL stops at storage KEPT" in words
