"""Where banners float: inside the window, over its foot, one under the other. They move nothing that lies
below.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bdc_desk.ui.tokens import GAP_S, GAP_XL

FOOT = 6
"""Pixels above the window's lower edge: over the status bar, so that notes and rows stay in sight."""
WIDEST = 760
CHANGED = frozenset({QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest})


class NoticeArea(QWidget):
    """Keeps itself over the middle of its parent's foot, as wide and high as the banners that show."""

    def __init__(self, parent: QWidget) -> None:
        """`parent` is what the banners float over, usually the window's central widget."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_S)
        self._over = parent
        self._banners: list[QWidget] = []
        parent.installEventFilter(self)
        self.hide()

    def add(self, banner: QWidget) -> None:
        """Let a banner float here; it shows and hides itself."""
        self._column.addWidget(banner)
        self._banners.append(banner)
        banner.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        if all(banner.isHidden() for banner in self._banners):
            self.hide()
            return
        width = max(0, min(WIDEST, self._over.width() - 2 * GAP_XL))
        self._column.activate()
        height = self._column.totalHeightForWidth(width)
        height = height if height > 0 else self._column.totalSizeHint().height()
        self.setGeometry(
            (self._over.width() - width) // 2, self._over.height() - height - FOOT, width, height
        )
        # Shown last: a banner shown at its first size, in the middle of a show, would keep the layout of that
        # size.
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size and the banners' coming and going."""
        resized = watched is self._over and event.type() == QEvent.Type.Resize
        # Asked by identity on purpose: a widget that is being deleted comes as a stranger, and must stay one.
        if resized or (event.type() in CHANGED and any(watched is banner for banner in self._banners)):
            self._place()
        return super().eventFilter(watched, event)
