"""Ticks as fast as they go leave nothing behind: what a day of them would pile up shows in thousands."""

import gc
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.operations.receiving import receive_lead
from tests.end2end.desk_at_work import AtWork, desk_at_work
from tests.helpers.desks import draft

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Europe/London"))
TICKS = 1_500
"""Twice: the first ones pass marks, and fill what is kept once."""


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path / "profile", MONDAY) as at_work:
        yield at_work


def ticks(desk: AtWork) -> None:
    for _ in range(TICKS):
        desk.clock.advance(timedelta(seconds=1))
        desk.app.workplace.tick(desk.clock.now())
        QApplication.processEvents()
    desk.rest()


def counted(desk: AtWork) -> tuple[int, int, Counter[str]]:
    gc.collect()
    kinds = (type(one) for one in gc.get_objects())
    mine = Counter(kind.__name__ for kind in kinds if str(kind.__module__).startswith("bdc_desk"))
    return len(desk.window.findChildren(QTimer)), len(desk.window.findChildren(QObject)), mine


def test_nothing_grows(desk: AtWork) -> None:
    receive_lead(desk.desk, draft(123))
    desk.app.workplace.feed.load()
    desk.clock.advance(timedelta(hours=4))  # all its marks are behind it
    ticks(desk)
    before = counted(desk)
    ticks(desk)
    assert counted(desk) == before
    left_behind = QTimer(desk.window)  # one would be seen
    assert counted(desk) != before
    left_behind.deleteLater()
