# ruff: noqa: INP001 - beside make_program.py, which uses it
"""The program's icon in the sizes and formats that systems ask for, drawn from
resources/icons/bdc-desk.svg.
"""

import shutil
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parents[1] / "icons" / "bdc-desk.svg"
HICOLOR = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS = (16, 24, 32, 48, 64, 128, 256)


def png(side: int) -> bytes:
    """The icon as a PNG of `side` by `side` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(content.data())


def write_hicolor(share: Path, name: str) -> None:
    """The icon theme's folders below `share`, where desktops look for `name`."""
    theme = share / "icons" / "hicolor"
    for side in HICOLOR:
        folder = theme / f"{side}x{side}" / "apps"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.png").write_bytes(png(side))
    scalable = theme / "scalable" / "apps"
    scalable.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SVG, scalable / f"{name}.svg")


def write_ico(file: Path) -> None:
    """An .ico with every size of Windows in it, each as a PNG (Windows reads that since Vista)."""
    pictures = [png(side) for side in WINDOWS]
    begins = 6 + 16 * len(pictures)
    head = struct.pack("<HHH", 0, 1, len(pictures))
    for side, picture in zip(WINDOWS, pictures, strict=True):
        # Width and height in one byte each, 256 as 0; no palette; one plane of 32 bits; length and place.
        head += struct.pack("<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), begins)
        begins += len(picture)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(head + b"".join(pictures))
