"""A mistake of the program: told in the window, the keyboard left where it is."""

import gc
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from bdc_desk.app import App
from bdc_desk.clock import FixedClock
from bdc_desk.settings import Profile
from bdc_desk.storage.store import Store
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.crash.fault_watch import FaultWatch
from tests.end2end.desk_at_work import FORM, POLICY, AtWork, desk_at_work

NAME = "Quentin Moss"
AT = datetime(2026, 3, 4, 10, 40, tzinfo=UTC)


@pytest.fixture
def at_work(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[AtWork]:
    with desk_at_work(qtbot, qapp, tmp_path, AT) as here:
        here.rest()
        yield here


def mistake(kind: type[Exception] = KeyError) -> Exception:
    try:
        raise kind("Quentin Moss, +44 20 7946 0141")  # noqa: TRY301 - to have a trace
    except Exception as fault:  # noqa: BLE001 - a mistake of any kind
        return fault


@pytest.mark.expects_log
def test_it_is_told_in_words_with_details_to_copy(at_work: AtWork) -> None:
    panel = at_work.app.faults.panel
    nobody: dict[str, str] = {}
    at_work.app.lanes.storage(lambda: nobody[NAME], lambda _never: None)
    at_work.rest()
    assert panel.isVisible()
    assert "What was saved is safe." in panel.words.text()
    at_work.qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "KeyError: [text]" in copied
    assert "BDC Desk" in copied
    assert "background.py" in copied
    assert "Quentin" not in copied


@pytest.mark.expects_log
def test_who_types_goes_on_typing_and_escape_sends_it_away(at_work: AtWork) -> None:
    at_work.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = at_work.work.customers.search_panel.field
    at_work.type("mi")
    at_work.app.faults.tell(mistake())
    at_work.type("ni")
    assert field.text() == "mini"
    assert QApplication.focusWidget() is field
    assert at_work.app.faults.panel.isVisible()
    at_work.press(Qt.Key.Key_Escape)
    assert not at_work.app.faults.panel.isVisible()
    assert at_work.work.customers.search_panel.isVisible()
    at_work.press(Qt.Key.Key_Escape)
    assert not at_work.work.customers.search_panel.isVisible()


@pytest.mark.expects_log
def test_many_are_one_panel_with_a_count(at_work: AtWork, caplog: pytest.LogCaptureFixture) -> None:
    faults = at_work.app.faults
    for _ in range(30):
        faults.tell(mistake())
    faults.tell(mistake(ValueError))
    assert "30" in faults.panel.count.text()
    assert "(KeyError)" in faults.panel.words.text()
    assert len([one for one in caplog.records if one.levelno == logging.ERROR]) == 3  # 1, 10, and the other
    faults.panel.close_panel()
    faults.tell(mistake())  # the same, after the person chose to go on: a line
    assert not faults.panel.isVisible()
    assert "The same mistake" in at_work.notice()
    faults.tell(mistake(IndexError))
    assert faults.panel.isVisible()


@pytest.mark.expects_log
def test_the_palette_shows_the_last_one_again_with_the_keyboard(at_work: AtWork) -> None:
    action = next(one for one in at_work.work.day.all if one.name == "mistake")
    assert action.why_not() == "The program has made none."
    at_work.app.faults.tell(mistake())
    at_work.app.faults.panel.close_panel()
    assert action.why_not() == ""
    action.act()
    assert QApplication.focusWidget() is at_work.app.faults.panel.copy
    at_work.press(Qt.Key.Key_Escape)
    assert not at_work.app.faults.panel.isVisible()
    assert QApplication.focusWidget() is at_work.window.queue.view


@pytest.mark.expects_log
def test_close_closes_the_window(at_work: AtWork) -> None:
    at_work.app.faults.tell(mistake())
    at_work.qtbot.mouseClick(at_work.app.faults.panel.end, Qt.MouseButton.LeftButton)
    assert not at_work.window.isVisible()


@pytest.mark.expects_log
def test_before_there_is_a_dealership_it_is_told_as_well(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    store = Store.open(Profile(tmp_path).database)
    app = App(Profile(tmp_path), store, FixedClock(AT), Lanes.inline(), lambda _url: True)
    app.begin(lambda: FORM, POLICY)
    app.window.show()
    qtbot.waitUntil(app.window.isActiveWindow)
    held = app.window.findChild(QLineEdit)
    assert isinstance(held, QLineEdit)
    held.setFocus()
    app.faults.tell(mistake())
    assert app.faults.panel.isVisible()
    assert QApplication.focusWidget() is held
    qtbot.keyClick(held, Qt.Key.Key_Escape)
    assert not app.faults.panel.isVisible()
    app.faults.tell_of_last_time("Fatal Python error: Aborted")
    assert app.faults.panel.isVisible()
    app.faults.panel.end.click()
    assert not app.window.isVisible()
    app.close()
    app.window.deleteLater()
    store.close()


def test_that_it_ended_by_itself_is_a_line_with_details(at_work: AtWork) -> None:
    at_work.app.faults.tell_of_last_time("Fatal Python error: Aborted")
    assert "ended by itself" in at_work.notice()
    assert not at_work.app.faults.panel.isVisible()
    assert "Aborted" in at_work.app.faults.panel.details.toPlainText()


class Untidy:
    """Its end is a mistake."""

    def __del__(self) -> None:
        raise ValueError


def test_what_nobody_caught_is_heard_wherever_it_happens(qtbot: QtBot) -> None:
    import sys  # noqa: PLC0415 - its hooks are the point here

    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    heard: list[object] = []
    watch = FaultWatch()
    watch.heard.connect(heard.append, Qt.ConnectionType.QueuedConnection)
    watch.begin()
    try:
        thread = threading.Thread(target=[].pop)
        thread.start()
        thread.join()
        Untidy()
        gc.collect()
        fault = mistake()
        sys.excepthook(type(fault), fault, fault.__traceback__)
    finally:
        watch.end()
    qtbot.waitUntil(lambda: len(heard) == 3, timeout=5000)
    assert {type(one) for one in heard} == {IndexError, ValueError, KeyError}
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
