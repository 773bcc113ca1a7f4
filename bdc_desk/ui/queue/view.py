"""The list of the queue, shaped by two promises.

- The selected row never moves under the cursor: whatever comes, goes or moves, the scroll offset follows.
  Where the list is too short for that, the offset may leave the usual range until the person scrolls or moves
  the selection, or the selected row leaves.
- A tick repaints the clock's cell of the rows that show, and how long a colleague is on one, nothing else.

It is a QListView for the selection and screen readers. Where rows lie comes from Geometry, so everything of
QListView that asks its own layout is replaced here.
"""

from datetime import datetime

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from bdc_desk.ui.queue.anchor import Anchor
from bdc_desk.ui.queue.flat_list import FlatList, Index
from bdc_desk.ui.queue.model import Filter, QueueModel
from bdc_desk.ui.queue.unseen import Unseen
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import GAP_S
from bdc_desk.ui.translation import QT_TRANSLATE_NOOP, translate
from bdc_desk.ui.widgets.button import Button
from bdc_desk.ui.widgets.empty import EmptyState

EMPTY = {
    Filter.ALL: (
        QT_TRANSLATE_NOOP("EmptyQueue", "No leads yet"),
        QT_TRANSLATE_NOOP(
            "EmptyQueue", "F6 adds a mailbox or a folder. Drop mails here; Ctrl+N takes a caller."
        ),
    ),
    Filter.MINE: (
        QT_TRANSLATE_NOOP("EmptyQueue", "Nothing of yours is open"),
        QT_TRANSLATE_NOOP("EmptyQueue", "All shows everybody's leads; Space takes the next call."),
    ),
    Filter.CALLBACKS: (
        QT_TRANSLATE_NOOP("EmptyQueue", "No callbacks promised"),
        QT_TRANSLATE_NOOP("EmptyQueue", "B on a lead promises one."),
    ),
}
Action = QAbstractItemView.CursorAction
KEYS = {
    Qt.Key.Key_J: Action.MoveDown,
    Qt.Key.Key_Down: Action.MoveDown,
    Qt.Key.Key_K: Action.MoveUp,
    Qt.Key.Key_Up: Action.MoveUp,
    Qt.Key.Key_PageDown: Action.MovePageDown,
    Qt.Key.Key_PageUp: Action.MovePageUp,
    Qt.Key.Key_Home: Action.MoveHome,
    Qt.Key.Key_End: Action.MoveEnd,
}


