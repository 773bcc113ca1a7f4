"""The customers found, as a list that is painted row by row: fifty of them cost no more than seven."""

from datetime import UTC, datetime, tzinfo
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bdc_desk.operations.searching import Found
from bdc_desk.ui import theme
from bdc_desk.ui.search.found_words import FoundCells, cells_of
from bdc_desk.ui.tokens import FOCUS_RING, GAP_M, GAP_S

Index = QModelIndex | QPersistentModelIndex
ROWS_SEEN = 6
GAP = 2
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FoundModel(QAbstractListModel):
    """The rows as they came, best first. Text only: an item is never read as HTML."""

    def __init__(self, parent: QWidget) -> None:
        """Empty."""
        super().__init__(parent)
        self._found: tuple[Found, ...] = ()
        self._cells: list[FoundCells] = []

    def show_found(self, found: tuple[Found, ...], now: datetime, zone: tzinfo) -> None:
        """Show others; `zone`: the dealership's."""
        self.beginResetModel()
        self._found = found
        self._cells = [cells_of(one, now, zone) for one in found]
        self.endResetModel()

    def found_at(self, row: int) -> Found | None:
        """The customer of a row."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def cells_at(self, row: int) -> FoundCells:
        """The words of a row."""
        return self._cells[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """How many were found."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """The row as one sentence, for the eye and for the ear."""
        if index.isValid() and role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return self._cells[index.row()].sentence()
        return None


class FoundDelegate(QStyledItemDelegate):
    """Three lines a row: who and the number, which car and when, how it stands and what matched."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as three lines."""
        return QSize(0, self.row_height())

    def row_height(self) -> int:
        """In pixels, at the present text size."""
        return sum(QFontMetrics(font).height() + GAP for font in _fonts()) + 2 * GAP_S

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row; what is too long ends in dots."""
        model = index.model()
        if not isinstance(model, FoundModel):
            return
        look, cells, box = theme.tokens(), model.cells_at(index.row()), QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(look.selected if selected else look.surface))
        if selected:
            painter.fillRect(QRect(box.left(), box.top(), 2 * FOCUS_RING, box.height()), QColor(look.accent))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(look.hairline))
        strong, text, small = _fonts()
        line = box.adjusted(GAP_M, GAP_S, -GAP_M, 0)
        line = _line(painter, line, (cells.name, strong, look.text), (cells.number, text, look.text))
        line = _line(painter, line, (cells.car, text, look.text), (cells.when, text, look.muted))
        _line(painter, line, (cells.state, small, look.muted), ("", small, look.muted))
        painter.restore()


Words = tuple[str, QFont, str]


def _line(painter: QPainter, line: QRect, left: Words, right: Words) -> QRect:
    """Paint words at both ends of a line, the right ones whole where they fit; the line below it."""
    height = QFontMetrics(left[1]).height()
    row = QRect(line.left(), line.top(), line.width(), height)
    right_metrics = QFontMetrics(right[1])
    told = right_metrics.elidedText(right[0], Qt.TextElideMode.ElideRight, row.width() // 2)
    taken = right_metrics.horizontalAdvance(told) + GAP_M if told else 0
    room = row.adjusted(0, 0, -taken, 0)
    painter.setFont(left[1])
    painter.setPen(QPen(QColor(left[2])))
    painter.drawText(
        room, LEFT, QFontMetrics(left[1]).elidedText(left[0], Qt.TextElideMode.ElideRight, room.width())
    )
    painter.setFont(right[1])
    painter.setPen(QPen(QColor(right[2])))
    painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)
    return QRect(line.left(), line.top() + height + GAP, line.width(), line.height())


def _fonts() -> tuple[QFont, QFont, QFont]:
    return theme.font(10, bold=True), theme.font(10, tabular=True), theme.font(9)


class FoundList(QListView):
    """The list. The field above it keeps the keyboard and moves it by `step`; `taken(lead)` for a click."""

    taken = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._rows = FoundModel(self)
        self._drawing = FoundDelegate(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._drawing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Customers found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._click)

    def show_found(
        self, found: tuple[Found, ...], now: datetime, zone: tzinfo, *, keep_choice: bool = False
    ) -> None:
        """Show these, the first one chosen; `keep_choice`: the one that was chosen, if it is still there."""
        before = self.chosen() if keep_choice else None
        leads = [one.customer for one in found]
        place = leads.index(before.customer) if before is not None and before.customer in leads else 0
        self._rows.show_found(found, now, zone)
        if found:
            self.setCurrentIndex(self._rows.index(place))

    def show_nothing(self) -> None:
        """No rows."""
        self._rows.show_found((), datetime.fromtimestamp(0, UTC), UTC)

    def chosen(self) -> Found | None:
        """The customer of the chosen row."""
        return self._rows.found_at(self.currentIndex().row())

    def count(self) -> int:
        """How many rows there are."""
        return self._rows.rowCount()

    def sentence(self, row: int) -> str:
        """A row as it is spoken."""
        return self._rows.cells_at(row).sentence()

    def step(self, by: int) -> None:
        """Choose the row so many further down, no further than the ends."""
        row = min(max(self.currentIndex().row() + by, 0), self.count() - 1)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row))

    def _click(self, index: QModelIndex) -> None:
        found = self._rows.found_at(index.row())
        if found is not None:
            self.taken.emit(found.lead)

    def sizeHint(self) -> QSize:
        """Room for six rows."""
        return QSize(0, ROWS_SEEN * self._drawing.row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(0, self._drawing.row_height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()
