"""The commands of the palette as a list that is painted: title, key at the right, why it cannot be done."""

from collections.abc import Sequence
from dataclasses import dataclass
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
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
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
from bdc_desk.ui.tokens import FOCUS_RING, GAP_M, GAP_S, GAP_XS
from bdc_desk.ui.translation import translate
from bdc_desk.ui.widgets.plain import tooltip

Index = QModelIndex | QPersistentModelIndex
ROWS_SEEN = 9
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Command:
    """One line. `name`: the action's. `key`: what does the same, "" for none. `why_not`: "" when it can be
    done now.
    """

    name: str
    title: str
    key: str = ""
    why_not: str = ""

    def sentence(self) -> str:
        """As a screen reader speaks it."""
        parts = [self.title]
        if self.why_not:
            parts.append(translate("Palette", "not now: {why}").format(why=self.why_not.rstrip(".")))
        if self.key:
            parts.append(translate("Palette", "key {key}").format(key=self.key))
        return ". ".join(parts)


class _Rows(QAbstractListModel):
    """The lines as they were given. Text only: an item is never read as HTML."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.commands: tuple[Command, ...] = ()

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show others."""
        self.beginResetModel()
        self.commands = tuple(commands)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's name and default
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's type
        """The line as a sentence, for the eye and for the ear; the whole of a reason as its tooltip."""
        if not index.isValid():
            return None
        command = self.commands[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return command.sentence()
        if role == Qt.ItemDataRole.ToolTipRole and command.why_not:
            return tooltip(command.why_not)
        return None


class _Drawing(QStyledItemDelegate):
    """A line a command; the reason stands after the title, smaller."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line and room around it."""
        return QSize(0, self.row_height())

    def row_height(self) -> int:
        """In pixels, at the present text size."""
        return QFontMetrics(theme.font(10)).height() + 2 * GAP_S

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a line; what is too long ends in dots."""
        model = index.model()
        if not isinstance(model, _Rows):
            return
        look, command, box = theme.tokens(), model.commands[index.row()], QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, QColor(look.selected if selected else look.surface))
        if selected:
            painter.fillRect(QRect(box.left(), box.top(), 2 * FOCUS_RING, box.height()), QColor(look.accent))
        room = box.adjusted(GAP_M, 0, -GAP_M, 0)
        taken = _key(painter, room, command.key)
        room = room.adjusted(0, 0, -taken, 0)
        _title(painter, room, command)
        painter.restore()


def _key(painter: QPainter, room: QRect, key: str) -> int:
    """The key in a box, as on a keyboard; the pixels it takes."""
    if not key:
        return 0
    look, font = theme.tokens(), theme.font(9, bold=True)
    metrics = QFontMetrics(font)
    width, height = metrics.horizontalAdvance(key) + 2 * GAP_S, metrics.height() + GAP_XS
    box = QRect(room.right() - width, room.center().y() - height // 2, width, height)
    painter.setPen(QPen(QColor(look.border)))
    painter.setBrush(QColor(look.raised))
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font)
    painter.setPen(QPen(QColor(look.text)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    return width + GAP_M


def _title(painter: QPainter, room: QRect, command: Command) -> None:
    look, font, small = theme.tokens(), theme.font(10), theme.font(9)
    shown = QFontMetrics(font).elidedText(command.title, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(QPen(QColor(look.muted if command.why_not else look.text)))
    painter.drawText(room, LEFT, shown)
    rest = room.adjusted(QFontMetrics(font).horizontalAdvance(shown) + GAP_M, 0, 0, 0)
    if command.why_not and rest.width() > 0:
        why = QFontMetrics(small).elidedText(command.why_not, Qt.TextElideMode.ElideRight, rest.width())
        painter.setFont(small)
        painter.drawText(rest, RIGHT, why)


class CommandList(QListView):
    """The list. The field above it keeps the keyboard and moves it by `step`; `taken` for a click."""

    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._rows = _Rows(self)
        self._drawing = _Drawing(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._drawing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("What can be done"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._click)

    def show_commands(self, commands: Sequence[Command]) -> None:
        """Show these, the first one chosen."""
        self._rows.show_commands(commands)
        if commands:
            self.setCurrentIndex(self._rows.index(0))
            self.scrollToTop()

    def commands(self) -> tuple[Command, ...]:
        """What the list shows."""
        return self._rows.commands

    def chosen(self) -> Command | None:
        """The chosen line; None where there is none."""
        row = self.currentIndex().row()
        return self._rows.commands[row] if 0 <= row < len(self._rows.commands) else None

    def step(self, by: int) -> None:
        """Choose the line so many further down, no further than the ends."""
        row = min(max(self.currentIndex().row() + by, 0), len(self._rows.commands) - 1)
        if row >= 0:
            self.setCurrentIndex(self._rows.index(row))

    def _click(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.taken.emit()

    def sizeHint(self) -> QSize:
        """Room for nine lines."""
        return QSize(0, ROWS_SEEN * self._drawing.row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(0, self._drawing.row_height())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()