class QueueView(FlatList):
    """Rows of a QueueModel. J/K, arrows, page keys, Home and End move; every other key is the window's."""

    selected = Signal(str)
    """The lead now selected; "" when none is (its lead left the queue, or the filter hides it)."""
    arrived_above = Signal(int)
    """How many leads stand above the visible part that the person has not seen arrive; 0 when seen."""

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        """Show `model`, which must outlive the view."""
        super().__init__(model, parent)
        self._anchor = Anchor(())
        self._unseen = Unseen(self._bottom_of)
        self._announced = 0
        self._said = ""
        self._left_from: int | None = None
        self._resetting = False
        self._empty_words = {
            name: (translate("EmptyQueue", what), translate("EmptyQueue", advice))
            for name, (what, advice) in EMPTY.items()
        }
        self._empty = EmptyState(*self._empty_words[Filter.ALL], parent=self)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.announcement = Button("", self, role="primary", shape=Shape.ARROW_UP, focusable=False)
        self.announcement.hide()
        self.announcement.clicked.connect(self.show_new)
        self.setAccessibleName(self.tr("Queue"))
        self._watch(model)
        self.scrolled.connect(self._review)
        self._changed()

    def set_empty_words(self, name: Filter, what: str, advice: str) -> None:
        """What stands there when a filter shows nothing."""
        self._empty_words[name] = (what, advice)
        self._show_empty()

    def select(self, lead: str) -> bool:
        """Select a lead and bring it into view, because the person asked; False when it is not shown."""
        at = self._rows.row_of(lead)
        if at is None:
            return False
        self._go(self._rows.index(at))
        return True

    def selected_lead(self) -> str:
        """The selected lead, or ""."""
        return self._rows.lead_at(self.currentIndex()) or ""

    def tick(self, now: datetime) -> None:
        """Let the model's time pass and repaint the clocks that show."""
        self._rows.advance(now)
        for row in self.visible_rows():
            self.viewport().update(self._drawing.clock_rect(self.row_rect(row)))
            if self._rows.is_held(row):
                self.viewport().update(self._drawing.holder_rect(self.row_rect(row)))

    def show_new(self) -> None:
        """Scroll to the topmost lead that arrived unseen; the selection stays."""
        places = [at for lead in self._unseen.leads() if (at := self._rows.row_of(lead)) is not None]
        if places:
            self.verticalScrollBar().setValue(self.geometry_now().outer_top(min(places)))

    def _watch(self, model: QueueModel) -> None:
        """Hear of each change before and after Qt does; before, as Qt would choose another row by itself."""
        model.rowsAboutToBeRemoved.connect(self._leaving)
        model.rowsAboutToBeInserted.connect(self._hold)
        model.rowsAboutToBeMoved.connect(self._moving)
        model.layoutAboutToBeChanged.connect(self._hold)
        model.modelAboutToBeReset.connect(self._before_reset)
        self.setModel(model)
        model.rowsRemoved.connect(self._changed)
        model.rowsInserted.connect(self._arrived)
        model.rowsMoved.connect(self._moved)
        model.layoutChanged.connect(self._changed)
        model.modelReset.connect(self._after_reset)

    def _hold(self) -> None:
        self._anchor = self._anchor_without(None)

    def _moving(self, _parent: QModelIndex, source: int) -> None:
        self._anchor = self._anchor_without(source)

    def _anchor_without(self, moving: int | None) -> Anchor:
        """The selected row if it shows, then the rows that show and stay. At the very top without a selection
        nothing is held, so that new rows come into view.
        """
        current = self.currentIndex().row()
        visible = self.visible_rows()
        if current not in visible and self.offset() <= 0:
            return Anchor(())
        rows = [current] if current in visible else []
        rows += [row for row in visible if row not in {current, moving}]
        return Anchor([(self._rows.row_at(row).lead, self.row_rect(row).top()) for row in rows])

    def _leaving(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Choose no neighbour for a selected lead that leaves: the next key would call a stranger."""
        self._hold()
        current = self.currentIndex().row()
        if first <= current <= last:
            self._left_from = current
            self.setCurrentIndex(QModelIndex())

    def _before_reset(self) -> None:
        self._hold()
        self._resetting = True

    def _after_reset(self) -> None:
        at = self._rows.row_of(self._said) if self._said else None
        if at is not None:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._rows.index(at), flag)
        self._resetting = False
        self._changed()
        first = self.visible_rows().start
        if first > 0:  # a lead that the filter hides is not above
            places = ((lead, self._rows.row_of(lead)) for lead in self._rows.arrived)
            above = [lead for lead, at in places if at is not None and at < first]
            self._unseen.arrived(above, self.offset())
        self._announce()
        self._say_selected()

    def _arrived(self, _parent: QModelIndex, first: int, last: int) -> None:
        self._changed()
        self._note_above(range(first, last + 1))

    def _moved(self, _parent: QModelIndex, source: int, _last: int, _to: QModelIndex, target: int) -> None:
        self._changed()
        if target < source:
            self._note_above(range(target, target + 1))

    def _note_above(self, rows: range) -> None:
        leads = {self._rows.row_at(row).lead for row in rows} - {self.selected_lead()}
        self._unseen.arrived(leads, self.offset())
        self._announce()

    def _changed(self) -> None:
        """After a change of rows: put the anchor back; past the list's end only for the selected row."""
        offset = self._anchor.offset(self._top_of)
        held = self._anchor.holds(self.selected_lead())
        self._anchor = Anchor(())
        offset = self.offset() if offset is None else offset
        self.scroll_to_offset(offset if held else self.usual(offset))
        self._show_empty()
        self._review()

    def _show_empty(self) -> None:
        empty = self._rows.rowCount() == 0
        if empty:
            self._empty.say(*self._empty_words[self._rows.filter])
        self._empty.setVisible(empty)

    def _review(self) -> None:
        self._unseen.review(self.offset())
        self._announce()

    def _announce(self) -> None:
        """Say how many are unseen above, without taking the keyboard."""
        if len(self._unseen) == self._announced:
            return
        self._announced = len(self._unseen)
        self.announcement.set_text(translate("QueueView", "{n} new above", "", self._announced))
        self.announcement.setVisible(self._announced > 0)
        self._place_overlays()
        self.arrived_above.emit(self._announced)

    def _place_overlays(self) -> None:
        self.announcement.adjustSize()
        if self.announcement.parent() is self:  # a panel may show it where it hides no row
            self.announcement.move((self.width() - self.announcement.width()) // 2, GAP_S)
            self.announcement.raise_()
        self._empty.setGeometry(self.viewport().geometry())

    def _top_of(self, lead: str) -> int | None:
        at = self._rows.row_of(lead)
        return None if at is None else self.geometry_now().top(at)

    def _bottom_of(self, lead: str) -> int | None:
        top = self._top_of(lead)
        return None if top is None else top + self._drawing.row_height()

    def _go(self, index: QModelIndex) -> None:
        """Select because the person asked: into view, and back into the usual range."""
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _say_selected(self) -> None:
        lead = self.selected_lead()
        if lead != self._said and not self._resetting:
            self._said = lead
            self.selected.emit(lead)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a movement leads. After the selected lead left, movements begin where it stood."""
        rows = self._rows.rowCount()
        if rows == 0:
            return QModelIndex()
        page = max(1, self.viewport().height() // self._drawing.row_height() - 1)
        steps = {Action.MoveUp: -1, Action.MovePrevious: -1, Action.MoveDown: 1, Action.MoveNext: 1}
        steps |= {
            Action.MovePageUp: -page,
            Action.MovePageDown: page,
            Action.MoveHome: -rows,
            Action.MoveEnd: rows,
        }
        step = steps.get(action, 0)
        if self.currentIndex().isValid():
            start = self.currentIndex().row()
        else:
            start = (self._left_from or 0) - (1 if step > 0 else 0)
        return self._rows.index(min(max(start + step, 0), rows - 1))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which lead is selected."""
        super().currentChanged(current, previous)
        if self.is_ready:
            self._say_selected()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move; leave every other key to the window."""
        action = KEYS.get(Qt.Key(event.key()))
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if action is None or not plain:
            event.ignore()
            return
        self._go(self.moveCursor(action, event.modifiers()))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what floats above the list in its place."""
        super().resizeEvent(event)
        if self.is_ready:
            self._place_overlays()

    def changeEvent(self, event: QEvent) -> None:
        """Measure rows anew when the theme was applied; the selected row stays where it is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.is_ready:
            self._hold()
            self._drawing.theme_changed()
            self._changed()

    def set_compact(self, compact: bool) -> None:
        """Rows of 48 px instead of 68."""
        if self._drawing.compact == compact:
            return
        self._hold()
        self._drawing.compact = compact
        self._changed()
