"""The list of mails and files that came in: two lines each, painted; arrows, J and K move, Enter opens."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bdc_desk.operations.intake_reading import IntakeItem
from bdc_desk.ui import theme, words
from bdc_desk.ui.intake.intake_words import grade_sign, item_line, item_title
from bdc_desk.ui.intake.item_model import Index, ItemModel, Key
from bdc_desk.ui.shapes import draw
from bdc_desk.ui.tokens import FOCUS_RING, GAP_M, GAP_S

SIDE = 14
"""Of a grade's shape, at text scale 1."""
LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
MOVES = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


class ItemDelegate(QStyledItemDelegate):
    """Paints a row: the grade's shape, the name, its grade's word and the time; below, what it became."""

    def __init__(self, model: ItemModel, parent: QWidget) -> None:
        """`model` holds the deliveries."""
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        look, item = theme.tokens(), self._model.item_at(index.row())
        state = getattr(option, "state")  # noqa: B009 - PySide's stubs lack what a style option carries
        row = QRect(getattr(option, "rect"))  # noqa: B009 - as above
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(row, QColor(look.selected if selected else look.surface))
        if selected:
            painter.fillRect(QRect(row.left(), row.top(), 2 * FOCUS_RING, row.height()), QColor(look.accent))
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), QColor(look.hairline))
        self._paint_lines(painter, row, item)
        painter.restore()

    def _paint_lines(self, painter: QPainter, row: QRect, item: IntakeItem) -> None:
        look, sign, side = theme.tokens(), grade_sign(item), round(SIDE * theme.text_scale())
        bold, plain, small = theme.font(10, bold=True), theme.font(9), theme.font(9, bold=True)
        name_height, line_height = QFontMetrics(bold).height(), QFontMetrics(plain).height()
        top = row.top() + (row.height() - name_height - line_height - 2) // 2
        left = row.left() + GAP_M + side + GAP_S
        first = QRect(left, top, row.right() - GAP_S - left, name_height)
        box = QRectF(row.left() + GAP_M, first.center().y() - side / 2 + 1, side, side)
        draw(painter, sign.shape, box, getattr(look, sign.colour))
        at = words.moment(item.at, self._model.now, self._model.zone)
        right = self._from_right(painter, first, at, theme.font(9, tabular=True), look.muted)
        right = self._from_right(painter, first.adjusted(0, 0, right, 0), sign.word, small, look.text) + right
        self._text(painter, first.adjusted(0, 0, right, 0), item_title(item), bold, look.text)
        second = QRect(left, top + name_height + 2, first.width(), line_height)
        self._text(painter, second, item_line(item), plain, look.muted)

    def _from_right(self, painter: QPainter, line: QRect, text: str, font: object, colour: str) -> int:
        """Write at the line's end; how far what stands before it has to end from the line's end (<= 0)."""
        painter.setFont(font)  # type: ignore[arg-type]  # a QFont
        width = painter.fontMetrics().horizontalAdvance(text) + 1
        painter.setPen(QColor(colour))
        painter.drawText(QRect(line.right() - width, line.top(), width + 1, line.height()), LINE, text)
        return -(width + GAP_M)

    def _text(self, painter: QPainter, line: QRect, text: str, font: object, colour: str) -> None:
        painter.setFont(font)  # type: ignore[arg-type]  # a QFont
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideRight, max(0, line.width())
        )
        painter.drawText(line, LINE, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines and some air."""
        return QSize(100, row_height())


def row_height() -> int:
    """A row's height in pixels, in the theme's present text size."""
    return theme.metrics(10, bold=True).height() + theme.metrics(9).height() + 2 + 2 * GAP_S


class ItemList(QListView):
    """`chosen(IntakeItem or None)` when another row is; `entered` for Enter or a double click on one;
    `arrived_above(how many)` came in above what shows and were not seen yet.

    Who stands at the top sees what comes: the list stays there. Who chose a row further down, or scrolled
    down, keeps that row where it is (ux.md, Rules).
    """

    chosen = Signal(object)
    entered = Signal()
    arrived_above = Signal(int)
    _laid_out = False

    def __init__(self, model: ItemModel, parent: QWidget | None = None) -> None:
        """Show `model`, which must outlive the list."""
        super().__init__(parent)
        self._model_of_items = model
        self._held: int | None = None
        self._stands_at_top = True
        self._unseen: set[Key] = set()
        self._told = 0
        self.setItemDelegate(ItemDelegate(model, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # Else Qt scrolls to a chosen row by itself, also where rows that came or went chose another one.
        self.setAutoScroll(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("Mails and files that came in"))
        self.setModel(model)
        model.changing.connect(self._hold)
        model.changed.connect(self._put_back)
        self.doubleClicked.connect(lambda _index: self.entered.emit())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._review())
        self._laid_out = True

    def item(self) -> IntakeItem | None:
        """The chosen delivery."""
        index = self.currentIndex()
        return self._model_of_items.item_at(index.row()) if index.isValid() else None

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view, because the person asked."""
        if 0 <= row < self._model_of_items.rowCount():
            index = self._model_of_items.index(row)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def show_chosen(self) -> None:
        """Bring the chosen row into view: the person asked for other rows."""
        if self.currentIndex().isValid():
            self.doItemsLayout()
            self.scrollTo(self.currentIndex())

    def show_new(self) -> None:
        """Scroll to the newest; what is chosen stays chosen."""
        self.verticalScrollBar().setValue(0)

    def choose_first(self) -> None:
        """Choose the newest unless one is chosen: nothing is empty that need not be."""
        if not self.currentIndex().isValid():
            self.choose(0)

    def _hold(self) -> None:
        """Remember where the chosen row stands: it does not move under the cursor (ux.md)."""
        index = self.currentIndex()
        at_top = self._stands_at_top and self.verticalScrollBar().value() == 0
        self._held = self.visualRect(index).top() if index.isValid() and not at_top else None

    def _put_back(self) -> None:
        held, self._held = self._held, None
        index = self.currentIndex()
        self.doItemsLayout()
        bar = self.verticalScrollBar()
        if held is None or not index.isValid():
            bar.setValue(0 if self._stands_at_top else bar.value())
        else:
            bar.setValue(bar.value() + self.visualRect(index).top() - held)
        self._unseen |= self._model_of_items.arrived
        self._review()

    def _review(self) -> None:
        """Forget what shows now, lies below or is gone; tell how many are left unseen above."""
        if self._unseen:
            first = self.indexAt(QPoint(0, 0)).row()
            self._unseen &= set(self._model_of_items.keys()[: max(0, first)])
        if len(self._unseen) != self._told:
            self._told = len(self._unseen)
            self.arrived_above.emit(self._told)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which one is chosen."""
        super().currentChanged(current, previous)
        if self._laid_out:
            self._stands_at_top = current.row() <= 0
            self.chosen.emit(self._model_of_items.item_at(current.row()) if current.isValid() else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K move like the arrows, Enter opens; the list follows."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.key() in MOVES and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.choose(self.currentIndex().row() + MOVES[Qt.Key(event.key())])
        elif event.text().isprintable() and event.text():
            event.ignore()  # Qt would search the rows' sentences for the letter
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self.show_chosen()

    def changeEvent(self, event: QEvent) -> None:
        """Measure rows anew when the theme was applied."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._laid_out:
            self.scheduleDelayedItemsLayout()
