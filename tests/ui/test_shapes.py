import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from bdc_desk.cadence.queue import Badge
from bdc_desk.ui import shapes
from bdc_desk.ui.app_icon import application_icon
from bdc_desk.ui.shapes import Shape
from bdc_desk.ui.tokens import DARK, LIGHT


@pytest.mark.parametrize("shape", list(Shape))
def test_each_shape_paints_something_within_its_box(qapp: QApplication, shape: Shape) -> None:
    image = QImage(48, 48, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    shapes.draw(painter, shape, QRectF(8, 8, 32, 32), "#000000")
    painter.end()
    dark = [(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).lightness() < 128]
    assert len(dark) > 40
    assert all(5 <= x < 43 and 5 <= y < 43 for x, y in dark)


def test_the_marks_of_the_first_call_have_shapes_of_their_own() -> None:
    assert len({shapes.badge_shape(badge) for badge in Badge}) == len(Badge)
    assert all(shapes.badge_colour(badge, look) for badge in Badge for look in (LIGHT, DARK))


def test_the_programs_icon_is_there_and_has_a_painted_twin(qapp: QApplication) -> None:
    from_file = application_icon().pixmap(64, 64).toImage().pixelColor(32, 5)
    painted = shapes.painted_icon(64).toImage().pixelColor(32, 5)
    assert from_file.name().upper() == painted.name().upper() == LIGHT.accent
