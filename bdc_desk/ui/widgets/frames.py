"""The few frames that screens are built of."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bdc_desk.ui.tokens import GAP_M, GAP_S
from bdc_desk.ui.widgets.plain import Label


class Card(QFrame):
    """A panel on the surface with a hairline around it; `body` is its column, `title` its first line."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, role: str = "card") -> None:
        """`role` as in stylesheet.py: card, well, notice, panel."""
        super().__init__(parent)
        self.setProperty("role", role)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(GAP_M, GAP_M, GAP_M, GAP_M)
        self.body.setSpacing(GAP_S)
        self.title = Label(title, self, size=11, bold=True)
        self.title.setVisible(bool(title))
        self.body.addWidget(self.title)


def row(*widgets: QWidget, spacing: int = GAP_S) -> QHBoxLayout:
    """The widgets side by side, without margins."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for widget in widgets:
        line.addWidget(widget)
    return line


def column(*widgets: QWidget, spacing: int = GAP_S) -> QVBoxLayout:
    """The widgets one under the other, without margins."""
    line = QVBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for widget in widgets:
        line.addWidget(widget)
    return line
