"""A desk whose ways in are the test's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.intake.fake_intake import AtIntake, intake_desk


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtIntake]:
    with intake_desk(qtbot, qapp, tmp_path / "profile") as at_work:
        yield at_work
