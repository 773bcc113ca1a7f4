"""Draws a whole row of the queue from its cells; Qt's own would ask `data()` seven times a cell a paint.

Text is shortened with "…" where its room ends, never clipped. Only the clock's cell changes with a tick, so
it has a place of its own that can be repainted alone.
"""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bdc_desk.ui import theme, words
from bdc_desk.ui.queue.model import QueueModel
from bdc_desk.ui.queue.row_words import RowCells
from bdc_desk.ui.shapes import Shape, badge_colour, badge_shape, draw
from bdc_desk.ui.tokens import FOCUS_RING, GAP_M, GAP_S, GAP_XS, ROW_HEIGHT, ROW_HEIGHT_COMPACT, Tokens
from bdc_desk.ui.translation import translate
from bdc_desk.ui.widgets.sign import badge_size, paint_badge

BAND_PAD = GAP_S
SHAPE_SIDE = 16
"""At text scale 1."""
LEFT_LINES = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class _Type:
    """The fonts of a row and their measures, for one application of the theme."""

    name: QFont
    text: QFont
    small: QFont
    clock: QFont
    band: QFont
    shape: int
    name_height: int
    text_height: int


class QueueDelegate(QStyledItemDelegate):
    """Rows of 68 px (compact 48) at text scale 1; taller with larger text."""

    compact = False
    touched = QRect()
    """What of the row is to be painted, where that is less than all; the view says so before."""
    _type: _Type | None = None

    def theme_changed(self) -> None:
        """Measure anew; the view calls it when the theme was applied."""
        self._type = None

    def row_height(self) -> int:
        """A row's height in pixels."""
        made = self._fonts()
        if self.compact:
            return max(ROW_HEIGHT_COMPACT, made.name_height + made.text_height + GAP_M)
        return max(ROW_HEIGHT, made.name_height + 2 * made.text_height + GAP_M + GAP_XS)

    def band_height(self) -> int:
        """The height of a section's header above its first row."""
        return QFontMetrics(self._fonts().band).height() + BAND_PAD

    def clock_rect(self, row: QRect) -> QRect:
        """The part of a row that a tick changes: the line of the clock, whose text may grow into its
        neighbour's.
        """
        return self._lines(row)[1]

    def holder_rect(self, row: QRect) -> QRect:
        """The part of a row that says how long a colleague is on it: its last line."""
        return self._lines(row)[-1]

    def paint_band(self, painter: QPainter, rect: QRect, title: str, count: int) -> None:
        """Paint a section's header."""
        look, made = theme.tokens(), self._fonts()
        painter.fillRect(rect, QColor(look.raised))
        painter.setFont(made.band)
        painter.setPen(QColor(look.muted))
        inner = rect.adjusted(GAP_M, 0, -GAP_S, 0)
        painter.drawText(
            inner,
            LEFT_LINES,
            QFontMetrics(made.band).elidedText(
                words.dotted(title, f"{count:,}"), Qt.TextElideMode.ElideRight, inner.width()
            ),
        )

    def _fonts(self) -> _Type:
        if self._type is None:
            self._type = _Type(
                name=theme.font(10, bold=True),
                text=theme.font(10),
                small=theme.font(9),
                clock=theme.font(10, tabular=True),
                band=theme.font(9, bold=True),
                shape=round(SHAPE_SIDE * theme.text_scale()),
                name_height=max(
                    theme.metrics(10, bold=True).height(), theme.metrics(9, bold=True).height() + 5
                ),
                text_height=theme.metrics(10).height(),
            )
        return self._type

    def _lines(self, row: QRect) -> list[QRect]:
        """The row's lines from top to bottom, between the shape and the right margin."""
        made = self._fonts()
        heights = [made.name_height, made.text_height] + ([] if self.compact else [made.text_height])
        gap = 2
        top = row.top() + (row.height() - sum(heights) - gap * (len(heights) - 1)) // 2
        lines, left = [], GAP_M + made.shape + GAP_S
        for height in heights:
            lines.append(QRect(row.left() + left, top, row.width() - left - GAP_S, height))
            top += height + gap
        return lines

    def _ground(self, painter: QPainter, row: QRect, *, selected: bool, look: Tokens) -> None:
        painter.fillRect(row, QColor(look.selected if selected else look.surface))
        if selected:
            painter.fillRect(QRect(row.left(), row.top(), 2 * FOCUS_RING, row.height()), QColor(look.accent))
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), QColor(look.hairline))

    def _shape(self, painter: QPainter, row: QRect, shown: RowCells, look: Tokens) -> None:
        line, side = self._lines(row)[0], self._fonts().shape
        box = QRectF(row.left() + GAP_M, line.center().y() - side / 2 + 1, side, side)
        draw(painter, badge_shape(shown.badge), box, badge_colour(shown.badge, look))

    def _first_line(self, painter: QPainter, line: QRect, shown: RowCells, look: Tokens) -> None:
        """Name, then from the right the badge and the mark of the suggested call."""
        made, size = self._fonts(), badge_size(shown.badge)
        right = line.right() + 1 - size.width()
        top = line.center().y() - size.height() // 2
        paint_badge(painter, shown.badge, QRectF(right, top, size.width(), size.height()), look)
        if shown.is_next:
            right = self._next_mark(painter, line, right - GAP_S, look)
        room = QRect(line.left(), line.top(), right - GAP_S - line.left(), line.height())
        self._text(painter, room, shown.name, made.name, look.text)
        if self.compact:
            used = QFontMetrics(made.name).horizontalAdvance(shown.name) + GAP_M
            self._text(painter, room.adjusted(used, 0, 0, 0), shown.car, made.small, look.muted)

    def _next_mark(self, painter: QPainter, line: QRect, right: int, look: Tokens) -> int:
        """Paint arrow and word so that they end at `right`; the answer is where they begin."""
        made, word = self._fonts(), translate("Rows", "NEXT")
        width = QFontMetrics(made.band).horizontalAdvance(word)
        side = line.height() - GAP_XS - 2
        left = right - width - side - GAP_XS
        draw(painter, Shape.ARROW, QRectF(left, line.center().y() - side / 2 + 1, side, side), look.accent)
        self._text(
            painter, QRect(right - width, line.top(), width + 1, line.height()), word, made.band, look.accent
        )
        return left

    def _second_line(self, painter: QPainter, line: QRect, shown: RowCells, look: Tokens) -> None:
        """Car and source (compact: what the third line says); the clock at the right."""
        if self.compact:
            room = self._clock(painter, line, shown.clock, look)
            made = self._fonts()
            holder = _who(shown, shown.holder) if shown.holder else ""
            said = words.dotted(holder, shown.attempts, shown.number, shown.why)
            self._text(painter, room, said, made.small, look.accent if holder else look.muted)
        else:
            self._clock_line(painter, line, words.dotted(shown.car, shown.source), shown.clock, look)

    def _clock_line(self, painter: QPainter, line: QRect, said: str, clock: str, look: Tokens) -> None:
        """Words at the left, the clock at the right."""
        room = self._clock(painter, line, clock, look)
        self._text(painter, room, said, self._fonts().text, look.text)

    def _clock(self, painter: QPainter, line: QRect, text: str, look: Tokens) -> QRect:
        """Paint the clock; the answer is the room beside it."""
        made = self._fonts()
        width = QFontMetrics(made.clock).horizontalAdvance(text) + 1
        clock = QRect(line.right() + 1 - width, line.top(), width, line.height())
        self._text(painter, clock, text, made.clock, look.text)
        return QRect(line.left(), line.top(), clock.left() - GAP_S - line.left(), line.height())

    def _third_line(self, painter: QPainter, line: QRect, shown: RowCells, look: Tokens) -> None:
        """Number, attempts and why it is here; at the right who has it in hand, else whose it is."""
        made = self._fonts()
        right = self._person(painter, line, shown, look)
        room = QRect(line.left(), line.top(), right - GAP_S - line.left(), line.height())
        said = words.dotted(shown.attempts, shown.number, shown.why)
        self._text(painter, room, said, made.small, look.muted)

    def _person(self, painter: QPainter, line: QRect, shown: RowCells, look: Tokens) -> int:
        """Paint holder or owner; the answer is where that begins."""
        metrics = QFontMetrics(self._fonts().small)
        said = _fitting(shown, metrics, line.width()) if shown.holder else words.initials(shown.owner)
        if not said:
            return line.right() + 1
        width = metrics.horizontalAdvance(said) + 1
        left = line.right() + 1 - width
        colour = look.accent if shown.holder else look.muted
        self._text(painter, QRect(left, line.top(), width, line.height()), said, self._fonts().small, colour)
        side = line.height() - GAP_XS
        draw(painter, Shape.PERSON, QRectF(left - side - 3, line.center().y() - side / 2, side, side), colour)
        return left - side - 3

    def _text(self, painter: QPainter, room: QRect, text: str, font: QFont, colour: str) -> None:
        if room.width() <= 0:
            return
        painter.setFont(font)
        painter.setPen(QPen(QColor(colour)))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, LEFT_LINES | Qt.TextFlag.TextSingleLine, shown)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        model = index.model()
        if not isinstance(model, QueueModel):
            return
        look, row = theme.tokens(), option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if not self.compact and self.clock_rect(row).contains(self.touched):
            self._ground(painter, row, selected=selected, look=look)
            self._clock_line(painter, self.clock_rect(row), *model.second_line_at(index.row()), look)
            return
        shown, lines = model.cells_at(index.row()), self._lines(row)
        self._ground(painter, row, selected=selected, look=look)
        self._shape(painter, row, shown, look)
        self._first_line(painter, lines[0], shown, look)
        self._second_line(painter, lines[1], shown, look)
        if not self.compact:
            self._third_line(painter, lines[2], shown, look)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """A row without the header above it."""
        return QSize(option.rect.width(), self.row_height())


def _who(shown: RowCells, name: str) -> str:
    if shown.held:
        return translate("Holder", "{name} is on it, {held}").format(name=name, held=shown.held)
    return translate("Holder", "with {name}").format(name=name)


def _fitting(shown: RowCells, metrics: QFontMetrics, width: int) -> str:
    """Who has it in hand, in a third of the line, half where a colleague does: the name gives way, never the
    time.
    """
    room = width // (2 if shown.held else 3) - metrics.horizontalAdvance(_who(shown, ""))
    return _who(shown, metrics.elidedText(shown.holder, Qt.TextElideMode.ElideRight, room))
