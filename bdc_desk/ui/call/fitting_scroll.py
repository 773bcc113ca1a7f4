"""A scroll area that asks for all the room its content needs, and scrolls only where there is less."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget


class FittingScroll(QScrollArea):
    """The content across the whole width; it scrolls up and down only, and takes no keyboard itself."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        """`content` becomes its child."""
        super().__init__(parent)
        self._content = content
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """As high as the content is in that width."""
        at_width = self._content.heightForWidth(width) if self._content.hasHeightForWidth() else 0
        return max(self._content.sizeHint().height(), at_width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for other room when the content wants it, which Qt's own scroll area never does."""
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As large as the content, unlike Qt's own, which stops at two dozen lines."""
        return self._content.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Three lines; never narrower than the content can be."""
        return QSize(self._content.minimumSizeHint().width(), 3 * self.fontMetrics().height())
