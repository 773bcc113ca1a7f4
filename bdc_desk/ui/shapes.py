"""Every sign on the screens as a painted path: fonts lack these signs on many machines (design.md).

A shape is drawn in a unit square and scaled to its place, so it is crisp at any pixel ratio.
"""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QTransform

from bdc_desk.cadence.queue import Badge
from bdc_desk.ui.tokens import LIGHT, Tokens


class Shape(StrEnum):
    """The signs."""

    CIRCLE = "circle"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    SQUARE = "square"
    CLOCK = "clock"
    REPEAT = "repeat"
    RING = "ring"
    QUESTION = "question"
    LOCK = "lock"
    OPEN_LOCK = "open lock"
    PHONE = "phone"
    MAIL = "mail"
    ARROW = "arrow"
    ARROW_UP = "arrow up"
    CROSS = "cross"
    CHECK = "check"
    PERSON = "person"
    WARNING = "warning"


_LINES = (Shape.CLOCK, Shape.REPEAT, Shape.RING, Shape.QUESTION)
STROKED = frozenset({*_LINES, Shape.MAIL, Shape.CROSS, Shape.CHECK, Shape.WARNING})
"""Drawn as lines; the others are filled."""

_BADGES = {
    Badge.NEW: Shape.CIRCLE,
    Badge.OVER_2: Shape.TRIANGLE,
    Badge.OVER_15: Shape.DIAMOND,
    Badge.ESCALATED: Shape.SQUARE,
    Badge.CALLBACK: Shape.CLOCK,
    Badge.RETRY: Shape.REPEAT,
    Badge.LATER: Shape.RING,
    Badge.DECIDE: Shape.QUESTION,
}


def badge_shape(badge: Badge) -> Shape:
    """The sign that goes with a row's word (ux.md, Tokens)."""
    return _BADGES[badge]


def badge_colour(badge: Badge, look: Tokens) -> str:
    """The colour that goes with a row's word; what is no alarm is muted."""
    return {
        Badge.NEW: look.new,
        Badge.OVER_2: look.over_2,
        Badge.OVER_15: look.over_15,
        Badge.ESCALATED: look.escalated,
    }.get(badge, look.muted)


def badge_filled(badge: Badge) -> bool:
    """Whether the badge is filled (a running first call clock) or outlined."""
    return badge in {Badge.NEW, Badge.OVER_2, Badge.OVER_15, Badge.ESCALATED}


def draw(painter: QPainter, shape: Shape, box: QRectF, colour: str) -> None:
    """Paint the shape centred in `box`, as large as its shorter side."""
    side = min(box.width(), box.height())
    left, top = box.center().x() - side / 2, box.center().y() - side / 2
    path = QTransform.fromTranslate(left, top).scale(side, side).map(path_of(shape))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shape in STROKED:
        pen = QPen(QColor(colour), max(1.5, side / 9))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)
    else:
        painter.fillPath(path, QColor(colour))
    painter.restore()


def path_of(shape: Shape) -> QPainterPath:
    """The shape in the unit square, made once."""
    if shape not in _made:
        _made[shape] = _MAKERS[shape]()
    return _made[shape]


