"""The program's icon. It stands with the first frame, so this file imports nothing of the trade."""

from PySide6.QtGui import QIcon

from bdc_desk.ui.assets import asset


def application_icon() -> QIcon:
    """The program's icon: the SVG of resources/icons, else painted the same by hand."""
    made = QIcon(str(asset("icons", "bdc-desk.svg")))
    if made.availableSizes() or not made.pixmap(32, 32).isNull():
        return made
    from bdc_desk.ui.shapes import painted_icon  # noqa: PLC0415 - only where Qt's part for SVG is missing

    painted = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        painted.addPixmap(painted_icon(side))
    return painted
