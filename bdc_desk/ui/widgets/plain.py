"""Text that stays text. Qt reads labels and tooltips as HTML when they look like it, and a lead's words may
(design.md, Facts): so every label of the program is one of these, and every tooltip passes through here.
"""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from bdc_desk.ui import theme


class Label(QLabel):
    """A label in plain text with a size of the type scale; it follows changes of theme and text size.

    `role`: "" (text), muted, error, ok, accent. `wrap` breaks lines at words.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: int = 10,
        bold: bool = False,
        tabular: bool = False,
        role: str = "",
        wrap: bool = False,
    ) -> None:
        """`size` in points of the scale 9/10/11/13/18/22/110."""
        super().__init__(parent)
        self._size, self._bold, self._tabular = size, bold, tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        if role:
            self.setProperty("role", role)
        self.setFont(theme.font(size, bold=bold, tabular=tabular))

    def set_role(self, role: str) -> None:
        """Change what the text means, and with it its colour."""
        if self.property("role") != role:
            theme.set_role(self, role)

    def changeEvent(self, event: QEvent) -> None:
        """Take the theme's font again when the theme was applied."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(theme.font(self._size, bold=self._bold, tabular=self._tabular))


class ElidedLabel(Label):
    """A one-line label that ends in "…" where the room ends; tooltip and accessible name hold it whole."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        size: int = 10,
        bold: bool = False,
        role: str = "",
        middle: bool = False,
    ) -> None:
        """`middle` cuts in the middle (file names), else at the end."""
        super().__init__("", parent, size=size, bold=bold, role=role)
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show `text`; line breaks become spaces."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._elide()
        self.updateGeometry()

    def whole_text(self) -> str:
        """The text before it was cut."""
        return self._whole

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, self.contentsRect().width())
        self.setText(shown)
        set_tooltip(self, self._whole if shown != self._whole else "")

    def sizeHint(self) -> QSize:
        """The whole text, if there is room."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a letter and the dots."""
        return QSize(self.fontMetrics().horizontalAdvance("W…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew for the new width."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Cut anew for the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._elide()


def tooltip(text: str) -> str:
    """`text` as rich text that shows it letter for letter, line breaks included; "" stays empty."""
    return f"<span style='white-space: pre-wrap'>{escape(text)}</span>" if text else ""


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip of plain words."""
    widget.setToolTip(tooltip(text))


def plain_button_text(text: str) -> str:
    """`text` for a button, tab or menu, where a single "&" would mark a key."""
    return text.replace("&", "&&")
