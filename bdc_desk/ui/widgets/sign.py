"""Small painted widgets: a shape, and a badge (a shape's word in a rounded box)."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bdc_desk.cadence.queue import Badge
from bdc_desk.ui import theme
from bdc_desk.ui.reason_words import badge_words
from bdc_desk.ui.shapes import Shape, badge_colour, badge_filled, draw
from bdc_desk.ui.tokens import Tokens

BADGE_PAD = 7


class Sign(QWidget):
    """A shape in the colour of a token (`colour` is the token's field name, such as "muted" or "over_2")."""

    def __init__(
        self, shape: Shape, colour: str = "muted", side: int = 16, parent: QWidget | None = None
    ) -> None:
        """`side` in device-independent pixels."""
        super().__init__(parent)
        self._shape, self._colour = shape, colour
        self.setFixedSize(side, side)
        self.setAccessibleName(shape.value)

    def show_shape(self, shape: Shape, colour: str) -> None:
        """Show another shape."""
        self._shape, self._colour = shape, colour
        self.setAccessibleName(shape.value)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the shape."""
        painter = QPainter(self)
        draw(painter, self._shape, QRectF(self.rect()), getattr(theme.tokens(), self._colour))


class BadgeLabel(QWidget):
    """A row's word as a badge, for pages and banners; the queue's delegate paints it with `paint_badge`."""

    def __init__(self, badge: Badge, parent: QWidget | None = None) -> None:
        """Show `badge`."""
        super().__init__(parent)
        self._badge = badge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(badge_words(badge))

    def show_badge(self, badge: Badge) -> None:
        """Show another word."""
        self._badge = badge
        self.setAccessibleName(badge_words(badge))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the word needs."""
        return badge_size(self._badge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge."""
        painter = QPainter(self)
        paint_badge(painter, self._badge, QRectF(self.rect()), theme.tokens())

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew when the text size changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


def badge_size(badge: Badge) -> QSize:
    """The room a badge takes, in the theme's present text size."""
    metrics = theme.metrics(9, bold=True)
    return QSize(metrics.horizontalAdvance(badge_words(badge)) + 2 * BADGE_PAD, metrics.height() + 5)


def paint_badge(painter: QPainter, badge: Badge, box: QRectF, look: Tokens) -> None:
    """Paint the badge filling `box`: filled for the marks of a first call clock, outlined otherwise."""
    colour = badge_colour(badge, look)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if badge_filled(badge):
        painter.fillPath(path, QColor(colour))
        painter.setPen(QColor(look.on_mark))
    else:
        painter.strokePath(path, QPen(QColor(look.border), 1))
        painter.setPen(QColor(colour))
    painter.setFont(theme.font(9, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge_words(badge))
    painter.restore()
