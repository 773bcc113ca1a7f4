"""A layout that sets widgets side by side and goes on in the next line, as words do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from bdc_desk.ui.tokens import GAP_S


class FlowLayout(QLayout):
    """Lines of widgets, set to the right edge when `to_right` is true. Its height depends on its width."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = GAP_S) -> None:
        """`spacing` in pixels, across and down."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.to_right = False
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def lines_at(self, width: int) -> int:
        """How many lines it would take in `width` pixels."""
        return len(self._lines(width))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines and used + self.spacing() + wide <= width:
                lines[-1].append(item)
                used += self.spacing() + wide
            else:
                lines.append([item])
                used = wide
        return lines

    def _height_of(self, line: list[QLayoutItem]) -> int:
        return max(item.sizeHint().height() for item in line)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None outside."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove the item at a place."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it is given."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines and the gaps between them."""
        lines = self._lines(width)
        return sum(self._height_of(line) for line in lines) + self.spacing() * max(0, len(lines) - 1)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        items = self._shown()
        if not items:
            return QSize(0, 0)
        wide = sum(item.sizeHint().width() for item in items) + self.spacing() * (len(items) - 1)
        return QSize(wide, self._height_of(items))

    def minimumSize(self) -> QSize:
        """One widget a line."""
        items = self._shown()
        if not items:
            return QSize(0, 0)
        return QSize(max(item.minimumSize().width() for item in items), self._height_of(items))

    def setGeometry(self, box: QRect) -> None:
        """Place the lines from the top."""
        super().setGeometry(box)
        y = box.y()
        for line in self._lines(box.width()):
            wide = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
            x = box.x() + (max(0, box.width() - wide) if self.to_right else 0)
            for item in line:
                down = (self._height_of(line) - item.sizeHint().height()) // 2
                item.setGeometry(QRect(QPoint(x, y + down), item.sizeHint()))
                x += item.sizeHint().width() + self.spacing()
            y += self._height_of(line) + self.spacing()
