from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.ui import theme
from bdc_desk.ui.status_bar import Status, StatusBar
from tests.helpers.screens import clipped


def test_it_says_presence_connection_and_what_waits() -> None:
    assert Status(for_=timedelta(seconds=190), callbacks_due=2).said() == (
        "Ready 3:10 · Alone on this machine · 2 callbacks due"
    )
    offline = Status("Break", connection="Offline since 10:02, 3 waiting", callbacks_due=1, key="F7")
    assert offline.said() == "Break · Offline since 10:02, 3 waiting (F7) · 1 callback due"
    refused = Status(connection="Synced 4 s ago", needs_you=1, key="F7")
    assert refused.said() == "Ready · Synced 4 s ago · 1 needs you (F7)"


def test_a_click_on_how_things_stand_asks_for_more(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(1280, 28)
    bar.show()
    with qtbot.waitSignal(bar.asked):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar._left.geometry().center())
    with qtbot.assertNotEmitted(bar.asked):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar._right.geometry().center())


def test_in_a_narrow_window_the_keys_give_way_and_nothing_is_cut(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show_status(Status(for_=timedelta(seconds=190), callbacks_due=2))
    bar.resize(480, 28)
    bar.show()
    qapp.processEvents()
    assert clipped(bar) == []
    assert bar._right.text().endswith("…")
    bar.resize(1280, 28)
    qapp.processEvents()
    assert bar._right.text().endswith("F1 help")


def test_the_silence_is_said_and_a_click_on_it_asks_to_end_it(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(1280, 28)
    bar.show()
    before = bar.said_width()
    bar.show_quiet("Silent until 14:32 (Ctrl+Shift+S)")
    QApplication.processEvents()
    assert bar.said_width() > before
    with qtbot.waitSignal(bar.quiet_asked), qtbot.assertNotEmitted(bar.asked):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar._quiet.geometry().center())
    bar.show_quiet("")
    assert bar.said_width() == before


def test_by_mouse_alone_there_is_a_way_to_everything(qtbot: QtBot) -> None:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(1280, 28)
    bar.show()
    with qtbot.waitSignal(bar.menu_asked):
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar._menu.geometry().center())
