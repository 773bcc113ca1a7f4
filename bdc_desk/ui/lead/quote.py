"""The customer's own words: first on the page, letter for letter, never as HTML (design.md, Facts)."""

from math import ceil

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QWidget

from bdc_desk.ui import theme
from bdc_desk.ui.tokens import GAP_M

MOST_LINES = 7
"""Longer words scroll."""

BAR, MARGIN = 3, 2
MEASURED = 4000
"""Letters that surely fill more than the most lines."""


class Quote(QFrame):
    """A bar, and the words beside it as high as they are, up to seven lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_words`."""
        super().__init__(parent)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setStyleSheet("QPlainTextEdit { border: none; background: transparent; padding: 0; }")
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.document().setDocumentMargin(MARGIN)
        self.text.setAccessibleName(self.tr("The customer's own words"))
        line = QHBoxLayout(self)
        line.setContentsMargins(BAR + GAP_M, 0, 0, 0)
        line.addWidget(self.text)
        self._fit()

    def show_words(self, words: str) -> None:
        """Show the words; the same words again keep the place where the reader was."""
        if words != self.text.toPlainText():
            self.text.setPlainText(words)
        self._fit()

    def _fit(self) -> None:
        font = theme.font(11)
        self.text.setFont(font)
        metrics, margins = QFontMetrics(font), 2 * MARGIN
        width = max(1, self.width() - BAR - GAP_M - margins)
        most = MOST_LINES * metrics.lineSpacing()
        # Measured here: Qt lays a long text out bit by bit and only then knows its height.
        wrap = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
        box = metrics.boundingRect(QRect(0, 0, width, most), wrap, self.text.toPlainText()[:MEASURED])
        lines = max(1, min(MOST_LINES, ceil(box.height() / metrics.lineSpacing())))
        self.text.setFixedHeight(lines * metrics.lineSpacing() + margins + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar of a quotation."""
        painter = QPainter(self)
        painter.fillRect(0, 0, BAR, self.height(), QColor(theme.tokens().accent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the height to the new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
