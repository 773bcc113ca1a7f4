from datetime import timedelta

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.status_bar import Status, StatusBar
from tests.helpers.screens import clipped


def test_it_says_presence_connection_and_what_waits() -> None:
    assert Status(for_=timedelta(seconds=190), callbacks_due=2).said() == (
        "Ready 3:10 · Alone on this machine · 2 callbacks due"
    )
    assert Status("Break", connection="No connection since 10:02", waiting=12, callbacks_due=1).said() == (
        "Break · No connection since 10:02 · 12 waiting · 1 callback due"
    )


def test_in_a_narrow_window_the_keys_give_way_and_nothing_is_cut(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show_status(Status(for_=timedelta(seconds=190), callbacks_due=2))
    bar.resize(480, 28)
    bar.show()
    assert clipped(bar) == []
    assert bar._right.text().endswith("…")
    bar.resize(1280, 28)
    qapp.processEvents()
    assert bar._right.text().endswith("F1 help")
