"""Pictures of the window without a display: the same every time, on every machine (one font of our own, no
blinking).
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QFontDatabase, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from bdc_desk.errors import SurroundingsFault
from bdc_desk.ui.assets import asset

FONTS = ("Inter-Regular.otf", "Inter-Bold.otf")
SETTLING = 12
"""How often events are let through before a picture: layouts inside scroll areas settle in a few rounds."""


def load_font() -> str:
    """Load the program's own open font and return its family's name. Raises SurroundingsFault."""
    families = [
        family
        for name in FONTS
        for family in QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(asset("fonts", name)))
        )
    ]
    if not families:
        raise SurroundingsFault("The font of the pictures could not be loaded. Install the program anew.")
    return families[0]


def calm(app: QApplication) -> None:
    """Nothing blinks or slides: a picture taken twice is the same picture."""
    app.setCursorFlashTime(0)


def settle() -> None:
    """Let layouts and what was posted come to rest."""
    for _ in range(SETTLING):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()


def take(window: QWidget, file: Path) -> None:
    """Draw the window into a PNG file. Raises SurroundingsFault where it cannot be written."""
    settle()
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.0)
    painter = QPainter(image)
    window.render(painter, QPoint())
    painter.end()
    if not QImageWriter(str(file), b"png").write(image):
        raise SurroundingsFault(
            f"The picture could not be written to {file}. Is the folder there and writable?"
        )
