"""The queue on the screen beside Qt's own item model in C++, which has the same rows and columns.

The floor is what a program gets from Qt without writing a model: a QStandardItemModel in a QTableView, five
columns. A tick of it sets the clock's cell of the rows that show and paints; an insert puts one row at a
place in the middle of what shows and paints.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count, pairwise
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from bdc_desk.cadence.queue import QueueRow
from bdc_desk.ui import theme
from bdc_desk.ui.queue.panel import QueuePanel
from bench.measure import Line, against, each, in_turn
from tests.helpers.queue_rows import NOW, age, many, never_called

ROWS, FEW = 100_000, 1_000
TICKS, INSERTS = 100, 40
AT_ONCE = 1_000
SECOND = timedelta(seconds=1)
TICK_COSTS = (
    "the clocks are drawn by a delegate in Python, a few calls into Qt a row, where the table is given a "
    "text that C++ draws; nothing but the lines with a clock is drawn"
)
PAUSE_COSTS = (
    "each of the thousand is judged (badge, next moment, place) in one go before the list is told once; "
    "among 100,000 that takes twice as long as among 1,000"
)


def lines(_folder: Path) -> list[Line]:
    """Ticks, inserts, a thousand at once."""
    application()
    table, panel, few = Table(ROWS), Panel(ROWS), Panel(FEW)
    tick, floor, small = in_turn(
        lambda: each(panel.tick, TICKS), lambda: each(table.tick, TICKS), lambda: each(few.tick, TICKS)
    )
    of = "QStandardItemModel in a QTableView"
    found = [
        against(f"a tick, {ROWS:,} rows, painted", tick, floor, of, most=2.5, why=TICK_COSTS),
        against(
            f"a tick, {ROWS:,} rows beside {FEW:,}",
            tick,
            small,
            f"the same with {FEW:,} rows",
            most=1.25,
            note="a quarter is what runs differ by",
            why="ten of the many rows pass a mark each second, and are moved or get another badge",
        ),
    ]
    insert, floor = in_turn(lambda: each(panel.insert, INSERTS), lambda: each(table.insert, INSERTS))
    found.append(against(f"a lead inserted to paint, {ROWS:,} rows", insert, floor, of, most=1.3))
    for name, shown in ((ROWS, panel), (FEW, few)):
        (pause,) = in_turn(shown.thousand)
        found.append(
            Line(
                f"longest pause while {AT_ONCE:,} leads arrive at once among {name:,}, selection kept",
                f"{pause * 1000:.1f} ms",
                value=pause * 1000,
                most=16,
                unit="ms",
                why=PAUSE_COSTS,
            )
        )
    return found


def application() -> QApplication:
    """The application, in the program's own look."""
    found = QApplication.instance() or QApplication([])
    assert isinstance(found, QApplication)
    theme.apply(found, "light")
    return found


class Table:
    """The floor."""

    def __init__(self, rows: int) -> None:
        self.model = QStandardItemModel(0, 5)
        for row in many(rows):
            self.model.appendRow(cells(row))
        self.view = QTableView()
        self.view.setModel(self.model)
        for column in range(self.model.columnCount()):
            self.view.setColumnWidth(column, 64)  # all five show
        shown(self.view)
        self._number = count()

    def tick(self) -> None:
        """The clock of each row that shows, and paint."""
        text = f"0:{next(self._number):02}"
        first, last = self.view.rowAt(0), self.view.rowAt(self.view.viewport().height() - 1)
        for row in range(first, last + 1):
            self.model.item(row, 4).setText(text)
        QApplication.processEvents()

    def insert(self) -> None:
        """One row among those that show, and paint."""
        self.model.insertRow(3, cells(never_called(10**7 + next(self._number))))
        QApplication.processEvents()


def cells(row: QueueRow) -> list[QStandardItem]:
    """The same texts as the queue's row shows."""
    return [QStandardItem(text) for text in (row.name, row.car, row.source, row.number, "0:00")]


class Panel:
    """The program's queue with so many rows."""

    def __init__(self, rows: int) -> None:
        self.panel = QueuePanel(age, NOW)
        self.panel.reset_rows(many(rows), NOW)
        shown(self.panel)
        self.now = NOW
        self._fresh = self._rows()
        self.panel.view.select(self.panel.model.row_at(5).lead)
        QApplication.processEvents()

    def _rows(self) -> Iterator[QueueRow]:
        for number in count(10**7):
            yield replace(never_called(number, waited=number % 100 / 3), source="AutoPortal")

    def tick(self) -> None:
        """A second passes, and paint."""
        self.now += SECOND
        self.panel.tick(self.now)
        QApplication.processEvents()

    def insert(self) -> None:
        """One lead at its place, and paint."""
        self.panel.upsert([next(self._fresh)], self.now)
        QApplication.processEvents()

    def thousand(self) -> float:
        """A thousand arrive: the longest time that the event loop was away; the selection must be kept."""
        rows = [next(self._fresh) for _ in range(AT_ONCE)]
        before, wanted = self.panel.view.selected_lead(), self.panel.model.open_count() + AT_ONCE
        pause = longest_pause(
            lambda: self.panel.upsert(rows, self.now), lambda: self.panel.model.open_count() == wanted
        )
        assert self.panel.view.selected_lead() == before
        self.panel.remove([row.lead for row in rows])
        settle(lambda: self.panel.model.open_count() == wanted - AT_ONCE)
        return pause


def settle(done: Callable[[], bool]) -> None:
    """Let the event loop turn until then."""
    while not done():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 1)
    QApplication.processEvents()


def longest_pause(begin: Callable[[], object], done: Callable[[], bool]) -> float:
    """Seconds between two beats of a 1 ms timer from `begin` until `done` and a quarter of a second after."""
    beats: list[float] = [perf_counter()]
    heart, loop = QTimer(), QEventLoop()
    until = [0.0]

    def beat() -> None:
        beats.append(perf_counter())
        if not until[0] and done():
            until[0] = beats[-1] + 0.25
        if until[0] and beats[-1] > until[0]:
            loop.quit()

    heart.timeout.connect(beat)
    heart.start(1)
    QTimer.singleShot(20, begin)
    loop.exec()
    heart.stop()
    return max(after - before for before, after in pairwise(beats[2:]))


def shown(widget: QWidget) -> None:
    """On the screen, as large as the queue is."""
    widget.resize(392, 640)
    widget.show()
    QApplication.processEvents()
