"""A QListView whose rows lie where Geometry says: no layout is ever computed, whatever the number of rows."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from bdc_desk.cadence.queue import SECTIONS
from bdc_desk.ui.queue.delegate import QueueDelegate
from bdc_desk.ui.queue.geometry import Geometry
from bdc_desk.ui.queue.model import QueueModel
from bdc_desk.ui.queue.row_words import SECTION_TITLES
from bdc_desk.ui.translation import translate

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemView.ScrollHint


class FlatList(QListView):
    """The geometry, scrolling and painting of the queue; what it means is QueueView's."""

    scrolled = Signal()
    is_ready = False
    """False while Qt's own constructor calls our overrides."""

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        """The model is set by the subclass, once it listens to it."""
        super().__init__(parent)
        self._rows = model
        self._drawing = QueueDelegate(self)
        self._fitting = False
        self._touched = QRegion()
        self.setItemDelegate(self._drawing)
        self.setAutoScroll(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        self.is_ready = True

    def geometry_now(self) -> Geometry:
        """Where rows lie now, in the list's pixels."""
        return Geometry(self._rows.sections(), self._drawing.row_height(), self._drawing.band_height())

    def offset(self) -> int:
        """How far the list is scrolled, in pixels; may be negative or beyond the end while a row is held
        still.
        """
        return self.verticalScrollBar().value()

    def usual(self, offset: int) -> int:
        """The nearest offset that shows no needless empty space."""
        return min(max(offset, 0), max(0, self.geometry_now().height - self.viewport().height()))

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll there, beyond the usual range if it must be; the way back stays open."""
        bar, end = self.verticalScrollBar(), max(0, self.geometry_now().height - self.viewport().height())
        self._fitting = True
        bar.setPageStep(max(1, self.viewport().height()))
        bar.setSingleStep(max(1, self._drawing.row_height() // 3))
        bar.setRange(min(0, offset), max(end, offset))
        bar.setValue(offset)
        self._fitting = False
        self.viewport().update()

    def visible_rows(self) -> range:
        """The rows of which at least a pixel shows."""
        return self.geometry_now().rows_between(self.offset(), self.offset() + self.viewport().height())

    def row_rect(self, row: int) -> QRect:
        """A row in the viewport, without the band above it."""
        geometry = self.geometry_now()
        return QRect(0, geometry.top(row) - self.offset(), self.viewport().width(), geometry.row_height)

    def _on_scroll(self, value: int) -> None:
        """A person's scrolling closes the way back to unusual offsets behind it."""
        if not self._fitting:
            self.scroll_to_offset(value)
            self.scrolled.emit()

    def _paint_bands(self, painter: QPainter, geometry: Geometry) -> None:
        for number, first, end in geometry.sections:
            top = geometry.outer_top(first) - self.offset()
            if -geometry.band_height < top < self.viewport().height():
                band = QRect(0, top, self.viewport().width(), geometry.band_height)
                self._drawing.paint_band(
                    painter, band, translate("QueueSections", SECTION_TITLES[SECTIONS[number]]), end - first
                )

    def _paint_row(self, painter: QPainter, row: int) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.row_rect(row)
        self._drawing.touched = self._touched.intersected(option.rect).boundingRect()
        if self._drawing.touched.isEmpty():
            return
        index = self._rows.index(row)
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        self._drawing.paint(painter, option, index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows and bands that the event's region touches."""
        geometry, dirty, self._touched = self.geometry_now(), event.rect(), event.region()
        painter = QPainter(self.viewport())
        self._paint_bands(painter, geometry)
        for row in geometry.rows_between(self.offset() + dirty.top(), self.offset() + dirty.bottom() + 1):
            self._paint_row(painter, row)

    def visualRect(self, index: Index) -> QRect:
        """Where a row shows, in the viewport."""
        return self.row_rect(index.row()) if self.is_ready and index.isValid() else QRect()

    def indexAt(self, p: QPoint) -> QModelIndex:
        """The row under a point; none on a band."""
        row = self.geometry_now().row_at(p.y() + self.offset())
        return QModelIndex() if row is None else self._rows.index(row)

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = Hint.EnsureVisible) -> None:
        """Bring a row into view, with its band, by the shortest way; within the usual range."""
        if not index.isValid():
            return
        geometry, offset, height = self.geometry_now(), self.offset(), self.viewport().height()
        bottom = geometry.top(index.row()) + geometry.row_height
        offset = min(max(offset, bottom - height), geometry.outer_top(index.row()))
        self.scroll_to_offset(self.usual(offset))
        self.scrolled.emit()

    def horizontalOffset(self) -> int:
        """Rows are as wide as the viewport."""
        return 0

    def verticalOffset(self) -> int:
        """How far the list is scrolled."""
        return self.offset()

    def updateGeometries(self) -> None:
        """Keep the scroll bar's range; Qt would compute it from its own layout."""
        if self.is_ready:
            self.scroll_to_offset(self.offset())

    def doItemsLayout(self) -> None:
        """Compute no layout."""
        QAbstractItemView.doItemsLayout(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Paint anew: a dozen rows, and no child widget moves along."""
        self.viewport().update()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the row under the mouse."""
        index = self.indexAt(rect.topLeft())
        self.selectionModel().select(
            QItemSelection(index, index) if index.isValid() else QItemSelection(), command
        )

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What to repaint when the selection changes."""
        region, visible = QRegion(), self.visible_rows()
        for index in selection.indexes():
            if index.row() in visible:
                region = region.united(self.row_rect(index.row()))
        return region

    def dataChanged(
        self,
        topLeft: Index,
        bottomRight: Index,
        roles: Sequence[int] = (),
    ) -> None:
        """Repaint the changed rows that show."""
        for row in self.visible_rows():
            if topLeft.row() <= row <= bottomRight.row():
                self.viewport().update(self.row_rect(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Come back into the usual range when the window grows or shrinks; the selected row stays in view.

        A new width alone is the scroll bar coming or going, which must move nothing.
        """
        super().resizeEvent(event)
        if not self.is_ready or event.size().height() == event.oldSize().height():
            return
        current = self.currentIndex().row()
        was_seen = current in self.geometry_now().rows_between(
            self.offset(), self.offset() + event.oldSize().height()
        )
        self.scroll_to_offset(self.usual(self.offset()))
        if current >= 0 and was_seen:
            self.scrollTo(self.currentIndex())
