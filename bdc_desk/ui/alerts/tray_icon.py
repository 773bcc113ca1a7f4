"""The program's icon with a number on it: how many calls wait."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from bdc_desk.ui import theme
from bdc_desk.ui.app_icon import application_icon
from bdc_desk.ui.tokens import LIGHT

MOST = 99
SIDES = (16, 22, 24, 32, 48, 64)
"""Pixels that systems ask of a tray's sign."""


def number_told(number: int) -> str:
    """What stands on the sign: "" for none, "99+" beyond what fits."""
    if number <= 0:
        return ""
    return str(number) if number <= MOST else f"{MOST}+"


def numbered_icon(number: int) -> QIcon:
    """The icon with the number on it; the plain icon for none."""
    told = number_told(number)
    if not told:
        return application_icon()
    made = QIcon()
    for side in SIDES:
        made.addPixmap(_painted(told, side))
    return made


def _painted(told: str, side: int) -> QPixmap:
    """The number on a plate over the icon's lower part, the same on any tray."""
    picture = application_icon().pixmap(side, side)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plate = QRectF(0, side * 0.38, side, side * 0.62)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.escalated))
    painter.drawRoundedRect(plate, side * 0.16, side * 0.16)
    font = theme.font(10, bold=True)
    font.setPixelSize(max(7, round(side * (0.42 if len(told) > 2 else 0.54))))
    painter.setFont(font)
    painter.setPen(QColor(LIGHT.surface))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), told)
    painter.end()
    return picture
