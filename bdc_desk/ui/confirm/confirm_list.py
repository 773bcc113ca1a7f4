"""The list of what waits, painted row by row: what is asked, whose lead, and the words that were given."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bdc_desk.ui import theme
from bdc_desk.ui.confirm.confirm_words import SHAPES, Line, sentence, state_words, when_words
from bdc_desk.ui.shapes import Shape, draw
from bdc_desk.ui.tokens import FOCUS_RING, GAP_M, GAP_S

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, str]
SIDE = 14
"""Of a line's shape, at text scale 1."""
GAP = 2
ROWS_SEEN = 4
TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
MOVES = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class ConfirmModel(QAbstractListModel):
    """The lines in the order in which they were given. Text only: an item is never read as HTML."""

    def __init__(self, parent: QWidget) -> None:
        """Empty."""
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self.now: datetime = datetime.fromtimestamp(0, UTC)
        self.zone: tzinfo = UTC

    def show_lines(self, lines: Sequence[Line], now: datetime, zone: tzinfo) -> None:
        """Show others; `zone`: the dealership's."""
        self.beginResetModel()
        self._lines, self.now, self.zone = tuple(lines), now, zone
        self.endResetModel()

    def lines(self) -> tuple[Line, ...]:
        """All of them, as they stand."""
        return self._lines

    def line_at(self, row: int) -> Line | None:
        """The line of a row."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: Key) -> int | None:
        """Where the line with this key stands."""
        return next((row for row, line in enumerate(self._lines) if line.item.key == key), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """The row as a sentence, for the eye and for the ear."""
        if index.isValid() and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return sentence(self._lines[index.row()], self.now, self.zone)
        return None


class ConfirmDelegate(QStyledItemDelegate):
    """Three lines a row: what is asked, whose lead and since when, the words that were given."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as three lines."""
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row; what is too long ends in dots and stands whole below the list."""
        model = index.model()
        line = model.line_at(index.row()) if isinstance(model, ConfirmModel) else None
        if line is None or not isinstance(model, ConfirmModel):
            return
        look, box = theme.tokens(), QRect(getattr(option, "rect"))  # noqa: B009 - missing in PySide's stubs
        state = getattr(option, "state")  # noqa: B009 - as above
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(look.selected if chosen else look.surface))
        if chosen:
            painter.fillRect(QRect(box.left(), box.top(), 2 * FOCUS_RING, box.height()), QColor(look.accent))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(look.hairline))
        self._paint_lines(painter, box, line, when_words(line.item, model.now, model.zone))
        painter.restore()

    def _paint_lines(self, painter: QPainter, box: QRect, line: Line, when: str) -> None:
        look, item, side = theme.tokens(), line.item, round(SIDE * theme.text_scale())
        strong, text, small = _fonts()
        colour = look.text if item.may and line.said is None else look.muted
        left = box.left() + GAP_M + side + GAP_S
        at = QRect(left, box.top() + GAP_S, box.right() - GAP_M - left, QFontMetrics(strong).height())
        shape = Shape.CHECK if line.said is not None else SHAPES[item.kind]
        sign = QRectF(box.left() + GAP_M, at.center().y() - side / 2 + 1, side, side)
        draw(painter, shape, sign, look.ok if line.said is not None else colour)
        at = _pair(painter, at, (item.what, strong, colour), (state_words(line), small, look.muted))
        at = _pair(painter, at, (item.name, text, colour), (when, small, look.muted))
        _pair(
            painter, at, (f"“{item.words}”" if item.words else "", small, look.muted), ("", small, look.muted)
        )


Words = tuple[str, QFont, str]


def _pair(painter: QPainter, line: QRect, left: Words, right: Words) -> QRect:
    """Paint words at both ends of a line; the line below it."""
    height = QFontMetrics(left[1]).height()
    row = QRect(line.left(), line.top(), line.width(), height)
    taken = QFontMetrics(right[1]).horizontalAdvance(right[0]) + GAP_M if right[0] else 0
    for (words, font, colour), room, align in (
        (left, row.adjusted(0, 0, -taken, 0), Qt.AlignmentFlag.AlignLeft),
        (right, row, Qt.AlignmentFlag.AlignRight),
    ):
        painter.setFont(font)
        painter.setPen(QPen(QColor(colour)))
        plain = " ".join(words.split())
        shown = QFontMetrics(font).elidedText(plain, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    return QRect(line.left(), line.top() + height + GAP, line.width(), height)


def _fonts() -> tuple[QFont, QFont, QFont]:
    return theme.font(10, bold=True), theme.font(10), theme.font(9, tabular=True)


def row_height() -> int:
    """A row's height in pixels, in the theme's present text size."""
    return sum(QFontMetrics(font).height() + GAP for font in _fonts()) + 2 * GAP_S


class ConfirmList(QListView):
    """`chosen` when another line is; `entered` for Enter or a double click. J, K and the arrows move. What
    moved keeps the chosen line where it is on the screen (ux.md, Rules).
    """

    chosen = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.rows = ConfirmModel(self)
        self.setItemDelegate(ConfirmDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("To confirm"))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setModel(self.rows)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def line(self) -> Line | None:
        """The chosen line."""
        return self.rows.line_at(self.currentIndex().row())

    def show_lines(self, lines: Sequence[Line], now: datetime, zone: tzinfo) -> None:
        """Show these; the chosen one stays chosen, and where it stands. Where it is gone, the one that took
        its place is.
        """
        before, row = self.line(), self.currentIndex().row()
        top = self.visualRect(self.currentIndex()).top()
        self.rows.show_lines(lines, now, zone)
        if not lines:
            self.chosen.emit()
            return
        found = self.rows.row_of(before.item.key) if before is not None else None
        at = found if found is not None else min(max(row, 0), len(lines) - 1)
        self.setCurrentIndex(self.rows.index(at))
        if found is not None:
            self.doItemsLayout()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(self.currentIndex()).top() - top)
        self.chosen.emit()

    def choose(self, row: int) -> None:
        """Choose a line and bring it into view, because the person asked."""
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(row))

    def step(self, by: int) -> None:
        """Choose the line so many further down, no further than the ends."""
        self.choose(min(max(self.currentIndex().row() + by, 0), self.rows.rowCount() - 1))

    def choose_next_open(self) -> None:
        """Go on to the next line below that the person may decide and said nothing to; else stay."""
        here, count = self.currentIndex().row(), self.rows.rowCount()
        for row in (*range(here + 1, count), *range(here)):
            line = self.rows.line_at(row)
            if line is not None and line.item.may and line.said is None:
                self.choose(row)
                return

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which one is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K move like the arrows, Enter opens; other letters are the panel's."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.key() in MOVES and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.step(MOVES[Qt.Key(event.key())])
        elif event.text().isprintable() and event.text():
            event.ignore()  # Qt would search the rows' sentences for the letter
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for four rows."""
        return QSize(0, ROWS_SEEN * row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(0, row_height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()
