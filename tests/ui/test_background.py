import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bdc_desk.errors import Refused
from bdc_desk.ui.background import Lanes

LIMIT = 10  # seconds until a test that waits for another thread gives up


class Heard:
    def __init__(self) -> None:
        self.faults: list[Exception] = []
        self.results: list[object] = []
        self.failures: list[Exception] = []
        self.threads: list[threading.Thread] = []

    def then(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(threading.current_thread())


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def lanes(qapp: QApplication, heard: Heard) -> Iterator[Lanes]:
    made = Lanes(heard.faults.append)
    yield made
    made.close()


def test_work_runs_elsewhere_and_its_result_comes_home(lanes: Lanes, heard: Heard, qtbot: QtBot) -> None:
    lanes.storage(threading.current_thread, heard.then)
    qtbot.waitUntil(lambda: bool(heard.results))
    assert heard.results != heard.threads
    assert heard.threads == [threading.main_thread()]


def test_storage_keeps_the_order_asked_for(lanes: Lanes, heard: Heard, qtbot: QtBot) -> None:
    gate = threading.Event()
    lanes.storage(lambda: gate.wait(LIMIT), lambda _: None)
    for number in range(50):
        lanes.storage(lambda number=number: number, heard.then)  # type: ignore[misc]
    gate.set()
    qtbot.waitUntil(lambda: len(heard.results) == 50)
    assert heard.results == list(range(50))


def test_network_work_does_not_wait_for_other_network_work(lanes: Lanes, heard: Heard, qtbot: QtBot) -> None:
    slow, quick = threading.Event(), threading.Event()
    lanes.network(lambda: slow.wait(LIMIT), heard.then)
    lanes.network(quick.set, lambda _: slow.set())
    qtbot.waitUntil(lambda: heard.results == [True])


def test_a_refusal_goes_to_the_screen_that_asked(lanes: Lanes, heard: Heard, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise Refused("locked")

    lanes.storage(refuse, heard.then, heard.failures.append)
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert (str(heard.failures[0]), heard.faults, heard.results) == ("locked", [], [])


def test_a_refusal_that_nobody_awaits_is_reported(lanes: Lanes, heard: Heard, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise Refused("locked")

    lanes.storage(refuse, heard.then)
    qtbot.waitUntil(lambda: len(heard.faults) == 1)


def test_a_mistake_of_ours_is_reported_and_frees_the_screen(lanes: Lanes, heard: Heard, qtbot: QtBot) -> None:
    lanes.storage(lambda: 1 // 0, heard.then, heard.failures.append)
    qtbot.waitUntil(lambda: bool(heard.failures))
    assert [type(fault) for fault in heard.faults] == [ZeroDivisionError]
    lanes.storage(lambda: "still working", heard.then)
    qtbot.waitUntil(lambda: heard.results == ["still working"])


def test_a_mistake_in_the_receiving_screen_is_reported(lanes: Lanes, heard: Heard, qtbot: QtBot) -> None:
    def receive(_result: object) -> None:
        raise KeyError("lead")

    lanes.storage(lambda: 1, receive)
    qtbot.waitUntil(lambda: [type(fault) for fault in heard.faults] == [KeyError])


class Screen(QObject):
    shown: list[object]

    def show_result(self, result: object) -> None:
        self.shown.append(result)


def test_nothing_reaches_a_deleted_screen(
    lanes: Lanes, heard: Heard, qtbot: QtBot, qapp: QApplication
) -> None:
    screen = Screen()
    screen.shown = []
    gate = threading.Event()
    lanes.storage(lambda: gate.wait(LIMIT), screen.show_result)
    screen.deleteLater()
    qapp.sendPostedEvents(screen, QEvent.Type.DeferredDelete)
    gate.set()
    lanes.storage(lambda: "after", heard.then)
    qtbot.waitUntil(lambda: heard.results == ["after"])
    assert (screen.shown, heard.faults) == ([], [])


def test_closing_finishes_storage_work_and_delivers_nothing(heard: Heard, qapp: QApplication) -> None:
    lanes, written, gate = Lanes(heard.faults.append), list[int](), threading.Event()
    lanes.storage(lambda: gate.wait(LIMIT), heard.then)
    lanes.storage(lambda: written.append(1), heard.then)
    gate.set()
    lanes.close(wait=True)
    lanes.storage(lambda: written.append(2), heard.then)
    qapp.processEvents()
    assert (written, heard.results, heard.faults) == ([1], [], [])


def test_inline_everything_happens_within_the_call(qapp: QApplication, heard: Heard) -> None:
    lanes = Lanes.inline()
    lanes.storage(lambda: 1, heard.then)
    lanes.network(lambda: 2, heard.then)
    assert heard.results == [1, 2]
    with pytest.raises(ZeroDivisionError):
        lanes.storage(lambda: 1 // 0, heard.then)