def icon(shape: Shape, colour: str, side: int = 16) -> QIcon:
    """The shape as an icon for buttons and menus, at one, two and three times the pixels."""
    made = QIcon()
    for ratio in (1, 2, 3):
        picture = QPixmap(QSize(side, side) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw(painter, shape, QRectF(0, 0, side, side), colour)
        painter.end()
        made.addPixmap(picture)
    return made


def painted_icon(side: int) -> QPixmap:
    """The program's icon as a painting, where no SVG can be read. `side` in pixels."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QPainterPath()
    ground.addRoundedRect(QRectF(0, 0, side, side), side * 0.22, side * 0.22)
    painter.fillPath(ground, QColor(LIGHT.accent))
    inset = side * 0.22
    draw(painter, Shape.PHONE, QRectF(inset, inset, side - 2 * inset, side - 2 * inset), LIGHT.on_accent)
    painter.end()
    return picture


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0.1, 0.1, 0.8, 0.8))
    return path


def _triangle() -> QPainterPath:
    return _polygon((0.5, 0.08), (0.98, 0.92), (0.02, 0.92))


def _diamond() -> QPainterPath:
    return _polygon((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))


def _square() -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(0.1, 0.1, 0.8, 0.8))
    return path


def _clock() -> QPainterPath:
    path = _circle()
    path.moveTo(0.5, 0.27)
    path.lineTo(0.5, 0.52)
    path.lineTo(0.68, 0.62)
    return path


def _repeat() -> QPainterPath:
    path = QPainterPath()
    path.arcMoveTo(QRectF(0.14, 0.14, 0.72, 0.72), 60)
    path.arcTo(QRectF(0.14, 0.14, 0.72, 0.72), 60, -300)
    path.moveTo(0.42, 0.06)
    path.lineTo(0.68, 0.19)
    path.lineTo(0.48, 0.40)
    return path


def _ring() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0.2, 0.2, 0.6, 0.6))
    return path


def _question() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(0.3, 0.32)
    path.cubicTo(0.3, 0.02, 0.76, 0.04, 0.72, 0.34)
    path.cubicTo(0.7, 0.48, 0.5, 0.5, 0.5, 0.68)
    path.moveTo(0.5, 0.89)
    path.lineTo(0.5, 0.9)
    return path


def _lock_body() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0.16, 0.44, 0.68, 0.5), 0.08, 0.08)
    return path


def _shackle(rise: float, closed: bool) -> QPainterPath:
    """The bow of a lock as a filled band; an open one ends above the body."""
    outer, inner = QPainterPath(), QPainterPath()
    outer.addRoundedRect(QRectF(0.25, 0.04 - rise, 0.5, 0.7), 0.25, 0.25)
    inner.addRoundedRect(QRectF(0.36, 0.15 - rise, 0.28, 0.7), 0.14, 0.14)
    bow = outer.subtracted(inner)
    cut = QPainterPath()
    cut.addRect(QRectF(0.0, 0.5 - rise, 1.0, 0.6))
    if not closed:
        cut.addRect(QRectF(0.55, 0.3 - rise, 0.4, 0.4))
    return bow.subtracted(cut)


def _lock() -> QPainterPath:
    hole = QPainterPath()
    hole.addEllipse(QRectF(0.43, 0.59, 0.14, 0.14))
    return _lock_body().subtracted(hole).united(_shackle(0.0, closed=True))


def _open_lock() -> QPainterPath:
    hole = QPainterPath()
    hole.addEllipse(QRectF(0.43, 0.59, 0.14, 0.14))
    bow = QTransform.fromTranslate(0.0, 0.0).map(_shackle(0.04, closed=False))
    return _lock_body().subtracted(hole).united(bow)


def _phone() -> QPainterPath:
    """A handset: two pads joined by a curved grip."""
    path = QPainterPath()
    path.moveTo(0.22, 0.04)
    path.cubicTo(0.30, 0.0, 0.36, 0.06, 0.42, 0.22)
    path.cubicTo(0.45, 0.31, 0.36, 0.36, 0.30, 0.41)
    path.cubicTo(0.35, 0.53, 0.47, 0.65, 0.59, 0.70)
    path.cubicTo(0.64, 0.64, 0.69, 0.55, 0.78, 0.58)
    path.cubicTo(0.94, 0.64, 1.0, 0.70, 0.96, 0.78)
    path.cubicTo(0.90, 0.92, 0.80, 0.98, 0.68, 0.96)
    path.cubicTo(0.36, 0.90, 0.10, 0.64, 0.04, 0.32)
    path.cubicTo(0.02, 0.20, 0.08, 0.10, 0.22, 0.04)
    return path


def _mail() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(0.05, 0.18, 0.9, 0.64), 0.08, 0.08)
    path.moveTo(0.08, 0.26)
    path.lineTo(0.5, 0.56)
    path.lineTo(0.92, 0.26)
    return path


def _arrow() -> QPainterPath:
    return _polygon(
        (0.06, 0.38), (0.5, 0.38), (0.5, 0.12), (0.96, 0.5), (0.5, 0.88), (0.5, 0.62), (0.06, 0.62)
    )


def _arrow_up() -> QPainterPath:
    return QTransform().translate(0.0, 1.0).rotate(-90).map(_arrow())


def _cross() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(0.2, 0.2)
    path.lineTo(0.8, 0.8)
    path.moveTo(0.8, 0.2)
    path.lineTo(0.2, 0.8)
    return path


def _check() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(0.14, 0.54)
    path.lineTo(0.4, 0.8)
    path.lineTo(0.88, 0.22)
    return path


def _person() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(0.3, 0.06, 0.4, 0.4))
    path.moveTo(0.1, 0.96)
    path.cubicTo(0.1, 0.4, 0.9, 0.4, 0.9, 0.96)
    path.closeSubpath()
    return path


def _warning() -> QPainterPath:
    path = _triangle()
    path.moveTo(0.5, 0.4)
    path.lineTo(0.5, 0.62)
    path.moveTo(0.5, 0.77)
    path.lineTo(0.5, 0.78)
    return path


_MAKERS = {
    Shape.CIRCLE: _circle,
    Shape.TRIANGLE: _triangle,
    Shape.DIAMOND: _diamond,
    Shape.SQUARE: _square,
    Shape.CLOCK: _clock,
    Shape.REPEAT: _repeat,
    Shape.RING: _ring,
    Shape.QUESTION: _question,
    Shape.LOCK: _lock,
    Shape.OPEN_LOCK: _open_lock,
    Shape.PHONE: _phone,
    Shape.MAIL: _mail,
    Shape.ARROW: _arrow,
    Shape.ARROW_UP: _arrow_up,
    Shape.CROSS: _cross,
    Shape.CHECK: _check,
    Shape.PERSON: _person,
    Shape.WARNING: _warning,
}
_made: dict[Shape, QPainterPath] = {}
