"""Pictures of the window without a display: the same every time, on every machine (one font of our own, no
blinking).
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QFontDatabase, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from bdc_desk.errors import SurroundingsFault
from bdc_desk.ui.assets import asset

FONTS = ("Inter-Regular.otf", "Inter-Bold.otf")
LOSSLESS = 100
"""Qt's word for it where a format may lose something (WebP); PNG reads it as "do not compress", so not there.
"""
VISIBLE = 24
"""Of 255: by which a colour, averaged over four by four pixels, must differ to be seen."""
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
    """Draw the window into a file, PNG or lossless WebP by its ending. Raises SurroundingsFault where it
    cannot be written.
    """
    image = drawn(window)
    writer = QImageWriter(str(file), file.suffix.removeprefix(".").encode())
    if writer.format() != b"png":
        writer.setQuality(LOSSLESS)
    if not writer.write(image):
        raise SurroundingsFault(
            f"The picture could not be written to {file}. Is the folder there and writable? "
            "The name has to end in .png or .webp."
        )


def drawn(window: QWidget) -> QImage:
    """The window as a picture."""
    settle()
    image = QImage(window.size(), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.0)
    painter = QPainter(image)
    window.render(painter, QPoint())
    painter.end()
    return image


def differs(one: QImage, other: QImage) -> float:
    """How much of two pictures a person would see as different: a share from 0 to 1. The edges of letters,
    which another drawing library smooths otherwise, count as the same.
    """
    if one.size() != other.size():
        return 1.0
    small = [_small(picture) for picture in (one, other)]
    pairs = zip(*small, strict=True)
    seen = sum(1 for mine, its in pairs if abs(mine - its) > VISIBLE)
    return seen / len(small[0])


def _small(picture: QImage) -> bytes:
    """A quarter of the size in each direction, smoothed: one byte for each of red, green and blue."""
    size = picture.size() / 4
    scaled = picture.scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    plain = scaled.convertToFormat(QImage.Format.Format_RGBX8888)  # lines of four bytes a pixel, no padding
    return bytes(plain.constBits())
