"""The table of attempts: a model over what was read, sorted as the person wants it, and its view."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from bdc_desk.operations.views import AttemptLine
from bdc_desk.ui import theme
from bdc_desk.ui.attempts.attempt_words import COLUMNS, Column, cell, head, sentence, sort_key
from bdc_desk.ui.tokens import GAP_L, GAP_S
from bdc_desk.ui.widgets.plain import tooltip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
MOVES = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
WIDEST = {
    Column.WHEN: "yesterday 00:00",
    Column.AGENT: "Katherine Ro",
    Column.CUSTOMER: "Margaret Okafor-Ellis",
    Column.NUMBER: "+44 20 7946 0000",
    Column.OUTCOME: "Bought elsewhere",
    Column.RANG: "00:00",
    Column.TALKED: "00:00",
    Column.EVIDENCE: "Evidence",
    Column.COUNTS: "no: less than 2 h from another",
}
"""What gives each column its width; longer cells end in dots, and stand whole below the table."""
FLEXIBLE = frozenset({Column.AGENT, Column.CUSTOMER, Column.NUMBER, Column.OUTCOME, Column.COUNTS})
"""Columns that give way where the window is narrow or the text large, down to half."""
LEAST = 0.5
DOWN_FIRST = frozenset({Column.WHEN, Column.RANG, Column.TALKED})
"""Columns whose greatest stand first when one sorts by them."""


class AttemptModel(QAbstractTableModel):
    """The attempts that were read so far. Cells are plain text; a row speaks as a sentence."""

    def __init__(self, parent: QWidget) -> None:
        """Empty, the newest first."""
        super().__init__(parent)
        self._lines: list[AttemptLine] = []
        self.column, self.descending = Column.WHEN, True
        self.now: datetime = datetime.fromtimestamp(0, UTC)
        self.zone: tzinfo = UTC

    def show_lines(self, lines: Iterable[AttemptLine], now: datetime, zone: tzinfo) -> None:
        """Show these instead. One reset: a page of them comes at once."""
        self.beginResetModel()
        self.now, self.zone = now, zone
        self._lines = sorted(lines, key=self._key, reverse=self.descending)
        self.endResetModel()

    def sort_by(self, column: Column) -> None:
        """Sort by a column; by the same once more the other way round."""
        self.descending = not self.descending if column is self.column else column in DOWN_FIRST
        self.column = column
        self.beginResetModel()
        self._lines.sort(key=self._key, reverse=self.descending)
        self.endResetModel()

    def _key(self, line: AttemptLine) -> tuple[object, ...]:
        return sort_key(line, self.column)

    def lines(self) -> Sequence[AttemptLine]:
        """All of them, as they stand."""
        return self._lines

    def line_at(self, row: int) -> AttemptLine | None:
        """The attempt of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, attempt: str) -> int | None:
        """Where an attempt stands."""
        return next((row for row, line in enumerate(self._lines) if line.attempt == attempt), None)

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many were read."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """The columns of `Column`."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """A cell; for the ear the whole row."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(cell(line, column, self.now, self.zone).split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(sentence(line, self.now, self.zone))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return sentence(line, self.now, self.zone)
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.COUNTS:
            look = theme.tokens()
            return QColor(look.ok if line.counted else look.muted)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's type
        """A column's head, with the key that sorts by it and which way it is sorted."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        column = COLUMNS[section]
        way = ("↓" if self.descending else "↑") if column is self.column else ""
        return f"{head(column)} {way}".strip()


class AttemptTable(QTableView):
    """`chosen` when another row is; `entered` for Enter or a double click; `copied` for Ctrl+C. J, K and the
    arrows move, 1-9 sort.
    """

    chosen = Signal()
    entered = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.rows = AttemptModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("Attempts"))
        self.verticalHeader().hide()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionClicked.connect(lambda section: self.sort_by(COLUMNS[section]))
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        self._measure()

    def line(self) -> AttemptLine | None:
        """The chosen attempt."""
        return self.rows.line_at(self.currentIndex().row())

    def show_lines(self, lines: Iterable[AttemptLine], now: datetime, zone: tzinfo) -> None:
        """Show these; the chosen one stays chosen, and where it stands on the screen."""
        self._keeping(lambda: self.rows.show_lines(lines, now, zone))

    def sort_by(self, column: Column) -> None:
        """Sort; the chosen one stays chosen and in view."""
        self._keeping(lambda: self.rows.sort_by(column))
        self.scrollTo(self.currentIndex())
        self.horizontalHeader().viewport().update()

    def _keeping(self, change: Callable[[], None]) -> None:
        before, top = self.line(), self.rowViewportPosition(self.currentIndex().row())
        at_top = self.verticalScrollBar().value() == 0
        first = self.indexAt(QPoint(1, 1)).row() if before is not None else -1
        change()
        if not self.rows.rowCount():
            self.chosen.emit()
            return
        found = self.rows.row_of(before.attempt) if before is not None else None
        was_first = before is None or (at_top and self.currentIndex().row() <= 0 and found is None)
        row = 0 if found is None or was_first else found
        self.setCurrentIndex(self.rows.index(row, 0))
        if found is not None and first >= 0 and not at_top:
            self.verticalScrollBar().setValue(max(0, row - max(0, top // max(1, self.rowHeight(row)))))
        self.chosen.emit()

    def step(self, by: int) -> None:
        """Choose the row so many further down, no further than the ends."""
        row = min(max(self.currentIndex().row() + by, 0), self.rows.rowCount() - 1)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, 0))

    def show_agent(self, *, shown: bool) -> None:
        """Whether it is said whose calls they are: of one person it would stand on every row."""
        self.setColumnHidden(COLUMNS.index(Column.AGENT), not shown)
        self._measure()

    def _measure(self) -> None:
        """Widths by the text's size and the room there is; what is left goes to the reason."""
        metrics, header = theme.metrics(10), self.horizontalHeader()
        wanted = {
            column: metrics.horizontalAdvance(
                max(WIDEST[column], f"{head(column)} ↓", key=metrics.horizontalAdvance)
            )
            + 2 * GAP_S
            + GAP_L // 2
            for place, column in enumerate(COLUMNS)
            if not self.isColumnHidden(place)
        }
        gives = sum(width for column, width in wanted.items() if column in FLEXIBLE)
        lacks = sum(wanted.values()) - self.viewport().width()
        share = min(1.0, max(LEAST, 1 - lacks / gives))
        for column, width in wanted.items():
            shown = int(width * share) if column in FLEXIBLE else width
            header.resizeSection(COLUMNS.index(column), shown)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 2 * GAP_S)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which one is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K move like the arrows, 1-9 sort, Enter goes to the lead, Ctrl+C copies."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif control and event.key() == Qt.Key.Key_C:
            self.copied.emit()
        elif control:
            event.ignore()
        elif event.key() in MOVES:
            self.step(MOVES[Qt.Key(event.key())])
        elif event.text().isdecimal() and 1 <= int(event.text()) <= len(COLUMNS):
            self.sort_by(COLUMNS[int(event.text()) - 1])
        elif event.text().isprintable() and event.text():
            event.ignore()  # Qt would search the cells for the letter
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Small, so that a small window can still show it."""
        return QSize(200, 3 * self.verticalHeader().defaultSectionSize())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()
